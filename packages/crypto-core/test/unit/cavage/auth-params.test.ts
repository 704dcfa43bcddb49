import { describe, expect, it } from "vitest";
import { splitAuthParams } from "../../../src/cavage/auth-params.js";

const split = (value: string, exactNames?: boolean) =>
  [...splitAuthParams(value, exactNames)].map(([name, { text, quoted }]) => [name, text, quoted]);

describe("splitAuthParams", () => {
  it.each<[string, (string | boolean)[][]]>([
    ["", []],
    [" ,\t, ", []],
    ['a="b"', [["a", "b", true]]],
    ["a=b", [["a", "b", false]]],
    [
      ', ,a=b ,, \tc = "d",',
      [
        ["a", "b", false],
        ["c", "d", true],
      ],
    ],
    ['a=""', [["a", "", true]]],
    ['A="b"', [["a", "b", true]]],
    ['a="b,c=d"', [["a", "b,c=d", true]]],
    [
      'a="b\\"c",d="e"',
      [
        ["a", 'b"c', true],
        ["d", "e", true],
      ],
    ],
    [
      'a="b\\\\",c=d',
      [
        ["a", "b\\", true],
        ["c", "d", false],
      ],
    ],
    ['a="\\b\\\n"', [["a", "b\n", true]]],
    [
      "!#$%&'*+-.^_`|~09AZaz=!#$%&'*+-.^_`|~09AZaz",
      [["!#$%&'*+-.^_`|~09azaz", "!#$%&'*+-.^_`|~09AZaz", false]],
    ],
  ])("reads %j", (value, expected) => {
    expect(split(value)).toEqual(expected);
  });

  it("keeps names as they are where they are exact", () => {
    expect(split("A=1,a=2", true)).toEqual([
      ["A", "1", false],
      ["a", "2", false],
    ]);
  });

  it("names what is given twice, as it was given", () => {
    expect(() => split("a=1,A=2")).toThrow(
      expect.objectContaining({
        code: "ERR_SIGNATURE_DUPLICATE_PARAMETER",
        message: "The parameter A is given twice.",
      }),
    );
  });

  it.each([
    ["a", 1],
    ["=b", 1],
    ['"a"=b', 1],
    ["a=", 1],
    ["a=,b=c", 1],
    ["a b", 1],
    ["a:b", 1],
    ['a="b', 1],
    ['a="b\\"', 1],
    ['a="b\\\\\\"', 1],
    ["a=b c=d", 5],
    ['a="b"c=d', 6],
    ["a=b,c", 5],
    ["a=b;c=d", 4],
    ["a=\x7f", 1],
    ["a\x80=b", 1],
  ])("cannot read %j from character %i on", (value, position) => {
    expect(() => split(value)).toThrow(
      expect.objectContaining({
        code: "ERR_SIGNATURE_MALFORMED",
        message: `The signature header is not a list of name="value": it cannot be read from character ${position} on.`,
      }),
    );
  });

  it.each(["\u201c", "\u201d", "\u201f", "\u2033", "\xe2\x80\x9c", "\xe2\x80\x9f"])(
    "names the quotes where they are %j",
    (quote) => {
      expect(() => split(`a=${quote}b${quote}`)).toThrow(
        expect.objectContaining({
          code: "ERR_SIGNATURE_MALFORMED",
          message: 'The signature header has typographic quotes; it needs the straight ".',
        }),
      );
    },
  );
});
