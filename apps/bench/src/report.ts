import { ratio, type Speed } from "./measure.js";

export function heading(text: string): void {
  console.log(`\n## ${text}\n`);
}

/** A table of speeds, each as a ratio to the reference's. */
export function table(speeds: readonly Speed[], reference: Speed): void {
  console.log(`| | per second | ratio to ${reference.name} |\n|---|---|---|`);
  for (const speed of speeds) {
    console.log(`| ${speed.name} | ${format(speed.median)} | ${ratio(speed, reference).toFixed(2)} |`);
  }
}

/** A figure and what it is to reach. */
export function target(
  what: string,
  value: number,
  limit: { atLeast: number } | { atMost: number },
  unit = "",
): void {
  const isReached = "atLeast" in limit ? value >= limit.atLeast : value <= limit.atMost;
  const wanted = "atLeast" in limit ? `at least ${limit.atLeast}${unit}` : `at most ${limit.atMost}${unit}`;
  console.log(`\n${what}: ${value.toFixed(2)}${unit} (${wanted}: ${isReached ? "reached" : "NOT reached"})`);
}

/** The fastest of several. */
export function fastest(speeds: readonly Speed[]): Speed {
  return speeds.reduce((best, speed) => (speed.median > best.median ? speed : best));
}

export function format(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
