import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { listRules } from "../src/rule-catalogue.js";

it("every rule is broken, and named, in some test", async () => {
  const folder = new URL(".", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".test.ts"));
  const tests = (await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")))).join("\n");
  const untested = listRules().filter(({ id }) => !tests.includes(`"${id}"`));
  expect(untested.map(({ id }) => id)).toEqual([]);
});
