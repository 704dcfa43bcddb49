import { findGrouped } from "./find-grouped.js";
import type { HiddenRange } from "./hidden-ranges.js";

/** Not the decimals of a number. Groups have three digits at least, but for the last. */
const candidate = /(?<![A-Za-z\d]|\d\.)(?=(\d{3,19}(?:[ -]\d{3,16}){0,5}(?:[ -]\d{1,2})?)(?![A-Za-z\d]))/g;

/** Where card numbers stand in a text, all but their last four digits. */
export function findCardNumbers(text: string): HiddenRange[] {
  return findGrouped(text, { candidate, shownAtStart: 0, isValid: isCardNumber });
}

/** ISO/IEC 7812-1: 13 to 19 digits, the last of which is Luhn's check digit. */
function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    sum += index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
