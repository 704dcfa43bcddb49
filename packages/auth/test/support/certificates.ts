import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";

/** A key and a certificate for it, made for one test file. */
export interface TestCertificate {
  readonly key: string;
  readonly certificate: string;
}

export const now: Date = new Date();

export function daysFromNow(days: number): Date {
  return new Date(now.getTime() + days * 24 * 3600 * 1000);
}

/** From yesterday until tomorrow by default. */
export interface Validity {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** A self-signed certificate for loopback. */
export async function makeCertificate(
  commonName: string,
  subjectAltNames: readonly string[] = ["DNS:localhost", "IP:127.0.0.1"],
  { notBefore = daysFromNow(-1), notAfter = daysFromNow(1) }: Validity = {},
): Promise<TestCertificate> {
  const { privateKey } = await generateKeyPair();
  const certificate = await createSelfSignedCertificate({
    signer: await importSigner(privateKey),
    subject: [{ type: "CN", value: commonName }],
    notBefore,
    notAfter,
    subjectAltNames,
  });
  return { key: privateKey, certificate };
}
