import { SignerError, type SignerErrorCode } from "../errors.js";

type Explanation = readonly [code: SignerErrorCode, remedy: string];

const wrongPin: Explanation = [
  "ERR_SIGNER_PIN_WRONG",
  "the PIN is not the token's user PIN. Check it before trying again: most tokens lock after a few wrong ones.",
];
const noPin: Explanation = [
  "ERR_SIGNER_PIN_WRONG",
  "the token has no user PIN yet. Its security officer sets the first one.",
];
const locked: Explanation = [
  "ERR_SIGNER_PIN_LOCKED",
  "the PIN is locked after too many wrong ones. The token's security officer can unlock it.",
];
const lost: Explanation = [
  "ERR_SIGNER_TOKEN_LOST",
  "the token, the session or the key is gone. Close the signer, and open it again once the token is back.",
];
const failed: Explanation = ["ERR_SIGNER_UNAVAILABLE", "the token failed. It may work when tried again."];
const sessions: Explanation = [
  "ERR_SIGNER_REFUSED",
  "the token allows fewer sessions at once. Open it with a lower number of `sessions`.",
];
const notForSigning: Explanation = [
  "ERR_SIGNER_REFUSED",
  "the key may not sign, or not with RSASSA-PKCS1-v1_5. Take a key whose CKA_SIGN is true.",
];

const explanations: Readonly<Record<string, Explanation>> = {
  CKR_PIN_INCORRECT: wrongPin,
  CKR_PIN_INVALID: wrongPin,
  CKR_PIN_LEN_RANGE: wrongPin,
  CKR_USER_PIN_NOT_INITIALIZED: noPin,
  CKR_PIN_LOCKED: locked,
  CKR_DEVICE_REMOVED: lost,
  CKR_TOKEN_NOT_PRESENT: lost,
  CKR_SESSION_HANDLE_INVALID: lost,
  CKR_SESSION_CLOSED: lost,
  CKR_USER_NOT_LOGGED_IN: lost,
  CKR_KEY_HANDLE_INVALID: lost,
  CKR_OBJECT_HANDLE_INVALID: lost,
  CKR_CRYPTOKI_NOT_INITIALIZED: lost,
  CKR_DEVICE_ERROR: failed,
  CKR_DEVICE_MEMORY: failed,
  CKR_HOST_MEMORY: failed,
  CKR_FUNCTION_FAILED: failed,
  CKR_SESSION_COUNT: sessions,
  CKR_KEY_FUNCTION_NOT_PERMITTED: notForSigning,
  CKR_KEY_TYPE_INCONSISTENT: notForSigning,
  CKR_MECHANISM_INVALID: notForSigning,
};

const other: Explanation = ["ERR_SIGNER_REFUSED", "the token refused. Its own log may say why."];

/** PKCS#11's name for what went wrong, such as `CKR_PIN_INCORRECT`; empty where the error is none of its. */
export function returnValue(error: unknown): string {
  return /^CKR_\w+/.exec((error as { message?: string }).message ?? "")?.[0] ?? "";
}

/** What a PKCS#11 function's failure means; an error that is none of a token's stays what it is. */
export function explainFailure(doing: string, error: unknown): unknown {
  const name = returnValue(error);
  if (name === "") return error;
  const [code, remedy] = explanations[name] ?? other;
  return new SignerError(code, `${doing} failed (${name}): ${remedy}`, { cause: error });
}

/** Runs PKCS#11 functions; where one fails, the error says what that means. */
export function explained<T>(doing: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw explainFailure(doing, error);
  }
}
