import type { WebhookEvent } from "./clearbank/webhook-event.js";
import type { LogEntry } from "./wire/request-log.js";

/** A request to one of the institutions' APIs, and what became of it. */
export interface RequestRecord extends LogEntry {
  readonly kind: "request";
  readonly service: string;
}

/** Something of which webhooks tell, and whether one was sent. */
export interface EventRecord extends WebhookEvent {
  readonly kind: "event";
  readonly institution: string;
}

/** One attempt to deliver a webhook. */
export interface AttemptRecord {
  readonly kind: "attempt";
  readonly at: string;
  readonly institution: string;
  readonly delivery: string;
  readonly type: string;
  readonly attempt: number;
  readonly status?: number;
  readonly acknowledged: boolean;
  readonly reason?: string;
  readonly detail?: string;
}

/** One attempt to deliver a notification of Worldline's. */
export interface NotificationRecord {
  readonly kind: "notification";
  readonly at: string;
  readonly delivery: string;
  readonly payment: string;
  readonly attempt: number;
  readonly status?: number;
  readonly delivered: boolean;
  readonly reason?: string;
}

/** The clock was moved. */
export interface ClockRecord {
  readonly kind: "clock";
  /** The time that it was moved to. */
  readonly at: string;
  readonly seconds: number;
}

export type TranscriptEntry = RequestRecord | EventRecord | AttemptRecord | NotificationRecord | ClockRecord;

const capacity = 10_000;

/** Everything that happened, in order, the last 10,000 entries of it: without tokens, signatures, headers or bodies. */
export class Transcript {
  readonly #entries: TranscriptEntry[] = [];

  add(entry: TranscriptEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > capacity) this.#entries.shift();
  }

  list(): readonly TranscriptEntry[] {
    return this.#entries;
  }
}
