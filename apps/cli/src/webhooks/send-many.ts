/** How many are sent, and who hears of each. */
export interface SendManySettings<RoundTrip> {
  readonly count: number;
  /** Ends it: what was sent is waited for, and nothing more is sent. */
  readonly interrupted: AbortSignal;
  /** @param number 1 for the first. */
  readonly sendOne: (number: number) => Promise<RoundTrip>;
  readonly onRoundTrip: (roundTrip: RoundTrip) => void;
}

const atOnce = 4;

/** Sends so many, four at a time. */
export async function sendMany<RoundTrip>(
  settings: SendManySettings<RoundTrip>,
): Promise<readonly RoundTrip[]> {
  const { count, interrupted, sendOne, onRoundTrip } = settings;
  const done: RoundTrip[] = [];
  let sent = 0;
  const work = async () => {
    while (sent < count && !interrupted.aborted) {
      sent += 1;
      const roundTrip = await sendOne(sent);
      done.push(roundTrip);
      onRoundTrip(roundTrip);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
  return done;
}
