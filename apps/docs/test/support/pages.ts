import { readdirSync, readFileSync } from "node:fs";
import { type CodeBlock, readCodeBlocks } from "./code-blocks.js";

const folder = new URL("../../pages/", import.meta.url);

/** A page that was written by hand. */
export interface Page {
  /** Without `.md`: `start/clearbank`. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
}

export const pages: readonly Page[] = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md") && !/^(?:documents|reference)\//.test(file))
  .sort()
  .map((file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const name = file.slice(0, -".md".length);
    return { name, text, blocks: readCodeBlocks(name, text) };
  });
