/** Where something stands in a text that must not be seen; `end` is behind its last character. */
export type HiddenRange = readonly [start: number, end: number];

/** What stands in the place of everything that is hidden. */
export const mask = "***";

/** The text with each range masked; ranges that overlap are one. */
export function hideRanges(text: string, ranges: readonly HiddenRange[]): string {
  let shown = "";
  let at = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (start >= at) shown += text.slice(at, start) + mask;
    at = Math.max(at, end);
  }
  return shown + text.slice(at);
}

/** How characters are escaped in a text: each escape stands for one UTF-16 unit. */
export interface EscapeSyntax {
  /** Finds the escapes; global. */
  readonly pattern: RegExp;
  decode(written: string): string;
}

/** Masks what is found in what the text stands for; all else stays as it is written. */
export function hideInEscaped(
  text: string,
  { pattern, decode }: EscapeSyntax,
  find: (decoded: string) => HiddenRange[],
): string {
  /** Where each decoded character begins in the text. */
  const origins: number[] = [];
  let decoded = "";
  let at = 0;
  for (const { 0: written, index } of text.matchAll(pattern)) {
    decoded += text.slice(at, index) + decode(written);
    for (; at <= index; at++) origins.push(at);
    at = index + written.length;
  }
  if (at === 0) return hideRanges(text, find(text));
  decoded += text.slice(at);
  for (; at <= text.length; at++) origins.push(at);
  return hideRanges(
    text,
    find(decoded).map(([start, end]) => [origins[start] as number, origins[end] as number]),
  );
}
