import type { Decimal } from "../../json/decimal.js";
import type { CurrencyCode, Linked, Open } from "./wire.js";

/** An account, as version 2 shows it. */
export interface AccountV2 {
  readonly id: string;
  readonly name: string;
  readonly label?: string;
  readonly type: Open<"CACC">;
  /** ISO 4217. */
  readonly currency: readonly CurrencyCode[];
  readonly balances?: readonly AccountBalanceV2[];
  readonly iban?: string;
  readonly bban?: string;
  /** Universal Payment Identification Code. */
  readonly upic?: string;
  /** CHIPS Universal Identifier. */
  readonly cuid?: string;
}

/** What is in an account, as versions 2 and 4 show it. */
export interface AccountBalanceV2 {
  readonly name: string;
  readonly amount: Decimal;
  /** ISO 4217. */
  readonly currency: CurrencyCode;
  readonly status: Open<"CLBD" | "XPCD" | "OTHR" | "VALU">;
}

/** A page of accounts, as version 2 shows them. */
export interface AccountsPageV2 extends Linked {
  readonly accounts: readonly AccountV2[];
}

/** One account, as version 2 shows it. */
export interface AccountResponseV2 extends Linked {
  readonly account: AccountV2;
}
