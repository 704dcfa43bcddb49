import { createReadStream } from "node:fs";
import { sha256Stream } from "@countersign/crypto-core";

// In a process of its own, so that nothing but this is in its memory.
const before = process.resourceUsage().maxRSS;
const start = process.hrtime.bigint();
await sha256Stream(createReadStream(process.argv[2] as string, { highWaterMark: 1024 * 1024 }));
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
console.log(JSON.stringify({ seconds, mebibytes: (process.resourceUsage().maxRSS - before) / 1024 }));
