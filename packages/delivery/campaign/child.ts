import { type ChildProcess, fork } from "node:child_process";

/** A process that is killed and started again. */
export interface Child {
  readonly start: () => Promise<void>;
  /** As a crash: SIGKILL. */
  readonly kill: () => Promise<void>;
  /** Asks for something by message, and gives the answer. */
  readonly ask: (question: string) => Promise<unknown>;
  /** Resolves to how it ended. */
  readonly ended: () => Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

export function createChild(script: string, settings: object): Child {
  let child: ChildProcess | undefined;
  let ended: Promise<{ code: number | null; signal: string | null }> = Promise.resolve({
    code: 0,
    signal: null,
  });

  function nextMessage(from: ChildProcess): Promise<unknown> {
    return new Promise((resolve, reject) => {
      from.once("message", resolve);
      from.once("exit", () => reject(new Error(`${script} ended before it answered.`)));
    });
  }

  return {
    async start() {
      const started = fork(new URL(script, import.meta.url), [JSON.stringify(settings)]);
      ended = new Promise((resolve) => started.once("exit", (code, signal) => resolve({ code, signal })));
      child = started;
      await nextMessage(started);
    },
    async kill() {
      child?.kill("SIGKILL");
      await ended;
    },
    async ask(question) {
      if (!child) throw new Error(`${script} was not started.`);
      const answer = nextMessage(child);
      child.send(question);
      return await answer;
    },
    ended: () => ended,
  };
}
