import { expect, it } from "vitest";
import { resolvePath } from "../../../src/http/resolve-path.js";

it.each<[string, string, string]>([
  ["https://a.example", "v1/Test", "https://a.example/v1/Test"],
  ["https://a.example/", "/v1/Test", "https://a.example/v1/Test"],
  ["https://a.example/base", "/v1/Test", "https://a.example/base/v1/Test"],
  ["https://a.example/base//", "//v1/Test?a=b", "https://a.example/base/v1/Test?a=b"],
  ["https://a.example/base", "", "https://a.example/base/"],
])("keeps the path of the base: %s and %s", (base, path, resolved) => {
  expect(resolvePath(new URL(base), path).href).toBe(resolved);
});

it.each(["https://user@a.example", "https://:secret@a.example"])(
  "takes no credentials in the base",
  (base) => {
    const error = new TypeError("the base URL must not hold a user name or password");
    expect(() => resolvePath(new URL(base), "/")).toThrow(error);
  },
);

it.each([
  "https://b.example/v1",
  "http://a.example/base/v1",
  "\\\\b.example",
  "..",
  "v1/../../other",
  "/%2e%2e/other",
  "v1#fragment",
  "mailto:a@b.example",
])("goes nowhere but below the base: %s", (path) => {
  const error = new TypeError("the path must lead to somewhere below the base URL, and have no fragment");
  expect(() => resolvePath(new URL("https://a.example/base"), path)).toThrow(error);
});
