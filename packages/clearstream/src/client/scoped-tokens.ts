import type { TokenSource } from "@countersign/auth";

/** How many sets of scopes keep a token at once; the one that was used longest ago makes room. */
const maxSources = 16;

/**
 * A token source for each set of scopes, whatever their order.
 *
 * @param open makes the source of a set, which is not empty and has each scope once.
 */
export function scopedTokens(
  open: (scope: readonly string[]) => TokenSource,
): (scope: readonly string[]) => TokenSource {
  const sources = new Map<string, TokenSource>();
  return (scope) => {
    const name = [...scope].sort().join(" ");
    const source = sources.get(name) ?? open(scope);
    sources.delete(name);
    sources.set(name, source);
    const [oldest] = sources.keys();
    if (sources.size > maxSources && oldest !== undefined) sources.delete(oldest);
    return source;
  };
}
