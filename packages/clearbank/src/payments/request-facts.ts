import { parseJson } from "../json/wire-json.js";
import { type PaymentFact, paymentFact } from "./payment-fact.js";
import { membersOf, textOf, textsOf } from "./read-members.js";

/** A request that hands payments over. */
export interface PaymentRequest {
  /** Its X-Request-Id. */
  readonly requestId: string;
  /** A batch of Faster Payments or a CHAPS payment: the value, or its bytes. */
  readonly body: unknown;
}

/**
 * What is known of the payments of a request that is about to leave.
 *
 * @example
 * ```ts
 * await payments.add(sentFacts({ requestId, body: batch }, new Date()));
 * ```
 */
export function sentFacts({ requestId, body }: PaymentRequest, sentAt: Date): readonly PaymentFact[] {
  const at = sentAt.toISOString();
  return endToEndIdentifications(body).map((endToEndIdentification) =>
    paymentFact({ kind: "sent", endToEndIdentification, requestId, at }),
  );
}

/**
 * What ClearBank's answer to a request says about each of its payments. An item counts as accepted where its
 * `response` is `Accepted`, and as refused with any other word, whatever the status. A payment that the items of a
 * 202 leave out stays as it was; else the status speaks for what has no item. A 5xx tells nothing, nor does a 4xx that
 * is not about the payments: 401, 403, 408, 409, 423, 429.
 *
 * @param request as it was sent.
 * @param answer to it.
 * @param answer.status the HTTP status, of an error too.
 * @param answer.data the parsed body; of an error, its `body`.
 *
 * @example
 * ```ts
 * const { status, data } = await clearbank.request("POST", "/v3/payments/fps", { requestId, body: batch });
 * await payments.add(answerFacts({ requestId, body: batch }, { status, data }));
 * ```
 * @see ClearBank, "HTTP status codes"
 */
export function answerFacts(
  { requestId, body }: PaymentRequest,
  { status, data }: { readonly status: number; readonly data: unknown },
): readonly PaymentFact[] {
  const isAccepted = status >= 200 && status < 300;
  const isRefused = isVerdict(status);
  if (!isAccepted && !isRefused) return [];
  const { transactions, title } = membersOf(data);
  const items = Array.isArray(transactions) ? transactions.flatMap((item) => itemFacts(item, requestId)) : [];
  if (isAccepted && Array.isArray(transactions)) return items;
  const named = new Set(items.map((fact) => fact.endToEndIdentification));
  const reasons = [textOf(title) ?? `HTTP ${status}`];
  const others = endToEndIdentifications(body)
    .filter((id) => !named.has(id))
    .map((endToEndIdentification) =>
      isAccepted
        ? paymentFact({ kind: "accepted", endToEndIdentification, requestId })
        : paymentFact({ kind: "refused", endToEndIdentification, requestId, reasons }),
    );
  return [...items, ...others];
}

/** Statuses below 500 that say nothing about what was sent: the token is wrong, the time, or the pace. */
const beside: ReadonlySet<number> = new Set([401, 403, 407, 408, 409, 423, 425, 429]);

/** Whether the status of an answer refuses what was sent for good. */
export function isVerdict(status: number): boolean {
  return status >= 400 && status < 500 && !beside.has(status);
}

function itemFacts(item: unknown, requestId: string): readonly PaymentFact[] {
  const { endToEndIdentification: id, response } = membersOf(item);
  const endToEndIdentification = textOf(id);
  if (endToEndIdentification === undefined) return [];
  return response === "Accepted"
    ? [paymentFact({ kind: "accepted", endToEndIdentification, requestId })]
    : [paymentFact({ kind: "refused", endToEndIdentification, requestId, reasons: textsOf(response) })];
}

/** The ids of the payments in a body, each once, wherever its form has them. */
export function endToEndIdentifications(body: unknown): readonly string[] {
  const ids = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [name, member] of Object.entries(membersOf(value))) {
      const id = name === "endToEndIdentification" ? textOf(member) : undefined;
      if (id !== undefined) ids.add(id);
      else visit(member);
    }
  };
  visit(body instanceof Uint8Array ? parseJson(new TextDecoder().decode(body)) : body);
  return [...ids];
}
