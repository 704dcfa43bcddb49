import { expect, it } from "vitest";
import { clientSecretVerifier } from "../../../src/inbound/client-secrets.js";

const verify = clientSecretVerifier([
  { id: "a", secrets: ["old", "new"] },
  { id: "b", secrets: ["other"] },
  { id: "c", secrets: [] },
]);

it.each([
  ["a", "old"],
  ["a", "new"],
  ["b", "other"],
])("accepts %s with %s", (id, secret) => {
  expect(() => verify({ id, secret })).not.toThrow();
});

it.each([
  ["a wrong secret", "a", "wrong"],
  ["another client's secret", "a", "other"],
  ["an unknown client", "d", "old"],
  ["a client without secrets", "c", ""],
  ["another case", "A", "old"],
  ["the same characters, divided elsewhere", "ao", "ld"],
  ["nothing", "", ""],
])("refuses %s, in the same words", (_name, id, secret) => {
  expect(() => verify({ id, secret })).toThrow(
    expect.objectContaining({
      code: "ERR_TOKEN_REQUEST_CLIENT",
      message: "The client is unknown, or its secret is wrong.",
    }),
  );
});

it.each([
  { id: "", secrets: ["x"] },
  { id: "a", secrets: ["x", ""] },
])("refuses a setting that is empty: %j", (client) => {
  const message = "A client's id or one of its secrets is empty.";
  expect(() => clientSecretVerifier([client])).toThrow(new TypeError(message));
});
