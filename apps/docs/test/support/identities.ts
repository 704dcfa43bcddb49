import {
  createCertificateRequest,
  createSelfSignedCertificate,
  generateKeyPair,
  importSigner,
} from "@countersign/crypto-core";
import type { ClearBankPortal } from "@countersign/sandbox";

const dayMs = 24 * 60 * 60_000;

/** A key and a certificate that it has signed itself, PEM. */
export interface Identity {
  readonly key: string;
  readonly certificate: string;
}

/** @param days how long the certificate is valid, from a minute ago. */
export async function makeIdentity(subject: string, days = 400): Promise<Identity> {
  const { privateKey: key } = await generateKeyPair();
  const notBefore = new Date(Date.now() - 60_000);
  const certificate = await createSelfSignedCertificate({
    signer: await importSigner(key),
    subject,
    notBefore,
    notAfter: new Date(notBefore.getTime() + days * dayMs),
    subjectAltNames: ["IP:127.0.0.1"],
  });
  return { key, certificate };
}

/** A key, and the token that an institution at ClearBank got for a request signed with it. */
export async function enrol(
  portal: Pick<ClearBankPortal, "generateToken">,
): Promise<{ readonly key: string; readonly token: string }> {
  const { privateKey: key } = await generateKeyPair();
  const signer = await importSigner(key);
  const csr = await createCertificateRequest({ signer, subject: "CN=test,O=Example,C=GB" });
  const { token } = await portal.generateToken({ csr, name: "test" });
  return { key, token };
}
