import type { Socket } from "node:net";

export interface ExchangeNotes {
  /** The customer of the service that sent the request, once that is known. */
  institution?: string;
  /** The fault that was asked for and had its turn here. */
  fault?: string;
}

/** A request as it came off the wire: the target and the body untouched. */
export class Exchange {
  readonly method: string;
  /** The request-target exactly as received, never normalised: signatures cover these characters. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly socket: Socket;
  /** What the log says beside the outcome. */
  readonly notes: ExchangeNotes = {};
  readonly #headers: Map<string, string>;

  constructor(message: {
    method: string;
    target: string;
    rawHeaders: readonly string[];
    body: Buffer;
    socket: Socket;
  }) {
    this.method = message.method;
    this.target = message.target;
    const mark = message.target.indexOf("?");
    this.path = mark === -1 ? message.target : message.target.slice(0, mark);
    this.query = new URLSearchParams(mark === -1 ? "" : message.target.slice(mark + 1));
    this.body = message.body;
    this.socket = message.socket;
    this.#headers = combineHeaders(message.rawHeaders);
  }

  /** A header's value, its outer white space removed; repeated headers are joined with a comma and a space. */
  header(name: string): string | undefined {
    return this.#headers.get(name.toLowerCase());
  }

  /** The media type of the body without parameters, in lower case. */
  get mediaType(): string {
    return (this.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  }
}

/** From the raw list, because node's own view drops repetitions of some headers. */
function combineHeaders(rawHeaders: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    const value = (rawHeaders[index + 1] ?? "").replace(/^[ \t]+|[ \t]+$/g, "");
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return headers;
}

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer;
  /** The connection is closed instead of sending any of it. */
  readonly isDropped?: boolean;
}

/** Compact JSON: what is signed and what is sent are these same characters. */
export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(exchange: Exchange): string | undefined {
  return /^Bearer +(\S+)$/i.exec(exchange.header("authorization") ?? "")?.[1];
}
