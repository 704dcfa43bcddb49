import { setTimeout as sleep } from "node:timers/promises";
import { jsonReply, type Reply } from "../wire/exchange.js";
import type { Fault } from "./faults.js";

/** What a request is answered that nothing has looked at. */
export function replyUnprocessed(fault: Fault): Reply {
  const headers = faultHeader(fault);
  const seconds = fault.retryAfterSeconds ?? 1;
  const retryAfter = { ...headers, "Retry-After": String(seconds) };
  switch (fault.fault) {
    case "429": {
      const message = `Rate limit is exceeded. Try again in ${seconds} seconds.`;
      return jsonReply(429, { statusCode: 429, message }, retryAfter);
    }
    case "503":
      return jsonReply(503, { status: 503 }, retryAfter);
    case "drop":
      return dropped;
    default:
      return jsonReply(500, { status: 500 }, headers);
  }
}

/** What becomes of the reply to a request that was processed. */
export async function replyProcessed(fault: Fault, reply: Reply, stopping: AbortSignal): Promise<Reply> {
  switch (fault.fault) {
    case "drop-processed":
      return dropped;
    case "slow":
      // In real time: it is the client's patience that is tried.
      await sleep(fault.delayMs ?? 10_000, undefined, { signal: stopping }).catch(() => undefined);
      return { ...reply, headers: { ...reply.headers, ...faultHeader(fault) } };
    default:
      return jsonReply(500, { status: 500 }, faultHeader(fault));
  }
}

const dropped: Reply = { status: 0, headers: {}, body: "", isDropped: true };

function faultHeader({ fault }: Fault): Record<string, string> {
  return { "Sandbox-Fault": fault };
}
