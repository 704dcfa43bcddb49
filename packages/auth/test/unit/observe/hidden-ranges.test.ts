import { expect, it } from "vitest";
import { hideInEscaped, hideRanges } from "../../../src/observe/hidden-ranges.js";

it.each([
  ["no range", [], "0123456789"],
  ["the whole", [[0, 10]], "***"],
  [
    "ranges in any order",
    [
      [6, 8],
      [1, 3],
    ],
    "0***345***89",
  ],
  [
    "ranges that overlap",
    [
      [1, 4],
      [3, 6],
    ],
    "0***6789",
  ],
  [
    "a range within another",
    [
      [1, 8],
      [2, 4],
    ],
    "0***89",
  ],
  [
    "ranges that touch",
    [
      [1, 3],
      [3, 5],
    ],
    "0******56789",
  ],
] as const)("hides %s", (_name, ranges, expected) => {
  expect(hideRanges("0123456789", ranges)).toBe(expected);
});

it("hides what escapes stand for, and leaves the others as they are", () => {
  const syntax = { pattern: /<.>/g, decode: (written: string) => written.charAt(1) };
  const find = (text: string) =>
    Array.from(text.matchAll(/abc/g), ({ index }) => [index, index + 3] as const);
  expect(hideInEscaped("<x>abc<y>a<b>c<c>d<a>bc", syntax, find)).toBe("<x>***<y>***<c>d***");
  expect(hideInEscaped("xabcx", syntax, find)).toBe("x***x");
});
