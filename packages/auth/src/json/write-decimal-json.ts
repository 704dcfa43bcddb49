import { LosslessNumber, stringify } from "lossless-json";
import type { IsDecimal } from "./is-decimal.js";

/**
 * Writes JSON as `JSON.stringify` does, save that a decimal's text becomes the number with the same digits:
 * `"2000000.00"` becomes `2000000.00`.
 *
 * @example
 * ```ts
 * writeDecimalJson({ amount: "13.0" }, (name) => name === "amount"); // {"amount":13.0}
 * ```
 * @throws TypeError where such text is no number of JSON's, and where a number of JavaScript's stands in its place
 * and is not a whole, safe one: 0.1 + 0.2 is not 0.3. The message names the member. Also for what JSON cannot hold.
 */
export function writeDecimalJson(value: unknown, isDecimal: IsDecimal): string {
  const text = stringify(toWire(value, { path: [], isNumber: false, parents: new Set() }, isDecimal));
  if (text === undefined) throw new TypeError("the body must be a JSON value or bytes");
  return text;
}

type Path = readonly (string | number)[];

/** Where a value stands. */
interface Place {
  readonly path: Path;
  /** Its text is a number on the wire. */
  readonly isNumber: boolean;
  readonly parents: ReadonlySet<unknown>;
}

/** A copy in which every decimal is one of the library's numbers. */
function toWire(given: unknown, { path, isNumber, parents }: Place, isDecimal: IsDecimal): unknown {
  if (ArrayBuffer.isView(given)) throw notHeld(given, path);
  const value = hasToJson(given) ? given.toJSON(String(path.at(-1) ?? "")) : given;
  if (typeof value === "string") return isNumber ? toNumber(value, path) : value;
  if (typeof value === "number") return checkNumber(value, path, isNumber);
  if (typeof value !== "object" || value === null) return value;
  if (parents.has(value)) throw new TypeError(`${describe(path)} contains itself, which JSON cannot hold`);
  const within = new Set([...parents, value]);
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      toWire(item, { path: [...path, index], isNumber, parents: within }, isDecimal),
    );
  }
  if (tagOf(value) !== "Object") throw notHeld(value, path);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      toWire(member, { path: [...path, name], isNumber: isDecimal(name, value), parents: within }, isDecimal),
    ]),
  );
}

function hasToJson(value: unknown): value is { toJSON(key: string): unknown } {
  return typeof (value as { toJSON?: unknown } | null | undefined)?.toJSON === "function";
}

/** `JSON.stringify` makes `{}` of a Map, an ArrayBuffer or a promise, which would then be signed and sent. */
function notHeld(value: object, path: Path): TypeError {
  return new TypeError(`${describe(path)} is of type ${tagOf(value)}, which JSON cannot hold`);
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

function toNumber(text: string, path: Path): LosslessNumber {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) {
    throw new TypeError(`${describe(path)} must be a decimal number as text, such as "12.30"`);
  }
  return new LosslessNumber(text);
}

function checkNumber(value: number, path: Path, isNumber: boolean): number {
  if (!Number.isFinite(value)) throw new TypeError(`${describe(path)} is ${value}, which JSON cannot hold`);
  if (isNumber && !Number.isSafeInteger(value)) {
    throw new TypeError(
      `${describe(path)} must be given as text, such as "12.30": a number may have lost digits`,
    );
  }
  return value;
}

/** `paymentInstructions[0].amount`. */
function describe(path: Path): string {
  const text = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return text.replace(/^\./, "") || "the body";
}
