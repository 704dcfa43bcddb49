import type { Amount } from "./objects/common.js";

/**
 * An amount's decimal text: `{ value: "20017", exponent: 2, isoCode: "EUR" }` is `"200.17"`.
 *
 * @throws TypeError where `value` is no whole number as text, or `exponent` none from 0 to 9.
 * @example
 * ```ts
 * amountToDecimal(statement.cycleBalance); // "200.17"
 * ```
 */
export function amountToDecimal({ value, exponent }: Omit<Amount, "isoCode">): string {
  const [, sign = "", digits] = /^(-?)(\d+)$/.exec(value) ?? [];
  if (digits === undefined) throw new TypeError("value must be a whole number as text");
  checkExponent(exponent);
  const padded = digits.padStart(exponent + 1, "0");
  const point = padded.length - exponent;
  const whole = padded.slice(0, point).replace(/^0+(?=\d)/, "");
  return `${sign}${whole}${exponent > 0 ? `.${padded.slice(point)}` : ""}`;
}

/**
 * An amount of decimal text, as the API takes it: `"200.17"` in EUR is `{ value: "20017", exponent: 2, isoCode: "EUR" }`.
 *
 * @param exponent how many decimals the currency has; by default as many as the text has.
 * @throws TypeError where the text is no decimal number, or has more decimals than that.
 * @example
 * ```ts
 * amountFromDecimal("200.1", "EUR", 2); // { value: "20010", exponent: 2, isoCode: "EUR" }
 * ```
 */
export function amountFromDecimal(decimal: string, isoCode: string, exponent?: number): Amount {
  const [, sign = "", whole, decimals = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === undefined)
    throw new TypeError('the amount must be a decimal number as text, such as "12.30"');
  const places = exponent ?? decimals.length;
  checkExponent(places);
  if (decimals.length > places) throw new TypeError(`the amount must have at most ${places} decimals`);
  const value = `${whole}${decimals.padEnd(places, "0")}`.replace(/^0+(?=\d)/, "");
  return { value: value === "0" ? "0" : `${sign}${value}`, exponent: places, isoCode };
}

function checkExponent(exponent: number): void {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 9) {
    throw new TypeError("exponent must be a whole number from 0 to 9");
  }
}
