import { type PaymentFact, paymentFact } from "./payment-fact.js";
import { listOf, membersOf, textOf, textsOf } from "./read-members.js";

type Payload = Readonly<Record<string, unknown>>;

/**
 * What a webhook says about our payments (Faster Payments and CHAPS, and transfers within ClearBank); nothing,
 * where it says nothing about one.
 *
 * Only the debit side counts. A transfer within ClearBank settles on both sides under one end-to-end id, and a
 * stranger chooses the id of what comes in: a credit, or a Bacs debit, tells nothing about a payment of ours. The one
 * exception is a return, which names the scheme's id of the payment that it returns.
 *
 * @example
 * ```ts
 * await inbox.process(async ({ event }) => {
 *   await payments.add(webhookFacts(parseEvent(event.body)));
 * });
 * ```
 * @see ClearBank, "Handling duplicate webhooks", and its pages of the single webhooks
 */
export function webhookFacts(event: {
  /** The name without a version, in ClearBank's spelling; one that is not about payments tells nothing. */
  readonly type: string;
  /** As {@link parseEvent} reads it. */
  readonly payload: unknown;
}): readonly PaymentFact[] {
  const payload = membersOf(event.payload);
  switch (event.type) {
    case "TransactionSettled":
      return isTrue(payload.IsReturn) ? returned(payload) : settled(payload);
    case "TransactionRejected":
      return isTrue(payload.IsReturn) ? [] : rejected(payload);
    case "OutboundHeldTransaction":
      return aboutOne({
        kind: "held",
        endToEndIdentification: textOf(payload.EndToEndTransactionId),
        at: textOf(payload.TimestampCreated),
      });
    // The name with one s is the one on the wire; the right one has been seen too.
    case "PaymentMessageAssesmentFailed":
    case "PaymentMessageAssessmentFailed":
      return failures("assessmentFailed", payload.AssesmentFailure ?? payload.AssessmentFailure);
    case "PaymentMessageValidationFailed":
      return failures("validationFailed", payload.ValidationFailure);
    default:
      return [];
  }
}

function settled(payload: Payload): readonly PaymentFact[] {
  if (!isOurs(payload)) return [];
  return aboutOne({
    kind: "settled",
    endToEndIdentification: textOf(payload.EndToEndTransactionId),
    at: textOf(payload.TimestampSettled),
    transactionId: textOf(payload.TransactionId),
    schemeId: textOf(payload.ActualEndToEndTransactionId),
    amount: textOf(payload.Amount),
  });
}

/** A return is a credit with ids of its own; its supplementary data say which payment came back, and why. */
function returned(payload: Payload): readonly PaymentFact[] {
  if (payload.DebitCreditCode !== "Credit") return [];
  const supplement = (name: string) =>
    listOf(payload.SupplementaryData)
      .map(membersOf)
      .find(({ Name }) => Name === name)?.Value;
  return [
    paymentFact({
      kind: "returned",
      endToEndIdentification: textOf(payload.EndToEndTransactionId),
      at: textOf(payload.TimestampSettled),
      transactionId: textOf(payload.TransactionId),
      schemeId: textOf(supplement("ReturnedPaymentFpId")),
      amount: textOf(payload.Amount),
      reasons: textsOf(supplement("PaymentReturnCode")),
    }),
  ];
}

function rejected(payload: Payload): readonly PaymentFact[] {
  if (!isOurs(payload)) return [];
  return aboutOne({
    kind: "rejected",
    endToEndIdentification: textOf(payload.EndToEndTransactionId),
    at: textOf(payload.TimestampModified),
    transactionId: textOf(payload.TransactionId),
    reasons: textsOf([payload.CancellationCode, payload.CancellationReason]),
  });
}

function failures(kind: "assessmentFailed" | "validationFailed", list: unknown): readonly PaymentFact[] {
  return listOf(list)
    .map(membersOf)
    .flatMap(({ EndToEndId, Reasons }) => {
      const reasons = textsOf(Reasons);
      // What failed is then a second message; the first one may well settle, and must not be paid again.
      const isDuplicate = reasons?.some((reason) => /duplicate/i.test(reason));
      const endToEndIdentification = textOf(EndToEndId);
      return aboutOne({ kind: isDuplicate ? "duplicate" : kind, endToEndIdentification, reasons });
    });
}

function aboutOne(members: Parameters<typeof paymentFact>[0]): readonly PaymentFact[] {
  return members.endToEndIdentification === undefined ? [] : [paymentFact(members)];
}

function isOurs({ DebitCreditCode, Scheme }: Payload): boolean {
  return DebitCreditCode === "Debit" && Scheme !== "Bacs";
}

/** The pages write `True`, their examples `true`. */
function isTrue(value: unknown): boolean {
  return String(value).toLowerCase() === "true";
}
