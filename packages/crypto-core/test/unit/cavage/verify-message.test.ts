import { describe, expect, it, vi } from "vitest";
import {
  SignatureError,
  strictProfile,
  type Verifier,
  type VerifyMessageOptions,
  verifyMessage,
} from "../../../src/index.js";

const now = new Date("2026-03-01T12:00:00Z");
const seconds = now.getTime() / 1000;
const dateAt = (offset: number) => new Date(now.getTime() + offset * 1000).toUTCString();

/** Takes every signature, or none: what is tested here is what else is demanded of a message. */
const taking: Verifier = {
  algorithm: "rsa-v1_5-sha256",
  publicKey: new Uint8Array(),
  verify: async () => {},
};
const refusing: Verifier = {
  ...taking,
  verify: () => Promise.reject(new SignatureError("ERR_SIGNATURE_INVALID", "no")),
};

interface Case extends Partial<VerifyMessageOptions> {
  /** Behind `keyId="k",signature="AA=="`. */
  readonly more: string;
  readonly fields?: Readonly<Record<string, string>>;
}

const verify = ({ more, fields = {}, ...options }: Case) =>
  verifyMessage({
    message: { headers: { "x-a": "1", ...fields, signature: `keyId="k",signature="AA==",${more}` } },
    resolveKey: () => taking,
    now,
    ...options,
  });

const ofNow = 'headers="(created)",created=';
const dated = (offset: number) => ({ more: 'headers="date"', fields: { date: dateAt(offset) } });

describe("a time that still holds", () => {
  it.each<[string, Case]>([
    ["created now", { more: `${ofNow}${seconds}` }],
    ["created ahead by the allowance", { more: `${ofNow}${seconds + 5}`, clockSkewSeconds: 5 }],
    ["expiring now", { more: `headers="x-a",expires=${seconds}` }],
    ["expired by the allowance", { more: `headers="x-a",expires=${seconds - 5}`, clockSkewSeconds: 5 }],
    ["as old as it may be", { ...dated(-300), maxAgeSeconds: 300 }],
    ["older by the allowance", { ...dated(-305), maxAgeSeconds: 300, clockSkewSeconds: 5 }],
    ["dated ahead by the allowance", { ...dated(5), maxAgeSeconds: 300, clockSkewSeconds: 5 }],
    ["dated long ago, with no limit", dated(-86_400)],
    [
      "covered, where another is not",
      { more: `${ofNow}${seconds}`, fields: { date: dateAt(-86_400) }, maxAgeSeconds: 300 },
    ],
    ["unreadable, but not covered", { more: 'headers="x-a"', fields: { date: "yesterday" } }],
  ])("%s", async (_, each) => {
    await expect(verify(each)).resolves.toMatchObject({ keyId: "k", usedFallback: false });
  });
});

describe("a refusal says what is wrong, and whose signature it is", () => {
  const clocks = "Compare the clocks of the two sides.";
  it.each<[Case, string, string]>([
    [
      { more: `${ofNow}${seconds + 1}` },
      "ERR_SIGNATURE_NOT_YET_VALID",
      `The signature was created in the future, at ${seconds + 1}. ${clocks}`,
    ],
    [
      { more: `${ofNow}${seconds + 6}`, clockSkewSeconds: 5 },
      "ERR_SIGNATURE_NOT_YET_VALID",
      `The signature was created in the future, at ${seconds + 6}. ${clocks}`,
    ],
    [
      { more: `headers="x-a",expires=${seconds - 1}` },
      "ERR_SIGNATURE_EXPIRED",
      `The signature expired at ${seconds - 1}. ${clocks}`,
    ],
    [
      { more: `headers="x-a",expires=${seconds - 6}`, clockSkewSeconds: 5 },
      "ERR_SIGNATURE_EXPIRED",
      `The signature expired at ${seconds - 6}. ${clocks}`,
    ],
    [
      { ...dated(-301), maxAgeSeconds: 300 },
      "ERR_SIGNATURE_TOO_OLD",
      `The signature is older than 300 seconds. ${clocks}`,
    ],
    [
      { ...dated(-306), maxAgeSeconds: 300, clockSkewSeconds: 5 },
      "ERR_SIGNATURE_TOO_OLD",
      `The signature is older than 300 seconds. ${clocks}`,
    ],
    [
      { ...dated(1), maxAgeSeconds: 300 },
      "ERR_SIGNATURE_NOT_YET_VALID",
      `The message is dated in the future. ${clocks}`,
    ],
    [
      { ...dated(6), maxAgeSeconds: 300, clockSkewSeconds: 5 },
      "ERR_SIGNATURE_NOT_YET_VALID",
      `The message is dated in the future. ${clocks}`,
    ],
    [
      { more: 'headers="date"', fields: { date: "yesterday" } },
      "ERR_SIGNATURE_HEADER_VALUE",
      "The Date header is not a date.",
    ],
    [
      { more: 'headers="x-a"', maxAgeSeconds: 300 },
      "ERR_SIGNATURE_HEADER_NOT_COVERED",
      "The age of the signature is limited, so it must cover (created) or date.",
    ],
    [
      { more: 'headers="x-a date"', fields: { date: dateAt(0) }, requiredHeaders: ["Digest"] },
      "ERR_SIGNATURE_HEADER_NOT_COVERED",
      "The signature must cover digest; it covers x-a date.",
    ],
    [
      { more: 'headers="x-a",algorithm="rsa-sha1"', profile: { ...strictProfile, algorithms: ["a", "b"] } },
      "ERR_SIGNATURE_ALGORITHM",
      "The algorithm rsa-sha1 is not accepted; a or b is.",
    ],
    [
      { more: 'headers="x-a"', resolveKey: () => undefined },
      "ERR_SIGNATURE_KEY_UNKNOWN",
      "No key is known by the keyId k.",
    ],
    [
      { more: 'headers="x-a"', resolveKey: () => refusing },
      "ERR_SIGNATURE_INVALID",
      "The signature does not verify: what it covers was changed, or it was made over another string or with another key.",
    ],
  ])("%o", async (each, code, message) => {
    await expect(verify(each)).rejects.toMatchObject({ code, message, keyId: "k" });
  });

  it("and keeps the verifier's own error", async () => {
    await expect(verify({ more: 'headers="x-a"', resolveKey: () => refusing })).rejects.toMatchObject({
      cause: { message: "no" },
    });
  });
});

