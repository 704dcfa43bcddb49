import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createCertificateRequest,
  createSelfSignedCertificate,
  encodePem,
  importVerifier,
  parseCertificate,
  type Signer,
  sha256,
} from "../../../src/index.js";
import { openPkcs11Signer, openPkcs11Token, type Pkcs11Token } from "../../../src/pkcs11/index.js";
import { expectCode } from "../../support/expect-error.js";
import { generateNodeSigner, nodeSigner } from "../../support/node-signer.js";
import { describeWithSoftHsm } from "../../support/pkcs11/softhsm.js";
import { makeRsaKey } from "../../support/rsa-key.js";
import { run, temporaryFolder } from "../../support/tools.js";

const message = Buffer.from("a message");
const folder = temporaryFolder();
afterAll(folder.remove);

describeWithSoftHsm("a key in SoftHSM", (hsm) => {
  let token: Pkcs11Token;
  let signer: Required<Signer>;
  beforeAll(async () => {
    token = await openPkcs11Token(hsm);
    signer = await token.generateKeyPair({ keyLabel: "signing", keyId: "01" });
  });
  afterAll(async () => {
    await token.close();
  });

  it("makes a signature that openssl verifies", async () => {
    const publicKey = folder.write("public.pem", encodePem("PUBLIC KEY", signer.publicKey));
    const signature = folder.write("signature", await signer.sign(message));
    const file = folder.write("message", message);
    const shown = run("openssl", ["dgst", "-sha256", "-verify", publicKey, "-signature", signature, file]);
    expect(shown).toBe("Verified OK\n");
  });

  it("signs a hash as it signs what was hashed", async () => {
    expect(await signer.signDigest(sha256(message))).toEqual(await signer.sign(message));
    await expect(signer.signDigest(message)).rejects.toThrow(
      new TypeError("digest must be a SHA-256 hash: 32 bytes"),
    );
  });

  it("makes a request that openssl accepts", async () => {
    const request = await createCertificateRequest({ signer, subject: "CN=example,O=Example,C=GB" });
    const shown = run("openssl", ["req", "-verify", "-noout", "-subject"], request);
    expect(shown).toContain("CN = example");
  });

  it("makes a certificate that openssl accepts", async () => {
    const certificate = await createSelfSignedCertificate({
      signer,
      subject: "CN=example",
      notBefore: new Date("2020-01-01"),
      notAfter: new Date("2049-01-01"),
    });
    const file = folder.write("certificate.pem", certificate);
    expect(run("openssl", ["verify", "-CAfile", file, "-check_ss_sig", file])).toBe(`${file}: OK\n`);
    expect(parseCertificate(certificate).publicKey).toEqual(signer.publicKey);
  });

  it.each([3072, 4096] as const)("generates and signs with %d bits", async (modulusLength) => {
    const larger = await token.generateKeyPair({ keyLabel: `of ${modulusLength}`, modulusLength });
    const signature = await larger.sign(message);
    expect(signature).toHaveLength(modulusLength / 8);
    await (await importVerifier(larger.publicKey)).verify(message, signature);
  });

  it("signs messages of every size, as they were when it was asked", async () => {
    const verifier = await importVerifier(signer.publicKey);
    for (const size of [0, 1, 1_000_000]) {
      const bytes = Buffer.alloc(size, 7);
      const signing = signer.sign(bytes);
      bytes.fill(8);
      await verifier.verify(Buffer.alloc(size, 7), await signing);
    }
  });

  it("signs many messages at once, each its own", async () => {
    const verifier = await importVerifier(signer.publicKey);
    const messages = Array.from({ length: 256 }, (_, index) => Buffer.from(`message ${index}`));
    const signatures = await Promise.all(messages.map((each) => signer.sign(each)));
    await Promise.all(messages.map((each, index) => verifier.verify(each, signatures[index] as Uint8Array)));
  });

  it("does not sign once it is aborted, nor for who gave up waiting", async () => {
    const reason = new Error("stop");
    await expect(signer.sign(message, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const abort = new AbortController();
    const before = Array.from({ length: 8 }, () => signer.sign(message));
    const waiting = signer.sign(message, { signal: abort.signal });
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(Promise.all(before)).resolves.toHaveLength(8);
    await expect(signer.sign(message)).resolves.toHaveLength(256);
  });

  it("keeps the private key in the token", async () => {
    const { default: pkcs11 } = await import("pkcs11js");
    const library = new pkcs11.PKCS11();
    library.load(hsm.module);
    const [slot] = library
      .C_GetSlotList(true)
      .filter((each) => library.C_GetTokenInfo(each).label.trim() === hsm.tokenLabel);
    const session = library.C_OpenSession(slot as Buffer, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION);
    library.C_FindObjectsInit(session, [
      { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
      { type: pkcs11.CKA_LABEL, value: "signing" },
    ]);
    const key = library.C_FindObjects(session) as Buffer;
    library.C_FindObjectsFinal(session);
    const read = (...types: number[]) =>
      library
        .C_GetAttributeValue(
          session,
          key,
          types.map((type) => ({ type })),
        )
        .map(({ value }) => [...(value as Buffer)]);
    const { CKA_SENSITIVE, CKA_ALWAYS_SENSITIVE, CKA_NEVER_EXTRACTABLE, CKA_LOCAL, CKA_EXTRACTABLE } = pkcs11;
    expect(
      read(CKA_SENSITIVE, CKA_ALWAYS_SENSITIVE, CKA_NEVER_EXTRACTABLE, CKA_LOCAL, CKA_EXTRACTABLE),
    ).toEqual([[1], [1], [1], [1], [0]]);
    expect(read(pkcs11.CKA_SIGN, pkcs11.CKA_DECRYPT, pkcs11.CKA_UNWRAP, pkcs11.CKA_TOKEN)).toEqual([
      [1],
      [0],
      [0],
      [1],
    ]);
    expect(() => read(pkcs11.CKA_PRIVATE_EXPONENT)).toThrow("CKR_ATTRIBUTE_SENSITIVE");
    const wrapping = library.C_GenerateKey(session, { mechanism: pkcs11.CKM_AES_KEY_GEN }, [
      { type: pkcs11.CKA_VALUE_LEN, value: 32 },
      { type: pkcs11.CKA_WRAP, value: true },
    ]);
    const wrap = () =>
      library.C_WrapKey(
        session,
        { mechanism: pkcs11.CKM_AES_KEY_WRAP_PAD },
        wrapping,
        key,
        Buffer.alloc(4096),
      );
    expect(wrap).toThrow("CKR_KEY_UNEXTRACTABLE");
    library.C_CloseSession(session);
  });

  describe("opened by its names", () => {
    it("is the same key", async () => {
      const opened = await openPkcs11Signer({ ...hsm, keyLabel: "signing" });
      expect(opened.publicKey).toEqual(signer.publicKey);
      expect(await opened.sign(message)).toEqual(await signer.sign(message));
      await opened.close();
    });

    it("waits for what was asked before it closes, and signs no more after", async () => {
      const opened = await openPkcs11Signer({ ...hsm, keyLabel: "signing", sessions: 2 });
      const asked = Array.from({ length: 16 }, () => opened.sign(message));
      await Promise.all([opened.close(), opened.close()]);
      await expect(Promise.all(asked)).resolves.toHaveLength(16);
      await expectCode("ERR_SIGNER_CLOSED", /^The signer is closed: open it again to sign\.$/, () =>
        opened.sign(message),
      );
      await expect(signer.sign(message)).resolves.toHaveLength(256);
    });

    it("is told from another of the same label by its id", async () => {
      const first = await token.generateKeyPair({ keyLabel: "rotated", keyId: "0a" });
      const second = await token.generateKeyPair({ keyLabel: "rotated", keyId: "0B" });
      await expectCode(
        "ERR_SIGNER_KEY_AMBIGUOUS",
        /has 2 private keys labelled "rotated": say which by keyId, one of 0[ab], 0[ab]\.$/,
        () => token.openSigner({ keyLabel: "rotated" }),
      );
      expect((await token.openSigner({ keyLabel: "rotated", keyId: "0A" })).publicKey).toEqual(
        first.publicKey,
      );
      expect((await token.openSigner({ keyLabel: "rotated", keyId: "0b" })).publicKey).toEqual(
        second.publicKey,
      );
      await expect(token.openSigner({ keyLabel: "rotated", keyId: "b" })).rejects.toThrow(
        new TypeError("keyId must be hex"),
      );
    });

    it("is not made twice", async () => {
      await expectCode(
        "ERR_SIGNER_KEY_EXISTS",
        /a private key labelled "signing" already: take another name/,
        () => token.generateKeyPair({ keyLabel: "signing" }),
      );
    });
  });

  describe("that cannot be opened", () => {
    const open = (changes: object) => () => openPkcs11Signer({ ...hsm, keyLabel: "signing", ...changes });

    it("for its label", async () => {
      await expectCode(
        "ERR_SIGNER_KEY_MISSING",
        /no private key labelled "sining"\. It has: .*"signing"/,
        open({ keyLabel: "sining" }),
      );
    });

    it("for its token's label", async () => {
      await expectCode(
        "ERR_SIGNER_TOKEN_MISSING",
        /^No token is labelled "bank"\. There are: "countersign"\.$/,
        open({ tokenLabel: "bank" }),
      );
    });

    it("for its module", async () => {
      const path = folder.write("not-a-module.so", "text");
      await expectCode(
        "ERR_SIGNER_MODULE_UNREADABLE",
        /^No PKCS#11 module at \/nowhere\/p11\.so: give the path/,
        open({ module: "/nowhere/p11.so" }),
      );
      await expectCode(
        "ERR_SIGNER_MODULE_UNREADABLE",
        /not-a-module\.so is not a PKCS#11 module for this machine/,
        open({ module: path }),
      );
    });

    it("for being too small", async () => {
      const file = folder.write("small.pem", makeRsaKey(1024).privateKey);
      run("softhsm2-util", [
        "--import",
        file,
        "--token",
        hsm.tokenLabel,
        "--label",
        "small",
        "--id",
        "0c",
        "--pin",
        hsm.pin,
      ]);
      const attempt = open({ keyLabel: "small" });
      await expectCode("ERR_KEY_TOO_SMALL", /has 1024 bits; at least 2048/, attempt);
      const allowed = await open({ keyLabel: "small", unsafeAllowSmallKeys: true })();
      expect(await allowed.sign(message)).toHaveLength(128);
      await allowed.close();
    });

    it("for the number of sessions", async () => {
      await expect(open({ sessions: 0 })()).rejects.toThrow(new TypeError("sessions must be 1 or more"));
    });
  });

  it("signs as the same key does outside", async () => {
    const outside = generateNodeSigner();
    const file = folder.write("outside.pem", outside.privateKey);
    run("softhsm2-util", [
      "--import",
      file,
      "--token",
      hsm.tokenLabel,
      "--label",
      "imported",
      "--id",
      "0d",
      "--pin",
      hsm.pin,
    ]);
    const inside = await token.openSigner({ keyLabel: "imported" });
    expect(Buffer.from(inside.publicKey)).toEqual(outside.publicKey);
    expect(Buffer.from(await inside.sign(message))).toEqual(
      await nodeSigner(outside.privateKey).sign(message),
    );
  });
});
