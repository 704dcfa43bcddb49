export interface LogEntry {
  readonly at: string;
  readonly method: string;
  readonly target: string;
  /** 0 when the connection ended before HTTP began. */
  readonly status: number;
  readonly rule?: string;
  readonly reason?: string;
  readonly requestId?: string;
}

const capacity = 200;
const secretQuery = /([?&](?:password|client_secret|token|access_token|refresh_token)=)[^&]*/gi;

/** The last requests of one institution: what was asked and what became of it, without headers or bodies. */
export class RequestLog {
  readonly #entries: LogEntry[] = [];

  add(entry: LogEntry): void {
    this.#entries.push({ ...entry, target: entry.target.slice(0, 500).replace(secretQuery, "$1***") });
    if (this.#entries.length > capacity) this.#entries.shift();
  }

  list(): readonly LogEntry[] {
    return this.#entries;
  }
}
