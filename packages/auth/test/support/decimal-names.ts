import type { IsDecimal } from "../../src/json/is-decimal.js";

/** What is a decimal in these tests, in any case of letters. */
export const decimalNames: readonly string[] = ["amount", "instructedamount", "rate"];

export const isDecimal: IsDecimal = (name) => decimalNames.includes(name.toLowerCase());
