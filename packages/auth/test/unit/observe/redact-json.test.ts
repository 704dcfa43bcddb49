import { describe, expect, it } from "vitest";
import { redactJson } from "../../../src/observe/redact-json.js";
import { redactionRules } from "../../../src/observe/redaction-rules.js";

const rules = redactionRules({ personalFields: ["Name"] });
const redact = (text: string) => redactJson(text, rules);

const keep = "stays as it is";

describe("JSON", () => {
  it.each([
    ["a secret", '{"password":"a\\"b,}"}', '{"password":"***"}'],
    [
      "a name in another spelling",
      '{"accessToken":"s","PRIVATE-KEY":"s"}',
      '{"accessToken":"***","PRIVATE-KEY":"***"}',
    ],
    ["a name with an escape", '{"pass\\u0077ord":"s"}', '{"pass\\u0077ord":"***"}'],
    ["a name with blanks behind it", '{"password"\n\t:\r\n "s"}', '{"password"\n\t:\r\n "***"}'],
    ["a name that is longer", '{"password_hint":"h","token_type":"Bearer"}', keep],
    ["a name as a value", '{"a":"password","b":["token","x"]}', keep],
    [
      "a value that is no string",
      '{"token":1.50,"secret":true,"password":null}',
      '{"token":"***","secret":"***","password":"***"}',
    ],
    [
      "an object",
      '{"Name":{"First":"a","x":[1,{"y":null}]},"b":1}',
      '{"Name":{"First":"***","x":["***",{"y":"***"}]},"b":1}',
    ],
    ["an array", '{"name":["a", "b"],"c":["d"]}', '{"name":["***", "***"],"c":["d"]}'],
    ["an empty array", '{"name":[],"c":{}}', keep],
    [
      "numbers, blanks and escapes",
      ' {"a" : 1.0e+2,\n"b":[ -0.10 , 12345678901234567890 ],"c":"\\u00e9\\/"}\n',
      keep,
    ],
    ["members of one name", '{"a":1,"a":2}', keep],
    ["an IBAN within a text", '{"a":"to GB33BUKB20201555555555"}', '{"a":"to GB33***5555"}'],
    [
      "an IBAN behind an escape",
      '{"a":"to\\nGB33BUKB\\u00320201555555555\\t!"}',
      '{"a":"to\\nGB33***5555\\t!"}',
    ],
    ["an IBAN as a name", '{"GB33BUKB20201555555555":1}', '{"GB33***5555":1}'],
    ["a card number", '[4111111111111111, "4111 1111-1111 1111"]', '["***1111", "***1111"]'],
    ["a number within a number", "[0.4111111111111111,41111111111111110000]", keep],
    ["no object", '"text"', keep],
  ])("is redacted as it is written: %s", (_name, text, expected) => {
    const redacted = redact(text);
    expect(redacted).toBe(expected === keep ? text : expected);
    expect(() => JSON.parse(redacted)).not.toThrow();
  });

  it.each([
    ["cut within a value", '{"a":1,"password":"s', '{"a":1,"password":"***"'],
    ["cut within an escape", '{"password":"s\\', '{"password":"***"'],
    ["cut within a number", '{"token":12', '{"token":"***"'],
    ["cut within an object", '{"name":{"a":"s","b', '{"name":{"a":"***","***"'],
    ["cut before a value", '{"password":', '{"password":'],
    ["without a comma", '{"a":"b" "password":"s" "c":"d"}', '{"a":"b" "password":"***" "c":"d"}'],
    ["with two values", '{"password":"s" "t","c":"d"}', '{"password":"***" "***","c":"d"}'],
    ["with two colons", '{"password":"s":"t"}', '{"password":"***":"***"}'],
    ["with names without quotes", "{password: s t, b: 1}", '{password: "***", b: 1}'],
    ["with single quotes", "{'password': 's', 'b': 1}", `{'password': "***", 'b': 1}`],
    ["with brackets that close nothing", ']}{"password":"s"}', ']}{"password":"***"}'],
    ["line by line", '{"password":"s"}\n{"token":"t"}', '{"password":"***"}\n{"token":"***"}'],
    ["with a value in no quotes", '{"a": to GB33BUKB20201555555555}', '{"a": "to GB33***5555"}'],
  ])("is redacted as far as it goes where it is malformed: %s", (_name, text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});
