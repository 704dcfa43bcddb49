/** How well a given name fits the owner's: case, titles, punctuation and the order of the words do not count. */
export function matchNames(given: string, owner: string): "exact" | "close" | "none" {
  const one = wordsOf(given);
  const other = wordsOf(owner);
  if (one.join(" ") === other.join(" ")) return "exact";
  const shared = one.filter((word) => other.includes(word)).length;
  const hasAnInitial = one.some((word) => word.length === 1 && other.some((each) => each[0] === word));
  const isMost = shared * 2 > Math.max(one.length, other.length);
  const isAlike = isTypo(one.join(" "), other.join(" "));
  return isMost || (shared > 0 && hasAnInitial) || isAlike ? "close" : "none";
}

const noise = new Set(["", "mr", "mrs", "ms", "miss", "dr", "ltd", "limited", "plc", "llp", "the"]);

function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => !noise.has(word))
    .sort();
}

/** Whether all that differs is one stretch of at most two letters: one too many, or two that changed places. */
function isTypo(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const shorter = Math.min(one.length, other.length);
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return Math.max(one.length, other.length) - start - end <= 2;
}
