import { createPrivateKey, createPublicKey, KeyObject, X509Certificate } from "node:crypto";
import { addYears } from "../calendar.js";
import type { Random } from "../random.js";
import {
  type Authority,
  createAuthority,
  issueClientCertificate,
  issueServerCertificate,
  type KeptIdentity,
  keepAuthority,
  loadAuthority,
  serialNumber,
  startOfValidity,
} from "./authority.js";
import { generateKeyPair, issueCertificate, privateKeyPem, x509 } from "./x509.js";

/** What is kept between runs: with it, a client's trust in the sandbox outlives a restart. */
export interface KeptKeys {
  readonly version: 1;
  readonly root: KeptIdentity;
  readonly intermediate: KeptIdentity;
  readonly clientAuthority: KeptIdentity;
  readonly clearstreamTokens: string;
  readonly worldlineService: KeptIdentity;
}

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface InstitutionKeys {
  /** PEM of the root and the intermediate: what a client has to trust. */
  readonly caBundle: string;
  /** What the certificates of the HTTPS listeners are issued by. */
  readonly serverAuthority: Authority;
  /** What the HTTPS listeners show: the leaf followed by the intermediate, as TLS wants it. */
  readonly server: { readonly key: string; readonly cert: string };
  readonly clientAuthority: Authority;
  readonly clientCaBundle: string;
  readonly clearstreamTokens: SigningKey;
  readonly worldlineService: SigningKey & { readonly certificate: string; readonly thumbprint: string };
  /** What Worldline shows to receivers that ask for a client certificate: the leaf and the intermediate. */
  readonly worldlineClient: { readonly key: string; readonly cert: string };
}

/** All at once: the RSA keys are what takes long, and node makes them on several threads. */
export async function createKeys(now: Date, random: Random): Promise<KeptKeys> {
  const [chain, clientAuthority, tokens, service] = await Promise.all([
    createServerAuthorities(now, random),
    createAuthority("Countersign Sandbox Client CA", now, random),
    generateKeyPair("rsa"),
    createServiceCertificate(now, random),
  ]);
  return {
    version: 1,
    root: keepAuthority(chain.root),
    intermediate: keepAuthority(chain.intermediate),
    clientAuthority: keepAuthority(clientAuthority),
    clearstreamTokens: privateKeyPem(tokens.privateKey),
    worldlineService: service,
  };
}

async function createServerAuthorities(
  now: Date,
  random: Random,
): Promise<Record<"root" | "intermediate", Authority>> {
  const root = await createAuthority("Countersign Sandbox Root CA", now, random);
  const intermediate = await createAuthority("Countersign Sandbox Server CA", now, random, root);
  return { root, intermediate };
}

/** The certificate that clients download to check Worldline's signatures with. */
export async function createServiceCertificate(now: Date, random: Random): Promise<KeptIdentity> {
  const keys = await generateKeyPair("rsa");
  const certificate = await issueCertificate({
    commonName: "Countersign Sandbox Open Banking Service",
    publicKey: keys.publicKey,
    issuerKey: keys.privateKey,
    signedWith: "rsa",
    serialNumber: serialNumber(random),
    notBefore: startOfValidity(now),
    notAfter: addYears(now, 10),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    ],
  });
  return { key: privateKeyPem(keys.privateKey), certificate: certificate.toString("pem") };
}

export async function loadKeys(kept: KeptKeys, now: Date, random: Random): Promise<InstitutionKeys> {
  const [intermediate, clientAuthority] = await Promise.all([
    loadAuthority(kept.intermediate),
    loadAuthority(kept.clientAuthority),
  ]);
  const leaf = await issueServerCertificate(intermediate, now, random);
  const client = await createClientIdentity(
    "Countersign Sandbox Open Banking Service",
    intermediate,
    now,
    random,
  );
  const service = new X509Certificate(kept.worldlineService.certificate);
  return {
    caBundle: joinPem(kept.root.certificate, kept.intermediate.certificate),
    serverAuthority: intermediate,
    server: { key: leaf.key, cert: joinPem(leaf.certificate, kept.intermediate.certificate) },
    clientAuthority,
    clientCaBundle: joinPem(kept.clientAuthority.certificate),
    clearstreamTokens: signingKey(kept.clearstreamTokens),
    worldlineService: {
      ...signingKey(kept.worldlineService.key),
      certificate: joinPem(kept.worldlineService.certificate),
      thumbprint: service.fingerprint.replaceAll(":", ""),
    },
    worldlineClient: { key: client.key, cert: joinPem(client.certificate, kept.intermediate.certificate) },
  };
}

/** Made at each start, like the listeners' own: who trusts the authority trusts the next one too. */
async function createClientIdentity(
  commonName: string,
  issuer: Authority,
  now: Date,
  random: Random,
): Promise<KeptIdentity> {
  const keys = await generateKeyPair("ecdsa");
  const publicKey = KeyObject.from(keys.publicKey);
  const client = { commonName, publicKey, usage: "tls", notAfter: addYears(now, 1) } as const;
  const certificate = await issueClientCertificate(issuer, client, now, random);
  return { key: privateKeyPem(keys.privateKey), certificate };
}

function signingKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

export function joinPem(...parts: readonly string[]): string {
  return parts.map((part) => (part === "" ? "" : `${part.trim()}\n`)).join("");
}
