import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";

/** The program as it is installed, in a folder of its own: the one that people use may be in use, or not be there. */
export interface Program {
  readonly folder: string;
  readonly bin: string;
  build(): Promise<void>;
  remove(): void;
}

const app = new URL("../../", import.meta.url).pathname;

export function copyProgram(): Program {
  const folder = mkdtempSync(join(tmpdir(), "countersign-bin-"));
  for (const file of ["bin", "package.json"])
    cpSync(join(app, file), join(folder, file), { recursive: true });
  return {
    folder,
    bin: join(folder, "bin/countersign.js"),
    build: () =>
      build({
        config: false,
        silent: true,
        entry: [join(app, "src/main.ts")],
        outDir: join(folder, "dist"),
        format: ["esm"],
        target: "es2022",
        platform: "node",
        // The folder has no node_modules: everything goes into the one file, from the sources.
        noExternal: [/./],
        banner: {
          js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
        },
        esbuildOptions(options) {
          options.conditions = ["@countersign/source", "node"];
        },
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
