import { execFileSync } from "node:child_process";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "./measure.js";
import { opensslDigestSeconds } from "./openssl.js";
import { heading, target } from "./report.js";

const size = 1024 ** 3;
const child = fileURLToPath(new URL("digest-child.js", import.meta.url));

/** A stream of 1 GiB hashed, against openssl over the same file, and the memory that it takes. */
export async function benchDigest(): Promise<void> {
  heading("SHA-256 of a stream of 1 GiB, against `openssl dgst -sha256`");
  const folder = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  try {
    const file = join(folder, "1GiB");
    await writeFile(file, "");
    await truncate(file, size);
    const rounds = Array.from({ length: 5 }, () => {
      const openssl = opensslDigestSeconds(file);
      const ours = JSON.parse(execFileSync(process.execPath, [child, file], { encoding: "utf8" }));
      return { ratio: openssl / ours.seconds, mebibytes: ours.mebibytes as number };
    });
    target("speed to openssl", median(rounds.map(({ ratio }) => ratio)), { atLeast: 0.85 });
    target(
      "memory that it takes",
      Math.max(...rounds.map(({ mebibytes }) => mebibytes)),
      { atMost: 64 },
      " MiB",
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
