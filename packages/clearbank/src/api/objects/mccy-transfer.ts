import type { Decimal } from "../../json/decimal.js";
import type { MccyCurrency } from "./mccy-account.js";

/** A transfer between accounts at ClearBank. */
export interface MccyInternalTransferRequest {
  /** The IBAN or `debitAccountOther`. */
  readonly debitAccountIban?: string;
  readonly debitAccountOther?: MccyTransferAccount;
  /** The IBAN or `creditAccountOther`. */
  readonly creditAccountIban?: string;
  readonly creditAccountOther?: MccyTransferAccount;
  /** 0.01 to 999999999.99. */
  readonly instructedAmount: Decimal;
  /** ISO 4217. */
  readonly instructedCurrency: MccyCurrency;
  /** Our id of the payment. 1 to 35 characters; letters, digits and `/-?:.,"+` and space. */
  readonly endToEndId: string;
  /** Up to 140 characters; letters, digits, space and `/?:-.,`. */
  readonly reference?: string;
}

/** An account by its id. */
export interface MccyTransferAccount {
  readonly kind: "AccountId";
  /** UUID. */
  readonly identifier: string;
}
