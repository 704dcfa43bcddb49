import { describe, expect, it, vi } from "vitest";
import type { Pkcs11Module } from "../../../src/pkcs11/module.js";
import { renewSession, type Session, signInSession } from "../../../src/pkcs11/session.js";
import { expectCode } from "../../support/expect-error.js";

const key = { handle: Buffer.of(9), signatureLength: 256 };
const newSession = (): Session => ({ handle: Buffer.of(1), inUse: [] });

function moduleWith(library: object): Pkcs11Module {
  return { binding: { CKM_RSA_PKCS: 1 }, library, release() {} } as unknown as Pkcs11Module;
}

describe("signInSession", () => {
  it("keeps the bytes reachable while a thread has their addresses, and no longer", async () => {
    const session = newSession();
    const input = Buffer.from("input");
    let finish = (_: Buffer) => {};
    const C_SignAsync = vi.fn((_session: Buffer, _input: Buffer, output: Buffer) => {
      expect(session.inUse).toEqual([input, output]);
      return new Promise<Buffer>((resolve) => {
        finish = resolve;
      });
    });
    const signing = signInSession(moduleWith({ C_SignInit() {}, C_SignAsync }), session, key, input);
    expect(session.inUse[0]).toBe(input);
    finish(Buffer.of(1, 2));
    expect(await signing).toEqual(Uint8Array.of(1, 2));
    expect(session.inUse).toEqual([]);
  });

  it("explains a failure", async () => {
    const library = {
      C_SignInit() {
        throw new Error("CKR_SESSION_HANDLE_INVALID");
      },
    };
    await expectCode("ERR_SIGNER_TOKEN_LOST", /^Signing failed \(CKR_SESSION_HANDLE_INVALID\)/, () =>
      signInSession(moduleWith(library), newSession(), key, Buffer.alloc(1)),
    );
  });
});

describe("renewSession", () => {
  it("opens another before it closes the old one", () => {
    const calls: string[] = [];
    const session = newSession();
    renewSession(
      moduleWith({ C_CloseSession: (handle: Buffer) => calls.push(`close ${handle[0]}`) }),
      session,
      () => {
        calls.push("open 2");
        return Buffer.of(2);
      },
    );
    expect(calls).toEqual(["open 2", "close 1"]);
    expect(session.handle).toEqual(Buffer.of(2));
  });

  it("keeps the old one where there is no other to be had", () => {
    const session = newSession();
    renewSession(moduleWith({}), session, () => {
      throw new Error("CKR_SESSION_COUNT");
    });
    expect(session.handle).toEqual(Buffer.of(1));
  });
});
