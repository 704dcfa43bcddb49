import { createReadStream } from "node:fs";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256Stream } from "@countersign/crypto-core";
import { median } from "./measure.js";
import { opensslDigestSeconds } from "./openssl.js";
import { heading, target } from "./report.js";

const size = 1024 ** 3;

/** A stream of 1 GiB hashed, against openssl over the same file, and the memory that it takes. */
export async function benchDigest(): Promise<void> {
  heading("SHA-256 of a stream of 1 GiB, against `openssl dgst -sha256`");
  const folder = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  try {
    const file = join(folder, "1GiB");
    await writeFile(file, "");
    await truncate(file, size);
    const ratios: number[] = [];
    const before = process.memoryUsage.rss();
    let peak = before;
    const sampler = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 10);
    for (let round = 0; round < 5; round += 1) {
      const openssl = opensslDigestSeconds(file);
      const start = process.hrtime.bigint();
      await sha256Stream(createReadStream(file, { highWaterMark: 512 * 1024 }));
      ratios.push(openssl / (Number(process.hrtime.bigint() - start) / 1e9));
    }
    clearInterval(sampler);
    target("speed to openssl", median(ratios), { atLeast: 0.85 });
    target("memory that it takes", (peak - before) / 1024 ** 2, { atMost: 64 }, " MiB");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
