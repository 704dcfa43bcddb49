/** A clock that runs, and that a test moves. */
export interface MovableClock {
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
}

export function movableClock(): MovableClock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance(ms) {
      offsetMs += ms;
    },
  };
}
