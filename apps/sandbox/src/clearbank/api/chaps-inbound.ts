import type { Reply } from "../../wire/exchange.js";
import { findByBban, type Holder } from "./books.js";
import type { ApiCall } from "./call.js";
import {
  type InboundChaps,
  inboundCustomerPayment,
  inboundInstitutionPayment,
  inboundReturn,
} from "./chaps-inbound-request.js";
import { book } from "./inbound.js";
import type { Transaction } from "./ledger.js";
import { isLess, toMinor } from "./money.js";
import { reply } from "./paging.js";
import { readBody } from "./read-body.js";
import { type ApiRefusal, invalid } from "./refuse.js";
import { type Route, route } from "./router.js";
import * as rules from "./rules.js";
import type { Shape } from "./shape.js";

/** A payment comes in as the body says, and is held where its debtor has the magic name. */
function receive(call: ApiCall, shape: Shape<InboundChaps>): Reply {
  const payment = readBody(call.exchange, shape, rules.chapsShape);
  const { amount, currency } = payment.interBankSettlementAmount;
  if (currency !== "GBP" || toMinor(amount) <= 0n) {
    throw refused("interBankSettlementAmount", "Expected more than 0, in GBP.");
  }
  const holder = findByBban(call.ledger, payment.creditorAccount.bban);
  if (holder === undefined) {
    throw refused("creditorAccount", `This institution has no account ${payment.creditorAccount.iban}.`);
  }
  const { creditorReferenceInformation, unstructured } = payment.remittanceInformation ?? {};
  book(call, holder, {
    scheme: "Chaps",
    endToEndId: payment.endToEndIdentification,
    amount,
    reference: creditorReferenceInformation ?? unstructured ?? "",
    counterparty: { name: payment.debtor.name, ...payment.debtorAccount },
  });
  return reply(202, { uetr: call.context.random.uuid() });
}

/** The other bank sends back a payment that went out. */
function receiveReturn(call: ApiCall): Reply {
  const { paymentId, returnedInterBankSettlementAmount: returned } = readBody(
    call.exchange,
    inboundReturn,
    rules.chapsShape,
  );
  const original = call.ledger.transactions.find(({ id }) => id === paymentId);
  const holder = original && holderOf(call, original);
  const isReturnable =
    original?.scheme === "Chaps" && original.debitCredit === "DBIT" && original.status === "ACSC";
  if (!isReturnable || holder === undefined) {
    throw refused("paymentId", `There is no settled outbound CHAPS payment ${paymentId}.`);
  }
  if (call.ledger.transactions.some(({ returns }) => returns === paymentId)) {
    throw refused("paymentId", "The payment has been returned already.");
  }
  const amount = returned?.amount ?? original.amount;
  if (isLess(original.amount, amount)) {
    throw refused("returnedInterBankSettlementAmount", `Expected at most ${original.amount}, got ${amount}.`);
  }
  const { endToEndId, reference, counterparty } = original;
  book(call, holder, { scheme: "Chaps", endToEndId, amount, reference, counterparty, returns: paymentId });
  return reply(202, { uetr: call.context.random.uuid() });
}

function holderOf({ ledger }: ApiCall, { accountId, virtualAccountId }: Transaction): Holder | undefined {
  const account = ledger.accounts.find(({ id }) => id === accountId);
  const virtualAccount = ledger.virtualAccounts.find(({ id }) => id === virtualAccountId);
  if (account === undefined) return undefined;
  return virtualAccount === undefined ? { account } : { account, virtualAccount };
}

function refused(field: string, problem: string): ApiRefusal {
  return invalid({ [field]: [problem] }, rules.chapsInbound);
}

const base = "/inbound-payment-simulation/chaps/v3";

export const chapsInboundRoutes: readonly Route[] = [
  route("POST", `${base}/customer-payments`, (call) => receive(call, inboundCustomerPayment)),
  route("POST", `${base}/institution-payments`, (call) => receive(call, inboundInstitutionPayment)),
  route("POST", `${base}/return-payments`, receiveReturn),
];
