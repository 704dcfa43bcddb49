import { expect, it } from "vitest";
import type { SignerErrorCode } from "../../../src/index.js";
import { explainFailure } from "../../../src/pkcs11/errors.js";

it.each<[string, SignerErrorCode, boolean, RegExp]>([
  ["CKR_PIN_INCORRECT", "ERR_SIGNER_PIN_WRONG", false, /not the token's user PIN/],
  ["CKR_USER_PIN_NOT_INITIALIZED", "ERR_SIGNER_PIN_WRONG", false, /no user PIN yet/],
  ["CKR_PIN_LOCKED", "ERR_SIGNER_PIN_LOCKED", false, /security officer can unlock it/],
  ["CKR_DEVICE_REMOVED", "ERR_SIGNER_TOKEN_LOST", false, /open it again/],
  ["CKR_DEVICE_ERROR", "ERR_SIGNER_UNAVAILABLE", true, /tried again/],
  ["CKR_SESSION_COUNT", "ERR_SIGNER_REFUSED", false, /lower number of `sessions`/],
  ["CKR_KEY_FUNCTION_NOT_PERMITTED", "ERR_SIGNER_REFUSED", false, /CKA_SIGN/],
  ["CKR_VENDOR_DEFINED", "ERR_SIGNER_REFUSED", false, /the token refused/],
])("says what %s means", (name, code, isRetryable, remedy) => {
  const cause = new Error(name);
  const error = explainFailure("Signing", cause);
  expect(error).toMatchObject({
    name: "SignerError",
    code,
    isRetryable,
    cause,
    message: expect.stringMatching(remedy),
  });
  expect(error).toHaveProperty("message", expect.stringContaining(`Signing failed (${name})`));
});

it("leaves what is no token's failure as it is", () => {
  const error = new TypeError("Argument 1 has wrong type");
  expect(explainFailure("Signing", error)).toBe(error);
});
