import { median } from "../measure.js";
import { format } from "../report.js";
import { type Load, load } from "./load.js";
import type { Listener } from "./start-listener.js";
import type { SignedWebhook } from "./webhooks.js";

/** What each listener did, round by round. */
export type Loads = ReadonlyMap<string, readonly Load[]>;

const rounds = 7;
let path = 0;

/** A B C A B C …, after a round that is not counted. */
export async function interleave(
  listeners: ReadonlyMap<string, Listener>,
  webhooks: readonly SignedWebhook[],
): Promise<Loads> {
  const loads = new Map([...listeners.keys()].map((name) => [name, [] as Load[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, { port }] of listeners) {
      path += 1;
      const measured = await load(port, `/${path}`, webhooks);
      if (round > 0) loads.get(name)?.push(measured);
    }
  }
  return loads;
}

/** The median of the ratios of two listeners' rounds, each pair taken side by side. */
export function ratioOf(loads: Loads, one: string, other: string): number {
  const others = loads.get(other) ?? [];
  return median(
    (loads.get(one) ?? []).map(
      ({ perSecond }, index) => perSecond / (others[index]?.perSecond ?? Number.NaN),
    ),
  );
}

export function p99Of(loads: Loads, name: string): number {
  return median((loads.get(name) ?? []).map(({ p99Ms }) => p99Ms));
}

export function printLoads(loads: Loads): void {
  console.log("\n| listener | per second | p99 ms |\n|---|---|---|");
  for (const [name, all] of loads) {
    const perSecond = median(all.map((each) => each.perSecond));
    console.log(`| ${name} | ${format(perSecond)} | ${p99Of(loads, name).toFixed(1)} |`);
  }
}
