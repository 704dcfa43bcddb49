import { expect, it } from "vitest";
import { nonceDigits } from "../../../src/index.js";

it.each([
  ['{"Type":"FITestEvent","Version":1,"Payload":"test me","Nonce":1448545215}', "1448545215"],
  ['{"Nonce":9007199254740993,"Payload":{"Nonce":1}}', "9007199254740993"],
  ['{"Payload":[{"Nonce":1},"Nonce",{"a":"\\"Nonce\\":2"}],\n\t"Nonce" : 8553416320 }', "8553416320"],
  ['{"\\u004eonce":5}', "5"],
  ['{"a":"Nonce","Nonce":5}', "5"],
])("copies the digits out of %s", (json, digits) => {
  expect(JSON.parse(json)).toBeTruthy();
  expect(nonceDigits(json)).toBe(digits);
});

it.each([
  "{}",
  "null",
  "[1]",
  '{"nonce":5}',
  '{"Nonce":"5"}',
  '{"Nonce":5.0}',
  '{"Nonce":1e3}',
  '{"Nonce":-5}',
  '{"Nonce":null}',
  '{"Nonce":{"Nonce":5}}',
  '{"Nonce":5,"Nonce":6}',
  '{"Payload":{"Nonce":5}}',
  '["Nonce",5]',
  '["Nonce",{"a":5}]',
  '[{"a":5}]',
])("finds none in %s", (json) => {
  JSON.parse(json);
  expect(nonceDigits(json)).toBeUndefined();
});
