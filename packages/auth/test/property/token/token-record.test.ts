import fc from "fast-check";
import { expect, it } from "vitest";
import { AccessToken } from "../../../src/token/access-token.js";
import { tokenCodec } from "../../../src/token/token-record.js";

const date = fc.date({ noInvalidDate: true });
const tokens = fc
  .record({
    value: fc.stringMatching(/^[\x21-\x7e]+$/),
    expiresAt: date,
    obtainedAt: date,
    scope: fc.array(fc.string()),
    refreshToken: fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
  })
  .map((parts) => ({ parts, token: new AccessToken(parts) }));
const keys = fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }), { nil: undefined });

it("any token comes back from its text", () => {
  fc.assert(
    fc.property(tokens, keys, fc.string(), ({ parts, token }, encryptionKey, name) => {
      const codec = tokenCodec(encryptionKey);
      const read = codec.decode(name, codec.encode(name, token));
      expect(read && { ...read, value: read.value, refreshToken: read.refreshToken }).toEqual(parts);
    }),
  );
});

it("any other text is no token, and no error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.base64String()), keys, (text, encryptionKey) => {
      expect(tokenCodec(encryptionKey).decode("name", text)).toBeUndefined();
    }),
  );
});
