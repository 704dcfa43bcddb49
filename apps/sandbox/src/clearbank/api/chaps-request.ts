import { categoryPurposes, purposes, returnReasons } from "./codes.js";
import { bbanOf, ibanProblem } from "./identifiers.js";
import type { Amount } from "./ledger.js";
import { fromBban } from "./party-account.js";
import { amount, note, object, oneOf, optional, type Shape, text, uuid } from "./shape.js";

const wide = /^[0-9a-zA-Z/\-?:().,'+ !#$%&*=^_`{|}~";<>@[\\\]]+$/;
export const narrow: RegExp = /^[0-9a-zA-Z/\-?:().,'+ ]+$/;
export const wideText = (max: number): Shape<string> => text({ min: 1, max, pattern: wide });
export const lei: Shape<string> = text({ min: 20, max: 20, pattern: /^[A-Z0-9]{18}\d{2}$/ });
export const bic: Shape<string> = text({ pattern: /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/ });
const otherIdentification = optional(text({ max: 35, pattern: narrow }));

export interface ChapsAccount {
  readonly iban: string;
  readonly bban: string;
}

const byIban = object({ iban: text({ min: 1, max: 34, pattern: /[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}/ }) });

/**
 * Either an IBAN or what `byScheme` reads, never both.
 *
 * @param find the account of an identification, or undefined where it can be none
 */
export function accountOf(
  byScheme: Shape<{ readonly identification: string }>,
  find: (identification: string) => ChapsAccount | undefined,
): Shape<ChapsAccount> {
  return (value, path, problems) => {
    if (typeof value === "object" && value !== null && Object.hasOwn(value, "iban")) {
      const { iban = "" } = byIban(value, path, problems) ?? {};
      const problem = iban === "" ? undefined : ibanProblem(iban);
      if (problem !== undefined) note(problems, `${path}.iban`, `${problem}.`);
      return { iban, bban: bbanOf(iban) };
    }
    const { identification = "" } = byScheme(value, path, problems) ?? {};
    const found = identification === "" ? undefined : find(identification);
    if (identification !== "" && found === undefined) {
      const expected = "a BBAN, or 6 digits of sort code and 8 of account number";
      note(problems, `${path}.identification`, `Expected ${expected}.`);
    }
    return found ?? { iban: "", bban: "" };
  };
}

const account = accountOf(
  object({
    schemeName: oneOf(["BBan", "SortcodeAccountNumber"]),
    identification: text({ min: 1, max: 34 }),
  }),
  fromBban,
);

/** Abroad an account can have any form. */
const foreignAccount = accountOf(
  object({
    schemeName: oneOf(["BBan", "Other"]),
    identification: text({ min: 1, max: 34, pattern: /[0-9a-zA-Z\-?:().,'+]/ }),
  }),
  (bban) => ({ iban: "", bban }),
);

const postalAddress = object({
  buildingNumber: optional(wideText(16)),
  buildingName: optional(wideText(35)),
  streetName: optional(wideText(70)),
  townName: wideText(35),
  country: text({ min: 2, max: 2, pattern: /^[A-Z]{2}$/ }),
  postCode: wideText(16),
});

const identifiers = {
  organisationIdentifier: optional(object({ bic: optional(bic), lei: optional(lei), otherIdentification })),
  privateIdentifier: optional(object({ otherIdentification })),
};

const customer = object({ name: wideText(140), postalAddress, ...identifiers });
const customerAbroad = object({ name: text({ min: 1, max: 140 }), postalAddress, ...identifiers });
const institution = object({ name: wideText(140), postalAddress, lei });

const common = {
  instructionIdentification: wideText(35),
  endToEndIdentification: text({ min: 1, max: 35, pattern: narrow }),
  interBankSettlementAmount: object({
    amount: amount(),
    currency: text({ min: 1, pattern: /^[A-Z]{3}$/ }),
  }),
  sourceAccount: account,
  creditorAccount: account,
  purpose: oneOf(purposes),
  categoryPurpose: oneOf(categoryPurposes),
};

export interface ChapsPayment {
  readonly endToEndIdentification: string;
  readonly interBankSettlementAmount: { readonly amount: Amount; readonly currency: string };
  readonly sourceAccount: ChapsAccount;
  readonly creditorAccount: ChapsAccount;
  readonly creditor: { readonly name: string };
}

interface CustomerPayment extends ChapsPayment {
  readonly remittanceInformation: { readonly creditorReferenceInformation: string | undefined } | undefined;
}

interface InstitutionPayment extends ChapsPayment {
  readonly remittanceInformation: { readonly unstructured: string | undefined } | undefined;
}

interface ReturnPayment {
  readonly paymentId: string;
  readonly instructionIdentification: string;
}

export const customerPayment: Shape<CustomerPayment> = object({
  ...common,
  debtorAccount: account,
  debtor: customer,
  creditor: customer,
  remittanceInformation: optional(object({ creditorReferenceInformation: optional(wideText(35)) })),
});

export const crossBorderPayment: Shape<CustomerPayment> = object({
  ...common,
  debtorAccount: account,
  debtor: customerAbroad,
  creditorAccount: foreignAccount,
  creditor: customerAbroad,
  creditorAgent: object({ bic }),
  intermediaryAgent1: optional(
    object({ name: text({ min: 1, max: 140 }), postalAddress, bic, lei: optional(lei) }),
  ),
  remittanceInformation: optional(object({ creditorReferenceInformation: optional(wideText(35)) })),
});

export const institutionPayment: Shape<InstitutionPayment> = object({
  ...common,
  debtor: institution,
  creditor: institution,
  remittanceInformation: optional(object({ unstructured: optional(wideText(140)) })),
});

export const returnPayment: Shape<ReturnPayment> = object({
  paymentId: uuid,
  reason: oneOf(returnReasons),
  instructionIdentification: wideText(35),
  additionalInformation: optional(text({ max: 105 })),
});
