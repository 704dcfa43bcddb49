import { factKey, type PaymentFact, type PaymentFactKind, paymentFactKinds } from "./payment-fact.js";

/**
 * Where a payment stands. `settled`, `returned`, `refused`, `rejected`, `assessmentFailed` and `validationFailed` are
 * ends. `unknown`: ClearBank may have it or not. `conflicting`: ClearBank says that it was made and that it was not,
 * or that it was made twice: a person must look.
 */
export type PaymentStatus =
  | Exclude<PaymentFactKind, "refusedOnRepeat" | "duplicate">
  | "unknown"
  | "conflicting";

/** A payment and all that is known of it. */
export interface PaymentState {
  /** The payment's own id, which we gave it. */
  readonly endToEndIdentification: string;
  /** What all facts together say. */
  readonly status: PaymentStatus;
  /** Why it stands so, in ClearBank's words or codes, where there is more to say. */
  readonly reasons: readonly string[];
  /** When it was handed over first, where that is known. */
  readonly sentAt: Date | undefined;
  /** In the order of a payment's life. */
  readonly facts: readonly PaymentFact[];
}

/**
 * One state from all that is known, whatever the order of the facts and however often each was learnt.
 *
 * An end beats what comes before it. Ends that contradict one another are `conflicting`, never one of the two; two
 * ends by which no money moves agree. A refusal in an answer speaks for its own request: it is an end where no other
 * request handed the payment over, and a contradiction where ClearBank has the payment all the same.
 */
export function paymentState(endToEndIdentification: string, known: Iterable<PaymentFact>): PaymentState {
  const facts = inOrder(known);
  const status = statusOf(facts);
  const sentAt = facts.find(({ kind }) => kind === "sent")?.at;
  return {
    endToEndIdentification,
    status,
    reasons: reasonsFor(status, facts),
    sentAt: sentAt === undefined ? undefined : new Date(sentAt),
    facts,
  };
}

/** Whether nothing more is expected, so that asking ClearBank would tell nothing new. */
export function isDecided({ status }: Pick<PaymentState, "status">): boolean {
  return !undecided.includes(status);
}

const undecided: readonly PaymentStatus[] = ["sent", "unknown", "accepted", "held"];
const failures: readonly PaymentFactKind[] = ["rejected", "assessmentFailed", "validationFailed", "refused"];

function statusOf(facts: readonly PaymentFact[]): PaymentStatus {
  const has = (kind: PaymentFactKind) => facts.some((fact) => fact.kind === kind);
  const made = (["returned", "settled"] as const).find(has);
  const failed = (["rejected", "assessmentFailed", "validationFailed"] as const).find(has);
  const refused = isRefused(facts) ? "refused" : undefined;
  if ((made && failed) || (refused && isAlive(facts)) || isMadeTwice(facts)) return "conflicting";
  const begun = (["held", "accepted"] as const).find(has);
  return made ?? failed ?? refused ?? begun ?? (has("sent") && !has("refusedOnRepeat") ? "sent" : "unknown");
}

/** Whether each request that is known to have handed it over was refused. */
function isRefused(facts: readonly PaymentFact[]): boolean {
  const requests = facts.filter(({ requestId }) => requestId !== undefined);
  const refused = new Set(requests.flatMap(({ kind, requestId }) => (kind === "refused" ? [requestId] : [])));
  return refused.size > 0 && requests.every(({ requestId }) => refused.has(requestId));
}

/** Whether ClearBank speaks of it as of one that it has. */
function isAlive(facts: readonly PaymentFact[]): boolean {
  const alive: readonly PaymentFactKind[] = ["duplicate", "accepted", "held", "settled", "returned"];
  return facts.some(({ kind }) => alive.includes(kind));
}

function isMadeTwice(facts: readonly PaymentFact[]): boolean {
  const ids = facts.flatMap(({ kind, transactionId }) => (kind === "settled" ? (transactionId ?? []) : []));
  // Webhooks and lists may write one GUID in two ways.
  return new Set(ids.map((id) => id.toLowerCase().replaceAll("-", ""))).size > 1;
}

function reasonsFor(status: PaymentStatus, facts: readonly PaymentFact[]): readonly string[] {
  const isOfStatus = ({ kind }: PaymentFact) =>
    status === "conflicting" ||
    (status === "unknown" && kind === "refusedOnRepeat") ||
    (failures.includes(status as PaymentFactKind) ? failures.includes(kind) : kind === status);
  return [...new Set(facts.filter(isOfStatus).flatMap(({ reasons = [] }) => reasons))];
}

/** Each fact once, in an order that depends on nothing but the facts. */
function inOrder(known: Iterable<PaymentFact>): readonly PaymentFact[] {
  const byKey = new Map([...known].map((fact) => [factKey(fact), fact]));
  const rank = ({ kind }: PaymentFact) => paymentFactKinds.indexOf(kind);
  return [...byKey]
    .sort(([keyA, a], [keyB, b]) => rank(a) - rank(b) || (keyA < keyB ? -1 : 1))
    .map(([, fact]) => fact);
}
