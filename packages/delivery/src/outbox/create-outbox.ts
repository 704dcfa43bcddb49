import { createDispatcher } from "../dispatch/dispatcher.js";
import { retryDelayMs } from "../dispatch/retry-delay.js";
import { DeliveryError } from "../errors.js";
import type { ClaimedRequest, OutboxEngine, StoredRequest } from "./engine.js";
import type { Evidence, OutboxState } from "./history.js";
import { judgeAnswer, judgeError, maySend, type Verdict } from "./next-step.js";
import type { Outbox, OutboxEntry, OutboxHandlers } from "./outbox.js";
import { fromRequestRecord, toRequestRecord } from "./request.js";
import { type OutboxSettings, withOutboxDefaults } from "./settings.js";

/** What is the same on every engine: sending, sending again, reconciling. */
export function createOutbox(engine: OutboxEngine, given: OutboxSettings): Outbox {
  const settings = withOutboxDefaults(given);
  const { windowMs, leaseMs, onError } = settings;
  let handlers: OutboxHandlers;
  let closing: Promise<void> | undefined;

  const dispatcher = createDispatcher<ClaimedRequest>({ source: engine, work: advance, settings });

  async function advance(claimed: ClaimedRequest, signal: AbortSignal): Promise<void> {
    if (claimed.history.at(-1)?.state === "sending") {
      await record(claimed, "unknown", { reason: "The process ended while it was being sent." }, leaseMs);
    }
    await (maySend(claimed, windowMs) ? send(claimed, signal) : reconcile(claimed, signal));
  }

  async function send(claimed: ClaimedRequest, signal: AbortSignal): Promise<void> {
    await record(claimed, "sending", {}, leaseMs);
    const { state, evidence } = await sendOnce(claimed, signal);
    await record(claimed, state, evidence, delayMs(claimed, signal));
  }

  async function sendOnce(claimed: ClaimedRequest, signal: AbortSignal): Promise<Verdict> {
    try {
      return judgeAnswer(await handlers.send(fromRequestRecord(claimed), { signal }), claimed.history);
    } catch (error) {
      onError(error);
      return judgeError(error, claimed.history);
    }
  }

  async function reconcile(claimed: ClaimedRequest, signal: AbortSignal): Promise<void> {
    try {
      const found = await handlers.reconcile(toEntry(claimed), { signal });
      if (found) return await record(claimed, "reconciled", { ...found }, leaseMs);
    } catch (error) {
      onError(error);
    }
    await engine.postpone(claimed, delayMs(claimed, signal));
  }

  /** Where it was stopping that interrupted it, it is due at once. */
  function delayMs({ attempt }: ClaimedRequest, signal: AbortSignal): number {
    return signal.aborted ? 0 : retryDelayMs(attempt, settings);
  }

  async function record(
    claimed: ClaimedRequest,
    state: OutboxState,
    evidence: Evidence,
    dueInMs: number,
  ): Promise<void> {
    if (await engine.record(claimed, { state, evidence }, dueInMs)) return;
    throw new DeliveryError(
      "ERR_DELIVERY_LEASE_LOST",
      `Request ${claimed.id} was given to another worker before "${state}" was recorded.`,
    );
  }

  function assertOpen(): void {
    if (closing) throw new DeliveryError("ERR_DELIVERY_CLOSED", "The outbox is closed.");
  }

  return {
    async prepare(request) {
      assertOpen();
      const given = toRequestRecord(request);
      const { envelope, body } = await engine.insert(given);
      if (Buffer.compare(envelope, given.envelope) !== 0 || Buffer.compare(body, given.body) !== 0) {
        throw new DeliveryError(
          "ERR_DELIVERY_REQUEST_CONFLICT",
          `Another request has the id ${request.requestId}: a new request needs a new id.`,
        );
      }
      dispatcher.wake();
    },
    async process(given, options = {}) {
      assertOpen();
      const done = dispatcher.run(options);
      handlers = given;
      await done;
    },
    async find(requestId) {
      assertOpen();
      const stored = await engine.find(requestId);
      return stored && toEntry(stored);
    },
    async stats() {
      assertOpen();
      const none = { prepared: 0, sending: 0, unknown: 0, accepted: 0, refused: 0, reconciled: 0 };
      return { ...none, ...(await engine.stats()) };
    },
    close() {
      closing ??= dispatcher.stop().then(engine.close);
      return closing;
    },
  };
}

function toEntry(stored: StoredRequest): OutboxEntry {
  const { history } = stored;
  return { request: fromRequestRecord(stored), state: history.at(-1)?.state ?? "prepared", history };
}
