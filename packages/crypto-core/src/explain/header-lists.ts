import type { CoveredLine } from "./covered-lines.js";

/** Up to this many lines every order of every choice is tried: 13,699 of 7. */
const maxArranged = 7;
/** Up to this many lines every choice is tried in the order given: 1,023 of 10. */
const maxChosen = 10;

/** Every choice of some of the lines, in their order: first those that lack one, then those that lack two, … */
export function subsetsInOrder(lines: readonly CoveredLine[]): CoveredLine[][] {
  if (lines.length > maxChosen) {
    return lines.map((left) => lines.filter((line) => line !== left));
  }
  const choices = Array.from({ length: 2 ** lines.length - 2 }, (_, index) =>
    lines.filter((_, bit) => (index + 1) & (1 << bit)),
  );
  return choices.sort((a, b) => b.length - a.length);
}

/**
 * Lines in other orders than the given one: all orders of all of them, then of some; of many lines, for which that
 * would take too long, those orders that people use.
 *
 * @param wire the names of the message's headers in the order in which they were sent.
 */
export function* arrangements(
  lines: readonly CoveredLine[],
  wire: readonly string[],
): Generator<readonly CoveredLine[]> {
  if (lines.length <= maxArranged) {
    for (const choice of [[...lines], ...subsetsInOrder(lines)]) yield* permutations(choice);
    return;
  }
  const byName = (a: CoveredLine, b: CoveredLine) => (a.name < b.name ? -1 : 1);
  const sorted = [...lines].sort(byName);
  yield sorted;
  yield sorted.toReversed();
  yield lines.toReversed();
  yield [...lines].sort((a, b) => wire.indexOf(a.name) - wire.indexOf(b.name));
  // One line that stands in another place.
  for (const [from, line] of lines.entries()) {
    const rest = lines.toSpliced(from, 1);
    for (let to = 0; to <= rest.length; to++) yield rest.toSpliced(to, 0, line);
  }
}

function* permutations(lines: readonly CoveredLine[]): Generator<CoveredLine[]> {
  if (lines.length <= 1) {
    yield [...lines];
    return;
  }
  for (const [index, line] of lines.entries()) {
    for (const rest of permutations(lines.toSpliced(index, 1))) yield [line, ...rest];
  }
}
