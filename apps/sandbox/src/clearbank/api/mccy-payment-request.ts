import type { Amount } from "./ledger.js";
import { mccyCurrencies } from "./mccy-common.js";
import { amount, list, nullable, object, oneOf, optional, present, type Shape, text, uuid } from "./shape.js";

const country = /^[A-Z]{2}$/;
const bic = nullable(text({ min: 8, max: 11, pattern: /[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?/ }));
const upTo = (max: number) => nullable(text({ max }));

const address = object(
  {
    addressLine1: text({ min: 1, max: 70 }),
    addressLine2: text({ min: 1, max: 35 }),
    addressLine3: upTo(35),
    postCode: text({ min: 1, max: 16 }),
    country: text({ min: 2, max: 2, pattern: country }),
  },
  { open: true },
);

const addressDetails = object(
  {
    addressLine1: upTo(70),
    addressLine2: upTo(35),
    addressLine3: upTo(35),
    postCode: upTo(16),
    country: text({ min: 2, max: 2, pattern: country }),
  },
  { open: true },
);

const schemeName = optional(object({ code: upTo(4), proprietary: upTo(35) }, { open: true }));

const privateIdentification = optional(
  object(
    {
      dateAndPlaceOfBirth: optional(
        object(
          {
            dateOfBirth: nullable(text()),
            cityOfBirth: upTo(35),
            countryOfBirth: nullable(text({ max: 2, pattern: country })),
          },
          { open: true },
        ),
      ),
      other: optional(object({ identification: upTo(35), schemeName }, { open: true })),
    },
    { open: true },
  ),
);

const identification = nullable(
  object(
    {
      organisationIdentification: optional(
        object(
          {
            Other: optional(
              object({ identification: upTo(35), schemeName, issuer: upTo(35) }, { open: true }),
            ),
          },
          { open: true },
        ),
      ),
      privateIdentification,
    },
    { open: true },
  ),
);

const creditor = object({
  name: text({ min: 1, max: 140 }),
  address,
  bic,
  identification,
  countryOfResidence: nullable(text({ max: 2, pattern: country })),
  contactDetails: optional(object({ name: upTo(140), emailAddress: upTo(2048) }, { open: true })),
  iban: nullable(text()),
  accountNumber: upTo(34),
  schemeName,
});

const intermediaryAgent = object({
  FinancialInstitutionIdentification: optional(
    object({ bic, aba: upTo(35), name: upTo(140), addressDetails }),
  ),
});

const creditorAgent = object({
  FinancialInstitutionIdentification: object({
    bic,
    aba: upTo(35),
    clearingSystemIdCode: upTo(35),
    memberId: upTo(35),
    name: text({ min: 1, max: 140 }),
    addressDetails,
  }),
  branchId: upTo(35),
});

interface Address {
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly addressLine3: string | undefined;
  readonly postCode: string;
  readonly country: string;
}

export interface MccyPayment {
  readonly endToEndId: string;
  readonly reference: string;
  readonly amount: Amount;
  readonly creditor: {
    readonly name: string;
    readonly address: Address;
    readonly bic: string | undefined;
    readonly iban: string | undefined;
    readonly accountNumber: string | undefined;
  };
  readonly debtorName: string;
  readonly debtorAddress: Address;
  readonly accountIdentifier: { readonly kind: "AccountId" | "IBAN"; readonly identifier: string };
}

interface Batch {
  readonly batchId: string | undefined;
  readonly currencyCode: string;
  readonly transactions: readonly MccyPayment[];
}

const payment: Shape<MccyPayment> = object({
  endToEndId: text({ min: 1, max: 35, pattern: /[A-Za-z0-9/\-?:.,"+ ]/ }),
  reference: text({ min: 1, max: 140 }),
  amount: amount("0.01", "999999999.99"),
  creditor,
  debtorName: text({ min: 1, max: 140 }),
  debtorAddress: address,
  debtorBic: bic,
  debtorPrivateIdentification: privateIdentification,
  // Of the debtor, though it is not called so.
  accountIdentifier: object({ kind: oneOf(["AccountId", "IBAN"]), identifier: text({ min: 1, max: 36 }) }),
  debtorAccountCurrency: oneOf(mccyCurrencies),
  intermediaryAgent: optional(intermediaryAgent),
  creditorAgent: optional(creditorAgent),
  instructionForDebtorAgent: upTo(140),
  purpose: nullable(object({ code: upTo(4), proprietary: upTo(35) })),
  remittanceInformation: nullable(object({ additionalRemittanceInformation: upTo(140) })),
  ultimateCreditor: nullable(
    object({
      name: text({ min: 1, max: 140 }),
      address: present(nullable(addressDetails)),
      bic,
      identification,
    }),
  ),
});

export const mccyPaymentRequest: Shape<Batch> = object({
  batchId: nullable(uuid),
  currencyCode: oneOf(mccyCurrencies),
  transactions: list(payment, 1, 100),
});
