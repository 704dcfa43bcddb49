import type { Decimal } from "../../json/decimal.js";
import type { MccyCurrency } from "./mccy-account.js";
import type { Open } from "./wire.js";

/** A payment that is to come in, in the simulation. */
export interface MccyInboundPaymentRequest {
  /** ISO 4217. */
  readonly instructedCurrency: MccyCurrency;
  /** 0.01 to 999999999.99. */
  readonly instructedAmount: Decimal;
  /** Up to 140 characters. */
  readonly reference?: string;
  /** Our id of the payment. Up to 15 characters. */
  readonly endToEndId?: string;
  readonly ultimateCreditor: MccyInboundCreditor;
  readonly ultimateDebtor?: MccyInboundDebtor;
}

/** Who is paid. */
export interface MccyInboundCreditor {
  readonly iban: string;
  /** 1 to 140 characters. */
  readonly name: string;
  /** Up to 70 characters. */
  readonly address?: string;
}

/** Who pays. */
export interface MccyInboundDebtor {
  /** An IBAN or a BIC. */
  readonly identifier: string;
  /** 1 to 140 characters. */
  readonly name: string;
  /** 1 to 70 characters. */
  readonly address: string;
}

/** The payment that comes in. */
export interface MccyInboundPaymentResponse {
  /** UUID. */
  readonly transactionId?: string;
  /** ISO 4217. */
  readonly instructedCurrency?: Open<MccyCurrency> | null;
  readonly instructedAmount?: Decimal;
  readonly reference?: string | null;
  /** Our id of the payment. */
  readonly endToEndId?: string | null;
  readonly ultimateCreditorIBAN?: string | null;
  readonly ultimateCreditorName?: string | null;
  /** An IBAN or a BIC. */
  readonly ultimateDebtorIdentifier?: string | null;
  readonly ultimateDebtorName?: string | null;
  /** Date and time, ISO 8601. */
  readonly timestampCreated?: string;
  /** ClearBank's reference. */
  readonly bankRefSearchable?: string | null;
}
