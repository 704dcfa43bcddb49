import type { Decimal } from "../../json/decimal.js";
import type { CounterpartAccount } from "./account-identification.js";
import type { CurrencyCode, Linked, Open } from "./wire.js";

/** ISO 20022 status of a transaction. */
export type TransactionStatus =
  | "ACCP"
  | "ACSC"
  | "ACSP"
  | "ACTC"
  | "ACWC"
  | "PART"
  | "PDNG"
  | "RCVD"
  | "RJCT";

/** How the money moved. */
export type PaymentMethodType = "Transfer" | "FasterPayments" | "Bacs" | "Chaps";

/** A transaction of an account. */
export interface Transaction {
  readonly amount: TransactionAmount;
  readonly counterpartAccount: CounterpartAccount;
  /** `CRDT` into the account, `DBIT` out of it. */
  readonly debitCreditCode: Open<"CRDT" | "DBIT">;
  /** The payment's end-to-end id. */
  readonly endToEndIdentifier: string;
  readonly transactionId: string;
  /** The reference given by the user. */
  readonly transactionReference: string;
  /** Date and time, ISO 8601. */
  readonly transactionTime: string;
  readonly status: Open<TransactionStatus>;
  readonly ultimateBeneficiaryAccount?: UltimateAccount;
  readonly ultimateRemitterAccount?: UltimateAccount;
}

/** An amount of money. */
export interface TransactionAmount {
  readonly instructedAmount: Decimal;
  /** ISO 4217. */
  readonly currency: CurrencyCode;
}

/** The account of an ultimate beneficiary or remitter. */
export interface UltimateAccount {
  readonly id: string;
  readonly iban?: string;
  readonly bban?: string;
  /** Universal Payment Identification Code. */
  readonly upic?: string;
  /** CHIPS Universal Identifier. */
  readonly cuid?: string;
}

/** A page of transactions. */
export interface TransactionsPage extends Linked {
  readonly transactions: readonly Transaction[];
}

/** One transaction. */
export interface TransactionResponse extends Linked {
  readonly transaction: Transaction;
}

/** A transaction, as version 1 shows it. */
export interface TransactionV1 {
  readonly transactionId: string;
  readonly status: Open<TransactionStatus>;
}

/** A page of transactions, as version 1 shows them. */
export interface TransactionsPageV1 extends Linked {
  readonly transactions: readonly TransactionV1[];
}
