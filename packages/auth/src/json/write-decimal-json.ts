import { LosslessNumber, stringify } from "lossless-json";
import { decimalMembers } from "./decimal-members.js";

/**
 * Writes JSON as `JSON.stringify` does, save that text under one of {@link decimalMembers} becomes the number with
 * the same digits: `"2000000.00"` becomes `2000000.00`.
 *
 * @throws TypeError where such text is no number of JSON's, and where a number of JavaScript's stands in its place
 * and is not a whole, safe one: 0.1 + 0.2 is not 0.3. The message names the member. Also for what JSON cannot hold.
 */
export function writeJson(value: unknown): string {
  const text = stringify(toWire(value, [], new Set()));
  if (text === undefined) throw new TypeError("the body must be a JSON value or bytes");
  return text;
}

type Path = readonly (string | number)[];

/** A copy in which every decimal is one of the library's numbers. */
function toWire(given: unknown, path: Path, parents: ReadonlySet<unknown>): unknown {
  if (ArrayBuffer.isView(given)) throw notHeld(given, path);
  const value = hasToJson(given) ? given.toJSON(String(path.at(-1) ?? "")) : given;
  if (typeof value === "string") return isDecimal(path) ? toNumber(value, path) : value;
  if (typeof value === "number") return checkNumber(value, path);
  if (typeof value !== "object" || value === null) return value;
  if (parents.has(value)) throw new TypeError(`${describe(path)} contains itself, which JSON cannot hold`);
  const within = new Set([...parents, value]);
  if (Array.isArray(value)) return value.map((item, index) => toWire(item, [...path, index], within));
  if (tagOf(value) !== "Object") throw notHeld(value, path);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, toWire(member, [...path, name], within)]),
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

/** Items of a list are what the list's own name says. */
function isDecimal(path: Path): boolean {
  const name = path.findLast((step) => typeof step === "string");
  return name !== undefined && decimalMembers.has(name.toLowerCase());
}

function toNumber(text: string, path: Path): LosslessNumber {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) {
    throw new TypeError(`${describe(path)} must be a decimal number as text, such as "12.30"`);
  }
  return new LosslessNumber(text);
}

function checkNumber(value: number, path: Path): number {
  if (!Number.isFinite(value)) throw new TypeError(`${describe(path)} is ${value}, which JSON cannot hold`);
  if (isDecimal(path) && !Number.isSafeInteger(value)) {
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
