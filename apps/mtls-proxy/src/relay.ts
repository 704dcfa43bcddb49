import type { IncomingMessage, ServerResponse } from "node:http";
import type { Dispatcher } from "undici";
import { endToEndHeaders } from "./headers.js";

/** A request as it is sent on. */
export interface OutgoingRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: IncomingMessage | Buffer | null;
}

/** An answer that was kept back. */
export interface HeldAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** Passes it on after all. */
  readonly release: () => void;
}

/** The caller went away, which ends the exchange with the upstream too. */
export class ClientGone extends Error {
  override readonly name = "ClientGone";
}

/** What is kept back at most; a longer answer is passed on. */
const maxHeldBytes = 64 * 1024;

const none: ReadonlySet<string> = new Set();

/**
 * Sends a request on and streams the answer back, each side as fast as the other takes it. Resolves when the
 * answer has been passed on.
 *
 * @param hold says by its status whether an answer is to be kept back; it is then what comes back.
 * @throws {@link ClientGone}, or what undici failed with: where the head of the answer was passed on by then, the
 * connection to the client has been cut, so that it takes no part for the whole.
 */
export function relay(
  dispatcher: Dispatcher,
  outgoing: OutgoingRequest,
  response: ServerResponse,
  hold: (status: number) => boolean,
): Promise<HeldAnswer | undefined> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let begin = () => {};
    let held: { readonly status: number; readonly chunks: Buffer[]; length: number } | undefined;
    let isOver = false;

    const onClose = () => {
      if (response.writableFinished) settle(() => resolve(undefined));
      else fail(new ClientGone("The client closed its connection."));
    };
    const onDrain = () => controller?.resume();
    function settle(how: () => void): void {
      response.off("close", onClose);
      response.off("drain", onDrain);
      how();
    }
    function fail(error: Error): void {
      settle(() => reject(error));
      controller?.abort(error);
      if (response.headersSent) response.destroy();
    }
    response.on("close", onClose);
    response.on("drain", onDrain);

    dispatcher.dispatch(outgoing as Dispatcher.DispatchOptions, {
      onRequestStart(started) {
        controller = started;
        if (response.destroyed) started.abort(new ClientGone("The client closed its connection."));
      },
      onResponseStart({ rawHeaders }, status) {
        // Interim answers are between the two of us.
        if (status < 200) return;
        const headers = endToEndHeaders(textsOf(rawHeaders), none);
        begin = () => void response.writeHead(status, headers);
        if (hold(status)) {
          held = { status, chunks: [], length: 0 };
          return;
        }
        begin();
        if (status !== 304) return;
        // It may have the length of a body that it does not have (RFC 9110 section 15.4.5), which undici misses.
        isOver = true;
        response.end();
      },
      onResponseData(from, chunk) {
        if (!held) {
          if (!response.write(chunk)) from.pause();
          return;
        }
        held.chunks.push(chunk);
        held.length += chunk.length;
        if (held.length <= maxHeldBytes) return;
        begin();
        response.write(Buffer.concat(held.chunks));
        held = undefined;
      },
      onResponseEnd() {
        if (isOver) return;
        isOver = true;
        if (!held) return void response.end();
        const { status, chunks } = held;
        const body = Buffer.concat(chunks);
        const release = () => {
          begin();
          response.end(body);
        };
        settle(() => resolve({ status, body, release }));
      },
      onResponseError(_controller, error) {
        if (!isOver) fail(error);
      },
    });
  });
}

function textsOf(rawHeaders: Dispatcher.DispatchController["rawHeaders"]): string[] {
  if (!Array.isArray(rawHeaders)) return [];
  return rawHeaders.map((each) => (typeof each === "string" ? each : each.toString("latin1")));
}
