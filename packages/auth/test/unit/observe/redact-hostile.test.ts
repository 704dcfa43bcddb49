import { expect, it } from "vitest";
import { createRedactor } from "../../../src/observe/redactor.js";

const redactor = createRedactor({ personalFields: ["IBAN"] });

/** Of 1 MiB: where work grew with the square of the length, none of these would end within the test's time. */
const fill = (start: string, piece: string) => start + piece.repeat(2 ** 20 / piece.length);

it.each([
  ["beginnings of tokens", fill("text ", "eyJ")],
  ["beginnings of tokens, apart", fill("text ", "eyJ ")],
  ["beginnings of private keys", fill("text ", "-----BEGIN A")],
  ["the name of a private key", fill("text -----BEGIN ", "A")],
  ["digits", fill("text ", "1")],
  ["digits, apart", fill("text ", "1 ")],
  ["groups of digits", fill("text ", "1001 ")],
  ["beginnings of IBANs", fill("text ", "GB33 ")],
  ["characters of an IBAN", fill("text GB33", "B")],
  ["blanks", fill("text", " ")],
  ["brackets", fill("", "[")],
  ["objects", fill("", '{"a":')],
  ["quotes", fill("{", '"')],
  ["backslashes", fill('{"', "\\")],
  ["escapes", fill('{"', "\\u0031")],
  ["blanks behind a name", fill('{"password"', " ")],
  ["names without values", fill("{", '"a" ')],
  ["colons", fill("{", ":")],
  ["words", fill("{", "a ")],
  ["ampersands", fill("a=", "&")],
  ["equal signs", fill("a", "=")],
  ["percent signs", fill("a=", "%")],
  ["escaped digits", fill("a=", "%31")],
])("comes to an end with a long text of %s", (_name, text) => {
  const shown = redactor.body(new TextEncoder().encode(text), null);
  expect(shown.slice(0, 4)).toBe(text.slice(0, 4));
});

it.each([
  ["a private key without an end", fill("-----BEGIN PRIVATE KEY-----", "-----END "), "***"],
  ["a token", fill("eyJ.", "a."), "***"],
  ["a secret", fill('{"password":"', "\\n"), '{"password":"***"'],
])("hides %s, however long", (_name, text, expected) => {
  expect(redactor.body(new TextEncoder().encode(text), "text/plain")).toBe(expected);
});

it.each([
  ["card numbers", "4111111111111111", '"***1111"'],
  ["IBANs", '"GB33BUKB20201555555555"', '"GB33***5555"'],
  ["secrets", '{"IBAN":1}', '{"IBAN":"***"}'],
])("hides %s, however many", (_name, value, shown) => {
  const array = (item: string) => `[${Array.from({ length: 40_000 }, () => item).join(",")}]`;
  expect(redactor.body(new TextEncoder().encode(array(value)), null)).toBe(array(shown));
});
