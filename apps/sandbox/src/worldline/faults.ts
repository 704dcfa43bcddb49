import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../random.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { serviceErrors } from "./service-errors.js";

const before = ["error", "html", "html-200", "empty-401", "drop"] as const;
const after = [
  "error-processed",
  "drop-processed",
  "slow",
  "unsigned",
  "wrong-digest",
  "wrong-signature",
] as const;

/**
 * What can go wrong on request. The first five come before anything else is looked at and leave the request undone;
 * the others come after it was done.
 */
export const worldlineFaultKinds: readonly [...typeof before, ...typeof after] = [...before, ...after];

export type WorldlineFaultKind = (typeof worldlineFaultKinds)[number];

/** A fault to come. */
export interface WorldlineFaultSettings {
  readonly fault: WorldlineFaultKind;
  /** Which requests: every one by default. A `*` ends a path that goes on. */
  readonly on?: { readonly method?: string; readonly path?: string };
  /** How often: once by default. */
  readonly times?: number;
  /** For `error` and `error-processed`: one of the service's codes, which brings its status. "004" by default. */
  readonly code?: string;
  /** For `slow`: how much later the answer comes. 10,000 by default. */
  readonly delayMs?: number;
}

/** A fault as it stands. */
export interface WorldlineFault extends WorldlineFaultSettings {
  readonly id: string;
  /** How often it has happened. */
  readonly happened: number;
}

/** The faults that were asked for. */
export class WorldlineFaults {
  readonly #random: Random;
  #waiting: WorldlineFault[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  add(settings: WorldlineFaultSettings): WorldlineFault {
    const fault = { id: this.#random.uuid(), ...settings, happened: 0 };
    this.#waiting.push(fault);
    return fault;
  }

  list(): readonly WorldlineFault[] {
    return this.#waiting;
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Answers a request that nothing has looked at, where such a fault has its turn. */
  replyUnprocessed(exchange: Exchange): Reply | undefined {
    const fault = this.#take(exchange, before);
    if (fault === undefined) return undefined;
    const headers = { "Sandbox-Fault": fault.fault };
    switch (fault.fault) {
      case "drop":
        return dropped;
      case "empty-401":
        return { status: 401, headers, body: "" };
      case "html":
      case "html-200":
        return {
          status: fault.fault === "html" ? 502 : 200,
          headers: { ...headers, "Content-Type": "text/html" },
          body: "<html><head><title>HTML Error 502</title></head><body><h1>Bad Gateway</h1></body></html>",
        };
      default:
        return errorReply(fault, headers);
    }
  }

  /** What becomes of the reply to a request that was done. */
  async replyProcessed(exchange: Exchange, reply: Reply, stopping: AbortSignal): Promise<Reply> {
    const fault = this.#take(exchange, after);
    if (fault === undefined) return reply;
    const headers = { "Sandbox-Fault": fault.fault };
    switch (fault.fault) {
      case "drop-processed":
        return dropped;
      case "error-processed":
        return errorReply(fault, headers);
      case "slow":
        // In real time: it is the client's patience that is tried.
        await sleep(fault.delayMs ?? 10_000, undefined, { signal: stopping }).catch(() => undefined);
    }
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }

  #take(exchange: Exchange, kinds: readonly WorldlineFaultKind[]): WorldlineFault | undefined {
    const index = this.#waiting.findIndex(
      (each) => kinds.includes(each.fault) && each.happened < (each.times ?? 1) && matches(each, exchange),
    );
    const found = this.#waiting[index];
    if (found === undefined) return undefined;
    this.#waiting[index] = { ...found, happened: found.happened + 1 };
    exchange.notes.fault = found.fault;
    return found;
  }
}

/** The signing headers of an answer, spoilt where a fault says so. */
export function spoilSigning(
  fault: string | undefined,
  headers: Record<string, string>,
): Record<string, string> {
  const { Digest = "", Signature = "" } = headers;
  if (fault === "unsigned") return {};
  if (fault === "wrong-digest") return { Signature, Digest: spoil(Digest, "SHA-256=".length) };
  if (fault === "wrong-signature") {
    return { Digest, Signature: spoil(Signature, Signature.indexOf('signature="') + 'signature="'.length) };
  }
  return headers;
}

/** One character of base64 for another. */
function spoil(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
}

const dropped: Reply = { status: 0, headers: {}, body: "", isDropped: true };

function errorReply({ code = "004" }: WorldlineFault, headers: Record<string, string>): Reply {
  const { status = 500, message = "" } = serviceErrors[code] ?? {};
  return jsonReply(status, { Code: code, Message: message }, headers);
}

function matches({ on = {} }: WorldlineFault, { method, path }: Exchange): boolean {
  if (on.method !== undefined && on.method.toUpperCase() !== method) return false;
  if (on.path === undefined) return true;
  return on.path.endsWith("*") ? path.startsWith(on.path.slice(0, -1)) : path === on.path;
}
