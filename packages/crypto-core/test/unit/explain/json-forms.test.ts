import { describe, expect, it } from "vitest";
import { jsonForms } from "../../../src/explain/json-forms.js";

const forms = (text: string) => [...jsonForms(text)];

describe("jsonForms", () => {
  it("keeps the values, whatever the form", () => {
    const text = '{"b":[1,-2.50e3,true,null,{}],"a":{"q":"x\\"<\\/>\\u00e9\\n","e":[]}}';
    for (const form of forms(text).slice(0, -1)) expect(JSON.parse(form.text)).toEqual(JSON.parse(text));
  });

  it.each(['{"a":{"b":[1,"é/\\u0041"]},"c":[],"d":{}}', '[1,[2,3],"x"]', '"x"', "1"])(
    "has what JSON.stringify makes of %s",
    (text) => {
      const texts = forms(text).map((form) => form.text);
      for (const indent of [undefined, 2, 4, "\t"])
        expect(texts).toContain(JSON.stringify(JSON.parse(text), undefined, indent));
    },
  );

  it.each([
    '{ "a": [ 1, "x" ] }',
    '{ "a": [ 1,"x" ] }',
    '{"a": [1, "x"]}',
    '{\n  "a": [\n    1,\n    "x"\n  ]\n}',
    '{\n    "a": [\n        1,\n        "x"\n    ]\n}',
    '{\n\t"a": [\n\t\t1,\n\t\t"x"\n\t]\n}',
    '{\n  "a" : [\n    1,\n    "x"\n  ]\n}',
    '{\r\n  "a": [\r\n    1,\r\n    "x"\r\n  ]\r\n}',
  ])("has the layout %j", (text) => {
    expect(forms('{"a":[1,"x"]}').map((form) => form.text)).toContain(text);
    // The numbers stay as they are in all of them.
    const precise = text.replace("1", "1.00");
    expect(forms('{"a":[1.00,"x"]}').map((form) => form.text)).toContain(precise);
  });

  it.each([
    ['{"a":1.0}', '{"a":1}'],
    ['{"a":"/"}', '{"a":"\\/"}'],
    ['{"a":"é😀"}', '{"a":"\\u00e9\\ud83d\\ude00"}'],
    ['{"a":"é/"}', '{"a":"\\u00e9\\/"}'],
    ['{"a":"é/"}', '{"a":"é\\/"}'],
    ['{"a":"é/"}', '{"a":"\\u00e9/"}'],
    ['{"a":"é<\\""}', '{"a":"\\u00E9\\u003C\\u0022"}'],
    ['{"b":1,"a":{"d":1,"c":2}}', '{"a":{"c":2,"d":1},"b":1}'],
    ['{"b":1,"2":0,"1":0}', '{"1":0,"2":0,"b":1}'],
    ['{"a":1}', '"{\\"a\\":1}"'],
  ])("writes %s as %s", (text, other) => {
    expect(forms(text).map((form) => form.text)).toContain(other);
  });

  it("calls pretty what is indented", () => {
    expect(forms('{"a":1}').find(({ text }) => text === '{\n  "a": 1\n}')?.isPretty).toBe(true);
    expect(forms('{"a":1}').find(({ text }) => text === '{"a": 1}')?.isPretty).toBe(false);
  });

  it("has none of what is not JSON, or too long", () => {
    expect(forms("{a:1}")).toEqual([]);
    expect(forms(JSON.stringify("x".repeat(1 << 20)))).toEqual([]);
  });
});
