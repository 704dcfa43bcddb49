import { factKey, type PaymentFact } from "./payment-fact.js";
import { isDecided, type PaymentState, paymentState } from "./payment-state.js";

/** Where facts come from and go to; all in memory where neither is given. */
export interface PaymentTrackerSettings {
  /** What was kept before. */
  readonly known?: Iterable<PaymentFact>;
  /** Keeps new facts, before they count. It may be given one twice: a table with the fact as its key ignores that. */
  readonly keep?: (facts: readonly PaymentFact[]) => Promise<void>;
}

/** Payments, and what is known of each. */
export interface PaymentTracker {
  /**
   * Adds what was learnt, in any order and any number of times; resolves to the payments of which something new is
   * known.
   */
  readonly add: (facts: readonly PaymentFact[]) => Promise<readonly PaymentState[]>;
  /** Undefined where nothing is known of such a payment. */
  readonly state: (endToEndIdentification: string) => PaymentState | undefined;
  /** The states of all payments that are known. */
  readonly states: () => readonly PaymentState[];
  /** What is not decided, and was handed over before then or at a time that is not known. */
  readonly unresolved: (sentBefore: Date) => readonly PaymentState[];
  /** Returns of which the payment is not known. */
  readonly unmatched: () => readonly PaymentFact[];
}

/**
 * Joins what is learnt of payments, from our requests, ClearBank's answers, its webhooks and its lists, into one
 * state for each end-to-end id. The order in which it is learnt changes nothing, nor does learning it twice.
 *
 * An end-to-end id names one payment. After anything but `refused`, another attempt to pay needs another one.
 * Everything stays in memory: start with the facts that you still need.
 *
 * @example
 * ```ts
 * const payments = trackPayments();
 * await payments.add(sentFacts({ requestId, body: batch }, new Date()));
 * const { status, data } = await clearbank.request("POST", "/v3/payments/fps", { requestId, body: batch });
 * await payments.add(answerFacts({ requestId, body: batch }, { status, data }));
 * // for each webhook
 * await payments.add(webhookFacts({ type, payload }));
 * payments.state("E2E-1")?.status; // "settled"
 * ```
 */
export function trackPayments({ known = [], keep }: PaymentTrackerSettings = {}): PaymentTracker {
  const keys = new Set<string>();
  const byPayment = new Map<string, Set<PaymentFact>>();
  /** The payments that a scheme's id names. */
  const byScheme = new Map<string, Set<string>>();
  const returns = new Set<PaymentFact>();
  /** By each id with which a return may name its payment. */
  const returnsByName = new Map<string, Set<PaymentFact>>();

  function learn(fact: PaymentFact): void {
    keys.add(factKey(fact));
    const { kind, endToEndIdentification: id, schemeId } = fact;
    if (kind === "returned") {
      returns.add(fact);
      for (const name of [id, schemeId]) if (name !== undefined) addTo(returnsByName, name, fact);
    } else if (id !== undefined) {
      addTo(byPayment, id, fact);
      if (schemeId !== undefined) addTo(byScheme, schemeId, id);
    }
  }

  /** The scheme's id decides; where it names no payment of ours, the return's own end-to-end id may. */
  function paymentsOf({ kind, endToEndIdentification: id, schemeId }: PaymentFact): readonly string[] {
    const named = kind === "returned" && schemeId !== undefined ? byScheme.get(schemeId) : undefined;
    if (named) return [...named];
    return id !== undefined && byPayment.has(id) ? [id] : [];
  }

  function state(id: string): PaymentState | undefined {
    const own = byPayment.get(id);
    if (!own) return undefined;
    const names = [id, ...[...own].flatMap(({ schemeId }) => schemeId ?? [])];
    const back = names.flatMap((name) => [...(returnsByName.get(name) ?? [])]);
    return paymentState(id, [...own, ...back.filter((fact) => paymentsOf(fact).includes(id))]);
  }

  const states = () => [...byPayment.keys()].flatMap((id) => state(id) ?? []);

  for (const fact of known) learn(fact);
  return {
    async add(facts) {
      const byKey = new Map(facts.map((fact) => [factKey(fact), fact]));
      const fresh = [...byKey].flatMap(([key, fact]) => (keys.has(key) ? [] : fact));
      if (fresh.length > 0) await keep?.(fresh);
      fresh.forEach(learn);
      return [...new Set(fresh.flatMap(paymentsOf))].flatMap((id) => state(id) ?? []);
    },
    state,
    states,
    unresolved: (sentBefore) =>
      states().filter((each) => !isDecided(each) && (each.sentAt === undefined || each.sentAt < sentBefore)),
    unmatched: () => [...returns].filter((fact) => paymentsOf(fact).length === 0),
  };
}

function addTo<Value>(map: Map<string, Set<Value>>, name: string, value: Value): void {
  const values = map.get(name) ?? new Set<Value>();
  map.set(name, values.add(value));
}
