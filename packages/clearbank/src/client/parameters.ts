import type { ClearBankParameters } from "./call.js";

/** The text of a parameter that has a value: dates in ISO 8601. */
export function parameterText(name: string, value: NonNullable<ClearBankParameters[string]>): string {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new TypeError(`the parameter ${name} is an invalid date`);
    return value.toISOString();
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new TypeError(`the parameter ${name} is ${value}`);
  }
  const text = String(value);
  if (/\p{Surrogate}/u.test(text)) throw new TypeError(`the parameter ${name} holds half a character`);
  return text;
}

/**
 * The text of a parameter within a path. Every server drops or resolves "", "." and "..", encoded or not, and would
 * then see another path than was meant.
 */
export function segmentText(name: string, value: ClearBankParameters[string]): string {
  const text = value === undefined ? "" : parameterText(name, value);
  if (text === "" || text === "." || text === "..") {
    throw new TypeError(`the parameter ${name} of the path must have a value other than "." and ".."`);
  }
  return text;
}
