import { accountOf, bic, type ChapsAccount, lei, narrow, wideText } from "./chaps-request.js";
import { categoryPurposes, purposes, returnReasons } from "./codes.js";
import type { Amount } from "./ledger.js";
import { fromBban } from "./party-account.js";
import { amount, object, oneOf, optional, type Shape, text, uuid } from "./shape.js";

/** Outbound payments write `SortcodeAccountNumber`. */
const account = accountOf(
  object({
    schemeName: oneOf(["BBan", "SortCodeAccountNumber"]),
    identification: text({ min: 1, max: 35 }),
  }),
  fromBban,
);

const outboundOnly = ["FXNT", "LBRI", "PCOM", "PENS"];

const postalAddress = object({
  buildingNumber: optional(text()),
  buildingName: optional(text()),
  streetName: optional(text()),
  townName: text({ min: 1, max: 35 }),
  country: text({ min: 2, max: 2, pattern: /^[A-Z]{2}$/ }),
  postCode: text({ min: 1, max: 16 }),
});

const otherIdentification = optional(text({ max: 35 }));

const customer = object({
  name: text({ min: 1 }),
  postalAddress,
  organisationIdentifier: optional(
    object({
      bic: optional(text({ pattern: /^([A-Z0-9]{8}|[A-Z0-9]{11})$/ })),
      lei: optional(text({ min: 20, max: 20 })),
      otherIdentification,
    }),
  ),
  privateIdentifier: optional(object({ otherIdentification })),
});

const institution = object({ name: text({ min: 1 }), postalAddress, lei });

const common = {
  instructionIdentification: wideText(35),
  endToEndIdentification: text({ min: 1, max: 35, pattern: narrow }),
  interBankSettlementAmount: object(
    { amount: amount(), currency: text({ pattern: /^[A-Z]{3}$/ }) },
    { open: true },
  ),
  instructingAgentBic: optional(bic),
  debtorAccount: account,
  creditorAccount: account,
  purpose: oneOf(purposes.filter((each) => !outboundOnly.includes(each))),
  categoryPurpose: oneOf(categoryPurposes),
};

export interface InboundChaps {
  readonly endToEndIdentification: string;
  readonly interBankSettlementAmount: { readonly amount: Amount; readonly currency: string };
  readonly debtorAccount: ChapsAccount;
  readonly debtor: { readonly name: string };
  readonly creditorAccount: ChapsAccount;
  readonly remittanceInformation:
    | {
        readonly creditorReferenceInformation?: string | undefined;
        readonly unstructured?: string | undefined;
      }
    | undefined;
}

export const inboundCustomerPayment: Shape<InboundChaps> = object({
  ...common,
  debtor: customer,
  creditor: customer,
  remittanceInformation: optional(
    object({ creditorReferenceInformation: optional(text({ min: 1, max: 35 })) }),
  ),
});

export const inboundInstitutionPayment: Shape<InboundChaps> = object({
  ...common,
  debtor: institution,
  debtorBic: bic,
  creditor: institution,
  creditorBic: bic,
  remittanceInformation: optional(object({ unstructured: optional(wideText(140)) })),
});

interface InboundReturn {
  readonly paymentId: string;
  readonly returnedInterBankSettlementAmount: { readonly amount: Amount } | undefined;
}

export const inboundReturn: Shape<InboundReturn> = object({
  paymentId: uuid,
  reason: oneOf(returnReasons),
  instructionIdentification: wideText(35),
  returnedInterBankSettlementAmount: optional(object({ amount: amount("0.01"), currency: oneOf(["GBP"]) })),
  additionalInformation: optional(text({ max: 105 })),
});
