import "./require-node.mjs";
import { execFileSync } from "node:child_process";
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root, run } from "./run.mjs";

/**
 * Makes a package in a copy of the repository, as `pnpm new:package` does, and runs every check there; then has the
 * package break its layer, which must not go unseen.
 *
 *   node check-new-package.mjs
 */
const name = "sample-bank";
const copy = await mkdtemp(join(tmpdir(), "countersign-new-package-"));
try {
  await copyRepository();
  await expectExit(0, "pnpm", "install", "--no-frozen-lockfile", "--prefer-offline", "--silent");
  await expectExit(0, "pnpm", "new:package", name);
  await expectExit(2, "pnpm", "--silent", "new:package", name);
  await expectExit(0, "pnpm", "lint");
  await expectExit(0, "pnpm", "layers");
  await expectExit(0, "pnpm", "unused");
  for (const task of ["typecheck", "check:package", "check:api", "test:unit"])
    await expectExit(0, "pnpm", task, `--filter=@countersign/${name}`, "--output-logs=errors-only");
  const site = ["--filter=@countersign/docs", "exec"];
  await expectExit(0, "pnpm", ...site, "vitest", "run", "test/unit/troubleshooting.test.ts");
  await expectExit(0, "pnpm", ...site, "typedoc");

  await writeFile(join(copy, "packages/clearstream/src/other.ts"), `export * from "@countersign/${name}";\n`);
  await expectExit(1, "pnpm", "layers");
  await appendFile(join(copy, `packages/${name}/src/errors.ts`), "export class Another extends Error {}\n");
  await expectExit(1, "pnpm", "unused");
  console.log("A new package keeps every rule, and is seen where it breaks one.");
} finally {
  await rm(copy, { recursive: true, force: true });
}

/** What git has or would have; nothing that is built or installed. */
async function copyRepository() {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
  });
  for (const file of list.toString().split("\0").filter(Boolean)) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await cp(join(root, file), join(copy, file)).catch((error) => {
      // Deleted, and git has not been told.
      if (error.code !== "ENOENT") throw error;
    });
  }
}

async function expectExit(expected, command, ...args) {
  console.log(`$ ${command} ${args.join(" ")}`);
  const code = await run(command, args, { cwd: copy });
  if (code !== expected)
    throw new Error(`${command} ${args.join(" ")}: exit code ${code} instead of ${expected}`);
}
