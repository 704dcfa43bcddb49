import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The path of the program. */
    program: string;
  }
}

const app = new URL("../../", import.meta.url).pathname;

/** Builds the program in a folder of its own: the one that people use may be in use, or not be there. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "mtls-proxy-bin-"));
  for (const file of ["bin", "package.json"])
    cpSync(join(app, file), join(folder, file), { recursive: true });
  await build({
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
  });
  project.provide("program", join(folder, "bin/countersign-mtls-proxy.js"));
  return () => rmSync(folder, { recursive: true, force: true });
}
