import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";

/** What a listener on this machine speaks TLS with, in PEM. */
export interface LocalTls {
  readonly key: string;
  readonly cert: string;
}

/** A key, and a self-signed certificate for a day. */
export async function createLocalTls(now: Date): Promise<LocalTls> {
  const { privateKey } = await generateKeyPair();
  const cert = await createSelfSignedCertificate({
    signer: await importSigner(privateKey),
    subject: "CN=localhost",
    notBefore: now,
    notAfter: new Date(now.getTime() + 24 * 60 * 60_000),
    subjectAltNames: ["DNS:localhost", "IP:127.0.0.1"],
  });
  return { key: privateKey, cert };
}
