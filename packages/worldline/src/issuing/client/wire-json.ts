import { readDecimalJson, writeDecimalJson } from "@countersign/auth";

const rates: ReadonlySet<string> = new Set(["exchangeRate", "overallExhangeRate"]);

/** Amounts are 64-bit integers and rates decimals: a number of JavaScript's holds neither. */
function isDecimal(name: string, parent: object): boolean {
  return rates.has(name) || (name === "value" && "isoCode" in parent);
}

/** Reads the API's JSON, in which the value of an amount and a rate become text of the same digits. */
export function parseIssuingJson(text: string): unknown {
  return readDecimalJson(text, isDecimal);
}

/** Writes the API's JSON, in which they become numbers again. */
export function writeIssuingJson(value: unknown): string {
  return writeDecimalJson(value, isDecimal);
}
