export interface LogEntry {
  readonly at: string;
  readonly method: string;
  readonly target: string;
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly rule?: string;
  readonly reason?: string;
  readonly requestId?: string;
  readonly correlationId?: string;
  /** The customer of the service that sent it, where there is more than one and it is known. */
  readonly institution?: string;
  /** The fault that was asked for and had its turn. */
  readonly fault?: string;
}

const capacity = 200;
const secretQuery = /([?&](?:password|client_secret|token|access_token|refresh_token)=)[^&]*/gi;

/** The last requests of one institution: what was asked and what became of it, without headers or bodies. */
export class RequestLog {
  readonly #entries: LogEntry[] = [];

  /** @returns the entry as it is kept, without secrets */
  add(entry: LogEntry): LogEntry {
    const kept = { ...entry, target: entry.target.slice(0, 500).replace(secretQuery, "$1***") };
    this.#entries.push(kept);
    if (this.#entries.length > capacity) this.#entries.shift();
    return kept;
  }

  list(): readonly LogEntry[] {
    return this.#entries;
  }
}
