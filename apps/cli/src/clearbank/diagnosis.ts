import type { Io } from "../io.js";
import { visible } from "../visible.js";

/** One check of the doctor's, and what to do where it failed. */
export interface Check {
  readonly check: CheckName;
  readonly result: "ok" | "failed" | "skipped";
  readonly message: string;
  readonly remedies: readonly string[];
}

/** In the order in which they are made. */
export type CheckName = "token" | "key" | "get-test" | "post-test" | "webhook" | "listener";

/** Takes note of a check, as soon as it is made. */
export type Tell = (check: Check) => void;

export function ok(check: CheckName, message: string): Check {
  return { check, result: "ok", message, remedies: [] };
}

export function failed(check: CheckName, message: string, remedies: readonly string[]): Check {
  return { check, result: "failed", message, remedies };
}

export function skipped(check: CheckName, message: string): Check {
  return { check, result: "skipped", message, remedies: [] };
}

/** Shows a check as soon as it is made. */
export function showCheck({ check, result, message, remedies }: Check, io: Io): void {
  const mark = { ok: "ok", failed: "FAILED", skipped: "not tried" }[result];
  const fixes = remedies.map((remedy) => `\n           fix: ${visible(remedy)}`).join("");
  io.say({ text: `${mark.padEnd(10)} ${check}: ${visible(message)}${fixes}` });
}
