import type { HiddenRange } from "./hidden-ranges.js";

/** Something that is written in one piece or in groups, and known by its check digits. */
export interface GroupedNumber {
  /**
   * Its first group captures what may be one, with what may be more groups behind it. Matches are empty, as one
   * that is one may begin within one that is not.
   */
  readonly candidate: RegExp;
  /** How many characters are shown at its beginning; at its end four are. */
  readonly shownAtStart: number;
  /** Told the characters without what separates the groups. */
  isValid(characters: string): boolean;
}

/** Where these numbers stand in a text, all but the characters that are shown. */
export function findGrouped(text: string, number: GroupedNumber): HiddenRange[] {
  return Array.from(text.matchAll(number.candidate)).flatMap(({ 1: found = "", index }) => {
    const valid = longestValid(found, number);
    if (valid === undefined) return [];
    const lastFour = valid.search(/(?:[^ \u00a0-][ \u00a0-]?){4}$/);
    return [[index + number.shownAtStart, index + lastFour] as const];
  });
}

/** The groups at the end may be something else: an amount, a date, a word. */
function longestValid(candidate: string, { isValid }: GroupedNumber): string | undefined {
  const groups = candidate.split(/[ \u00a0-]/);
  for (; groups.length > 0; groups.pop()) {
    const characters = groups.join("");
    if (isValid(characters)) return candidate.slice(0, characters.length + groups.length - 1);
  }
  return undefined;
}
