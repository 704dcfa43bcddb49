import type { ClaimedRequest } from "./engine.js";
import type { Evidence, OutboxChange } from "./history.js";
import type { SendAnswer } from "./outbox.js";

/** Whether a claimed request may be sent (again), or only be asked after. */
export function maySend({ history, claimedAt }: ClaimedRequest, windowMs: number): boolean {
  const sentFirst = history.find(({ state }) => state === "sending");
  if (!sentFirst) return true;
  if (history.some(({ evidence }) => evidence.mayResend === false)) return false;
  // A clock that was set back cannot say how much of the window is left.
  const isClockRight = history.every(({ at }) => at <= claimedAt);
  return isClockRight && claimedAt.getTime() - sentFirst.at.getTime() < windowMs;
}

/** What is known of a request after it was sent. */
export interface Verdict {
  readonly state: "accepted" | "refused" | "unknown";
  readonly evidence: Evidence;
}

/**
 * What an answer means. A refusal tells about this sending only: where an earlier one may have arrived, it leaves
 * open what became of that.
 */
export function judgeAnswer(
  { state, status, correlationId }: SendAnswer,
  earlier: readonly OutboxChange[],
): Verdict {
  const evidence = {
    ...(status !== undefined && { status }),
    ...(correlationId !== undefined && { correlationId }),
  };
  const mayHaveArrived = earlier.some((change) => change.state === "sending");
  if (state === "accepted" || !mayHaveArrived) return { state, evidence };
  const reason = "It was refused when sent again, which does not tell about the first time.";
  return { state: "unknown", evidence: { ...evidence, reason, mayResend: false } };
}

/** What it means that `send` rejected. */
export function judgeError(error: unknown, earlier: readonly OutboxChange[]): Verdict {
  const { status, isRetryable, correlationId } = (typeof error === "object" && error ? error : {}) as {
    readonly status?: unknown;
    readonly isRetryable?: unknown;
    readonly correlationId?: unknown;
  };
  const evidence = {
    ...(typeof status === "number" && { status }),
    ...(typeof correlationId === "string" && { correlationId }),
  };
  // The institution has this id already: sent again, it would say so again.
  if (status === 409) {
    const reason = "The institution has had a request with this id, and does not say what became of it.";
    return { state: "unknown", evidence: { ...evidence, reason, mayResend: false } };
  }
  // A success that cannot be read is no refusal, though the error says that it may not be repeated.
  if (isRetryable === false && typeof status === "number" && status >= 400 && status < 500) {
    return judgeAnswer({ state: "refused", ...evidence }, earlier);
  }
  return { state: "unknown", evidence: { ...evidence, reason: String(error).slice(0, 1000) } };
}
