/** A code block of a page. */
export interface CodeBlock {
  readonly page: string;
  /** Of the fence that opens it. */
  readonly line: number;
  readonly language: string;
  /** The file that it is to be saved as: `ts [call.mjs]`. */
  readonly name: string | undefined;
  readonly code: string;
}

/** All code blocks of a page in order; those within a list without the list's indentation. */
export function readCodeBlocks(page: string, markdown: string): CodeBlock[] {
  const fences = markdown.matchAll(/^( *)```(\w*)(?: \[([^\]]+)\])?\n([\s\S]*?)^\1```$/gm);
  return [...fences].map(({ index, 1: indent = "", 2: language = "", 3: name, 4: code = "" }) => ({
    page,
    line: markdown.slice(0, index).split("\n").length,
    language,
    name,
    code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}
