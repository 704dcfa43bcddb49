/** An address up to its query, which may hold personal data under names that nobody has listed. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*/s, "");
}
