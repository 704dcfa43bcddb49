import { readDecimalJson, writeDecimalJson } from "@countersign/auth";

const rates: ReadonlySet<string> = new Set(["exchangeRate", "overallExhangeRate"]);

/**
 * What is text to us and a number on the wire: the value of an amount, which has 64 bits, and rates. A number of
 * JavaScript's holds neither.
 */
export function isIssuingDecimal(name: string, parent: object): boolean {
  return rates.has(name) || (name === "value" && "isoCode" in parent);
}

/** Reads the API's JSON, in which the value of an amount and a rate become text of the same digits. */
export function parseIssuingJson(text: string): unknown {
  return readDecimalJson(text, isIssuingDecimal);
}

/** Writes the API's JSON, in which they become numbers again. */
export function writeIssuingJson(value: unknown): string {
  return writeDecimalJson(value, isIssuingDecimal);
}
