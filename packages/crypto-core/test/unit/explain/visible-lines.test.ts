import { expect, it } from "vitest";
import { visibleLines } from "../../../src/explain/visible-lines.js";

it.each<[string, string[]]>([
  ["", []],
  ["a", ["a"]],
  ["a\n", ["a\\n"]],
  ["a\n\n", ["a\\n", "\\n"]],
  ["a\r\nb ", ["a\\r\\n", "b "]],
  ["\0\x1b\x7f\xff", ["\\x00\\x1b\\x7f\\xff"]],
  ["\\n\n", ["\\\\n\\n"]],
])("shows %j", (text, lines) => {
  expect(visibleLines(Buffer.from(text, "latin1"))).toEqual(lines);
});
