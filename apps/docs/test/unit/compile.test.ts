import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { CodeBlock } from "../support/code-blocks.js";
import { pages } from "../support/pages.js";

// Below this package, so that imports are found as they are by who has installed what the page says.
const folder = fileURLToPath(new URL("../../.reports/blocks/", import.meta.url));
const config = fileURLToPath(new URL("../../../../tsconfig.base.json", import.meta.url));

const programs = pages
  .flatMap(({ blocks }) => blocks)
  .filter(({ language }) => language === "ts" || language === "js");

/** Blocks with the same name on a page are one file; each of the others is one of its own. */
function files(blocks: readonly CodeBlock[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { page, line, name = `line-${line}.mts`, code } of blocks) {
    const path = join(folder, page, name);
    found.set(path, (found.get(path) ?? "") + code);
  }
  return found;
}

function complaints(sources: ReadonlyMap<string, string>): string[] {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, code] of sources) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    dirname(config),
  );
  const program = ts.createProgram([...sources.keys()], {
    ...options,
    allowJs: true,
    checkJs: true,
    // The blocks are programs: nobody imports what they export.
    declaration: false,
    isolatedDeclarations: false,
    typeRoots: [fileURLToPath(new URL("../../../../node_modules/@types", import.meta.url))],
  });
  return [...sources.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    const diagnostics = [...program.getSemanticDiagnostics(file), ...program.getSyntacticDiagnostics(file)];
    return diagnostics.map(({ start = 0, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
      const message = ts.flattenDiagnosticMessageText(messageText, " ");
      return `${path.slice(folder.length)}:${line + 1}: ${message}`;
    });
  });
}

describe("the code of the pages", () => {
  it("is there", () => {
    expect(programs.length).toBeGreaterThan(20);
  });

  it("compiles", () => {
    expect(complaints(files(programs))).toEqual([]);
  });

  it("would be complained of if it did not", () => {
    const code = 'import { importSigner } from "@countersign/crypto-core";\nimportSigner(1);\n';
    expect(complaints(new Map([[join(folder, "wrong.mts"), code]]))).toEqual([
      expect.stringMatching(/^wrong\.mts:2: Argument of type 'number' is not assignable/),
    ]);
  });
});
