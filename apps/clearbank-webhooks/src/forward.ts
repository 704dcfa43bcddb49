import { createHash } from "node:crypto";
import { CountersignError } from "@countersign/crypto-core";
import type { InboxHandler } from "@countersign/delivery";

/** How long the other system may take to answer. */
const timeoutMs = 30_000;

/** A webhook could not be forwarded: no answer, or another than 2xx. */
export class ForwardError extends CountersignError<"ERR_FORWARD_REFUSED" | "ERR_FORWARD_FAILED"> {}

/** Where webhooks go, and how. */
export interface ForwardSettings {
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly onResult: (result: "delivered" | "failed") => void;
}

/**
 * Posts each webhook as ClearBank sent it, byte for byte. It is done with once the answer is 2xx; until then the
 * inbox tries again. The `Idempotency-Key` is the same each time, and for ClearBank's own duplicates.
 */
export function createForwarder({ url, authorization, onResult }: ForwardSettings): InboxHandler<unknown> {
  return async ({ event, key, attempt, signal }) => {
    const requestId = event.headers["x-request-id"] ?? "none";
    const what = `${event.type} version ${event.version}, X-Request-Id ${requestId}, attempt ${attempt}`;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...event.headers,
          "clearbank-type": event.type,
          "clearbank-version": event.version,
          "clearbank-received-at": event.receivedAt.toISOString(),
          "clearbank-attempt": String(attempt),
          // Another webhook had the same ids and other content: one of the two is not what it seems.
          ...(event.isConflicting && { "clearbank-conflicting": "true" }),
          "idempotency-key": createHash("sha256").update(key).digest("hex"),
          ...(authorization !== undefined && { authorization }),
        },
        body: event.body,
        // A redirect would carry payment data to where nobody configured it to go.
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.body?.cancel();
      if (!response.ok) {
        const refusal = `forwardUrl answered with status ${response.status}.`;
        throw new ForwardError("ERR_FORWARD_REFUSED", `${what}: ${refusal}`);
      }
      onResult("delivered");
    } catch (error) {
      // Being stopped is no failure: the next process goes on with it.
      if (signal.aborted) throw error;
      onResult("failed");
      if (error instanceof ForwardError) throw error;
      throw new ForwardError("ERR_FORWARD_FAILED", `${what}: forwardUrl did not answer.`, { cause: error });
    }
  };
}
