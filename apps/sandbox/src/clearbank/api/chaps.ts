import type { Reply } from "../../wire/exchange.js";
import { findByBban, type Holder } from "./books.js";
import type { ApiCall } from "./call.js";
import {
  type ChapsAccount,
  type ChapsPayment,
  crossBorderPayment,
  customerPayment,
  institutionPayment,
  returnPayment,
} from "./chaps-request.js";
import { toMinor } from "./money.js";
import { reply } from "./paging.js";
import { brokenRules, heldName, type Sent, send } from "./payments.js";
import { readBody } from "./read-body.js";
import { invalid, notFound } from "./refuse.js";
import { type Route, route } from "./router.js";
import * as rules from "./rules.js";

/** The reference that has a payment abroad held. */
const heldReference = "TSCHOLDESCALATE";

function payCustomer(call: ApiCall): Reply {
  const payment = readBody(call.exchange, customerPayment, rules.chapsShape);
  const reference = payment.remittanceInformation?.creditorReferenceInformation ?? "";
  return pay(call, payment, reference, payment.creditor.name === heldName);
}

function payInstitution(call: ApiCall): Reply {
  const payment = readBody(call.exchange, institutionPayment, rules.chapsShape);
  const reference = payment.remittanceInformation?.unstructured ?? "";
  return pay(call, payment, reference, payment.creditor.name === heldName);
}

/** Sterling to an account abroad: by CHAPS as far as that goes. */
function payAbroad(call: ApiCall): Reply {
  const payment = readBody(call.exchange, crossBorderPayment, rules.chapsShape);
  const reference = payment.remittanceInformation?.creditorReferenceInformation ?? "";
  return pay(call, payment, reference, reference === heldReference);
}

/** Accepted with an id; what becomes of it, want of money included, is told by webhook. */
function pay(call: ApiCall, payment: ChapsPayment, reference: string, isHeld: boolean): Reply {
  const { amount, currency } = payment.interBankSettlementAmount;
  const holder = requireSource(call, payment.sourceAccount);
  if (currency !== "GBP") {
    throw invalid({ "interBankSettlementAmount.currency": ["CHAPS is in GBP."] }, rules.chapsShape);
  }
  if (toMinor(amount) <= 0n) {
    throw invalid({ "interBankSettlementAmount.amount": ["Expected more than 0."] }, rules.chapsShape);
  }
  const sent = send(call, {
    holder,
    scheme: "Chaps",
    endToEndId: payment.endToEndIdentification,
    amount,
    reference,
    creditor: { name: payment.creditor.name, ...payment.creditorAccount },
    isHeld,
  });
  return paymentReply(sent);
}

function requireSource(call: ApiCall, source: ChapsAccount): Holder {
  const holder = findByBban(call.ledger, source.bban);
  if (holder === undefined) throw notFound(`This institution has no account ${source.iban}.`);
  if (holder.account.status !== "Enabled" || holder.virtualAccount?.status === "Disabled") {
    throw invalid({ sourceAccount: ["The account cannot be debited."] }, rules.chapsShape);
  }
  return holder;
}

function sendBack(call: ApiCall): Reply {
  const { paymentId, instructionIdentification } = readBody(call.exchange, returnPayment, rules.chapsShape);
  const original = call.ledger.transactions.find(({ id }) => id === paymentId);
  const account = call.ledger.accounts.find(({ id }) => id === original?.accountId);
  const isReturnable =
    original?.scheme === "Chaps" && original.debitCredit === "CRDT" && original.status === "ACSC";
  if (!isReturnable || account === undefined) {
    throw notFound(`There is no settled inbound CHAPS payment ${paymentId}.`);
  }
  if (call.ledger.transactions.some(({ returns }) => returns === original.id)) {
    throw invalid({ paymentId: ["The payment has been returned already."] }, rules.chapsShape);
  }
  const sent = send(call, {
    holder: { account },
    scheme: "Chaps",
    endToEndId: instructionIdentification,
    amount: original.amount,
    reference: original.reference,
    creditor: original.counterparty,
    isHeld: false,
    returns: original.id,
  });
  return paymentReply(sent);
}

function paymentReply({ transactionId, failed }: Sent): Reply {
  return reply(202, { paymentId: transactionId }, brokenRules([{ rule: failed }]));
}

export const chapsRoutes: readonly Route[] = [
  route("POST", "/payments/chaps/v6/customer-payments", payCustomer),
  route("POST", "/payments/chaps/v6/institution-payments", payInstitution),
  route("POST", "/payments/chaps/v6/return-payments", sendBack),
  route("POST", "/payments/cross-border-sterling/v4/payments", payAbroad),
];
