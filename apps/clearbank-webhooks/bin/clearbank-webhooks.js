#!/usr/bin/env node
import { existsSync } from "node:fs";

const program = new URL("../dist/main.js", import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  console.error(
    "clearbank-webhooks: not built yet; run: npx --yes pnpm@10 build --filter=@countersign/clearbank-webhooks",
  );
  process.exitCode = 1;
}
