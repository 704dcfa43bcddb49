import { quoted, Refusal } from "../wire/refusal.js";
import type { HandlersOf, IssuingCall } from "./call.js";
import { accounts, requireNamed } from "./find.js";
import { isWithin, period } from "./periods.js";
import { embedded } from "./project.js";
import { notFound } from "./rules.js";
import type { CreditTransfer, DirectDebit, WireObject } from "./state.js";

export const creditTransferHandlers: HandlersOf<"creditTransfers"> = {
  "creditTransfers.list": (call) => {
    const { accountReference } = requireNamed(accounts, call.issuer, call.names).accountIdentifier;
    return call.issuer.creditTransfers
      .filter(
        (each) =>
          each.accountIdentifier.accountReference === accountReference &&
          isOneOf(each.reimbursementTrigger, call.query.reimbursementTriggers) &&
          isWithin(each.creationDate, period(call.query)),
      )
      .map((each) => view(call, each));
  },
  "creditTransfers.retrieve": (call) =>
    view(
      call,
      requireTransfer(call, call.issuer.creditTransfers, (each) => each.creditTransferIdentifier.endToEndId),
    ),
};

export const directDebitHandlers: HandlersOf<"directDebits"> = {
  "directDebits.list": (call) => {
    const { accountReference } = requireNamed(accounts, call.issuer, call.names).accountIdentifier;
    return call.issuer.directDebits
      .filter(
        (each) =>
          each.overPaymentAccountIdentifier.accountReference === accountReference &&
          isOneOf(each.paymentTrigger, call.query.paymentTriggers) &&
          isWithin(each.creationDate, period(call.query)),
      )
      .map((each) => view(call, each));
  },
  "directDebits.retrieve": (call) =>
    view(
      call,
      requireTransfer(call, call.issuer.directDebits, (each) => each.directDebitIdentifier.endToEndId),
    ),
};

function view({ issuer }: IssuingCall, transfer: CreditTransfer | DirectDebit): WireObject {
  return {
    issuerId: issuer.issuerId,
    ...transfer,
    statusHistory: embedded(() => transfer.statusHistory),
  };
}

/** Without the parameter every trigger will do. */
function isOneOf(trigger: string, wanted: unknown): boolean {
  return wanted === undefined || (wanted as readonly string[]).includes(trigger);
}

function requireTransfer<T>(
  { names }: IssuingCall,
  transfers: readonly T[],
  idOf: (transfer: T) => string,
): T {
  const found = transfers.find((each) => idOf(each) === names.endToEndId);
  if (found !== undefined) return found;
  throw new Refusal(notFound, `There is nothing with the end-to-end id ${quoted(names.endToEndId ?? "")}.`);
}
