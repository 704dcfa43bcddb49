import { describe, expect, it } from "vitest";
import { describeList, describeObject } from "../../src/worldline-issuing/describe-data.js";

const amount = (value: string) => ({ value, exponent: 2, isoCode: "EUR" });

describe("a list", () => {
  it("has a column for each member of any item, its own and those of the objects in it", () => {
    const items = [
      { id: { a: "1", b: null }, total: amount("123456789012345678"), deep: { list: [{ x: 1 }] } },
      { id: { a: "2" }, name: "later", tags: ["x", "y"], empty: {} },
    ];
    expect(describeList(items, 120)).toBe(`a  b     total                    name   tags  empty
1  null  1234567890123456.78 EUR
2                                 later  x, y  none

1 more member: --json has all.
`);
  });

  it("has no more columns than fit, and says how many are missing", () => {
    const items = [{ one: "1234567890", two: "1234567890", three: "x" }];
    const lines = (width: number) => describeList(items, width).split("\n");
    expect(lines(29)[0]).toBe("one         two         three");
    expect(lines(29)).toHaveLength(3);
    expect(lines(28)).toEqual([
      "one         two",
      "1234567890  1234567890",
      "",
      "1 more member: --json has all.",
      "",
    ]);
    expect(lines(3).slice(0, 2)).toEqual(["one", "1234567890"]);
    expect(lines(3)).toContain("2 more members: --json has all.");
  });

  it("prefers what tells items apart, and amounts, in the order in which they came", () => {
    const items = [1, 2].map((number) => ({
      same: "s",
      key: `k${number}`,
      other: `o${number}`,
      total: amount(String(number)),
      flag: true,
    }));
    const titles = (width: number) => describeList(items, width).split("\n")[0]?.replace(/ +/g, " ");
    expect(titles(32)).toBe("same key other total flag");
    expect(titles(26)).toBe("same key other total");
    expect(titles(25)).toBe("key other total");
    expect(titles(19)).toBe("key total");
    expect(titles(12)).toBe("key");
    expect(describeList(items.slice(0, 1), 14)).toMatch(/^same {2}total\n/);
  });

  it("cuts what is long, and says whose member it is where two have the same name", () => {
    const items = [{ first: { ref: "x".repeat(41) }, second: { ref: "y" } }];
    expect(describeList(items, 120)).toBe(
      `first.ref                                 second.ref\n${"x".repeat(37)}...  y\n`,
    );
  });

  it("shows items that are no objects", () => {
    expect(describeList(["a", 1], 120)).toBe("value\na\n1\n");
  });

  it("shows what a terminal would obey as escapes", () => {
    expect(describeList([{ "a\u001b": "\u001b[2J" }], 120)).toBe("a\\u001b\n\\u001b[2J\n");
  });
});

describe("an object", () => {
  it("shows what only looks like an amount as it is", () => {
    for (const odd of [
      { value: "x", exponent: 2, isoCode: "EUR" },
      { value: "1", exponent: 10, isoCode: "EUR" },
      { value: "1", exponent: 2, isoCode: 978 },
    ]) {
      expect(describeObject({ odd })).toContain(`odd.value     ${odd.value}\n`);
    }
  });

  it("shortens what has thousands of characters", () => {
    expect(describeObject({ content: "A".repeat(5000), short: "B".repeat(200) })).toBe(
      `content  ${"A".repeat(60)}... (5000 characters: --json has all)\nshort    ${"B".repeat(200)}\n`,
    );
  });

  it("shows what a terminal would obey as escapes", () => {
    expect(describeObject({ "a\u001b": { b: "\u009b2J" } })).toBe("a\\u001b.b  \\u009b2J\n");
  });
});
