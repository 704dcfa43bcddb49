import type { SignatureSyntax } from "./signature-parameters.js";

/** A dialect of HTTP signatures: what one counterpart sends, and what is demanded of it. */
export interface SignatureProfile {
  /**
   * Labels accepted for an RSASSA-PKCS1-v1_5 SHA-256 key, compared without regard to case. The label only has
   * to fit: which algorithm is used, the key alone decides.
   */
  readonly algorithms: readonly string[];
  /** What a signature must cover at least; it may cover more. */
  readonly requiredHeaders: readonly string[];
  /** What a signature without `headers` covers: `(created)`; drafts up to 10 had `date`. */
  readonly defaultHeaders?: readonly string[];
  /**
   * Tried where the signature does not verify over what its `headers` say, for a counterpart that is known to
   * print another list than it signs. The result tells that it was used.
   */
  readonly fallbackHeaders?: readonly string[];
  /** Where its headers depart from the draft; nowhere by default. */
  readonly syntax?: SignatureSyntax;
}

/** Draft 12 to the letter, with the label `rsa-sha256`; what must be covered is the caller's to add. */
export const strictProfile: SignatureProfile = { algorithms: ["rsa-sha256"], requiredHeaders: [] };

/**
 * Answers and notifications of the Open Banking Service. In 2023 it printed the list of its clients' requests
 * while it signed its own three headers; this fallback takes such messages, and still covers Digest.
 */
export const worldlineServiceProfile: SignatureProfile = {
  algorithms: ["rsa-sha256", "SHA256withRSA"],
  requiredHeaders: ["messagecreatedatetime", "x-request-id", "digest"],
  fallbackHeaders: ["messagecreatedatetime", "x-request-id", "digest"],
};
