import { expect, it } from "vitest";
import { openPkcs11Signer, openPkcs11Token } from "../../../src/pkcs11/index.js";
import { expectCode } from "../../support/expect-error.js";
import { describeWithSoftHsm } from "../../support/pkcs11/softhsm.js";

// A file of its own, thus a process of its own: who is logged in, and who initialised the module, holds for all of it.
describeWithSoftHsm("a token of SoftHSM that nothing has opened", (hsm) => {
  it("refuses a wrong PIN, and opens with the right one after", async () => {
    for (const pin of ["648218", "1", ""]) {
      await expectCode(
        "ERR_SIGNER_PIN_WRONG",
        /^Logging in failed \(CKR_PIN_\w+\): the PIN is not the token's user PIN\. Check it before trying again/,
        () => openPkcs11Token({ ...hsm, pin }),
      );
    }
    const token = await openPkcs11Token(hsm);
    await token.close();
  });

  it("does not tell the PIN in an error", async () => {
    const error = await openPkcs11Token({ ...hsm, pin: "a-wrong-one" }).catch((each: unknown) => each);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("a-wrong-one");
    expect((error as Error & { cause: Error }).cause.stack).not.toContain("a-wrong-one");
  });

  it("has no key before one is generated", async () => {
    await expectCode(
      "ERR_SIGNER_KEY_MISSING",
      /^The token has no private key labelled "signing"\. It has none at all: generate one\.$/,
      () => openPkcs11Signer({ ...hsm, keyLabel: "signing" }),
    );
  });

  it("keeps a key from one opening to the next", async () => {
    const token = await openPkcs11Token(hsm);
    const { publicKey } = await token.generateKeyPair({ keyLabel: "signing" });
    await token.close();
    await expectCode("ERR_SIGNER_CLOSED", /closed/, () => token.openSigner({ keyLabel: "signing" }));
    await expectCode("ERR_SIGNER_CLOSED", /closed/, () => token.generateKeyPair({ keyLabel: "other" }));
    const signer = await openPkcs11Signer({ ...hsm, keyLabel: "signing" });
    expect(signer.publicKey).toEqual(publicKey);
    await signer.close();
  });

  it("is found among others, and refused where two have its label", async () => {
    hsm.addToken("twin");
    hsm.addToken("twin");
    await expectCode("ERR_SIGNER_TOKEN_AMBIGUOUS", /^Several tokens are labelled "twin": give each/, () =>
      openPkcs11Token({ ...hsm, tokenLabel: "twin" }),
    );
    const token = await openPkcs11Token(hsm);
    await expect(token.openSigner({ keyLabel: "signing" })).resolves.toHaveProperty("publicKey");
    await token.close();
  });

  it("is left alone where other code has initialised the module", async () => {
    const { default: pkcs11 } = await import("pkcs11js");
    const other = new pkcs11.PKCS11();
    other.load(hsm.module);
    other.C_Initialize();
    await expectCode(
      "ERR_SIGNER_MODULE_IN_USE",
      /Other code of this process .* Open the token here first/,
      () => openPkcs11Token(hsm),
    );
    other.C_Finalize();
    const token = await openPkcs11Token(hsm);
    await token.close();
  });
});
