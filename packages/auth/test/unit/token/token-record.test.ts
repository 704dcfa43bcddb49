import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AccessToken } from "../../../src/token/access-token.js";
import { tokenCodec } from "../../../src/token/token-record.js";

const token = new AccessToken({
  value: "the-token",
  refreshToken: "the-refresh-token",
  obtainedAt: new Date("2026-01-01T00:00:00.123Z"),
  expiresAt: new Date("2026-01-01T00:05:00.123Z"),
  scope: ["allow", "ocapi-v1"],
});
const encryptionKey = randomBytes(32);
const key = "countersign:token:0123";

const parts = (read: AccessToken | undefined) =>
  read && { ...read, value: read.value, refreshToken: read.refreshToken };

describe.each([
  ["plain", tokenCodec()],
  ["encrypted", tokenCodec(encryptionKey)],
])("%s", (_name, codec) => {
  it("comes back as it was", () => {
    const read = codec.decode(key, codec.encode(key, token));
    expect(read).toBeInstanceOf(AccessToken);
    expect(parts(read)).toEqual(parts(token));
  });

  it("comes back without a refresh token where it had none", () => {
    const { value, obtainedAt, expiresAt, scope } = token;
    const plain = new AccessToken({ value, obtainedAt, expiresAt, scope });
    expect(parts(codec.decode(key, codec.encode(key, plain)))).toEqual(parts(plain));
  });

  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a number", 5],
    ["an object", { value: "the-token" }],
    ["empty", ""],
    ["not ours", "somebody else's"],
    ["JSON of something else", "{}"],
    ["JSON null", "null"],
    ["short", "AAAA"],
  ])("is none where what is kept is %s", (_kept, text) => {
    expect(codec.decode(key, text)).toBeUndefined();
  });

  it("is none where it is cut anywhere", () => {
    const text = codec.encode(key, token);
    // The last characters may be padding, which says nothing.
    for (let length = 0; length < text.length - 4; length += 1)
      expect(codec.decode(key, text.slice(0, length))).toBeUndefined();
  });
});

describe("plain", () => {
  it.each([
    ["value", 5],
    ["expiresAt", undefined],
    ["obtainedAt", null],
    ["scope", "allow"],
    ["refreshToken", 5],
  ])("is none where %s is %j", (name, value) => {
    const record = JSON.parse(tokenCodec().encode(key, token));
    expect(tokenCodec().decode(key, JSON.stringify(record))).toBeDefined();
    expect(tokenCodec().decode(key, JSON.stringify({ ...record, [name]: value }))).toBeUndefined();
  });

  it("is none for who expects it encrypted, and the other way round", () => {
    expect(tokenCodec(encryptionKey).decode(key, tokenCodec().encode(key, token))).toBeUndefined();
    expect(tokenCodec().decode(key, tokenCodec(encryptionKey).encode(key, token))).toBeUndefined();
  });
});

describe("encrypted", () => {
  const codec = tokenCodec(encryptionKey);

  it("holds nothing that can be read", () => {
    const text = codec.encode(key, token);
    for (const form of [text, Buffer.from(text, "base64").toString("latin1")])
      for (const part of ["the-token", "the-refresh", "allow", "value", "2026"])
        expect(form).not.toContain(part);
  });

  it("is another text each time", () => {
    const texts = Array.from({ length: 100 }, () => codec.encode(key, token).slice(0, 16));
    expect(new Set(texts).size).toBe(100);
  });

  it("cannot be read with another key", () => {
    expect(tokenCodec(randomBytes(32)).decode(key, codec.encode(key, token))).toBeUndefined();
  });

  it("cannot be put in the place of another token", () => {
    expect(codec.decode("countersign:token:0124", codec.encode(key, token))).toBeUndefined();
  });

  it("cannot be altered, in any byte", () => {
    const bytes = Buffer.from(codec.encode(key, token), "base64");
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(codec.decode(key, altered.toString("base64"))).toBeUndefined();
    }
  });

  it.each([0, 16, 31, 33, 64])("wants a key of 32 bytes, not %d", (length) => {
    expect(() => tokenCodec(new Uint8Array(length))).toThrow(
      new TypeError(`encryptionKey must have 32 bytes; this one has ${length}`),
    );
  });
});
