import {
  createSelfSignedCertificate,
  generateKeyPair,
  importSigner,
  type Signer,
} from "@countersign/crypto-core";

/** Plays the Open Banking Service: its key and its certificate. */
export interface TestService {
  readonly signer: Signer;
  readonly privateKey: string;
  readonly certificate: string;
}

/** A service whose certificate holds from 2026-01-01 to 2028-01-01, or until another day. */
export async function createService(notAfter: Date = new Date("2028-01-01T00:00:00Z")): Promise<TestService> {
  const { privateKey } = await generateKeyPair();
  const signer = await importSigner(privateKey);
  const certificate = await createSelfSignedCertificate({
    signer,
    subject: "CN=service",
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter,
  });
  return { signer, privateKey, certificate };
}
