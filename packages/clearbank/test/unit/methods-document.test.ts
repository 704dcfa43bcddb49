import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { clearBankOperations } from "../../src/index.js";

const methods = readFileSync(new URL("../../docs/methods.md", import.meta.url), "utf8");

it("lists every method with its path", () => {
  const listed: string[] = [];
  let resource = "";
  for (const line of methods.split("\n")) {
    const [, name, method, path] = /^\| `([^`]+)` \| ?(\w*) ?\| ?`?([^`|]*)`? ?\|$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (method === "") resource = name;
    else listed.push(`${resource}.${name} ${method} ${path}`);
  }
  const operations = clearBankOperations.map(([method, path, name]) => `${name} ${method} ${path}`);
  expect(listed.sort()).toEqual([...operations].sort());
});
