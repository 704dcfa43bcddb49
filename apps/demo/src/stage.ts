import type { Portal } from "./portal.js";
import type { SandboxUrls } from "./sandbox-process.js";
import type { StepRunner } from "./step-runner.js";

/** What each institution's part of the demo is given. */
export interface Stage {
  readonly step: StepRunner["step"];
  readonly portal: Portal;
  readonly urls: SandboxUrls;
  /** PEM bundle of the sandbox's certificate authorities. */
  readonly ca: string;
  readonly now: () => Date;
  /** Writes a file that only its owner can read into the demo's folder, and gives its path. */
  readonly writeFile: (name: string, content: string) => Promise<string>;
  /** Has it closed at the end, in the reverse order of opening. */
  readonly closeLater: <T extends { close(): Promise<void> }>(resource: T) => T;
}

/** A value that arrives from outside later, such as a webhook. */
export interface Arrival<T> {
  readonly resolve: (value: T) => void;
  /** Rejects where nothing has arrived within ten seconds. */
  wait(what: string): Promise<T>;
}

export function expectArrival<T>(): Arrival<T> {
  let resolve: (value: T) => void = () => {};
  const arrived = new Promise<T>((settle) => {
    resolve = settle;
  });
  return {
    resolve,
    wait: (what) =>
      new Promise((settle, reject) => {
        const timer = setTimeout(() => reject(new Error(`No ${what} arrived within 10 seconds.`)), 10_000);
        arrived.then(settle).finally(() => clearTimeout(timer));
      }),
  };
}

/** The error that a call ends in; a call that succeeds is the failure here. */
export async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await call;
  } catch (error) {
    return error;
  }
  throw new Error(`This should have been refused, but was answered: ${JSON.stringify(answer)}`);
}
