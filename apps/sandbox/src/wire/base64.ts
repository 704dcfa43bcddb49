/**
 * Decodes standard base64 with padding and nothing else. `Buffer.from` takes base64url, white space and plain
 * rubbish without a word, which would hide mistakes that an institution refuses.
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (text.length === 0 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}
