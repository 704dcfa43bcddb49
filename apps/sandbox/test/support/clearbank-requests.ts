import { JsonNumber } from "../../src/wire/raw-json.js";
import type { TestInstitution } from "./clearbank-api.js";

export const otherIban = "GB29NWBK60161331926819";

export function number(text: string): JsonNumber {
  return new JsonNumber(text);
}

interface Transfer {
  readonly endToEndId?: string;
  readonly instructionId?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly name?: string;
  readonly iban?: string;
  readonly reference?: string;
  readonly enforceSendToScheme?: unknown;
}

let count = 0;

export function transfer(wanted: Transfer = {}): object {
  count += 1;
  return {
    paymentIdentification: {
      instructionIdentification: wanted.instructionId ?? `instruction-${count}`,
      endToEndIdentification: wanted.endToEndId ?? `end-to-end-${count}`,
    },
    amount: { currency: wanted.currency ?? "GBP", instructedAmount: number(wanted.amount ?? "12.50") },
    creditor: { name: wanted.name ?? "Ada Byron" },
    creditorAccount: { identification: { iban: wanted.iban ?? otherIban } },
    remittanceInformation: {
      structured: { creditorReferenceInformation: { reference: wanted.reference ?? "Invoice 1" } },
    },
    ...("enforceSendToScheme" in wanted && { enforceSendToScheme: wanted.enforceSendToScheme }),
  };
}

/** A batch of Faster Payments from the funded account, unless another IBAN is given. */
export function batch(
  institution: TestInstitution,
  creditTransfers: readonly object[],
  { iban, paymentTypeCode }: { readonly iban?: string; readonly paymentTypeCode?: string } = {},
): object {
  return {
    paymentInstructions: [
      {
        debtor: { address: "1 Sandbox Street, London" },
        paymentInstructionIdentification: "batch",
        ...(paymentTypeCode !== undefined && { paymentTypeCode }),
        debtorAccount: { identification: { iban: iban ?? institution.ledger.accounts[0]?.iban } },
        creditTransfers,
      },
    ],
  };
}

const postalAddress = {
  townName: "London",
  country: "GB",
  postCode: "EC1A 1AA",
  streetName: "Sandbox Street",
};
const lei = "ABCDEFGHIJKLMNOPQR12";

export function chapsCustomer(institution: TestInstitution, more: object = {}): Record<string, unknown> {
  count += 1;
  const iban = institution.ledger.accounts[0]?.iban;
  return {
    instructionIdentification: `chaps-${count}`,
    endToEndIdentification: `chaps-end-${count}`,
    interBankSettlementAmount: { amount: number("1500000.10"), currency: "GBP" },
    sourceAccount: { iban },
    debtorAccount: { iban },
    debtor: { name: "Sandbox Institution", postalAddress, organisationIdentifier: { lei } },
    creditorAccount: { schemeName: "SortcodeAccountNumber", identification: "60161331926819" },
    creditor: { name: "Ada Byron", postalAddress, privateIdentifier: { otherIdentification: "P1" } },
    purpose: "TRAD",
    categoryPurpose: "TRAD",
    remittanceInformation: { creditorReferenceInformation: "Invoice 2" },
    ...more,
  };
}

export function chapsInstitution(institution: TestInstitution, more: object = {}): Record<string, unknown> {
  const { debtorAccount: _, ...common } = chapsCustomer(institution);
  return {
    ...common,
    debtor: { name: "Sandbox Institution", postalAddress, lei },
    creditor: { name: "Other Institution", postalAddress, lei },
    remittanceInformation: { unstructured: "Settlement" },
    ...more,
  };
}

export function crossBorder(institution: TestInstitution, more: object = {}): Record<string, unknown> {
  return {
    ...chapsCustomer(institution),
    interBankSettlementAmount: { amount: number("75.00"), currency: "GBP" },
    creditorAccount: { schemeName: "Other", identification: "0532013000" },
    creditorAgent: { bic: "CHASUS33" },
    intermediaryAgent1: { name: "Bank", postalAddress, bic: "BARCGB22XXX", lei },
    ...more,
  };
}

export function overseasPayment(institution: TestInstitution, more: object = {}): object {
  count += 1;
  return {
    paymentInstruction: {
      debtor: { legalEntityIdentifier: null },
      debtorAccount: { identification: { iban: institution.ledger.accounts[0]?.iban } },
      ultimateDebtor: { name: "Jean Dupont", address: "1 rue de la Paix, Paris" },
      ultimateDebtorAccount: {
        identification: { bic: "BNPAFRPP", accountNumber: "FR7630006000011234567890189" },
      },
      creditTransfer: {
        paymentIdentification: { endToEndIdentification: `overseas-${count}` },
        amount: {
          originalCurrency: "EUR",
          originalAmount: number("30.123"),
          instructedAmount: number("25.00"),
        },
        creditor: { name: "Ada Byron", address: null },
        creditorAccount: {
          identification: {
            other: { identification: "NWBK60161331926819", schemeName: { code: "BBAN", proprietary: null } },
          },
        },
        remittanceInformation: {
          unstructured: { additionalReferenceInformation: { reference: "For the rent" } },
        },
        ...more,
      },
    },
  };
}

export function currencyPayment(institution: TestInstitution, more: object = {}): object {
  count += 1;
  const address = { addressLine1: "1 Street", addressLine2: "Town", postCode: "1000", country: "DE" };
  return {
    endToEndId: `currency-${count}`,
    reference: "Invoice 3",
    amount: number("100.55"),
    creditor: { name: "Max Muster", address, bic: "COBADEFF", iban: "DE89370400440532013000" },
    debtorName: "Sandbox Institution",
    debtorAddress: address,
    accountIdentifier: { kind: "IBAN", identifier: institution.ledger.mccyAccounts[0]?.iban },
    debtorAccountCurrency: "EUR",
    ...more,
  };
}
