import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../../../", import.meta.url);

/** All TypeScript below a folder of the repository, as one text. */
export function sourceText(folder: string): string {
  const url = new URL(`${folder}/`, root);
  return readdirSync(url, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(new URL(file, url), "utf8"))
    .join("\n");
}

/** The names of the packages' folders. */
export const packageFolders: readonly string[] = readdirSync(new URL("packages", root)).map(
  (name) => `packages/${name}/src`,
);

/** The members of a union of literals, such as `export type CauseCode = | "…"`. */
export function unionMembers(source: string, type: string): string[] {
  const [, union = ""] = new RegExp(`\\btype ${type} =([^;]*);`).exec(source) ?? [];
  return [...union.matchAll(/"([^"]+)"/g)].map(([, member = ""]) => member);
}
