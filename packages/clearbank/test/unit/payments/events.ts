import { parseJson } from "../../../src/index.js";

/** Webhooks as ClearBank sends them, read as the package reads them. */
export interface Event {
  readonly type: string;
  readonly payload: unknown;
}

export function settled(endToEndId: string, members: Readonly<Record<string, unknown>> = {}): Event {
  const json = `{"TransactionId":"d9162680-7d35-4994-8e38-fa80716899a2","Status":"Settled","Scheme":"FasterPayments",
    "EndToEndTransactionId":"${endToEndId}","Amount":17.50,"TimestampSettled":"2026-03-02T10:03:00.9640001Z",
    "DebitCreditCode":"Debit","IsReturn":false,"ActualEndToEndTransactionId":"FPID-${endToEndId}",
    "SupplementaryData":[]}`;
  return { type: "TransactionSettled", payload: { ...(parseJson(json) as object), ...members } };
}

export function returned({
  of,
  isReturn = true,
  id = "RETURN-9",
}: {
  of?: string;
  isReturn?: unknown;
  id?: string;
}): Event {
  return settled(id, {
    TransactionId: "1b1b9a30-1c0a-4d7d-9d6a-0c5d2c3f6b11",
    TimestampSettled: "2026-03-03T09:00:00Z",
    DebitCreditCode: "Credit",
    IsReturn: isReturn,
    SupplementaryData: [
      ...(of === undefined ? [] : [{ Name: "ReturnedPaymentFpId", Value: of }]),
      { Name: "PaymentReturnCode", Value: "AC04" },
    ],
  });
}

export function rejected(
  endToEndId: string,
  code: string,
  members: Readonly<Record<string, unknown>> = {},
): Event {
  const payload = {
    TransactionId: "073dca79-13b8-4bf2-963b-148957caffe9",
    Status: "Rejected",
    EndToEndTransactionId: endToEndId,
    TimestampModified: "2026-03-02T11:00:00Z",
    DebitCreditCode: "Debit",
    IsReturn: false,
    CancellationReason: "Held and declined",
    CancellationCode: code,
  };
  return { type: "TransactionRejected", payload: { ...payload, ...members } };
}

export function held(endToEndId: string): Event {
  const payload = { TimestampCreated: "2026-03-02T10:02:00Z", EndToEndTransactionId: endToEndId };
  return { type: "OutboundHeldTransaction", payload };
}

export function assessmentFailed(endToEndId: string, reason: string): Event {
  const payload = {
    MessageId: "624e0276-1b27-4a80-a06d-51759711bc0e",
    AssesmentFailure: [{ EndToEndId: endToEndId, Reasons: [reason] }],
  };
  return { type: "PaymentMessageAssesmentFailed", payload };
}

export function validationFailed(endToEndId: string): Event {
  const Reasons = ["Creditor name contains invalid characters"];
  const payload = { ValidationFailure: [{ EndToEndId: endToEndId, Reasons }] };
  return { type: "PaymentMessageValidationFailed", payload };
}

/** A batch of Faster Payments with these end-to-end ids. */
export function batch(...ids: readonly string[]): unknown {
  return {
    paymentInstructions: [
      {
        paymentInstructionIdentification: "P-1",
        paymentTypeCode: "SIP",
        creditTransfers: ids.map((id) => ({
          paymentIdentification: { instructionIdentification: `I-${id}`, endToEndIdentification: id },
          amount: { currency: "GBP", instructedAmount: "17.50" },
        })),
      },
    ],
  };
}

/** ClearBank's answer to a batch: a word for each id. */
export function items(responses: Readonly<Record<string, string>>): unknown {
  const transactions = Object.entries(responses).map(([endToEndIdentification, response]) => ({
    endToEndIdentification,
    response,
  }));
  return { transactions, halLinks: [] };
}
