import { createHash } from "node:crypto";

/** The SHA-256 hash of the data: 32 bytes. Text is hashed as UTF-8. */
export function sha256(data: string | Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(data).digest());
}

/**
 * The SHA-256 hash of a stream of chunks, in constant memory.
 *
 * @example
 * ```ts
 * const hash = await sha256Stream(createReadStream("statement.xml"));
 * ```
 */
export async function sha256Stream(chunks: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return new Uint8Array(hash.digest());
}
