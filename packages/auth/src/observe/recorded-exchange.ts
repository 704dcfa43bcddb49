import type { Attempt, AttemptResult } from "./attempt.js";

/** An attempt as it was recorded. */
export interface RecordedExchange {
  /** What was sent, its body cut where it is longer than the recorder keeps. */
  readonly attempt: Attempt;
  /** Undefined while there is none. */
  readonly result: AttemptResult | undefined;
}

/** A copy, redacted here and now, so that the record holds on to nothing else. */
export function copyAttempt(attempt: Attempt, maxBodyBytes: number): Attempt {
  return { ...attempt, body: cut(attempt.body, maxBodyBytes) };
}

/** The same of a result. */
export function copyResult(result: AttemptResult, maxBodyBytes: number): AttemptResult {
  if ("error" in result) return result;
  const { durationMs, answer } = result;
  return { durationMs, answer: { ...answer, body: cut(answer.body, maxBodyBytes) } };
}

/** Says how much was cut off, lest a body be taken for the whole. */
function cut(body: string | undefined, maxBytes: number): string | undefined {
  if (body === undefined) return undefined;
  const bytes = Buffer.from(body);
  if (bytes.byteLength <= maxBytes) return body;
  // A streaming decoder leaves out a character that is not whole.
  const start = new TextDecoder().decode(bytes.subarray(0, maxBytes), { stream: true });
  return `${start}[${bytes.byteLength - Buffer.byteLength(start)} more bytes]`;
}
