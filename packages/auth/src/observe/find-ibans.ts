import { findGrouped } from "./find-grouped.js";
import type { HiddenRange } from "./hidden-ranges.js";

const candidate =
  /(?<![a-z\d])(?=([a-z]{2}\d{2}(?:[a-z\d]{11,30}|(?:[ \u00a0][a-z\d]{4}){2,7}(?:[ \u00a0][a-z\d]{1,3})?)(?![a-z\d])))/gi;

/** Where IBANs stand in a text, all but the first four and the last four of their characters. */
export function findIbans(text: string): HiddenRange[] {
  return findGrouped(text, { candidate, shownAtStart: 4, isValid: isIban });
}

/** ISO 13616: the check digits make the whole, its first four characters moved to its end, 1 modulo 97. */
function isIban(text: string): boolean {
  if (text.length < 15 || text.length > 34) return false;
  const rotated = text.slice(4) + text.slice(0, 4);
  let remainder = 0;
  for (let index = 0; index < rotated.length; index++) {
    const code = rotated.charCodeAt(index);
    // A letter counts for two digits: 10 for A to 35 for Z, in either case.
    remainder = (code < 58 ? remainder * 10 + code - 48 : remainder * 100 + (code & 31) + 9) % 97;
  }
  return remainder === 1;
}
