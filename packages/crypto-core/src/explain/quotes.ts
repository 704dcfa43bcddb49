/** Double and single quotes, and primes, that word processors put in the place of the straight ones. */
const doubles = /[\u201c-\u201f\u2033\u00ab\u00bb]/g;
const singles = /[\u2018-\u201b\u2032]/g;

/** Whether a text has typographic quotes, as characters or as UTF-8 of which each byte was taken for a character. */
export function hasTypographicQuotes(text: string): boolean {
  return /[\u2018-\u201f\u2032\u2033]|\xe2\x80[\x98-\x9f\xb2\xb3]/.test(text);
}

export function straightenQuotes(text: string): string {
  return text.replace(doubles, '"').replace(singles, "'");
}

/** The text with its straight quotes made typographic: opening and closing in turn, or all closing. */
export function typographicForms(text: string): string[] {
  if (!text.includes('"')) return [];
  let isOpen = false;
  const paired = text.replace(/"/g, () => {
    isOpen = !isOpen;
    return isOpen ? "\u201c" : "\u201d";
  });
  return [paired, text.replaceAll('"', "\u201d")];
}
