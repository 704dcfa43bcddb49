import type { Certificate } from "../../src/x509/certificate.js";
import { issueCertificate } from "./issue-certificate.js";
import { generateNodeSigner, type NodeSigner } from "./node-signer.js";

/** A root, an intermediate and a leaf, with the key of the leaf. */
export interface ThreeTier {
  readonly root: Certificate;
  readonly intermediate: Certificate;
  readonly leaf: Certificate;
  readonly leafKey: NodeSigner;
}

export async function createThreeTier(): Promise<ThreeTier> {
  const [rootKey, intermediateKey, leafKey] = [
    generateNodeSigner(),
    generateNodeSigner(),
    generateNodeSigner(),
  ];
  const byRoot = { issuer: rootKey, issuerName: "CN=Test Root", isAuthority: true };
  const root = await issueCertificate({ ...byRoot, subject: "CN=Test Root", publicKey: rootKey.publicKey });
  const intermediate = await issueCertificate({
    ...byRoot,
    subject: "CN=Test Intermediate",
    publicKey: intermediateKey.publicKey,
  });
  const leaf = await issueCertificate({
    issuer: intermediateKey,
    issuerName: "CN=Test Intermediate",
    subject: "CN=Test Leaf",
    publicKey: leafKey.publicKey,
  });
  return { root, intermediate, leaf, leafKey };
}