describe("an algorithm", () => {
  it("is taken where it is one of several", async () => {
    const profile = { ...strictProfile, algorithms: ["rsa-sha256", "hs2019"] };
    await expect(verify({ more: 'headers="x-a",algorithm="hs2019"', profile })).resolves.toBeDefined();
  });

  it("is taken in any case", async () => {
    const profile = { ...strictProfile, algorithms: ["SHA256withRSA"] };
    await expect(verify({ more: 'headers="x-a",algorithm="sha256WITHrsa"', profile })).resolves.toBeDefined();
  });
});

describe("the body", () => {
  const digest = { digest: "SHA-256=AAAA" };

  it("is not looked at where that was asked for", async () => {
    const each = { more: 'headers="digest"', fields: digest, unsafeIgnoreDigest: true };
    await expect(verify(each)).resolves.toMatchObject({ headers: ["digest"] });
  });

  it("is asked for, where its digest is covered", async () => {
    await expect(verify({ more: 'headers="digest"', fields: digest })).rejects.toThrow(
      new TypeError("message.body is needed: the signature covers its digest"),
    );
  });
});

it("asks for the time, in so many words", async () => {
  const message = { headers: { "x-a": "1", signature: 'keyId="k",signature="AA==",headers="x-a"' } };
  await expect(verifyMessage({ message, resolveKey: () => taking })).rejects.toThrow(
    new TypeError("now is needed to check the signature's times"),
  );
});

describe("the Authorization header", () => {
  const authorized = (authorization: string) =>
    verifyMessage({
      message: { headers: { "x-a": "1", authorization } },
      resolveKey: () => taking,
      now,
      carrier: "authorization",
    });

  it.each(["Signature", "SIGNATURE", "signature  "])("with the scheme %j is read", async (scheme) => {
    const verified = authorized(`${scheme} keyId="k",signature="AA==",headers="x-a"`);
    await expect(verified).resolves.toMatchObject({ keyId: "k" });
  });

  it.each(["Signatures", "Bearer Signature", "x, Signature", 'Signature="a",'])(
    "that begins with %s is not",
    async (beginning) => {
      await expect(authorized(`${beginning} keyId="k",signature="AA==",headers="x-a"`)).rejects.toMatchObject(
        {
          code: "ERR_SIGNATURE_MISSING",
          message: "The message has no Authorization header with the scheme Signature.",
        },
      );
    },
  );

  it("does not stand in for a Signature header", async () => {
    const headers = { authorization: 'Signature keyId="k",signature="AA==",headers="x-a"', "x-a": "1" };
    await expect(
      verifyMessage({ message: { headers }, resolveKey: () => taking, now }),
    ).rejects.toMatchObject({
      code: "ERR_SIGNATURE_MISSING",
      message: "The message has no Signature header.",
    });
  });
});

describe("a fallback", () => {
  const profile = { ...strictProfile, fallbackHeaders: ["x-b"] };
  const fields = { "x-b": "2" };

  it.each<[string, Case]>([
    ["a signature that has expired", { more: `headers="x-a",expires=${seconds - 1}` }],
    ["one of an unknown key", { more: 'headers="x-a"', resolveKey: () => undefined }],
    ["one of an unreadable date", { more: 'headers="date"', fields: { ...fields, date: "yesterday" } }],
  ])("is not tried for %s", async (_, each) => {
    const resolveKey = vi.fn(each.resolveKey ?? (() => taking));
    await expect(verify({ fields, ...each, profile, resolveKey })).rejects.toBeInstanceOf(SignatureError);
    expect(resolveKey.mock.calls.length).toBeLessThanOrEqual(1);
  });

  it("that fails too leaves the answer about what was sent", async () => {
    const failing = verify({ more: 'headers="x-gone"', fields, profile, resolveKey: () => refusing });
    await expect(failing).rejects.toMatchObject({ code: "ERR_SIGNATURE_HEADER_MISSING" });
  });
});
