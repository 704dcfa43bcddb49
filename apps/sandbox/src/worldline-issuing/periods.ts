/** A time with its two ends, either of which may be open. */
export interface Period {
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

/** What the parameters of a list of statements, credit transfers or direct debits ask for. */
export function period(query: Readonly<Record<string, unknown>>): Period {
  return {
    from: query.periodStartDateTime as Date | undefined,
    to: query.periodEndDateTime as Date | undefined,
  };
}

/** Whether a time lies within a period, its ends included. */
export function isWithin(time: string, { from, to }: Period): boolean {
  const at = Date.parse(time);
  return (from === undefined || at >= from.getTime()) && (to === undefined || at <= to.getTime());
}
