// The library needs the Reflect polyfill before its own first line runs.
import "reflect-metadata";
import { KeyObject, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

type CryptoKey = webcrypto.CryptoKey;
type CryptoKeyPair = webcrypto.CryptoKeyPair;

x509.cryptoProvider.set(webcrypto as never);

export { x509 };

const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
} as const;
const algorithms = { ecdsa, rsa };
export type KeyKind = "ecdsa" | "rsa";

/** Generated on node's thread pool, so that several are made at once. */
export async function generateKeyPair(kind: KeyKind): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithms[kind], true, ["sign", "verify"]);
}

/** Both halves of a kept key, for the certificate library. */
export async function importKeyPair(
  kind: KeyKind,
  privateKeyPem: string,
  publicKey: KeyObject,
): Promise<CryptoKeyPair> {
  const pkcs8 = x509.PemConverter.decodeFirst(privateKeyPem);
  const spki = publicKey.export({ type: "spki", format: "der" });
  const [privateHalf, publicHalf] = await Promise.all([
    webcrypto.subtle.importKey("pkcs8", pkcs8, algorithms[kind], true, ["sign"]),
    webcrypto.subtle.importKey("spki", spki, algorithms[kind], true, ["verify"]),
  ]);
  return { privateKey: privateHalf, publicKey: publicHalf };
}

export function privateKeyPem(key: CryptoKey): string {
  return KeyObject.from(key).export({ type: "pkcs8", format: "pem" }) as string;
}

export interface CertificateRequest {
  readonly commonName: string;
  readonly publicKey: CryptoKey | x509.PublicKey;
  /** The certificate of the issuer; absent for a self-signed one. */
  readonly issuer?: x509.X509Certificate;
  readonly issuerKey: CryptoKey;
  readonly signedWith: KeyKind;
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly x509.Extension[];
}

/** Issues a certificate, with the key identifiers that strict verifiers ask for. */
export async function issueCertificate(request: CertificateRequest): Promise<x509.X509Certificate> {
  const publicKey = request.publicKey as never;
  const subject = [{ CN: [request.commonName] }];
  const authorityKey = request.issuer ? request.issuer.publicKey : publicKey;
  return x509.X509CertificateGenerator.create({
    serialNumber: request.serialNumber,
    subject,
    issuer: request.issuer?.subject ?? subject,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    publicKey,
    signingKey: request.issuerKey as never,
    signingAlgorithm: algorithms[request.signedWith],
    extensions: [
      ...request.extensions,
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authorityKey as never),
    ],
  });
}
