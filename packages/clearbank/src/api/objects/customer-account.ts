import type { Linked } from "./wire.js";

/** A customer who holds an account. */
export interface AccountCustomer {
  /** Who holds the account. UUID. */
  readonly customerId: string;
}

/** A new hub account. */
export interface CreateHubAccountRequest {
  /** Up to 140 characters; none of ``|_[]<>^`~\$``. */
  readonly ownerName: string;
  /** Six digits. */
  readonly sortCode: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId: string;
  /** Who hold the account. */
  readonly customers: readonly AccountCustomer[];
  /** The interest configuration: how interest accrues. UUID. */
  readonly interestConfigurationId?: string;
}

/** A hub account. */
export interface HubAccount {
  /** UUID. */
  readonly accountId: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId: string;
  /** Who hold the account. */
  readonly customers: readonly AccountCustomer[];
  /** The interest configuration: how interest accrues. UUID. */
  readonly interestConfigurationId?: string;
  readonly accountName: string;
  readonly ownerName: string;
  readonly iban: string;
  readonly bban: string;
  /** Date and time, ISO 8601. */
  readonly createdDateTime: string;
}

/** The hub account that was made. */
export interface HubAccountResponse extends Linked {
  readonly account: HubAccount;
}

/** A new payment account. */
export interface CreatePaymentAccountRequest {
  /** Up to 140 characters; none of ``|_[]<>^`~\$``. */
  readonly ownerName: string;
  /** Six digits. */
  readonly sortCode: string;
  readonly accountSubType: "CurrentAccount" | "TransactionAccount";
  /** The product, which decides how the account behaves. UUID. */
  readonly productId: string;
  /** Who hold the account. */
  readonly customers: readonly AccountCustomer[];
}

/** A payment account. */
export interface PaymentAccount {
  /** UUID. */
  readonly accountId: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId: string;
  /** Who hold the account. */
  readonly customers: readonly AccountCustomer[];
  readonly accountName: string;
  readonly ownerName: string;
  readonly iban: string;
  readonly bban: string;
  /** Date and time, ISO 8601. */
  readonly createdDateTime: string;
}

/** The payment account that was made. */
export interface PaymentAccountResponse extends Linked {
  readonly account: PaymentAccount;
}

/** A new savings account, for one customer or several. */
export interface CreateSavingsAccountRequest {
  /** Up to 140 characters; none of ``|_[]<>^`~\$``. */
  readonly ownerName: string;
  /** Six digits. */
  readonly sortCode: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId: string;
  /** Who hold the account. */
  readonly customers: readonly AccountCustomer[];
  /** The interest configuration: how interest accrues. UUID. */
  readonly interestConfigurationId?: string;
}

/** A customer who holds a savings account. */
export interface SavingsCustomer {
  /** Who holds the account. UUID. */
  readonly customerId?: string;
}

/** A savings account. */
export interface SavingsAccount {
  /** UUID. */
  readonly accountId?: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId?: string;
  /** Who hold the account. */
  readonly customers?: readonly SavingsCustomer[];
  /** The interest configuration: how interest accrues. UUID. */
  readonly interestConfigurationId?: string;
  readonly accountName?: string;
  readonly ownerName?: string;
  readonly iban?: string;
  readonly bban?: string;
  /** Date and time, ISO 8601. */
  readonly createdDateTime?: string;
}

/** The savings account that was made. */
export interface SavingsAccountResponse extends Linked {
  readonly account?: SavingsAccount;
}

/** A new savings account for one customer. */
export interface CreateSavingsAccountRequestV1 {
  /** 1 to 140 characters; none of ``|_[]<>^`~\$``. */
  readonly ownerName: string;
  /** Six digits. */
  readonly sortCode: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId: string;
  /** Who holds the account. UUID. */
  readonly customerId: string;
  /** The interest configuration: how interest accrues. UUID. */
  readonly interestConfigurationId?: string;
}

/** A savings account, as version 1 shows it. */
export interface SavingsAccountV1 {
  /** UUID. */
  readonly accountId?: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId?: string;
  /** Who holds the account. UUID. */
  readonly customerId?: string;
  /** The interest configuration: how interest accrues. UUID. */
  readonly interestConfigurationId?: string;
  readonly accountName?: string;
  readonly ownerName?: string;
  readonly iban?: string;
  readonly bban?: string;
  /** Date and time, ISO 8601. */
  readonly createdDateTime?: string;
}

/** The savings account that was made, as version 1 shows it. */
export interface SavingsAccountResponseV1 extends Linked {
  readonly account?: SavingsAccountV1;
}
