import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { pages } from "../support/pages.js";

const resolve = createRequire(import.meta.url).resolve;

/** A line of the pages that calls one of the programs: in a block for the shell, or in the text. */
interface Call {
  readonly where: string;
  readonly program: "countersign" | "countersign-sandbox";
  readonly words: readonly string[];
}

const calls: readonly Call[] = pages.flatMap(({ name, text, blocks }) => {
  const inBlocks = blocks
    .filter(({ language }) => language === "sh" || language === "console")
    .flatMap(({ code }) => code.split("\n"));
  const inText = [...text.matchAll(/`(countersign [^`\n]+)`/g)].map(([, call = ""]) => call);
  return [...inBlocks, ...inText].flatMap((line) => {
    const [, program, rest = ""] = /(?:^|npx |\$ )(countersign(?:-sandbox)?) ([^|>&]*)/.exec(line) ?? [];
    if (program !== "countersign" && program !== "countersign-sandbox") return [];
    return [{ where: `${name}: ${line.trim()}`, program, words: rest.trim().split(/\s+/) }];
  });
});

function help(program: Call["program"], ...words: string[]): string {
  const name = program === "countersign" ? "cli" : "sandbox";
  const bin = resolve(`../../node_modules/@countersign/${name}/bin/${program}.js`);
  return execFileSync(process.execPath, [bin, ...words, "--help"], { encoding: "utf8" });
}

const overview = help("countersign");
const texts = new Map<string, string>();

/** The help of the command that is called: of as many words as name one. */
function helpOf({ program, words }: Call): string | undefined {
  if (program === "countersign-sandbox") return help(program);
  const plain = words.slice(0, words.findIndex((word) => !/^[a-z][a-z0-9-]*$/.test(word)) >>> 0);
  for (let length = plain.length; length > 0; length -= 1) {
    const command = plain.slice(0, length).join(" ");
    if (!new RegExp(`^ *${command}(?: |$)`, "m").test(overview)) continue;
    const text = texts.get(command) ?? help(program, ...plain.slice(0, length));
    texts.set(command, text);
    return text;
  }
  return undefined;
}

describe("the commands of the pages", () => {
  it("are there", () => {
    expect(calls.length).toBeGreaterThan(30);
  });

  it("exist, with the options that they are given", () => {
    const wrong = calls.flatMap((call) => {
      const text = helpOf(call);
      if (text === undefined) return [`${call.where}: no such command`];
      const options = call.words
        .filter((word) => word.startsWith("--"))
        .map((word) => word.split("=")[0] ?? "");
      return options
        .filter((option) => !new RegExp(`${option}(?![\\w-])`).test(text))
        .map((option) => `${call.where}: ${option}`);
    });
    expect(wrong).toEqual([]);
  });
});
