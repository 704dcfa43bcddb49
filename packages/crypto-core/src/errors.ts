/**
 * What every error of Countersign has: a `code` that stays the same between versions, for programs, and a
 * `message` that says what was wrong and what to do about it, for people. Neither ever holds a key, a
 * passphrase, a token or the signature that would have been right.
 */
export class CountersignError<Code extends string = string> extends Error {
  /** `ERR_…`; what went wrong, for programs. It stays the same between versions. */
  readonly code: Code;

  constructor(
    code: Code,
    message: string,
    options?: {
      /** What it failed with underneath. */
      cause?: unknown;
    },
  ) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Why a key could not be used. */
export type KeyErrorCode =
  | "ERR_KEY_UNREADABLE"
  | "ERR_KEY_MISSING"
  | "ERR_KEY_PASSPHRASE_MISSING"
  | "ERR_KEY_PASSPHRASE_WRONG"
  | "ERR_KEY_TYPE"
  | "ERR_KEY_TOO_SMALL";

/** A key that cannot be read, or may not be used. */
export class KeyError extends CountersignError<KeyErrorCode> {}

/** Why a signature, or the header that carries it, was refused. */
export type SignatureErrorCode =
  | "ERR_SIGNATURE_MISSING"
  | "ERR_SIGNATURE_MALFORMED"
  | "ERR_SIGNATURE_PARAMETER"
  | "ERR_SIGNATURE_DUPLICATE_PARAMETER"
  | "ERR_SIGNATURE_ALGORITHM"
  | "ERR_SIGNATURE_KEY_UNKNOWN"
  | "ERR_SIGNATURE_HEADER_MISSING"
  | "ERR_SIGNATURE_HEADER_VALUE"
  | "ERR_SIGNATURE_HEADER_REPEATED"
  | "ERR_SIGNATURE_HEADER_NOT_COVERED"
  | "ERR_SIGNATURE_NOT_YET_VALID"
  | "ERR_SIGNATURE_EXPIRED"
  | "ERR_SIGNATURE_TOO_OLD"
  | "ERR_SIGNATURE_INVALID";

/** A signature that is missing, malformed, out of date or wrong; `keyId` is the key it named, where it got that far. */
export class SignatureError extends CountersignError<SignatureErrorCode> {
  /** The key that the signature named; undefined where it was not read that far. */
  readonly keyId: string | undefined;

  constructor(
    code: SignatureErrorCode,
    message: string,
    options?: {
      /** What it failed with underneath. */
      cause?: unknown;
      /** The key that the signature named, where it was read that far. */
      keyId?: string;
    },
  ) {
    super(code, message, options);
    this.keyId = options?.keyId;
  }
}

/** Why a Digest header was refused. */
export type DigestErrorCode =
  | "ERR_DIGEST_MISSING"
  | "ERR_DIGEST_MALFORMED"
  | "ERR_DIGEST_UNSUPPORTED"
  | "ERR_DIGEST_MISMATCH";

/** A Digest header that is missing, malformed, or of other bytes than the body's. */
export class DigestError extends CountersignError<DigestErrorCode> {}

/** Why a certificate, a request for one, or a file that holds some was refused. */
export type CertificateErrorCode =
  | "ERR_CERTIFICATE_UNREADABLE"
  | "ERR_CERTIFICATE_SUBJECT"
  | "ERR_CERTIFICATE_NO_MATCH"
  | "ERR_PKCS12_UNREADABLE"
  | "ERR_PKCS12_PASSWORD"
  | "ERR_PKCS12_UNSUPPORTED";

/** A certificate or PKCS#12 file that cannot be read, or does not fit what it is wanted for. */
export class CertificateError extends CountersignError<CertificateErrorCode> {}

/** Why a signer whose key is elsewhere, in a token or a cloud's key service, could not be opened or did not sign. */
export type SignerErrorCode =
  | "ERR_SIGNER_BINDING_MISSING"
  | "ERR_SIGNER_MODULE_UNREADABLE"
  | "ERR_SIGNER_MODULE_IN_USE"
  | "ERR_SIGNER_TOKEN_MISSING"
  | "ERR_SIGNER_TOKEN_AMBIGUOUS"
  | "ERR_SIGNER_TOKEN_LOST"
  | "ERR_SIGNER_PIN_WRONG"
  | "ERR_SIGNER_PIN_LOCKED"
  | "ERR_SIGNER_KEY_MISSING"
  | "ERR_SIGNER_KEY_AMBIGUOUS"
  | "ERR_SIGNER_KEY_EXISTS"
  | "ERR_SIGNER_CLOSED"
  | "ERR_SIGNER_THROTTLED"
  | "ERR_SIGNER_UNAVAILABLE"
  | "ERR_SIGNER_CORRUPTED"
  | "ERR_SIGNER_REFUSED"
  | "ERR_SIGNER_WRONG_SIGNATURE";

/** What may be another thing a moment later, with nothing changed here. */
const passing: readonly SignerErrorCode[] = [
  "ERR_SIGNER_THROTTLED",
  "ERR_SIGNER_UNAVAILABLE",
  "ERR_SIGNER_CORRUPTED",
];

/** A token or a key service that cannot be reached, refuses, or gave something other than the signature. */
export class SignerError extends CountersignError<SignerErrorCode> {
  /** Whether the same call may succeed later. Signing twice does no harm: the signature is the same. */
  readonly isRetryable: boolean;

  constructor(
    code: SignerErrorCode,
    message: string,
    options?: {
      /** What it failed with underneath. */
      cause?: unknown;
    },
  ) {
    super(code, message, options);
    this.isRetryable = passing.includes(code);
  }
}
