import type { PaymentAccountReference } from "./account-identification.js";
import type { TransactionAmount } from "./transaction.js";
import type { Linked, Open } from "./wire.js";

/** How far a Direct Debit Instruction is. */
export type MandateState =
  | "Active"
  | "PendingInitiation"
  | "Cancelled"
  | "Rejected"
  | "Finished"
  | "Returned";

/** How a Direct Debit Instruction came to be. */
export type MandateType = "PaperMandate" | "Origination" | "Migrated";

/** A Direct Debit Instruction. */
export interface Mandate {
  /** UUID. */
  readonly mandateId?: string;
  readonly payerName?: string;
  readonly payerBban?: string;
  readonly payerAccountNumber?: string;
  readonly payerSortCode?: string;
  readonly reference?: string;
  /** The originator's service user number (SUN). */
  readonly serviceUserNumber?: string;
  readonly originatorName?: string;
  /** `PaperMandate` as a rule; the others where a sort code moves to ClearBank from another participant. */
  readonly mandateType?: Open<MandateType>;
  readonly state?: Open<MandateState>;
}

/** A page of Direct Debit Instructions. */
export interface MandatesPage extends Linked {
  readonly directDebitMandates?: readonly Mandate[];
}

/** A collection under a Direct Debit Instruction. */
export interface MandateTransaction {
  /** UUID. */
  readonly transactionId?: string;
  /** When it settled. Date and time, ISO 8601. */
  readonly date?: string;
  readonly amount?: TransactionAmount;
  readonly status?: string;
  readonly reference?: string;
  readonly debtorBban?: string;
  readonly debtorAccountName?: string;
  readonly debtorSortCode?: string;
  readonly debtorAccountNumber?: string;
}

/** A page of collections. */
export interface MandateTransactionsPage extends Linked {
  readonly mandateTransactions?: readonly MandateTransaction[];
}

/** A Direct Debit Instruction, as version 1 shows it. */
export interface MandateV1 {
  /** UUID. */
  readonly mandateId?: string;
  readonly payerName?: string;
  readonly reference?: string;
  /** The originator's service user number (SUN). */
  readonly serviceUserNumber?: string;
  readonly originatorName?: string;
  readonly state?: Open<MandateState>;
}

/** A page of Direct Debit Instructions, as version 1 shows them. */
export interface MandatesPageV1 extends Linked {
  readonly directDebitMandates?: readonly MandateV1[];
}

/** A collection, as version 1 shows it. */
export interface MandateTransactionV1 {
  /** UUID. */
  readonly transactionId?: string;
  /** Date and time, ISO 8601. */
  readonly date?: string;
  readonly amount?: TransactionAmount;
  readonly status?: string;
  readonly reference?: string;
}

/** A page of collections, as version 1 shows them. */
export interface MandateTransactionsPageV1 extends Linked {
  readonly mandateTransactions?: readonly MandateTransactionV1[];
}

/** A new Direct Debit Instruction. */
export interface CreateMandateRequest {
  /** The originator's service user number (SUN). Six digits. */
  readonly serviceUserNumber: string;
  /** Up to 18 characters; `^[A-Z0-9.&/\- ]*$`. */
  readonly originatorName?: string;
  /** 1 to 18 characters; `^[A-Z0-9.&/\- ]*$`. */
  readonly reference: string;
  /** Up to 18 characters; `^[A-Z0-9.&/\- ]*$`. */
  readonly payerName?: string;
  readonly counterpartAccount?: PaymentAccountReference;
  /** `PaperMandate` as a rule; the others where a sort code moves to ClearBank from another participant. */
  readonly mandateType?: MandateType;
}

/** Why a Direct Debit Instruction is cancelled. */
export interface CancelMandateRequest {
  /** `0` refer to payer, `1` cancelled by the payer, `2` payer deceased, `B` account closed. */
  readonly reasonCode: "0" | "1" | "2" | "B";
}

/** An amendment of a Direct Debit Instruction. */
export interface AmendMandateRequest {
  /** `C` the account moved to another branch, `E` the instruction was amended. */
  readonly reasonCode: "C" | "E";
  readonly newDebtorAccount: PaymentAccountReference;
}

/** Why a Direct Debit Instruction is returned. */
export interface RejectMandateRequest {
  /** Why the instruction is returned, as a Bacs reason code. */
  readonly rejectionReason: "B" | "C" | "F" | "G" | "H" | "I" | "K" | "1" | "2" | "3" | "5" | "6";
}
