import { isLosslessNumber, parse } from "lossless-json";
import type { IsDecimal } from "./is-decimal.js";

/**
 * Reads JSON without losing a digit. A decimal is text, exactly as it stands on the wire (`13.0` is `"13.0"`).
 * Elsewhere a whole number that JavaScript holds and writes alike is a number, and every other one is text too.
 *
 * @example
 * ```ts
 * readDecimalJson('{"amount":13.0,"count":2}', (name) => name === "amount"); // { amount: "13.0", count: 2 }
 * ```
 * @throws SyntaxError where the text is no JSON, says two different things of one member, or is nested too deeply;
 * the message quotes nothing of it.
 */
export function readDecimalJson(text: string, isDecimal: IsDecimal): unknown {
  try {
    return fromWire(parse(text, undefined, { onDuplicateKey: refuseDuplicate }), false, isDecimal);
  } catch (error) {
    // Both parser and conversion call themselves for each level.
    if (error instanceof RangeError) throw new SyntaxError("The text is nested too deeply.");
    // The library's own words quote the text, which may hold personal data.
    const position = / at position (\d+)/.exec((error as Error).message)?.[1];
    if (error instanceof SyntaxError && error.message !== duplicate) {
      throw new SyntaxError(`The text is not JSON${position ? `, from position ${position} on` : ""}.`);
    }
    throw error;
  }
}

const duplicate = "The text names a member twice, with different values.";

/** One reader would go by the first value, another by the last: with money, neither is right. */
function refuseDuplicate(): never {
  throw new SyntaxError(duplicate);
}

/** Replaces the library's numbers, in place. */
function fromWire(value: unknown, isText: boolean, isDecimal: IsDecimal): unknown {
  if (isLosslessNumber(value)) return isText ? value.value : fromDigits(value.value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = fromWire(item, isText, isDecimal);
  } else if (typeof value === "object" && value !== null) {
    const members = value as Record<string, unknown>;
    for (const name of Object.keys(members)) {
      members[name] = fromWire(members[name], isDecimal(name, members), isDecimal);
    }
  }
  return value;
}

function fromDigits(digits: string): number | string {
  const number = Number(digits);
  return Number.isSafeInteger(number) && String(number) === digits ? number : digits;
}
