import { currencies } from "./codes.js";
import type { Amount } from "./ledger.js";
import { type PartyAccount, partyAccount } from "./party-account.js";
import { amount, flag, list, nullable, object, oneOf, optional, type Shape, text, uuid } from "./shape.js";

interface Reference {
  readonly reference: string | undefined;
}

export interface CreditTransfer {
  readonly paymentIdentification: {
    readonly instructionIdentification: string;
    readonly endToEndIdentification: string;
  };
  readonly amount: { readonly currency: string | undefined; readonly instructedAmount: Amount };
  readonly creditor: { readonly name: string };
  readonly creditorAccount: PartyAccount;
  readonly remittanceInformation: {
    readonly structured: { readonly creditorReferenceInformation: Reference | undefined } | undefined;
    readonly unstructured: { readonly additionalReferenceInformation: Reference | undefined } | undefined;
  };
  readonly enforceSendToScheme: boolean | "blank" | undefined;
}

export interface PaymentInstruction {
  readonly paymentTypeCode: "SIP" | "SOP" | "FDP" | undefined;
  readonly debtorAccount: PartyAccount;
  readonly creditTransfers: readonly CreditTransfer[];
}

const creditTransfer: Shape<CreditTransfer> = object({
  paymentIdentification: object({
    instructionIdentification: text({ min: 1, max: 35 }),
    endToEndIdentification: text({ min: 1, max: 35 }),
  }),
  amount: object({ currency: nullable(oneOf(currencies)), instructedAmount: amount() }),
  creditor: object({
    name: text({ min: 1, max: 140 }),
    // The spelling is the institution's.
    legalEntityIndentifier: nullable(text({ max: 35 })),
  }),
  creditorAccount: partyAccount,
  remittanceInformation: object({
    structured: nullable(
      object({
        creditorReferenceInformation: nullable(object({ reference: nullable(text({ max: 35 })) })),
      }),
    ),
    unstructured: nullable(
      object({
        additionalReferenceInformation: nullable(object({ reference: nullable(text({ max: 140 })) })),
      }),
    ),
  }),
  enforceSendToScheme: optional(blankOr(flag)),
});

const paymentInstruction: Shape<PaymentInstruction> = object({
  debtor: object({
    legalEntityIdentifier: nullable(text({ max: 35 })),
    address: text({ min: 1, max: 140, pattern: /^[a-zA-Z0-9/\-?:().,'+ ]*$/ }),
  }),
  paymentInstructionIdentification: text({ min: 1, max: 35 }),
  paymentTypeCode: optional(oneOf(["SIP", "SOP", "FDP"])),
  debtorAccount: partyAccount,
  creditTransfers: list(creditTransfer, 1, 10),
});

export const fpsRequest: Shape<{ readonly paymentInstructions: readonly PaymentInstruction[] }> = object({
  paymentInstructions: list(paymentInstruction, 1, 10),
});

interface ReturnRequest {
  readonly paymentReturnInstruction: { readonly TransactionId: string };
}

export const fpsReturnRequest: Shape<ReturnRequest> = object({
  paymentReturnInstruction: object({
    TransactionId: uuid,
    ReasonForReturn: text(),
  }),
});

/** The reference that goes with the money: a missing one is a blank one. */
export function referenceOf({ remittanceInformation }: CreditTransfer): string {
  const { structured, unstructured } = remittanceInformation;
  return (
    structured?.creditorReferenceInformation?.reference ??
    unstructured?.additionalReferenceInformation?.reference ??
    ""
  );
}

/** A blank passes here, because it has an answer of its own. */
function blankOr<T>(shape: Shape<T>): Shape<T | "blank"> {
  return (value, path, problems) => (value === null || value === "" ? "blank" : shape(value, path, problems));
}
