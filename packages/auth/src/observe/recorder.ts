import type { AttemptObserver, AttemptResult } from "./attempt.js";
import { toCurl } from "./curl.js";
import { type Har, toHar } from "./har.js";
import { copyAttempt, copyResult, type RecordedExchange } from "./recorded-exchange.js";

/** How much a recorder keeps. */
export interface RecorderSettings {
  /** Attempts; the oldest make room. 100 by default. */
  readonly limit?: number;
  /** Of a body, request or answer, that is longer, only the beginning is kept. 65536 by default. */
  readonly maxBodyBytes?: number;
}

/** The last attempts, to be looked at or sent to an institution's support. */
export interface Recorder {
  /** Records; to be put among the `observers` of a client. */
  readonly observer: AttemptObserver;
  /** From the oldest to the newest, those under way among them. */
  readonly entries: readonly RecordedExchange[];
  /** HTTP Archive 1.2, which browsers' developer tools open, of the attempts that have ended. */
  toHar(): Har;
  /**
   * A command for a POSIX shell that sends the request again. What is masked has to be put in by hand.
   *
   * @param index of {@link Recorder.entries}, from the end where it is negative; the newest by default.
   * @throws RangeError where there is no such entry.
   */
  toCurl(index?: number): string;
  /** Forgets what was recorded. */
  clear(): void;
}

/**
 * Makes a recorder of what is sent and answered. It keeps the redacted view and nothing else.
 *
 * @throws TypeError where a setting is not a positive integer.
 *
 * @example
 * ```ts
 * const recorder = createRecorder({ limit: 20 });
 * // … calls of a client that has `recorder.observer` among its observers …
 * await writeFile("for-support.har", JSON.stringify(recorder.toHar()));
 * ```
 */
export function createRecorder({ limit = 100, maxBodyBytes = 65_536 }: RecorderSettings = {}): Recorder {
  for (const [name, value] of Object.entries({ limit, maxBodyBytes })) {
    if (!Number.isInteger(value) || value < 1) throw new TypeError(`${name} must be a positive integer.`);
  }
  let entries: { attempt: RecordedExchange["attempt"]; result: AttemptResult | undefined }[] = [];
  return {
    observer(attempt) {
      const entry = {
        attempt: copyAttempt(attempt, maxBodyBytes),
        result: undefined as AttemptResult | undefined,
      };
      entries = [...entries, entry].slice(-limit);
      return (result) => {
        entry.result = copyResult(result, maxBodyBytes);
      };
    },
    get entries() {
      return entries;
    },
    toHar: () => toHar(entries),
    toCurl(index = -1) {
      const entry = entries.at(index);
      if (!entry) throw new RangeError(`There is no entry ${index}: ${entries.length} are recorded.`);
      return toCurl(entry.attempt);
    },
    clear() {
      entries = [];
    },
  };
}
