import { expect, it, vi } from "vitest";
import { SignerError } from "../../../src/index.js";
import { openPkcs11Token } from "../../../src/pkcs11/index.js";

vi.mock("pkcs11js", () => {
  throw new Error("Cannot find module './build/Release/pkcs11.node'");
});

it("says what to install where pkcs11js is not", async () => {
  const attempt = openPkcs11Token({
    module: "/usr/lib/softhsm/libsofthsm2.so",
    tokenLabel: "x",
    pin: "1234",
  });
  const error = await attempt.catch((each: unknown) => each);
  expect(error).toBeInstanceOf(SignerError);
  expect(error).toMatchObject({
    code: "ERR_SIGNER_BINDING_MISSING",
    message: expect.stringMatching(
      /^The package pkcs11js is not installed, or not compiled: "npm install pkcs11js"/,
    ),
    isRetryable: false,
  });
});
