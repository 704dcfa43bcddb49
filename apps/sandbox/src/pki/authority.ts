import { createPublicKey, type KeyObject, type webcrypto } from "node:crypto";
import { addYears } from "../calendar.js";
import type { Random } from "../random.js";
import { generateKeyPair, importKeyPair, issueCertificate, privateKeyPem, x509 } from "./x509.js";

/** A certificate and its private key, as they are kept. */
export interface KeptIdentity {
  readonly key: string;
  readonly certificate: string;
}

/** An authority that can issue. */
export interface Authority {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

const { KeyUsageFlags, BasicConstraintsExtension, KeyUsagesExtension, ExtendedKeyUsageExtension } = x509;
/** RFC 9336. What Clearstream's signing certificates carry is not published; this keeps them out of TLS. */
const documentSigning = "1.3.6.1.5.5.7.3.36";
const serverAuth = "1.3.6.1.5.5.7.3.1";
const clientAuth = "1.3.6.1.5.5.7.3.2";

export function serialNumber(random: Random): string {
  // The leading 0x40 keeps the number positive and its length fixed.
  return `40${random.bytes(15).toString("hex")}`;
}

/** A day back, for clients whose clock is a little behind. */
export function startOfValidity(now: Date): Date {
  return new Date(now.getTime() - 24 * 60 * 60_000);
}

/** An EC authority: a root where there is no `issuer`, else the one below it. */
export async function createAuthority(
  commonName: string,
  now: Date,
  random: Random,
  issuer?: Authority,
): Promise<Authority> {
  const keys = await generateKeyPair("ecdsa");
  const certificate = await issueCertificate({
    commonName,
    publicKey: keys.publicKey,
    ...(issuer && { issuer: issuer.certificate }),
    issuerKey: issuer?.keys.privateKey ?? keys.privateKey,
    signedWith: "ecdsa",
    serialNumber: serialNumber(random),
    notBefore: startOfValidity(now),
    notAfter: addYears(now, 10),
    extensions: [
      new BasicConstraintsExtension(true, issuer ? 0 : undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certificate, keys };
}

export function keepAuthority({ certificate, keys }: Authority): KeptIdentity {
  return { key: privateKeyPem(keys.privateKey), certificate: certificate.toString("pem") };
}

export async function loadAuthority({ key, certificate }: KeptIdentity): Promise<Authority> {
  const keys = await importKeyPair("ecdsa", key, createPublicKey(key));
  return { certificate: new x509.X509Certificate(certificate), keys };
}

/** The certificate that the three HTTPS listeners show; made at each start, so that it never runs out. */
export async function issueServerCertificate(
  issuer: Authority,
  now: Date,
  random: Random,
): Promise<KeptIdentity> {
  const keys = await generateKeyPair("ecdsa");
  const certificate = await issueCertificate({
    commonName: "localhost",
    publicKey: keys.publicKey,
    issuer: issuer.certificate,
    issuerKey: issuer.keys.privateKey,
    signedWith: "ecdsa",
    serialNumber: serialNumber(random),
    notBefore: startOfValidity(now),
    notAfter: addYears(now, 1),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
        { type: "ip", value: "::1" },
      ]),
    ],
  });
  return { key: privateKeyPem(keys.privateKey), certificate: certificate.toString("pem") };
}

/** A client's certificate for its own key: `tls` for the mutual TLS connection, `signing` for documents. */
export async function issueClientCertificate(
  issuer: Authority,
  client: { commonName: string; publicKey: KeyObject; usage: "tls" | "signing"; notAfter: Date },
  now: Date,
  random: Random,
): Promise<string> {
  const spki = client.publicKey.export({ type: "spki", format: "der" });
  const forSigning = client.usage === "signing";
  const certificate = await issueCertificate({
    commonName: client.commonName,
    publicKey: new x509.PublicKey(spki),
    issuer: issuer.certificate,
    issuerKey: issuer.keys.privateKey,
    signedWith: "ecdsa",
    serialNumber: serialNumber(random),
    notBefore: startOfValidity(now),
    notAfter: client.notAfter,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(
        KeyUsageFlags.digitalSignature | (forSigning ? KeyUsageFlags.nonRepudiation : 0),
        true,
      ),
      new ExtendedKeyUsageExtension([forSigning ? documentSigning : clientAuth]),
    ],
  });
  return certificate.toString("pem");
}
