import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";

/** A program for a process of its own. */
export interface Program {
  readonly file: string;
  remove(): Promise<void>;
}

/** Builds a program from its source. */
export async function buildProgram(source: URL): Promise<Program> {
  const entry = fileURLToPath(source);
  const folder = await mkdtemp(join(tmpdir(), "countersign-program-"));
  await build({
    config: false,
    silent: true,
    entry: [entry],
    outDir: folder,
    outExtension: () => ({ js: ".mjs" }),
    format: ["esm"],
    target: "es2022",
    platform: "node",
    // The folder has no node_modules: everything goes into the one file.
    noExternal: [/./],
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    esbuildOptions(options) {
      options.conditions = ["@countersign/source", "node"];
    },
  });
  return {
    file: join(folder, `${basename(entry, ".ts")}.mjs`),
    remove: () => rm(folder, { recursive: true }),
  };
}
