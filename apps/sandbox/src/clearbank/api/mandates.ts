import type { Reply } from "../../wire/exchange.js";
import { requireHolder } from "./books.js";
import type { ApiCall } from "./call.js";
import { accountNumberOf, sortCodeOf } from "./identifiers.js";
import type { Mandate } from "./ledger.js";
import { cancelMandate, createMandate, returnMandate } from "./mandate-requests.js";
import { accepted, pageReply } from "./paging.js";
import { readBody } from "./read-body.js";
import { notFound } from "./refuse.js";
import { type Parameters, type Route, route, unplayed } from "./router.js";

function create(call: ApiCall, parameters: Parameters): Reply {
  const { account, virtualAccount } = requireHolder(call.ledger, parameters);
  const wanted = readBody(call.exchange, createMandate);
  const at = call.context.now().toISOString();
  const mandate: Mandate = {
    id: call.context.random.uuid(),
    accountId: account.id,
    ...(virtualAccount !== undefined && { virtualAccountId: virtualAccount.id }),
    serviceUserNumber: wanted.serviceUserNumber,
    reference: wanted.reference,
    originatorName: wanted.originatorName ?? "",
    payerName: wanted.payerName ?? "",
    mandateType: wanted.mandateType ?? "PaperMandate",
    state: "Active",
    createdAt: at,
    modifiedAt: at,
  };
  const isKnown = call.ledger.mandates.some(
    (each) =>
      each.state === "Active" &&
      each.accountId === mandate.accountId &&
      each.serviceUserNumber === mandate.serviceUserNumber &&
      each.reference === mandate.reference,
  );
  if (isKnown) {
    call.emit("BacsMandateInitiationFailed", 1, {
      ReasonCodes: "G",
      ReceivedDateUtc: at,
      EffectiveDateUtc: at,
      ...webhookOf(call, mandate),
      EventDate: at,
    });
    return accepted(call);
  }
  call.ledger.mandates.push(mandate);
  call.changed();
  call.emit("BacsMandateInitiated", 2, {
    MandateId: mandate.id,
    ...webhookOf(call, mandate),
    TransactionCode: "0N",
  });
  return accepted(call);
}

function cancel(call: ApiCall, parameters: Parameters): Reply {
  const mandate = requireMandate(call, parameters);
  const { reasonCode } = readBody(call.exchange, cancelMandate);
  const at = call.context.now().toISOString();
  if (mandate.state !== "Active") {
    call.emit("BacsMandateCancellationFailed", 1, {
      ReasonCode: reasonCode,
      TransactionCode: "0C",
      ...webhookOf(call, mandate),
      EventDate: at,
    });
    return accepted(call);
  }
  change(call, mandate, "Cancelled", at);
  call.emit("BacsMandateCancelled", 2, {
    MandateId: mandate.id,
    ...webhookOf(call, mandate),
    TransactionCode: "0C",
  });
  return accepted(call);
}

function sendBack(call: ApiCall, parameters: Parameters): Reply {
  const mandate = requireMandate(call, parameters);
  const { rejectionReason } = readBody(call.exchange, returnMandate);
  const at = call.context.now().toISOString();
  const common = { MandateId: mandate.id, ...webhookOf(call, mandate), EventDate: at };
  if (mandate.state !== "Active") {
    call.emit("BacsMandateReturnFailed", 1, { ...common, ErrorMessage: "Original mandate must be active" });
    return accepted(call);
  }
  change(call, mandate, "Returned", at);
  call.emit("BacsMandateReturned", 1, { ...common, ReasonCode: rejectionReason });
  return accepted(call);
}

function change(call: ApiCall, mandate: Mandate, state: Mandate["state"], at: string): void {
  mandate.state = state;
  mandate.modifiedAt = at;
  call.changed();
}

function requireMandate(call: ApiCall, parameters: Parameters): Mandate {
  const mandate = ofHolder(call, parameters).find(({ id }) => id === parameters.mandateId);
  if (mandate === undefined) throw notFound(`The account has no mandate ${parameters.mandateId}.`);
  return mandate;
}

function ofHolder(call: ApiCall, parameters: Parameters): Mandate[] {
  const { account, virtualAccount } = requireHolder(call.ledger, parameters);
  return call.ledger.mandates.filter(
    (each) => each.accountId === account.id && each.virtualAccountId === virtualAccount?.id,
  );
}

function payerBban({ ledger }: ApiCall, { accountId, virtualAccountId }: Mandate): string {
  const payer =
    ledger.virtualAccounts.find(({ id }) => id === virtualAccountId) ??
    ledger.accounts.find(({ id }) => id === accountId);
  return payer?.bban ?? "";
}

function webhookOf(call: ApiCall, mandate: Mandate): object {
  const bban = payerBban(call, mandate);
  return {
    OriginatorInformation: { AccountName: mandate.originatorName, SortCode: "", AccountNumber: "" },
    PayerInformation: {
      AccountName: mandate.payerName,
      SortCode: sortCodeOf(bban),
      AccountNumber: accountNumberOf(bban),
    },
    ServiceUserNumber: mandate.serviceUserNumber,
    Reference: mandate.reference,
    Source: "Bacs",
  };
}

function describe({ id, payerName, reference, serviceUserNumber, originatorName, state }: Mandate): object {
  return { mandateId: id, payerName, reference, serviceUserNumber, originatorName, state };
}

function describeV2(call: ApiCall, mandate: Mandate): object {
  const bban = payerBban(call, mandate);
  return {
    ...describe(mandate),
    payerBban: bban,
    payerAccountNumber: accountNumberOf(bban),
    payerSortCode: sortCodeOf(bban),
    mandateType: mandate.mandateType,
  };
}

const holders = ["/Accounts/{accountId}", "/Accounts/{accountId}/Virtual/{virtualAccountId}"];

export const mandateRoutes: readonly Route[] = holders.flatMap((holder) => [
  route("POST", `/v1${holder}/Mandates`, create),
  route("GET", `/v1${holder}/Mandates`, (call, parameters) =>
    pageReply(call, "directDebitMandates", ofHolder(call, parameters), describe),
  ),
  route("GET", `/v2${holder}/Mandates`, (call, parameters) =>
    pageReply(call, "directDebitMandates", ofHolder(call, parameters), (each) => describeV2(call, each)),
  ),
  route("DELETE", `/v1${holder}/Mandates/{mandateId}`, cancel),
  route("POST", `/v1${holder}/Mandates/{mandateId}/Returns`, sendBack),
  // Published, so that 405 would be wrong.
  route("PATCH", `/v1${holder}/Mandates/{mandateId}`, (call) => {
    throw unplayed(call);
  }),
]);
