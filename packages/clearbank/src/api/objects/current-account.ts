import type { Decimal } from "../../json/decimal.js";
import type { AccountBalanceV2 } from "./account-v2.js";
import type { CurrencyCode, Open } from "./wire.js";

/** A new current account of a customer. */
export interface CreateCurrentAccountRequest {
  readonly owner?: CurrentAccountOwner;
  /** Six digits. */
  readonly sortCode: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId: string;
  /** Who holds the account. UUID. */
  readonly customerId: string;
  /** The lowest balance allowed: below zero for an overdraft, which needs an agreement with ClearBank. */
  readonly minimumBalance?: Decimal;
}

/** Who owns a current account. */
export interface CurrentAccountOwner {
  /** Up to 140 characters; none of ``|_[]<>^`~\$``. */
  readonly name?: string;
}

/** A current account of a customer. */
export interface CurrentAccount {
  readonly id: string;
  readonly name: string;
  readonly label?: string;
  readonly type: Open<"CACC">;
  /** ISO 4217. */
  readonly currency: readonly CurrencyCode[];
  readonly balances?: readonly AccountBalanceV2[];
  /** The product, which decides how the account behaves. UUID. */
  readonly productId?: string;
  /** Who holds the account. UUID. */
  readonly customerId?: string;
  /** The lowest balance allowed. */
  readonly minimumBalance?: Decimal;
  readonly iban?: string;
  readonly bban?: string;
  /** Universal Payment Identification Code. */
  readonly upic?: string;
  /** CHIPS Universal Identifier. */
  readonly cuid?: string;
}
