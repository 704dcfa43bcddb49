import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { documents } from "../../.vitepress/documents.js";
import { type CodeBlock, readCodeBlocks } from "../support/code-blocks.js";
import { leftOpen } from "../support/left-open.js";
import { pages } from "../support/pages.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const config = join(root, "tsconfig.base.json");

/** The blocks are saved below the package that they are about, so that imports are found as they are there. */
const folderIn = (directory: string) => join(root, directory, ".reports/blocks");
const isProgram = ({ language }: CodeBlock) => language === "ts" || language === "js";

const ofPages = pages.flatMap(({ blocks }) => blocks).filter(isProgram);
const ofDocuments = documents
  .map(({ path }) => path)
  .filter((path) => /^(?:packages|apps)\//.test(path))
  .flatMap((path) => readCodeBlocks(path, readFileSync(root + path, "utf8")))
  .filter(isProgram);

/** The sources by their files. Blocks with the same name on a page are one; each of the others is one of its own. */
function filesOfPages(): Map<string, string> {
  const found = new Map<string, string>();
  for (const { page, line, name = `line-${line}.mts`, code } of ofPages) {
    const path = join(folderIn("apps/docs"), page, name);
    found.set(path, (found.get(path) ?? "") + code);
  }
  return found;
}

function filesOfDocuments(): Map<string, string> {
  const blocks = ofDocuments.map(({ page, line, language, code }) => {
    const [directory = ""] = /^\w+\/[\w-]+/.exec(page) ?? [];
    const name = `${page.slice(directory.length)}-${line}.m${language}`;
    return [join(folderIn(directory), name), `${code}export {};\n`] as const;
  });
  return new Map([...blocks, [join(folderIn("apps/docs"), "left-open.mts"), leftOpen]]);
}

function complaints(sources: ReadonlyMap<string, string>): string[] {
  const folders = new Set([...sources.keys()].map((path) => path.replace(/(?<=\.reports\/blocks).*/, "")));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
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
    typeRoots: [join(root, "node_modules/@types")],
  });
  return [...sources.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    const diagnostics = [...program.getSemanticDiagnostics(file), ...program.getSyntacticDiagnostics(file)];
    return diagnostics.map(({ start = 0, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
      const message = ts.flattenDiagnosticMessageText(messageText, " ");
      return `${path.slice(root.length)}:${line + 1}: ${message}`;
    });
  });
}

describe("the code of the site", () => {
  it("is there", () => {
    expect(ofPages.length).toBeGreaterThan(20);
    expect(ofDocuments.length).toBeGreaterThan(20);
  });

  it("compiles on its pages", () => {
    expect(complaints(filesOfPages())).toEqual([]);
  });

  it("compiles in the repository's documents", () => {
    expect(complaints(filesOfDocuments())).toEqual([]);
  });

  it("would be complained of if it did not", () => {
    const code = 'import { importSigner } from "@countersign/crypto-core";\nimportSigner(1);\n';
    expect(complaints(new Map([[join(folderIn("apps/docs"), "wrong.mts"), code]]))).toEqual([
      expect.stringMatching(/wrong\.mts:2: Argument of type 'number' is not assignable/),
    ]);
  });

  it("is that of the file which CONTRIBUTING names above it", () => {
    const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
    const excerpts = [...text.matchAll(/`([\w/.-]+\.ts)`\)[^`]*:\n\n```ts\n([\s\S]*?)```/g)];
    expect(excerpts.length).toBeGreaterThan(2);
    for (const [, path = "", code = ""] of excerpts) {
      const lines = readFileSync(join(root, path), "utf8")
        .split("\n")
        .map((line) => line.trim());
      for (const line of code.trim().split("\n")) expect(lines, path).toContain(line.trim());
    }
  });
});
