import type { Reply } from "../../wire/exchange.js";
import { findByBban, type Holder } from "./books.js";
import type { ApiCall } from "./call.js";
import {
  type CreditTransfer,
  fpsRequest,
  fpsReturnRequest,
  type PaymentInstruction,
  referenceOf,
} from "./fps-request.js";
import { localTime } from "./local-time.js";
import { isLess, toMinor } from "./money.js";
import { reply, selfLink } from "./paging.js";
import { bbanFrom } from "./party-account.js";
import { assess, brokenRules, hasFunds, heldName, type Outbound, send } from "./payments.js";
import { readBody } from "./read-body.js";
import { ApiRefusal, invalid, notFound } from "./refuse.js";
import { type Route, route } from "./router.js";
import type { ApiRule } from "./rules.js";
import * as rules from "./rules.js";

type Response =
  | "Accepted"
  | "InsufficientFunds"
  | "InvalidAccount"
  | "InvalidCurrency"
  | "Rejected"
  | "DebitPaymentDisabled"
  | "InvalidInstructionIdentification";

interface Verdict {
  readonly response: Response;
  /** The rule that was broken, be it only found in the assessment of an accepted payment. */
  readonly rule?: ApiRule | undefined;
}

interface Item {
  readonly instruction: PaymentInstruction;
  readonly transfer: CreditTransfer;
}

export const fpsLimit = "1000000.00";
const returnWindowMs = 90 * 24 * 60 * 60_000;

/** Each payment for itself: 202 as soon as one is accepted, so every `response` has to be read. */
function initiate(call: ApiCall): Reply {
  const { paymentInstructions } = readBody(call.exchange, fpsRequest, rules.fpsShape);
  const items = paymentInstructions.flatMap((instruction) =>
    instruction.creditTransfers.map((transfer) => ({ instruction, transfer })),
  );
  if (items.some(({ transfer }) => transfer.enforceSendToScheme === "blank")) {
    const transactions = items.map(({ transfer }) => result(transfer, "Rejected"));
    throw new ApiRefusal(
      rules.fpsEnforce,
      "Expected enforceSendToScheme to be true, false or left out, got a blank.",
      reply(400, { transactions }),
    );
  }
  const seen = new Set<string>();
  const verdicts = items.map((item): Verdict => {
    const { instructionIdentification } = item.transfer.paymentIdentification;
    if (seen.has(instructionIdentification)) {
      return { response: "InvalidInstructionIdentification", rule: rules.itemInstructionId };
    }
    seen.add(instructionIdentification);
    return process(call, item);
  });
  const transactions = items.map(({ transfer }, index) =>
    result(transfer, verdicts[index]?.response ?? "Rejected"),
  );
  const broken = brokenRules(verdicts);
  if (!verdicts.some(({ response }) => response === "Accepted")) {
    const reason = `None of the ${verdicts.length} payments is accepted: ${broken["Sandbox-Items"]}.`;
    throw new ApiRefusal(rules.fpsAllFailed, reason, reply(400, { transactions }, broken));
  }
  return reply(202, { transactions, halLinks: [selfLink(call)] }, broken);
}

function process(call: ApiCall, { instruction, transfer }: Item): Verdict {
  const { currency, instructedAmount } = transfer.amount;
  const debtor = bbanFrom(instruction.debtorAccount);
  const creditor = bbanFrom(transfer.creditorAccount);
  const holder = debtor && findByBban(call.ledger, debtor.bban);
  if (holder === undefined || creditor === undefined) {
    return { response: "InvalidAccount", rule: rules.itemAccount };
  }
  if (currency !== undefined && currency !== "GBP") {
    return { response: "InvalidCurrency", rule: rules.itemCurrency };
  }
  if (isDisabled(holder)) return { response: "DebitPaymentDisabled", rule: rules.itemDisabled };
  if (toMinor(instructedAmount) <= 0n || isLess(fpsLimit, instructedAmount)) {
    return { response: "Rejected", rule: rules.itemAmount };
  }
  if (instruction.paymentTypeCode === "SOP" && !isStandingOrderTime(call.context.now())) {
    return { response: "Rejected", rule: rules.itemStandingOrder };
  }
  const outbound: Outbound = {
    holder,
    scheme: "FasterPayments",
    endToEndId: transfer.paymentIdentification.endToEndIdentification,
    amount: instructedAmount,
    reference: referenceOf(transfer),
    creditor: { name: transfer.creditor.name, ...creditor },
    isHeld: transfer.creditor.name === heldName,
    isEnforced: transfer.enforceSendToScheme === true,
  };
  const isTold = call.context.switches.get("clearbank.insufficientFunds") === "response";
  if (isTold && assess(call, outbound)?.rule === rules.itemFunds) {
    return { response: "InsufficientFunds", rule: rules.itemFunds };
  }
  return { response: "Accepted", rule: send(call, outbound).failed };
}

function isDisabled({ account, virtualAccount }: Holder): boolean {
  return account.status === "Suspended" || virtualAccount?.status === "Disabled";
}

/** Monday to Friday, from a minute past midnight to six in the morning, on British clocks. */
function isStandingOrderTime(now: Date): boolean {
  const { weekday, minuteOfDay } = localTime(now, "Europe/London");
  return weekday >= 1 && weekday <= 5 && minuteOfDay >= 1 && minuteOfDay < 360;
}

function result({ paymentIdentification }: CreditTransfer, response: Response): object {
  return { endToEndIdentification: paymentIdentification.endToEndIdentification, response };
}

function sendBack(call: ApiCall): Reply {
  const { paymentReturnInstruction } = readBody(call.exchange, fpsReturnRequest);
  const id = paymentReturnInstruction.TransactionId;
  const original = call.ledger.transactions.find((each) => each.id === id);
  if (original === undefined) throw notFound(`This institution has no transaction ${id}.`);
  const field = "paymentReturnInstruction.TransactionId";
  const refuse = (text: string) => invalid({ [field]: [text] }, rules.unprocessable);
  if (original.debitCredit !== "CRDT" || original.scheme !== "FasterPayments" || original.status !== "ACSC") {
    throw refuse("Expected a settled inbound Faster Payment.");
  }
  if (call.context.now().getTime() - Date.parse(original.createdAt) > returnWindowMs) {
    throw refuse("An inbound Faster Payment can be returned for 90 days.");
  }
  const isReturned = call.ledger.transactions.some(({ returns }) => returns === id);
  if (isReturned) throw refuse("It has been returned already.");
  const account = call.ledger.accounts.find((each) => each.id === original.accountId);
  const virtualAccount = call.ledger.virtualAccounts.find((each) => each.id === original.virtualAccountId);
  if (account === undefined || !hasFunds({ account }, original.amount)) {
    throw refuse("The account has not the money any more.");
  }
  send(call, {
    holder: { account, ...(virtualAccount !== undefined && { virtualAccount }) },
    scheme: "FasterPayments",
    endToEndId: call.context.random.uuid().replaceAll("-", ""),
    amount: original.amount,
    reference: original.reference,
    creditor: original.counterparty,
    isHeld: false,
    returns: id,
  });
  return { status: 202, headers: {}, body: "" };
}

export const fpsRoutes: readonly Route[] = [
  route("POST", "/v3/payments/fps", initiate),
  route("POST", "/v3/payments/fps/return", sendBack),
];
