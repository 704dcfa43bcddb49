import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";

/** A key and a certificate for it, made for one test file. */
export interface TestCertificate {
  readonly key: string;
  readonly certificate: string;
}

export const now: Date = new Date();
const day = 24 * 3600 * 1000;

/** A self-signed certificate for loopback, valid from yesterday until tomorrow. */
export async function makeCertificate(
  commonName: string,
  subjectAltNames: readonly string[] = ["DNS:localhost", "IP:127.0.0.1"],
): Promise<TestCertificate> {
  const { privateKey } = await generateKeyPair();
  const certificate = await createSelfSignedCertificate({
    signer: await importSigner(privateKey),
    subject: [{ type: "CN", value: commonName }],
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + day),
    subjectAltNames,
  });
  return { key: privateKey, certificate };
}
