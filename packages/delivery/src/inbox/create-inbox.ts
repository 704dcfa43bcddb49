import { createDispatcher } from "../dispatch/dispatcher.js";
import { retryDelayMs } from "../dispatch/retry-delay.js";
import { DeliveryError } from "../errors.js";
import type { ClaimedRecord, InboxEngine } from "./engine.js";
import { groupCommit } from "./group-commit.js";
import type { InboxHandler, WebhookInbox } from "./inbox.js";
import { fromRecord, toRecord } from "./record.js";
import { type InboxSettings, withInboxDefaults } from "./settings.js";

const pruneIntervalMs = 60_000;
const pruneLimit = 500;

/** What is the same on every engine: accepting, delivering, retrying, forgetting. */
export function createInbox<Tx>(engine: InboxEngine<Tx>, given: InboxSettings): WebhookInbox<Tx> {
  const settings = withInboxDefaults(given);
  const { maxAttempts, onError } = settings;
  const commits = groupCommit(engine.store);
  let handle: InboxHandler<Tx> = () => {};
  let closing: Promise<void> | undefined;

  const dispatcher = createDispatcher<ClaimedRecord>({ source: engine, work: deliver, settings });

  async function deliver(claimed: ClaimedRecord, signal: AbortSignal): Promise<void> {
    if (claimed.attempt > maxAttempts) {
      return engine.bury(claimed, "No attempt came to an end: the process ended, or its lease ran out.");
    }
    const attempt = engine.begin(claimed);
    try {
      const event = fromRecord(claimed);
      await handle({ event, key: event.key, attempt: claimed.attempt, signal, tx: attempt.tx });
      if (await attempt.settle()) return;
      const message = `Message ${claimed.id} was given to another worker before it was settled: nothing was written.`;
      onError(new DeliveryError("ERR_DELIVERY_LEASE_LOST", message));
    } catch (error) {
      await attempt.discard();
      // Being stopped is no fault of the message, and ending for it is none of the handler's.
      if (!signal.aborted || error !== signal.reason || error instanceof DeliveryError) onError(error);
      if (signal.aborted) await engine.release(claimed);
      else if (claimed.attempt >= maxAttempts) await engine.bury(claimed, reasonOf(error));
      else await engine.postpone(claimed, retryDelayMs(claimed.attempt, settings));
    }
  }

  let pruning: Promise<void> | undefined;
  async function prune(): Promise<void> {
    const retentionMs = settings.retentionDays * 24 * 60 * 60_000;
    // A slice at a time: between two of them messages are accepted.
    while (!closing && (await engine.prune({ retentionMs, limit: pruneLimit })) === pruneLimit);
  }
  const pruneTimer = setInterval(() => {
    pruning ??= prune()
      .catch(onError)
      .finally(() => {
        pruning = undefined;
      });
  }, pruneIntervalMs);
  pruneTimer.unref();

  function assertOpen(): void {
    if (closing) throw new DeliveryError("ERR_DELIVERY_CLOSED", "The inbox is closed.");
  }

  return {
    async accept(message, { signal } = {}) {
      assertOpen();
      signal?.throwIfAborted();
      const acceptance = await commits.add(toRecord(message), signal);
      if (acceptance !== "duplicate") dispatcher.wake();
      return acceptance;
    },
    async process(handler, options = {}) {
      assertOpen();
      const done = dispatcher.run(options);
      handle = handler;
      await done;
    },
    async stats() {
      assertOpen();
      return await engine.stats();
    },
    async deadLetters(options = {}) {
      assertOpen();
      const records = await engine.deadLetters(options);
      return records.map(({ reason, attempts, diedAt, ...record }) => ({
        message: fromRecord(record),
        reason,
        attempts,
        diedAt,
      }));
    },
    async replay(id) {
      assertOpen();
      if (!(await engine.replay(id))) {
        throw new DeliveryError("ERR_DELIVERY_MESSAGE_UNKNOWN", `No dead letter has the id ${id}.`);
      }
      dispatcher.wake();
    },
    pause: dispatcher.pause,
    resume: dispatcher.resume,
    close() {
      closing ??= (async () => {
        clearInterval(pruneTimer);
        await Promise.all([dispatcher.stop(), commits.idle(), pruning]);
        await engine.close();
      })();
      return closing;
    },
  };
}

/** What a person sees of an error in a dead letter: its name and message, with a limit. */
function reasonOf(error: unknown): string {
  return String(error).slice(0, 1000);
}
