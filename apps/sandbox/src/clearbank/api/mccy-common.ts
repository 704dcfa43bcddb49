import { isTaken } from "./books.js";
import type { ApiCall, Opening } from "./call.js";
import { ibanOf, newBban } from "./identifiers.js";
import type { MccyAccount } from "./ledger.js";
import { notFoundProblem } from "./refuse.js";
import { nullable, object, oneOf, type Shape, text } from "./shape.js";

export const mccyCurrencies = [
  "EUR",
  "USD",
  "CAD",
  "CHF",
  "CZK",
  "DKK",
  "HUF",
  "NOK",
  "PLN",
  "RON",
  "SEK",
] as const;

/** The bank code of multi-currency IBANs. */
const mccyPrefix = "CLRB040405";

const mccyStatusReasons = [
  "AccountHolderBankrupt",
  "AccountHolderDeceased",
  "AccountSwitched",
  "CompanyNoLongerTrading",
  "DissatisfiedCustomer",
  "DuplicateAccount",
  "FinancialCrime",
  "FraudConfirmed",
  "FraudFirstParty",
  "FraudThirdParty",
  "InternallyDormant",
  "KYCRequired",
  "LegallyDisputed",
  "PotentialSanctionedIndividual",
  "SanctionedIndividual",
  "SuspectMoneyLaundering",
  "TransactionDispute",
  "Other",
] as const;

interface StatusRequest {
  readonly status: string;
  readonly statusReason: string | undefined;
  readonly information?: string | undefined;
}

export const statusRequest: Shape<StatusRequest> = object({
  status: oneOf(["Active", "Suspended"]),
  statusReason: nullable(oneOf(mccyStatusReasons)),
  information: nullable(text({ max: 100 })),
});

export interface Lifecycle {
  status: string;
  statusReason: string;
  statusInformation: string;
  modifiedAt: string;
}

/** The members about the status as an answer has them: the reason only where there is one. */
export function describeStatus({ status, statusReason, statusInformation }: Lifecycle): object {
  return {
    status,
    ...(statusReason !== "" && { statusReason }),
    statusInformation: statusInformation === "" ? null : statusInformation,
  };
}

export function setStatus(call: ApiCall, it: Lifecycle, wanted: StatusRequest): void {
  it.status = wanted.status;
  it.statusReason = wanted.statusReason ?? "";
  it.statusInformation = wanted.information ?? "";
  it.modifiedAt = call.context.now().toISOString();
  call.changed();
}

export function newMccyIban({ ledger, context }: Opening): string {
  return ibanOf(newBban(context.random, mccyPrefix, (bban) => isTaken(ledger, bban)));
}

/** @throws ApiRefusal */
export function requireMccyAccount({ ledger }: ApiCall, accountId: string | undefined): MccyAccount {
  const account = ledger.mccyAccounts.find(({ id }) => id === accountId);
  if (account === undefined) {
    throw notFoundProblem("accountId", `This institution has no multi-currency account ${accountId}.`);
  }
  return account;
}
