import type { Reply } from "../../wire/exchange.js";
import type { ApiCall } from "./call.js";
import type { MccyAccount, MccyTransaction } from "./ledger.js";
import { add, isLess, numeral, subtract } from "./money.js";
import { reply } from "./paging.js";
import { emit } from "./payment-webhooks.js";
import { readBody } from "./read-body.js";
import { type Route, route } from "./router.js";
import * as rules from "./rules.js";
import { type SctInstruction, type SctPayment, sctRequest } from "./sct-request.js";

/** The remittance information that has a payment come back. */
const returnReference = "--SCTRETURN--";

interface Submitted {
  readonly messageId: string;
  readonly instruction: SctInstruction;
  readonly payment: SctPayment;
  readonly paymentId: string;
}

/** Accepts all of the payments; webhooks say what became of each. */
function submit(call: ApiCall): Reply {
  const { messageIdentification, paymentInformation } = readBody(call.exchange, sctRequest, rules.sctShape);
  const submitted = paymentInformation.flatMap((instruction) =>
    instruction.creditTransferTransactionInformation.map((payment) => ({
      messageId: messageIdentification,
      instruction,
      payment,
      paymentId: call.context.random.uuid(),
    })),
  );
  for (const each of submitted) pay(call, each);
  call.changed();
  const paymentIdentification = submitted.map(({ payment, paymentId }) => ({
    ...payment.paymentIdentification,
    paymentId,
  }));
  return reply(202, { messageIdentification, paymentIdentification });
}

function pay(call: ApiCall, submitted: Submitted): void {
  const { instruction, payment } = submitted;
  const { amount, currency } = payment.instructedAmount;
  const { uetr, endToEndIdentification } = payment.paymentIdentification;
  const account = call.ledger.mccyAccounts.find(({ iban }) => iban === instruction.debtorAccount.iban);
  const transactionId = call.context.random.uuid();
  const failure = failureOf(call, account, payment);
  if (account === undefined || failure !== undefined) {
    emit(call, "Payments.CrossBorder.OutboundPaymentFailed", 1, {
      ...outboundOf(submitted, transactionId),
      StatusReasonInformation: [{ AdditionalInformation: [failure] }],
    });
    return;
  }
  const { iban } = payment.creditorAccount;
  const transaction = book(call, account, {
    id: transactionId,
    batchId: submitted.paymentId,
    uetr,
    endToEndId: endToEndIdentification,
    amount,
    currency,
    debitCredit: "Debit",
    reference: payment.remittanceInformation?.unstructured?.join(" ") ?? "",
    counterparty: { name: payment.creditor.name, ...(iban !== undefined && { iban }) },
  });
  emit(call, "Payments.CrossBorder.OutboundPaymentCompleted", 1, outboundOf(submitted, transactionId));
  const isReturned = payment.remittanceInformation?.unstructured?.includes(returnReference) === true;
  if (isReturned) sendBack(call, account, submitted, transaction);
}

function failureOf(
  { ledger }: ApiCall,
  account: MccyAccount | undefined,
  { instructedAmount: { amount, currency }, paymentIdentification: { uetr } }: SctPayment,
): string | undefined {
  if (account === undefined) return "Debtor account not found";
  if (account.status !== "Active") return "Debtor account is not active";
  if (ledger.mccyTransactions.some((each) => each.uetr === uetr)) return "UETR already in use";
  if (isLess(account.balances[currency] ?? "0.00", amount)) return "Insufficient funds";
  return undefined;
}

type Booking = Omit<MccyTransaction, "accountId" | "status" | "createdAt" | "settledAt">;

/** Settles at once. */
function book(call: ApiCall, account: MccyAccount, booking: Booking): MccyTransaction {
  const at = call.context.now().toISOString();
  const balance = account.balances[booking.currency] ?? "0.00";
  const move = booking.debitCredit === "Debit" ? subtract : add;
  account.balances[booking.currency] = move(balance, booking.amount);
  const transaction: MccyTransaction = {
    ...booking,
    accountId: account.id,
    status: "Settled",
    createdAt: at,
    settledAt: at,
  };
  call.ledger.mccyTransactions.push(transaction);
  return transaction;
}

/** The creditor's bank has no such account, and the money comes back. */
function sendBack(
  call: ApiCall,
  account: MccyAccount,
  { messageId, paymentId, payment }: Submitted,
  { uetr: _, ...original }: MccyTransaction,
): void {
  const { random } = call.context;
  const returned = book(call, account, { ...original, id: random.uuid(), debitCredit: "Credit" });
  const { uetr, endToEndIdentification } = payment.paymentIdentification;
  const money = { Amount: numeral(original.amount), Currency: original.currency };
  emit(call, "Payments.CrossBorder.OutboundPaymentReturnCompleted", 1, {
    OriginalPaymentId: paymentId,
    OriginalTransactionId: original.id,
    TransactionId: returned.id,
    ReturnId: random.uuid(),
    TransactionInformation: {
      OriginalMessageIdentification: messageId,
      OriginalUETR: uetr,
      OriginalEndToEndIdentification: endToEndIdentification,
      OriginalInterbankSettlementAmount: money,
      ReturnedInterbankSettlementAmount: money,
      ReturnReasonInformation: [{ ReasonCode: "AC01" }],
    },
  });
}

/** What the webhooks about a payment have in common; the amount is published as a string. */
function outboundOf(
  { messageId, instruction, payment, paymentId }: Submitted,
  transactionId: string,
): object {
  const { instructionIdentification, endToEndIdentification, uetr } = payment.paymentIdentification;
  return {
    PaymentId: paymentId,
    TransactionId: transactionId,
    MessageIdentification: messageId,
    PaymentInformationIdentification: instruction.paymentInformationIdentification,
    InstructionIdentification: instructionIdentification,
    EndToEndIdentification: endToEndIdentification,
    UETR: uetr,
    InstructedAmount: payment.instructedAmount.amount,
    InstructedCurrency: payment.instructedAmount.currency,
  };
}

export const sctRoutes: readonly Route[] = [route("POST", "/payments/cross-border/v2/payments", submit)];
