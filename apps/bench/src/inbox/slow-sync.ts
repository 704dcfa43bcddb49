import { spawnSync } from "node:child_process";
import { closeSync, fdatasyncSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { median } from "../measure.js";

/** How long this disk takes to make 4 KiB durable, in milliseconds. */
export function syncMs(folder: string): number {
  const file = openSync(join(folder, "sync"), "w");
  const page = Buffer.alloc(4096, 1);
  const times = Array.from({ length: 200 }, () => {
    writeSync(file, page);
    const start = performance.now();
    fdatasyncSync(file);
    return performance.now() - start;
  });
  closeSync(file);
  return median(times);
}

/** A library that makes every sync take a millisecond more; undefined where there is no compiler. */
export function slowSyncLibrary(folder: string): string | undefined {
  const source = join(folder, "slow-sync.c");
  const library = join(folder, "slow-sync.so");
  writeFileSync(
    source,
    `#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
#define SLOW(name) int name(int fd) { \\
  static int (*real)(int); \\
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, #name); \\
  usleep(1000); \\
  return real(fd); }
SLOW(fsync)
SLOW(fdatasync)
`,
  );
  const { status } = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]);
  return status === 0 ? library : undefined;
}
