import type { Arguments } from "./command.js";
import { about } from "./errors.js";
import type { Io } from "./io.js";
import { parseRawMessage, type RawMessage } from "./raw-message.js";

/** Where a signature stands. */
export type Scheme = "signature" | "authorization";

/** The message that is the command's operand. */
export async function readMessage(
  args: Arguments,
  io: Io,
): Promise<{ message: RawMessage; bytes: Uint8Array }> {
  const [file = "-"] = args.operands;
  const bytes = await io.read(file);
  return { bytes, message: await about(file, () => parseRawMessage(bytes)) };
}

/** The header that carries the signature: what --scheme says, or else the one that there is. */
export function findScheme(args: Arguments, { headers }: RawMessage): Scheme {
  const given = args.optional("scheme");
  if (given === "signature" || given === "authorization") return given;
  const has = (name: string, value: RegExp) =>
    headers.some(([each, text]) => each.toLowerCase() === name && value.test(text));
  return !has("signature", /^/) && has("authorization", /^signature /i) ? "authorization" : "signature";
}

/** The message with headers put in behind its own; nothing else of it changes. */
export function insertHeaders(
  bytes: Uint8Array,
  { headersEnd, lineEnd }: RawMessage,
  headers: readonly (readonly [string, string])[],
): Uint8Array {
  const lines = headers.map(([name, value]) => `${name}: ${value}${lineEnd}`).join("");
  return Buffer.concat([
    bytes.subarray(0, headersEnd),
    Buffer.from(lines, "latin1"),
    bytes.subarray(headersEnd),
  ]);
}
