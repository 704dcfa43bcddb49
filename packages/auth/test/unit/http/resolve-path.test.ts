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
