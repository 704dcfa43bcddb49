import { type Signer, thumbprint } from "@countersign/crypto-core";

/** Who signs: the key, and the certificate that was uploaded to the back office. */
export interface SigningIdentity {
  /** Holds the key that the certificate is for. */
  readonly signer: Signer;
  /** PEM. Its SHA-1 thumbprint is the keyId. */
  readonly certificate: string;
  /** How the algorithm is labelled, RSASSA-PKCS1-v1_5 with SHA-256 in either case; `rsa-sha256` by default. */
  readonly algorithm?: "rsa-sha256" | "SHA256withRSA";
}

/** The parameters of a signature that say who made it. */
export function signatureIdentity({ signer, certificate, algorithm = "rsa-sha256" }: SigningIdentity): {
  readonly signer: Signer;
  readonly keyId: string;
  readonly algorithm: "rsa-sha256" | "SHA256withRSA";
} {
  return { signer, keyId: thumbprint(certificate, "SHA-1"), algorithm };
}
