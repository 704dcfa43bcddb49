#!/usr/bin/env node
import { existsSync } from "node:fs";

const program = new URL("../dist/main.js", import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  console.error(
    "countersign-mtls-proxy: not built yet; run: npx --yes pnpm@10 build --filter=@countersign/mtls-proxy",
  );
  process.exitCode = 1;
}
