import { readDecimalJson, writeDecimalJson } from "@countersign/auth";
import { isIssuingDecimal } from "@countersign/worldline/issuing";

/**
 * Reads JSON as it is on the wire for the client, which takes amounts and rates as text.
 *
 * @throws SyntaxError where the text is no JSON, or has a number that the client could not send as it is.
 */
export function parseWireJson(text: string): unknown {
  const value = readDecimalJson(text, isIssuingDecimal);
  const [path] = lostNumbers(JSON.parse(text), value, "");
  if (path === undefined) return value;
  throw new SyntaxError(
    `${path} is a number with decimals or too many digits, which only amounts and rates may have; if it is a reference, put it in quotes.`,
  );
}

/** Where text came of a number that JavaScript does not hold, and would be sent as text. */
function* lostNumbers(written: unknown, read: unknown, path: string): Generator<string> {
  if (typeof written === "number" && typeof read === "string") yield path;
  if (typeof written !== "object" || written === null) return;
  for (const [name, member] of Object.entries(written)) {
    const below = Array.isArray(written) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    if (!isIssuingDecimal(name, written))
      yield* lostNumbers(member, (read as Record<string, unknown>)[name], below);
  }
}

/** Writes JSON as it is on the wire: amounts and rates are numbers with all their digits. */
export function writeWireJson(value: unknown): string {
  return writeDecimalJson(value, (name, parent) => {
    const member = (parent as Record<string, unknown>)[name];
    // What came as other text is shown as such.
    return isIssuingDecimal(name, parent) && typeof member === "string" && isNumber(member);
  });
}

function isNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
}
