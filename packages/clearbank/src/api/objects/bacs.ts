import type { Decimal } from "../../json/decimal.js";
import type { CounterpartScheme } from "./account-identification.js";
import type { Linked, Open } from "./wire.js";

/** What became of a Bacs transaction. */
export type PendingTransactionStatus =
  | "Pending"
  | "Rejected"
  | "FailedInternalValidation"
  | "Processed"
  | "Returned"
  | "Recalled"
  | "ContraNotReceived";

/** A Bacs transaction that was not paid. */
export interface UnpaidTransaction {
  /** UUID. */
  readonly pendingTransactionId?: string;
  readonly transactionType?: Open<"DirectCredit" | "DirectDebit" | "DirectDebitIndemnityClaim">;
  readonly transactionStatus?: Open<PendingTransactionStatus>;
  readonly creditorAccount?: BacsAccount;
  readonly debtorAccount?: BacsAccount;
  readonly amount?: Decimal;
  readonly paymentReference?: string;
  /** The day of processing. Date and time, ISO 8601. */
  readonly processingDate?: string;
  /** The day of settlement inside ClearBank. Date and time, ISO 8601. */
  readonly settlementDate?: string;
  /** The day the money moves. Date and time, ISO 8601. */
  readonly transferredDate?: string;
  /** The originator's service user number (SUN). */
  readonly serviceUserNumber?: string;
  /** The Bacs transaction code. */
  readonly transactionCode?: string;
  /** Whether it came from a transaction that exists. */
  readonly isReturn?: boolean;
  /** Whether it has been returned. */
  readonly hasReturn?: boolean;
  readonly reasonCode?: string;
  readonly collectionReference?: string;
}

/** A page of Bacs transactions that were not paid. */
export interface UnpaidTransactionsPage extends Linked {
  readonly unpaidTransactions?: readonly UnpaidTransaction[];
}

/** A Bacs transaction that was not applied or not paid, as version 1 shows it. */
export interface UnpaidTransactionV1 {
  /** UUID. */
  readonly pendingTransactionId?: string;
  readonly transactionType?: Open<"DirectCredit" | "DirectDebit" | "DirectDebitIndemnityClaim">;
  readonly transactionStatus?: Open<PendingTransactionStatus>;
  readonly creditorAccount?: BacsAccountV1;
  readonly debtorAccount?: BacsAccountV1;
  readonly amount?: Decimal;
  readonly paymentReference?: string;
  /** The day of processing. Date and time, ISO 8601. */
  readonly processingDate?: string;
  /** The day of settlement inside ClearBank. Date and time, ISO 8601. */
  readonly settlementDate?: string;
  /** The day the money moves. Date and time, ISO 8601. */
  readonly transferredDate?: string;
  /** The originator's service user number (SUN). */
  readonly serviceUserNumber?: string;
  /** The Bacs transaction code. */
  readonly transactionCode?: string;
  /** Whether it came from a transaction that exists. */
  readonly isReturn?: boolean;
  /** Whether it has been returned. */
  readonly hasReturn?: boolean;
  readonly reasonCode?: string;
  readonly collectionReference?: string;
  readonly creditorAccountName?: string;
  readonly debtorAccountName?: string;
}

/** A page of Bacs transactions that were not paid, as version 1 shows them. */
export interface UnpaidTransactionsPageV1 extends Linked {
  readonly unpaidTransactions?: readonly UnpaidTransactionV1[];
}

/** A page of Direct Credits that were not applied. */
export interface UnappliedTransactionsPage extends Linked {
  readonly unappliedTransactions?: readonly UnpaidTransactionV1[];
}

/** A side of a Bacs transaction. */
export interface BacsAccount {
  readonly identification: BacsAccountIdentification;
}

/** What is known of an account. */
export interface BacsAccountIdentification {
  readonly iban?: string;
  readonly accountName?: string;
  readonly sortCode?: string;
  readonly accountNumber?: string;
  readonly reference?: string;
  readonly other?: BacsOtherIdentification;
}

/** An identification that is no IBAN. */
export interface BacsOtherIdentification {
  /** 1 to 34 characters. */
  readonly identification: string;
  /** Which kind of identification it is: `code` or `proprietary`. */
  readonly schemeName: CounterpartScheme;
  /** Who assigned the identification. Up to 35 characters. */
  readonly issuer?: string;
}

/** A side of a Bacs transaction, as version 1 shows it. */
export interface BacsAccountV1 {
  readonly identification: BacsAccountIdentificationV1;
}

/** What version 1 shows of an account. */
export interface BacsAccountIdentificationV1 {
  readonly iban?: string;
  readonly other?: BacsOtherIdentification;
}

/** Transactions to be returned. */
export interface BacsReturnsRequest {
  readonly returns: readonly BacsReturn[];
}

/** A transaction to be returned. */
export interface BacsReturn {
  /** UUID. */
  readonly transactionId: string;
  /**
   * One character. Direct Credit: `0` invalid details, `2` beneficiary deceased, `3` account transferred, `5`
   * no account, `B` account closed, `C` requested by the remitter. Direct Debit: `0` refer to payer, `1`
   * instruction cancelled, `2` payer deceased, `3` account transferred, `4` advance notice disputed, `5` no
   * account, `6` no instruction, `7` amount differs, `8` not yet due, `9` overdue, `A` service user differs,
   * `B` account closed.
   */
  readonly reasonCode: string;
}
