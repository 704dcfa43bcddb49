import { expect, it } from "vitest";
import { toCurl } from "../../../src/observe/curl.js";
import { exampleAttempt } from "../../support/attempts.js";

const plain = {
  ...exampleAttempt,
  url: "https://api.example/",
  headers: [["content-type", "text/plain"]] as const,
};

it("says what has to be filled in", () => {
  expect(toCurl(exampleAttempt)).toBe(
    [
      "# Masked or cut, to be filled in: URL, authorization",
      "curl --request 'POST' \\",
      "  --globoff 'https://api.example/v1/payments?token=***&page=1' \\",
      "  --header 'authorization: Bearer ***' \\",
      "  --header 'content-type: application/json' \\",
      "  --header 'x-request-id: ours' \\",
      "  --data-binary '{\"amount\":1.10}'",
      "",
    ].join("\n"),
  );
});

it("has no comment where nothing is missing", () => {
  expect(toCurl(plain)).toMatch(/^curl /);
  expect(toCurl({ ...plain, body: undefined, bodySize: 0 })).toBe(
    "curl --request 'POST' \\\n  --globoff 'https://api.example/' \\\n  --header 'content-type: text/plain'\n",
  );
});

it.each([
  ["masked", { body: '{"a":"***"}', bodySize: 11 }],
  ["cut", { body: "12[13 more bytes]", bodySize: 15 }],
  ["no text", { body: "[15 bytes]", bodySize: 15 }],
])("says so where the body is %s", (_name, body) => {
  expect(toCurl({ ...plain, ...body })).toMatch(/^# Masked or cut, to be filled in: body\n/);
});

it("leaves the length to curl, and asks for the head of a HEAD", () => {
  const headers = [["content-length", "99"]] as const;
  expect(toCurl({ ...plain, method: "HEAD", headers, body: undefined, bodySize: 0 })).toBe(
    "curl --head \\\n  --globoff 'https://api.example/'\n",
  );
});
