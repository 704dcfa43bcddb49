import { setTimeout } from "node:timers/promises";

/** Prints one thing that was sent, signed or received: a label and its text, indented under the step. */
export type Show = (label: string, text: string) => void;

/** Runs steps one after another, numbers them, and counts how many passed. */
export interface StepRunner {
  /** Runs a step; its failure is reported, ends the run, and is thrown on as {@link StepFailure}. */
  step<T>(title: string, action: (show: Show) => Promise<T> | T): Promise<T>;
  heading(text: string): void;
  readonly count: number;
  readonly passed: number;
}

/** A step failed; the reason has been printed. */
export class StepFailure extends Error {}

/**
 * @param stopped rejects when the run must end, whatever step it is in: with the reason, which the step fails
 * with then.
 */
export function createStepRunner(print: (line: string) => void, stopped: Promise<never>): StepRunner {
  let count = 0;
  let passed = 0;
  return {
    async step(title, action) {
      count += 1;
      let isRunning = true;
      const show: Show = (label, text) => {
        const [first = "", ...rest] = text.trimEnd().split("\n");
        if (!isRunning) return;
        print(`      ${label.padEnd(11)} ${first}`);
        for (const line of rest) print(`      ${"".padEnd(11)} ${line}`);
      };
      print(`\n${String(count).padStart(3)}. ${title}`);
      try {
        const result = await Promise.race([action(show), stopped]);
        passed += 1;
        print("      ok");
        return result;
      } catch (error) {
        isRunning = false;
        // A dead sandbox is noticed shortly after the call that its death broke, and explains more.
        const reason = await Promise.race([stopped.catch((cause: unknown) => cause), setTimeout(200, error)]);
        print(`      FAILED: ${describe(reason)}`);
        throw new StepFailure(title, { cause: reason });
      }
    },
    heading: (text) => print(`\n── ${text} ${"─".repeat(Math.max(0, 74 - text.length))}`),
    get count() {
      return count;
    },
    get passed() {
      return passed;
    },
  };
}

/** A sentence for people; the stack only where it is asked for. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env.DEBUG) return error.stack ?? error.message;
  const { code } = error as { code?: unknown };
  return typeof code === "string" && !error.message.includes(code)
    ? `${error.message} [${code}]`
    : error.message;
}
