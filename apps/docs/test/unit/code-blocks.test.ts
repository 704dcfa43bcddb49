import { describe, expect, it } from "vitest";
import { readCodeBlocks } from "../support/code-blocks.js";

describe("the extractor of code blocks", () => {
  it("gives language, file, line and code, in order", () => {
    const markdown = "# A\n\n```sh\nls\n```\n\ntext\n\n```ts [call.mjs]\nconst a = 1;\n\nconst b = 2;\n```\n";
    expect(readCodeBlocks("p", markdown)).toEqual([
      { page: "p", line: 3, language: "sh", name: undefined, code: "ls\n" },
      { page: "p", line: 9, language: "ts", name: "call.mjs", code: "const a = 1;\n\nconst b = 2;\n" },
    ]);
  });

  it("takes a list's indentation away, and no more", () => {
    const markdown = "1. do:\n\n   ```ts\n   if (a) {\n     b();\n   }\n   ```\n";
    expect(readCodeBlocks("p", markdown).map(({ code }) => code)).toEqual(["if (a) {\n  b();\n}\n"]);
  });

  it("does not take a fence within a block for its end", () => {
    const markdown = "```md\n   ```\n```\n";
    expect(readCodeBlocks("p", markdown).map(({ code }) => code)).toEqual(["   ```\n"]);
  });
});
