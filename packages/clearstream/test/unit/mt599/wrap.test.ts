import { describe, expect, it } from "vitest";
import { wrapLine } from "../../../src/mt599/wrap.js";

const x = (count: number) => "x".repeat(count);

describe("a line is wrapped", () => {
  it.each<[string, string, string[]]>([
    ["not where it fits", x(50), [x(50)]],
    ["between words", `${x(30)} ${x(19)} ${x(5)}`, [`${x(30)} ${x(19)}`, x(5)]],
    ["behind a sign, where a word is too long", `john.${x(40)}.${x(10)}`, [`john.${x(40)}.`, x(10)]],
    ["at its end, where a long word has no sign", x(120), [x(50), x(50), x(20)]],
    ["with what is behind a long word on its last line", `${x(55)} y`, [x(50), `${x(5)} y`]],
    ["never before a hyphen", `${x(50)}-${x(3)}`, [x(49), `x-${x(3)}`]],
    ["never before a colon", `${x(50)}:${x(3)}`, [x(49), `x:${x(3)}`]],
    ["never before a word that is a hyphen", `${x(20)} ${x(28)} - y`, [x(20), `${x(28)} - y`]],
    ["never before a word that begins with a colon", `${x(42)} abc :def ghi`, [x(42), "abc :def ghi"]],
    ["inside words that hang together and do not fit", `${x(48)} -${x(48)}`, [`${x(48)} -`, x(48)]],
    ["to nothing, where there is nothing", " ", []],
  ])("%s", (_name, text, expected) => {
    expect(wrapLine(text)).toEqual(expected);
  });

  it.each(["-a", ": b", `a${"-".repeat(60)}`])("unless that cannot be done: %s", (text) => {
    expect(() => wrapLine(text)).toThrow(
      expect.objectContaining({
        code: "ERR_MT599_NARRATIVE",
        message: expect.stringMatching(/may begin with/),
      }),
    );
  });
});
