import type { Io } from "../io.js";
import { visible } from "../visible.js";

/** One step of a diagnosis: green (`ok`), red (`failed`), or `unknown`, which says what it waits for or who knows. */
export interface Step {
  /** Stays the same between versions; behind a colon, what of several things was tried. */
  readonly step: string;
  readonly result: "ok" | "failed" | "unknown";
  readonly message: string;
  /** What to do; there where it is not ok. */
  readonly remedy?: string;
  /** When it was known. */
  readonly at: string;
}

/** A step without its time. */
export type Finding = Omit<Step, "at">;

/** Takes note of a step, as soon as it is known. */
export type Tell = (finding: Finding) => void;

export function ok(step: string, message: string): Finding {
  return { step, result: "ok", message };
}

export function failed(step: string, message: string, remedy: string): Finding {
  return { step, result: "failed", message, remedy };
}

/** What could not be tried, and what has to work first. */
export function notTried(step: string, first: string): Finding {
  return { step, result: "unknown", message: `Not tried: first ${first} has to be right.` };
}

const marks = { ok: "ok", failed: "FAILED", unknown: "unknown" } as const;

/** Keeps the steps, and shows each as soon as it is known: in one line, with the remedy. */
export function startDiagnosis(io: Io, hide: (text: string) => string = (text) => text): Diagnosis {
  const steps: Step[] = [];
  return {
    steps,
    tell({ step, result, message, remedy }) {
      const told: Step = {
        step: hide(step),
        result,
        message: hide(message),
        ...(remedy !== undefined && { remedy: hide(remedy) }),
        at: io.now().toISOString(),
      };
      steps.push(told);
      io.say({ text: describeStep(told) });
    },
  };
}

export interface Diagnosis {
  /** In the order in which they were told. */
  readonly steps: readonly Step[];
  readonly tell: Tell;
}

function describeStep({ step, result, message, remedy }: Step): string {
  const fix = remedy === undefined ? "" : ` Fix: ${remedy}`;
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  return visible(`${marks[result].padEnd(8)} ${step}: ${sentence}${fix}`);
}

/** The first step that failed. */
export function firstFailure(steps: readonly Step[]): Step | undefined {
  return steps.find(({ result }) => result === "failed");
}
