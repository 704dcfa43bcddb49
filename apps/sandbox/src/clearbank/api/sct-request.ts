import type { Amount } from "./ledger.js";
import {
  amount,
  list,
  note,
  nullable,
  object,
  oneOf,
  optional,
  present,
  type Read,
  type Shape,
  text,
} from "./shape.js";

const plain = (max: number): Shape<string> => text({ min: 1, max, pattern: /^[A-Za-z/\-?:()."+ 0-9]+$/ });
const iban = text({ min: 14, max: 34, pattern: /[A-Z]{2}\d{2}[A-Z0-9]{10,30}/ });
const bic = text({ min: 8, max: 11, pattern: /[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?/ });
const country = text({ min: 2, max: 2, pattern: /[A-Z]{2}/ });
const day = text({ min: 1, pattern: /^\d{4}-\d{2}-\d{2}$/ });

const postalAddress = object({
  streetName: nullable(plain(70)),
  buildingNumber: nullable(plain(16)),
  postCode: plain(16),
  townName: plain(35),
  countrySubDivision: nullable(plain(35)),
  country,
});

const members = {
  name: plain(140),
  postalAddress: optional(postalAddress),
  organisationIdentification: optional(object({ anyBIC: nullable(bic) })),
  privateIdentification: optional(
    object({ birthDate: day, cityOfBirth: plain(35), countryOfBirth: country }),
  ),
};
const anyParty = object(members);

/**
 * An organisation or a person. Published as exactly one of two shapes, which would refuse whoever has only what both
 * of them have; here that is taken.
 */
const party: Shape<Read<typeof anyParty>> = (value, path, problems) => {
  const read = anyParty(value, path, problems);
  if (read?.organisationIdentification !== undefined && read.privateIdentification !== undefined) {
    note(problems, path, "Expected organisationIdentification or privateIdentification, got both.");
  }
  return read;
};

/** A debtor that is an organisation gives its address. */
const debtor: Shape<Read<typeof anyParty>> = (value, path, problems) => {
  const read = party(value, path, problems);
  if (read?.organisationIdentification !== undefined && read.postalAddress === undefined) {
    note(problems, `${path}.postalAddress`, "This member is required of an organisation.");
  }
  return read;
};

const identifiers = {
  instructionIdentification: plain(35),
  endToEndIdentification: plain(35),
  uetr: text({
    max: 36,
    pattern: /^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}$/,
  }),
};

export interface SctPayment {
  readonly paymentIdentification: {
    readonly instructionIdentification: string;
    readonly endToEndIdentification: string;
    readonly uetr: string;
  };
  readonly instructedAmount: { readonly amount: Amount; readonly currency: string };
  readonly creditor: { readonly name: string };
  readonly creditorAccount: { readonly iban: string | undefined };
  readonly remittanceInformation: { readonly unstructured: readonly string[] | undefined } | undefined;
}

const payment: Shape<SctPayment> = object({
  paymentIdentification: object(identifiers),
  paymentTypeInformation: object({ serviceLevelCode: nullable(oneOf(["SEPA"])) }),
  instructedAmount: object({
    amount: amount("0.01", "999999999.99"),
    // The scheme has no other; the interface file says three characters.
    currency: oneOf(["EUR"]),
  }),
  creditorAgent: object({ bicfi: nullable(bic) }),
  creditor: party,
  creditorAccount: object({
    name: nullable(text({ min: 1, max: 70 })),
    iban: nullable(iban),
    accountIdentification: nullable(text({ min: 1, max: 34 })),
    accountIdentificationCode: nullable(text({ min: 1, max: 4 })),
  }),
  remittanceInformation: optional(object({ unstructured: present(nullable(list(plain(140), 0, 3))) })),
});

export interface SctInstruction {
  readonly paymentInformationIdentification: string;
  readonly debtorAccount: { readonly iban: string };
  readonly creditTransferTransactionInformation: readonly SctPayment[];
}

const instruction: Shape<SctInstruction> = object({
  paymentInformationIdentification: plain(35),
  requestedExecutionDate: nullable(day),
  debtor,
  debtorAccount: object({ name: nullable(text({ min: 1, max: 70 })), iban }),
  creditTransferTransactionInformation: list(payment, 1, 2),
});

interface SctRequest {
  readonly messageIdentification: string;
  readonly paymentInformation: readonly SctInstruction[];
}

/** SEPA credit transfers: up to three debtors' accounts, with up to two payments from each. */
export const sctRequest: Shape<SctRequest> = object({
  messageIdentification: plain(35),
  paymentInformation: list(instruction, 1, 3),
});
