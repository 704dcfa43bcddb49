import { beforeEach, describe, expect, it, vi } from "vitest";
import { openPkcs11Signer, openPkcs11Token } from "../../../src/pkcs11/index.js";
import { expectCode } from "../../support/expect-error.js";
import { makeRsaKey } from "../../support/rsa-key.js";

/** A library that does what no token here can be made to do. */
const state = vi.hoisted(() => ({
  calls: [] as string[],
  slots: [] as Buffer[],
  handles: 0,
  keyType: 0,
  modulus: Buffer.alloc(0),
  /** What the next call of a function fails with. */
  failures: new Map<string, string>(),
}));

vi.mock("pkcs11js", () => {
  const constants = {
    CKK_RSA: 0,
    CKA_MODULUS: 1,
    CKA_PUBLIC_EXPONENT: 2,
    CKA_KEY_TYPE: 3,
    CKF_SERIAL_SESSION: 4,
  };
  class PKCS11 {
    load() {}
    C_Initialize = (options: object) => called("initialize", JSON.stringify(options));
    C_Finalize = () => called("finalize");
    C_GetSlotList = () => state.slots;
    C_GetTokenInfo = () => ({ label: "token".padEnd(32) });
    C_OpenSession = () => {
      called("open");
      state.handles += 1;
      return Buffer.of(state.handles);
    };
    C_CloseSession = (session: Buffer) => called("close", session[0]);
    C_Login = () => called("login");
    C_FindObjectsInit() {}
    C_FindObjects = () => [Buffer.of(9)];
    C_FindObjectsFinal() {}
    C_GetAttributeValue = (_session: Buffer, _key: Buffer, template: { type: number }[]) =>
      template.map(({ type }) => ({
        value: [undefined, state.modulus, Buffer.of(1, 0, 1), Buffer.of(state.keyType)][type],
      }));
    C_SignInit() {}
    C_SignAsync = async (session: Buffer, _input: Buffer, output: Buffer) => {
      called("sign", session[0]);
      return output;
    };
  }
  return { default: { ...constants, CKF_OS_LOCKING_OK: 2, PKCS11 } };
});

function called(name: string, ...details: unknown[]): void {
  state.calls.push([name, ...details].join(" "));
  const failure = state.failures.get(name);
  state.failures.delete(name);
  if (failure !== undefined) throw new Error(failure);
}

const options = { module: process.execPath, tokenLabel: "token", pin: "1234", keyLabel: "signing" };
const message = Buffer.from("a message");

beforeEach(() => {
  const n = Buffer.from(
    Buffer.from(makeRsaKey().publicKey.replace(/-.*-|\n/g, ""), "base64").subarray(33, 289),
  );
  Object.assign(state, { calls: [], slots: [Buffer.of(0)], handles: 0, keyType: 0, modulus: n });
  state.failures.clear();
});

describe("a token", () => {
  it("is initialised for several threads, and finalised by the last that closes", async () => {
    const [first, second] = [await openPkcs11Token(options), await openPkcs11Token(options)];
    await first.close();
    expect(state.calls.filter((call) => /ize/.test(call))).toEqual(['initialize {"flags":2}']);
    await second.close();
    expect(state.calls.filter((call) => /ize/.test(call))).toEqual(['initialize {"flags":2}', "finalize"]);
  });

  it("has as many sessions as was said, 4 by default, and closes each", async () => {
    const count = (name: string) => state.calls.filter((call) => call.startsWith(name)).length;
    await (await openPkcs11Token(options)).close();
    expect([count("open"), count("close"), count("login")]).toEqual([4, 4, 1]);
    await (await openPkcs11Token({ ...options, sessions: 7 })).close();
    expect([count("open"), count("close"), count("login")]).toEqual([11, 11, 2]);
  });

  it("leaves nothing open where it cannot be opened", async () => {
    state.failures.set("login", "CKR_PIN_LOCKED");
    await expectCode("ERR_SIGNER_PIN_LOCKED", /security officer/, () => openPkcs11Token(options));
    expect(state.calls.slice(-5)).toEqual(["close 1", "close 2", "close 3", "close 4", "finalize"]);
    state.keyType = 3;
    await expectCode("ERR_KEY_TYPE", /^An RSA key is needed/, () => openPkcs11Signer(options));
    expect(state.calls.at(-1)).toBe("finalize");
  });

  it("is looked for in vain where the module has none", async () => {
    state.slots = [];
    await expectCode("ERR_SIGNER_TOKEN_MISSING", /The module has none: plug it in/, () =>
      openPkcs11Token(options),
    );
    expect(state.calls.at(-1)).toBe("finalize");
  });

  it("makes no key of a size that nobody takes", async () => {
    const token = await openPkcs11Token(options);
    const making = token.generateKeyPair({ keyLabel: "signing", modulusLength: 1024 as 2048 });
    await expect(making).rejects.toThrow(new TypeError("modulusLength must be 2048, 3072 or 4096, not 1024"));
    await token.close();
  });

  it("says so where its module cannot be initialised", async () => {
    state.failures.set("initialize", "CKR_GENERAL_ERROR");
    await expectCode("ERR_SIGNER_REFUSED", /^Initialising \S+ failed \(CKR_GENERAL_ERROR\)/, () =>
      openPkcs11Token(options),
    );
    await (await openPkcs11Token(options)).close();
  });

  it("signs in another session after one in which something failed", async () => {
    const signer = await openPkcs11Signer({ ...options, sessions: 1 });
    state.failures.set("sign", "CKR_ARGUMENTS_BAD");
    state.calls.length = 0;
    await expectCode("ERR_SIGNER_REFUSED", /CKR_ARGUMENTS_BAD/, () => signer.sign(message));
    await signer.sign(message);
    expect(state.calls).toEqual(["sign 1", "open", "close 1", "sign 2"]);
    await signer.close();
  });

  it("closes though it was unplugged", async () => {
    const signer = await openPkcs11Signer({ ...options, sessions: 2 });
    state.failures.set("close", "CKR_DEVICE_REMOVED").set("finalize", "CKR_DEVICE_REMOVED");
    await expect(signer.close()).resolves.toBeUndefined();
    expect(state.calls.slice(-3)).toEqual(["close 1", "close 2", "finalize"]);
  });
});
