/** Standard base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

/**
 * The bytes of standard base64 with padding; undefined for anything else. `Buffer.from` alone would pass over
 * what it does not know, so that base64url, blanks and rubbish inside a signature went unnoticed: only a text
 * that comes out again the same is the base64 of its bytes.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const decoded = Buffer.from(text, "base64");
  if (decoded.toString("base64") !== text) return undefined;
  return new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.byteLength);
}
