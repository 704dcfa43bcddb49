import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tarballChecks } from "./packed/check-tarball.mjs";
import { pack } from "./packed/pack.mjs";

// What is checked is the tarball that pnpm makes, as users get it: publishConfig replaces `exports` in it.
const target = await mkdtemp(join(tmpdir(), "countersign-pack-"));
try {
  const tarball = await pack(process.cwd(), target);
  for (const check of Object.values(tarballChecks)) {
    await check(tarball).catch(({ message }) => {
      console.error(message);
      process.exitCode = 1;
    });
  }
} finally {
  await rm(target, { recursive: true, force: true });
}
