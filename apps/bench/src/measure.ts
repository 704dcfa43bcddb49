/** Something whose speed is measured: `run` does it `count` times. */
export interface Candidate {
  readonly name: string;
  readonly run: (count: number) => void | Promise<void>;
}

/** Operations per second of one candidate, round by round. */
export interface Speed {
  readonly name: string;
  readonly rounds: readonly number[];
  readonly median: number;
}

const roundMs = 150;

/**
 * Measures candidates in turn, A B C A B C …, so that a machine that is slower for a while is slower for all.
 * Each is warmed up first and then runs as often as fits into a round.
 */
export async function measure(candidates: readonly Candidate[], rounds = 9): Promise<Speed[]> {
  const counts: number[] = [];
  for (const { run } of candidates) counts.push(await calibrate(run));
  const speeds = candidates.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { run }] of candidates.entries()) {
      const count = counts[index] as number;
      speeds[index]?.push((count / (await elapsedMs(run, count))) * 1000);
    }
  }
  return candidates.map(({ name }, index) => ({
    name,
    rounds: speeds[index] ?? [],
    median: median(speeds[index] ?? []),
  }));
}

/** The median of the ratios of two candidates' rounds, each pair taken side by side. */
export function ratio(one: Speed, other: Speed): number {
  return median(one.rounds.map((speed, round) => speed / (other.rounds[round] as number)));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

async function calibrate(run: Candidate["run"]): Promise<number> {
  let count = 1;
  for (;;) {
    const spent = await elapsedMs(run, count);
    if (spent > roundMs / 2) return Math.max(1, Math.round((count * roundMs) / spent));
    count *= spent < 1 ? 16 : 2;
  }
}

async function elapsedMs(run: Candidate["run"], count: number): Promise<number> {
  const start = process.hrtime.bigint();
  await run(count);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Runs an operation `count` times with so many of it in flight. */
export async function inFlight(
  operation: () => Promise<unknown>,
  count: number,
  width: number,
): Promise<void> {
  let started = 0;
  const lane = async () => {
    while (started < count) {
      started += 1;
      await operation();
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}
