import { JsonNumber } from "../../wire/raw-json.js";
import { quoted } from "../../wire/refusal.js";
import { isUuid } from "./identifiers.js";
import type { Amount } from "./ledger.js";
import { parseAmount, toMinor } from "./money.js";

/** Where a shape writes down what is wrong, by the path of the member. */
export type Problems = Record<string, string[]>;

/**
 * Reads a parsed value and notes what is wrong with it. What it returns only counts where nothing was wrong, so a
 * caller asks for the problems first.
 */
export type Shape<T> = (value: unknown, path: string, problems: Problems) => T;

type Members = Readonly<Record<string, Shape<unknown>>>;
export type Read<S> = S extends Shape<infer T> ? T : never;

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

export function text({ min = 0, max = Number.POSITIVE_INFINITY, pattern }: TextLimits = {}): Shape<string> {
  return (value, path, problems) => {
    if (typeof value !== "string") return wrong(problems, path, value, "a string");
    const length = [...value].length;
    if (length < min || length > max) {
      const range = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
      note(problems, path, `Expected ${range} characters, got ${length}.`);
    } else if (pattern !== undefined && !pattern.test(value)) {
      note(problems, path, `${quoted(value)} has characters or a form that are not allowed here.`);
    }
    return value;
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Shape<T> {
  return (value, path, problems) => {
    const found = values.find((each) => each === value);
    if (found !== undefined) return found;
    const expected = values.length > 12 ? `one of ${values.length} codes` : `one of ${values.join(", ")}`;
    return wrong(problems, path, value, expected);
  };
}

export const uuid: Shape<string> = (value, path, problems) =>
  typeof value === "string" && isUuid(value) ? value.toLowerCase() : wrong(problems, path, value, "a UUID");

export const flag: Shape<boolean> = (value, path, problems) =>
  typeof value === "boolean" ? value : wrong(problems, path, value, "true or false");

/** A number with at most two decimals, as text with exactly two. */
export function amount(min?: Amount, max?: Amount): Shape<Amount> {
  return (value, path, problems) => {
    const read = value instanceof JsonNumber ? parseAmount(value.text) : undefined;
    if (read === undefined) return wrong(problems, path, value, "a JSON number with at most two decimals");
    const isLow = min !== undefined && toMinor(read) < toMinor(min);
    const isHigh = max !== undefined && toMinor(read) > toMinor(max);
    if (isLow || isHigh) {
      note(problems, path, `Expected ${min ?? ""} to ${max ?? "any amount"}, got ${read}.`);
    }
    return read;
  };
}

/** Any number, as the text that it was. */
export const decimal: Shape<string> = (value, path, problems) =>
  value instanceof JsonNumber ? value.text : wrong(problems, path, value, "a number");

export function integer(min: number, max: number): Shape<number> {
  return (value, path, problems) => {
    const read =
      value instanceof JsonNumber && /^-?\d{1,9}$/.test(value.text) ? Number(value.text) : undefined;
    if (read !== undefined && read >= min && read <= max) return read;
    return wrong(problems, path, value, `a whole number from ${min} to ${max}`);
  };
}

export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, path, problems) => (value === undefined ? undefined : shape(value, path, problems));
}

export function nullable<T>(shape: Shape<T>): Shape<T | undefined> {
  return optional((value, path, problems) => (value === null ? undefined : shape(value, path, problems)));
}

/** A member that may be null but has to be there. */
export function present<T>(shape: Shape<T>): Shape<T> {
  return (value, path, problems) =>
    value === undefined ? wrong(problems, path, value, "a value or null") : shape(value, path, problems);
}

/** An object with these members and, unless it is `open`, no others. Names are compared letter by letter. */
export function object<M extends Members>(
  members: M,
  { open = false }: { readonly open?: boolean } = {},
): Shape<{ readonly [K in keyof M]: Read<M[K]> }> {
  return (value, path, problems) => {
    if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof JsonNumber) {
      return wrong(problems, path, value, "an object");
    }
    const given = new Map(Object.entries(value));
    for (const name of given.keys()) {
      const isExtra = !open && !Object.hasOwn(members, name);
      if (isExtra) note(problems, join(path, name), "There is no such member.");
    }
    const read = Object.entries(members).map(([name, shape]) => [
      name,
      shape(given.get(name), join(path, name), problems),
    ]);
    return Object.fromEntries(read);
  };
}

export function list<T>(
  shape: Shape<T>,
  min: number = 0,
  max: number = Number.POSITIVE_INFINITY,
): Shape<readonly T[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return wrong(problems, path, value, "a list");
    if (value.length < min || value.length > max) {
      note(problems, path, `Expected ${min} to ${max} items, got ${value.length}.`);
    }
    return value.map((item, index) => shape(item, `${path}[${index}]`, problems));
  };
}

export function note(problems: Problems, path: string, problem: string): void {
  const name = path === "" ? "$" : path;
  problems[name] = [...(problems[name] ?? []), problem];
}

function wrong(problems: Problems, path: string, value: unknown, expected: string): never {
  note(problems, path, value === undefined ? "This member is required." : `Expected ${expected}.`);
  // The one lie of this file, and the reason why problems are asked for before a result is used.
  return undefined as never;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
