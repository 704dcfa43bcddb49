import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** RSA-2048 operations per second of `openssl speed` on every core, over one second. */
export function opensslRsaSpeed(): { readonly sign: number; readonly verify: number } {
  const args = ["speed", "-seconds", "1", "-multi", String(availableParallelism()), "rsa2048"];
  const output = execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [, sign, verify] = /^rsa 2048 bits .*?([\d.]+)\s+([\d.]+)\s*$/m.exec(output) ?? [];
  return { sign: Number(sign), verify: Number(verify) };
}

/** Seconds that `openssl dgst -sha256` takes for a file. */
export function opensslDigestSeconds(file: string): number {
  const start = process.hrtime.bigint();
  execFileSync("openssl", ["dgst", "-sha256", file], { stdio: "ignore" });
  return Number(process.hrtime.bigint() - start) / 1e9;
}
