/** A wait that a ring ends early; a ring from before the wait counts. */
export interface Bell {
  readonly ring: () => void;
  readonly wait: (timeoutMs: number) => Promise<void>;
}

export function createBell(): Bell {
  let hasRung = false;
  let end: () => void = () => {};
  return {
    ring() {
      hasRung = true;
      end();
    },
    async wait(timeoutMs) {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasRung = false;
    },
  };
}
