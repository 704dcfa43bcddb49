import type { AccountIdentifier, Amount } from "./common.js";
import type { DateTime, Known } from "./values.js";

export interface CreditTransfer {
  readonly issuerId?: string;
  readonly creditTransferIdentifier?: { readonly endToEndId?: string };
  readonly accountIdentifier?: AccountIdentifier;
  readonly creationDate?: DateTime;
  readonly amount?: Amount;
  /** Since 2.30.1. With `embed`. */
  readonly statusHistory?: readonly CreditTransferStatusHistory[];
  readonly ibanOwnerName?: string;
  readonly iban?: string;
  readonly bic?: string;
  readonly sci?: string;
  readonly dueDate?: DateTime;
  readonly sepaIndicator?: boolean;
  readonly octType?: Known<"F" | "K">;
  readonly remittanceInfo?: string;
  readonly rejectionCode?: string;
  readonly rejectionReason?: string;
  readonly status?: string;
  readonly eventSource?: string;
  readonly cancellationDate?: DateTime;
  readonly reimbursementTrigger?: string;
  readonly reimbursementReason?: string;
}

export interface CreditTransferStatusHistory {
  readonly status?: string;
  readonly statusDate?: DateTime;
  readonly username?: string;
  readonly origin?: string;
}

export interface DirectDebit {
  readonly issuerId?: string;
  readonly directDebitIdentifier?: { readonly endToEndId?: string };
  readonly overPaymentAccountIdentifier?: AccountIdentifier;
  readonly payingAccountIdentifier?: AccountIdentifier;
  readonly sci?: string;
  readonly mandateUmr?: string;
  readonly amount?: Amount;
  readonly sepaIndicator?: boolean;
  readonly creationDate?: DateTime;
  readonly extractType?: string;
  readonly status?: string;
  readonly dueDate?: DateTime;
  readonly sequenceType?: string;
  readonly remittanceInfo?: string;
  readonly rejectionReason?: string;
  readonly debtorBankFee?: Amount;
  readonly creditorBankFee?: Amount;
  readonly cancellationDate?: DateTime;
  /** Since 2.30.1. With `embed`. */
  readonly statusHistory?: readonly DirectDebitStatusHistory[];
  readonly paymentTrigger?: string;
  readonly paymentReason?: string;
}

export interface DirectDebitStatusHistory {
  readonly status?: string;
  readonly statusDate?: DateTime;
  readonly username?: string;
  readonly origin?: string;
}
