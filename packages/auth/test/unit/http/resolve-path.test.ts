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
