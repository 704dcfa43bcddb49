import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "../measure.js";
import { heading, target } from "../report.js";
import { dependencies, type Installed, installedBytes, installOurs, installPeer } from "./installed.js";

const rounds = 15;

/** jose and ky are what a careful person would write the same with. */
const yardstick = { jose: "^6.2.17", ky: "^1.14.3" };
const peers = [
  { stripe: "^23.1.0" },
  { jose: "^6.2.17" },
  { "openid-client": "^6.8.9" },
  { "connect-sdk-nodejs": "^5.2.0" },
];

/** What each package costs whoever installs it alone: disk, dependencies, and time to import. */
export async function benchPackages(): Promise<void> {
  heading("Each package installed alone");
  const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  try {
    const ours = installOurs(folder);
    const base = installPeer(folder, yardstick);
    const all = [...ours, base, ...peers.map((ranges) => installPeer(folder, ranges))];
    const times = importTimes(all.filter(({ imports }) => imports.length > 0));
    const baseTimes = times.get(base) ?? [];
    console.log(
      `| | installed, MB | dependencies | import, ms | ratio to ${base.name} |\n|---|---|---|---|---|`,
    );
    for (const each of all) {
      const own = times.get(each);
      const importing = own
        ? `${median(own).toFixed(1)} | ${ratioOf(own, baseTimes).toFixed(2)}`
        : "a program |";
      const megabytes = (installedBytes(each) / 1e6).toFixed(2);
      console.log(`| ${each.name} | ${megabytes} | ${dependencies(each)} | ${importing} |`);
    }
    for (const each of ours) {
      const own = times.get(each);
      if (own) target(`${each.name}, to ${base.name}`, ratioOf(own, baseTimes), { atMost: 1.5 });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of each import, round by round, each in a process of its own; the first round is not counted. */
function importTimes(all: readonly Installed[]): ReadonlyMap<Installed, readonly number[]> {
  const times = new Map(all.map((each) => [each, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const each of all) {
      const milliseconds = importOnce(each);
      if (round > 0) times.get(each)?.push(milliseconds);
    }
  }
  return times;
}

function importOnce({ project, imports }: Installed): number {
  const loads = imports.map((name) => `await import(${JSON.stringify(name)});`).join("");
  const program = `const start = performance.now(); ${loads} console.log(performance.now() - start);`;
  const args = ["--input-type=module", "--eval", program];
  return Number(execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" }));
}

/** The median of the ratios of two imports, each pair taken in one round. */
function ratioOf(one: readonly number[], other: readonly number[]): number {
  return median(one.map((milliseconds, round) => milliseconds / (other[round] ?? Number.NaN)));
}
