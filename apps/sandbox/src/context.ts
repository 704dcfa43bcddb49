import type { Clock } from "./clock.js";
import type { Random } from "./random.js";
import type { StateStore } from "./state/state-store.js";
import type { Switches } from "./switches.js";
import type { Transcript } from "./transcript.js";

/** How long things take, in milliseconds. The defaults are the institutions' own, where those are documented. */
export interface Timings {
  /** ClearBank ignores an acknowledgement that takes longer. In real time, however the clock is moved. */
  readonly webhookAnswerMs: number;
  /** From one attempt to the next. */
  readonly webhookRetryMs: number;
  /** From the first attempt to the last possible one. */
  readonly webhookGiveUpMs: number;
  /** Worldline counts a slower answer as none. */
  readonly notificationAnswerMs: number;
  /** The pauses before the second attempt, the third and so on; after the last one it gives up. */
  readonly notificationRetriesMs: readonly number[];
  /** From the creation of a payment to the status that its amount asks for, where amounts decide. */
  readonly paymentSettlesMs: number;
}

export const defaultTimings: Timings = {
  webhookAnswerMs: 5_000,
  webhookRetryMs: 15 * 60_000,
  webhookGiveUpMs: 24 * 60 * 60_000,
  notificationAnswerMs: 8_000,
  // The last one comes 25 minutes after the first attempt.
  notificationRetriesMs: [2_000, 10_000, 60_000, 300_000, 1_128_000],
  paymentSettlesMs: 100,
};

/** Where the listeners are. */
export interface SandboxUrls {
  readonly clearbank: string;
  readonly clearstream: string;
  readonly worldline: string;
  readonly worldlineIssuing: string;
  readonly control: string;
}

export type ListenerName = keyof SandboxUrls;

/** What every institution is given. */
export interface SandboxContext {
  readonly clock: Clock;
  /** The clock's time. */
  readonly now: () => Date;
  readonly random: Random;
  readonly store: StateStore;
  readonly switches: Switches;
  readonly timings: Timings;
  readonly transcript: Transcript;
  /** Aborted when the sandbox stops: pending deliveries and waiting requests end with it. */
  readonly stopping: AbortSignal;
  /** Known once the listeners are open, so it is asked for and not held. */
  readonly urls: () => SandboxUrls;
  /** Takes one line about something that went wrong in the background. */
  readonly warn: (message: string) => void;
}
