import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, runTool } from "./run.mjs";

// What is checked is the tarball that pnpm makes, as users get it: publishConfig replaces `exports` in it.
const directory = process.cwd();
const target = await mkdtemp(join(tmpdir(), "countersign-pack-"));
try {
  const packed = await run("pnpm", ["--dir", directory, "pack", "--pack-destination", target], {
    stdio: "ignore",
  });
  const [tarball] = await readdir(target);
  if (packed !== 0 || !tarball) throw new Error(`pnpm pack failed in ${directory}`);
  const path = join(target, tarball);
  const publint = await runTool("publint", ["run", path, "--strict"]);
  const attw = await runTool("attw", [path, "--profile", "esm-only", "--no-emoji", "--format", "ascii"]);
  process.exitCode = publint || attw;
} finally {
  await rm(target, { recursive: true, force: true });
}
