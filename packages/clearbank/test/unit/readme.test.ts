import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { clearBankOperations } from "../../src/index.js";

const root = new URL("../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(`packages/clearbank/${path}`, root), "utf8");

it("lists every method with its path", () => {
  const listed: string[] = [];
  let resource = "";
  for (const line of read("docs/methods.md").split("\n")) {
    const [, name, method, path] = /^\| `([^`]+)` \| ?(\w*) ?\| ?`?([^`|]*)`? ?\|$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (method === "") resource = name;
    else listed.push(`${resource}.${name} ${method} ${path}`);
  }
  const operations = clearBankOperations.map(([method, path, name]) => `${name} ${method} ${path}`);
  expect(listed.sort()).toEqual([...operations].sort());
});

it("names tests that there are", () => {
  const table = read("README.md").split("## What of ClearBank's page is shown where")[1] ?? "";
  const folders: Readonly<Record<string, string>> = { sandbox: "apps/sandbox/test", cli: "apps/cli/test" };
  const files = [...table.matchAll(/`(\w+)\/([\w/.-]+\.test\.ts)`/g)].map(([, folder = "", path]) => {
    if (folder === "apps") return `apps/${path}`;
    return folder in folders ? `${folders[folder]}/${path}` : `packages/clearbank/test/${folder}/${path}`;
  });
  expect(files.length).toBeGreaterThan(40);
  expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
});
