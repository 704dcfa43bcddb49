import type { IncomingMessage, ServerResponse } from "node:http";
import { reportError } from "@countersign/service";
import type { Logger } from "pino";
import { type ForwardSettings, forward } from "./forward.js";
import type { Metrics } from "./metrics.js";
import { answerRefusal, Refusal, type RefusalCode } from "./refusal.js";
import { ClientGone } from "./relay.js";

/** What requests meet on their way. */
export interface ProxySettings extends ForwardSettings {
  /** Gives the path and query to send on, or throws a Refusal. */
  readonly admit: (request: IncomingMessage) => string;
  readonly metrics: Pick<Metrics, "begin">;
  readonly log: Logger;
}

/** For the `request` and `checkContinue` events of a server. */
export type ProxyHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** The status that logs and metrics have for a client that did not wait, as nginx has it. */
const clientGone = 499;

/** Passes on what is admitted, answers what is not, and tells log and metrics of both: never of what a query, header or body says. */
export function createProxy(settings: ProxySettings): ProxyHandler {
  const { admit, metrics, log } = settings;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<Outcome> {
    try {
      const path = admit(request);
      // Only now is the body asked for.
      if (request.headers.expect !== undefined) response.writeContinue();
      await forward(request, response, path, settings);
      return { status: response.statusCode };
    } catch (error) {
      if (error instanceof ClientGone) return { status: clientGone };
      const refusal = error instanceof Refusal ? error : internal(error);
      const { code, cause } = refusal;
      if (response.headersSent) response.destroy();
      else {
        // What is left of the body would be taken for the next request.
        if (!request.complete) response.shouldKeepAlive = false;
        answerRefusal(response, refusal);
      }
      return { status: refusal.status, code, ...(cause !== undefined && { error: reportError(cause) }) };
    }
  }

  return (request, response) => {
    const start = performance.now();
    const end = metrics.begin();
    const { method, url = "" } = request;
    handle(request, response).then((outcome) => {
      const durationMs = Math.round((performance.now() - start) * 100) / 100;
      end({ seconds: durationMs / 1000, status: outcome.status, refusal: outcome.code });
      const line = { method, path: pathAlone(url), ...outcome, durationMs };
      if (outcome.code === undefined) log.info(line, "request");
      else log.warn(line, "request refused");
    });
  };
}

interface Outcome {
  readonly status: number;
  readonly code?: RefusalCode;
  readonly error?: ReturnType<typeof reportError>;
}

/** The path alone: what stands before and behind it may hold secrets. */
function pathAlone(url: string): string {
  return (
    url
      .slice(0, 200)
      .replace(/^[a-z]+:\/\/[^/?#]*/i, "")
      .split(/[?#]/, 1)[0] ?? ""
  );
}

function internal(cause: unknown): Refusal {
  return new Refusal("ERR_PROXY_INTERNAL", "The proxy failed; its log says more.", { cause });
}
