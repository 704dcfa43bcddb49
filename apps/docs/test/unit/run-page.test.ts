import { describe, expect, it } from "vitest";
import { readCodeBlocks } from "../support/code-blocks.js";
import { missingLines, runPage } from "../support/run-page.js";

const page = (text: string) => ({ name: "p", text, blocks: readCodeBlocks("p", text) });

describe("a page that is run", () => {
  it("has its files saved, its commands typed, and its ports exchanged", async () => {
    const text =
      "```ts [a.mjs]\nconsole.log(process.argv[2]);\n```\n\n```sh\nnode a.mjs 127.0.0.1:4600\n```\n\n```text\n127…\n```\n";
    const { exitCode, blocks } = await runPage(page(text), { 4600: "5000" });
    expect(exitCode).toBe(0);
    expect(blocks).toEqual([{ line: 5, output: "127.0.0.1:5000\n", shown: "127…\n" }]);
  });

  it("ends where a command fails", async () => {
    const { exitCode, blocks } = await runPage(page("```sh\nfalse\n```\n\n```sh\necho on\n```\n"), {});
    expect(exitCode).toBe(1);
    expect(blocks).toHaveLength(1);
  });

  it("is compared line by line, in order", () => {
    expect(missingLines("a…\nb\n", "first\nabc\nb\n")).toEqual([]);
    expect(missingLines("b\na…\n", "abc\nb\n")).toEqual(["a…"]);
    expect(missingLines("a\n", "ab\n")).toEqual(["a"]);
  });
});
