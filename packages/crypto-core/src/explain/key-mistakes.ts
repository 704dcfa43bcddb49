import { type CertificateInput, toCertificates } from "../x509/certificate-input.js";
import { thumbprint } from "../x509/thumbprint.js";
import type { SignatureCause } from "./explanation.js";
import { type RecoveredBlock, recoverBlock } from "./recover-block.js";

/** What is known of the key that a signature should be by. */
export interface ExpectedKey {
  /** The certificate of the key: a keyId in hex must be its thumbprint. PEM, DER, or parsed. */
  readonly certificate?: CertificateInput;
  /** The keyId that names the key; compared without regard to case where it is hex. */
  readonly keyId?: string;
}

/** Why the signature is not by the key, or does not name it; undefined where it is and does. */
export function findKeyMistake(
  signature: Uint8Array,
  block: RecoveredBlock,
  publicKey: Uint8Array,
  { certificate, keyId: expected, given }: ExpectedKey & { readonly given?: string },
): SignatureCause | undefined {
  const [parsed] = certificate === undefined ? [] : toCertificates(certificate);
  if (parsed && Buffer.compare(parsed.publicKey, publicKey) !== 0) {
    const isCertificates = recoverBlock(parsed.publicKey, signature).kind !== "unreadable";
    return {
      code: "key-mismatch",
      message: `The certificate (${parsed.subject}) is of another key than the one that the signature is verified with.${
        isCertificates ? " The signature is by the certificate's key." : ""
      }`,
      fix: "Verify with the public key of the certificate that belongs to the signer's private key.",
    };
  }
  const wanted = expected ?? (parsed && thumbprint(parsed, "SHA-1"));
  const idMistake =
    given === undefined || wanted === undefined
      ? undefined
      : keyIdMistake(given, wanted, expected === undefined, parsed && thumbprint(parsed, "SHA-256"));
  return idMistake ?? (block.kind === "unreadable" ? keyMismatch(block) : undefined);
}

function keyIdMistake(
  given: string,
  wanted: string,
  isThumbprint: boolean,
  sha256Thumbprint: string | undefined,
): SignatureCause | undefined {
  const upper = given.toUpperCase();
  const isHex = /^[0-9A-F]+$/i.test(wanted);
  if (isHex ? upper === wanted.toUpperCase() : given === wanted) return undefined;
  const bare = upper.replace(/^SHA1 FINGERPRINT=/, "").replace(/[^0-9A-F]/g, "");
  const common = { code: "key-id-mismatch", fix: `Write keyId="${wanted}".` } as const;
  if (isHex && bare === wanted.toUpperCase()) {
    return { ...common, message: `The keyId ${given} is the right one, but not written as plain hex.` };
  }
  if (bare === sha256Thumbprint) {
    return {
      ...common,
      message: `The keyId ${given} is the SHA-256 thumbprint of the certificate, not the SHA-1 one.`,
    };
  }
  // Who names keys by other names than thumbprints says so with an expected keyId.
  if (isThumbprint && !/^[0-9A-F]{40}(?:[0-9A-F]{24})?$/.test(bare)) return undefined;
  return {
    code: "key-id-mismatch",
    message: `The keyId is ${given}, which names another key: ${isThumbprint ? "the thumbprint of this certificate" : "the key here"} is ${wanted}.`,
    fix: "Verify with the certificate that the keyId names; or, if this one is the signer's, correct the keyId.",
  };
}

function keyMismatch({
  signatureLength,
  keyLength,
}: RecoveredBlock & { kind: "unreadable" }): SignatureCause {
  const message =
    signatureLength === keyLength
      ? "The signature is not by this key: opened with it, it holds noise. Either it was made with another private key, or its bytes were altered."
      : `The signature has ${signatureLength} bytes, but this key makes signatures of ${keyLength}: it is by another key, or was cut.`;
  return {
    code: "key-mismatch",
    message,
    fix: "Compare the public key of the signer's private key (openssl pkey -pubout) with that of the certificate (openssl x509 -pubkey).",
  };
}
