import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AccessToken } from "./access-token.js";

/** Writes a token as text for a store, and reads it. */
export interface TokenCodec {
  encode(key: string, token: AccessToken): string;
  /** Undefined where the text is not such a token, or was written with another key. */
  decode(key: string, text: unknown): AccessToken | undefined;
}

const [nonceBytes, tagBytes] = [12, 16];

/**
 * Tokens as JSON, encrypted by AES-256-GCM where a key is given. The name under which a token is kept is
 * authenticated with it, so that nobody can put one token in the place of another.
 *
 * @param encryptionKey 32 bytes.
 */
export function tokenCodec(encryptionKey?: Uint8Array): TokenCodec {
  if (encryptionKey && encryptionKey.byteLength !== 32) {
    throw new TypeError(`encryptionKey must have 32 bytes; this one has ${encryptionKey.byteLength}`);
  }
  return {
    encode(key, token) {
      const json = Buffer.from(toJson(token));
      if (!encryptionKey) return json.toString();
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", encryptionKey, nonce).setAAD(Buffer.from(key));
      const encrypted = Buffer.concat([cipher.update(json), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString("base64");
    },
    decode(key, text) {
      if (typeof text !== "string") return undefined;
      try {
        return fromJson(encryptionKey ? decrypt(encryptionKey, key, Buffer.from(text, "base64")) : text);
      } catch {
        // Somebody else's value, or a key that was changed: as if there were none.
        return undefined;
      }
    },
  };
}

function decrypt(encryptionKey: Uint8Array, key: string, bytes: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", encryptionKey, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const encrypted = bytes.subarray(nonceBytes + tagBytes);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString();
}

function toJson({ value, expiresAt, obtainedAt, scope, refreshToken }: AccessToken): string {
  return JSON.stringify({ value, expiresAt, obtainedAt, scope, refreshToken });
}

function fromJson(json: string): AccessToken | undefined {
  const { value, expiresAt, obtainedAt, scope, refreshToken } = JSON.parse(json) as Record<string, unknown>;
  const isWhole =
    typeof value === "string" &&
    typeof expiresAt === "string" &&
    typeof obtainedAt === "string" &&
    Array.isArray(scope) &&
    (refreshToken === undefined || typeof refreshToken === "string");
  if (!isWhole) return undefined;
  return new AccessToken({
    value,
    expiresAt: new Date(expiresAt),
    obtainedAt: new Date(obtainedAt),
    scope: scope.map(String),
    refreshToken,
  });
}
