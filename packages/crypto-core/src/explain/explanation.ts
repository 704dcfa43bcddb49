/**
 * What was done wrong. Codes stay the same between versions; a new release may know more of them.
 *
 * - of the header that carries the signature: `typographic-quotes`, `signature-header` (absent, malformed),
 *   `signature-encoding`, `algorithm-label`, `header-not-covered`, `signature-time`
 * - of the key: `key-mismatch`, `key-id-mismatch`
 * - of the RSA operation: `pss-padding`, `sha-1`, `other-hash`, `no-digest-info`, `double-hash`, `hex-digest-signed`
 * - of the string that was signed: `header-order`, `header-missing`, `header-added`, `header-renamed`,
 *   `header-altered`, `line-separator`, `line-format`, `trailing-newline`, `upper-case-names`, `method-case`,
 *   `query-missing`, `absolute-url`, `target-altered`
 * - of the body that was signed or hashed: `body-reserialised`, `body-pretty-printed`, `body-bom`, `body-newline`,
 *   `body-line-ends`, `body-encoding`, `body-truncated`, `body-empty`
 * - of the Digest header: `digest-hex`, `digest-base64url`, `digest-format`, `digest-algorithm`, `digest-mismatch`
 */
export type CauseCode =
  | "typographic-quotes"
  | "signature-header"
  | "signature-encoding"
  | "algorithm-label"
  | "header-not-covered"
  | "signature-time"
  | "key-mismatch"
  | "key-id-mismatch"
  | "pss-padding"
  | "sha-1"
  | "other-hash"
  | "no-digest-info"
  | "double-hash"
  | "hex-digest-signed"
  | "header-order"
  | "header-missing"
  | "header-added"
  | "header-renamed"
  | "header-altered"
  | "line-separator"
  | "line-format"
  | "trailing-newline"
  | "upper-case-names"
  | "method-case"
  | "query-missing"
  | "absolute-url"
  | "target-altered"
  | "body-reserialised"
  | "body-pretty-printed"
  | "body-bom"
  | "body-newline"
  | "body-line-ends"
  | "body-encoding"
  | "body-truncated"
  | "body-empty"
  | "digest-hex"
  | "digest-base64url"
  | "digest-format"
  | "digest-algorithm"
  | "digest-mismatch";

/** The mistake that fits. */
export interface SignatureCause {
  /** For programs. */
  readonly code: CauseCode;
  /** What was done, in one or two sentences. */
  readonly message: string;
  /** What to do instead. */
  readonly fix: string;
}

/** Why a signature does not verify: plain data, to be printed or sent to the one who signed. */
export interface SignatureExplanation {
  /** Whether there is nothing to explain. */
  readonly verified: boolean;
  /** Absent where the signature verifies, and where none of the known mistakes fits. */
  readonly cause?: SignatureCause;
  /** The outcome in a sentence or two, for people. */
  readonly summary: string;
  /** The string that the signature was checked against; absent for bodies, and where it cannot be built. */
  readonly signatureBase?: string;
  /**
   * The bytes that the signature was checked against, line by line: a line feed is shown as `\n` at the end of its
   * line, a backslash as `\\`, and what is not printable ASCII as `\r`, `\t` or `\xNN`. Where it did not come to
   * that, the header that could not be read.
   */
  readonly lines: readonly string[];
}

/** The result where the signature is right. */
export function verifiedExplanation(
  shown: Pick<SignatureExplanation, "signatureBase" | "lines">,
): SignatureExplanation {
  return { verified: true, summary: "The signature verifies.", ...shown };
}

/** The result where it is not; `otherwise` is the summary where no cause fits. */
export function failedExplanation(
  cause: SignatureCause | undefined,
  shown: Pick<SignatureExplanation, "signatureBase" | "lines">,
  otherwise: string,
): SignatureExplanation {
  return cause
    ? { verified: false, cause, summary: `${cause.message} ${cause.fix}`, ...shown }
    : { verified: false, summary: otherwise, ...shown };
}
