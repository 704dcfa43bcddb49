import { ApiConnectionError, ApiContentError, ApiError } from "@countersign/auth";
import type { Outbox, OutboxEntry, OutboxHandlers } from "@countersign/delivery";
import type { ClearBankClient } from "../client/clearbank-client.js";
import { findPayment } from "./find-payment.js";
import { readTarget } from "./outbox-request.js";
import type { PaymentFact } from "./payment-fact.js";
import {
  answerFacts,
  endToEndIdentifications,
  isVerdict,
  type PaymentRequest,
  sentFacts,
} from "./request-facts.js";
import type { PaymentTracker } from "./track-payments.js";

/** How an outbox sends to ClearBank. */
export interface ClearBankOutboxSettings {
  /**
   * A client of the outbox's own, with `retry: { methods: ["get"] }`: payments are sent again by the outbox alone,
   * which tells a first sending from a later one.
   */
  readonly clearbank: Pick<ClearBankClient, "request">;
  /** The outbox that the handlers are for. */
  readonly outbox: Pick<Outbox, "find">;
  /** Told of each payment in a request that it was sent, and what ClearBank answered. */
  readonly payments: Pick<PaymentTracker, "add" | "state">;
  /**
   * Decides about a request that neither a webhook nor `GET /v2/Transactions` shows: asks a person, for one. Without
   * it ClearBank is asked again later, and nothing is ever taken for absent.
   */
  readonly reconcile?: OutboxHandlers["reconcile"];
  /** The time; the system's by default. */
  readonly now?: () => Date;
}

/**
 * The handlers for `outbox.process`: they send payments to ClearBank under their ids, and find out what became of
 * those of which no answer tells.
 *
 * A request counts as accepted where ClearBank took any of its payments; which of them, `payments` knows. It counts as
 * refused with a 4xx of its first sending, unless that is about something else: with a token that has expired (401,
 * 403), and after 408, 423 or 429, it is sent again later. After a 409, or a refusal of a later sending, it is only asked
 * after.
 *
 * @example
 * ```ts
 * const payments = trackPayments();
 * await outbox.process(clearBankOutboxHandlers({ clearbank, outbox, payments }));
 * ```
 * @see ClearBank, "HTTP status codes"
 */
export function clearBankOutboxHandlers(settings: ClearBankOutboxSettings): OutboxHandlers {
  const { clearbank, outbox, payments, now = () => new Date() } = settings;

  async function keepAnswer(
    request: PaymentRequest,
    answer: { status: number; data: unknown },
  ): Promise<void> {
    const facts = answerFacts(request, answer);
    const isRefusal = facts.some(({ kind }) => kind === "refused");
    const wasSentBefore = isRefusal && timesSent(await outbox.find(request.requestId)) > 1;
    await payments.add(wasSentBefore ? facts.map(withDoubt) : facts);
  }

  function isFirst({ endToEndIdentification = "", requestId }: PaymentFact): boolean {
    const { facts = [] } = payments.state(endToEndIdentification) ?? {};
    return !facts.some((fact) => fact.kind === "sent" && fact.requestId === requestId);
  }

  return {
    async send({ requestId, target, body }, { signal }) {
      const request = { requestId, body };
      await payments.add(sentFacts(request, now()).filter(isFirst));
      try {
        const answer = await clearbank.request("POST", readTarget(target), { ...request, signal });
        await keepAnswer(request, answer);
        const { status, correlationId } = answer;
        return { state: "accepted", status, ...(correlationId !== undefined && { correlationId }) };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error instanceof ApiContentError || error.status < 400) throw noAnswer(error);
        if (error.status < 500 && error.status !== 409 && !isVerdict(error.status)) throw notNow(error);
        await keepAnswer(request, { status: error.status, data: error.body });
        throw error;
      }
    },

    async reconcile(entry, options) {
      const ids = endToEndIdentifications(entry.request.body);
      const isFound = () => ids.some((id) => isAtClearBank(payments.state(id)?.facts));
      const since = entry.history.find(({ state }) => state === "sending")?.at;
      for (const id of ids) {
        if (isFound()) break;
        await payments.add(await findPayment(clearbank, id, { since, ...options }));
      }
      if (isFound()) return { outcome: "accepted" };
      return settings.reconcile?.(entry, options);
    },
  };
}

/** The one that is under way included. */
function timesSent(entry: OutboxEntry | undefined): number {
  return entry?.history.filter(({ state }) => state === "sending").length ?? 0;
}

function withDoubt(fact: PaymentFact): PaymentFact {
  return fact.kind === "refused" ? { ...fact, kind: "refusedOnRepeat" } : fact;
}

function isAtClearBank(facts: readonly PaymentFact[] = []): boolean {
  return facts.some(({ kind }) => !["sent", "refused", "refusedOnRepeat"].includes(kind));
}

/** The payments are not at fault, so that they must not end with it. */
function notNow(error: ApiError): Error {
  return new Error(`${error.message}. It says nothing about the payments, which are sent again later.`, {
    cause: error,
  });
}

/** An unreadable answer is no refusal, though it has a status: what ClearBank did with the request is unknown. */
function noAnswer(error: ApiError): ApiConnectionError {
  const { method, url, requestId, correlationId } = error;
  const message = `The answer to ${method} ${url} cannot be read, so that it is unknown whether the request arrived.`;
  const context = { method, url, requestId, correlationId, cause: error };
  return new ApiConnectionError("ERR_API_CONNECTION", message, context);
}
