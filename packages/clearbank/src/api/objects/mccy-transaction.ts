import type { Decimal } from "../../json/decimal.js";
import type { MccyAccountIdentifier } from "./mccy-account.js";
import type { Open } from "./wire.js";

/** A transaction of a multi-currency account. Times are UTC. */
export interface MccyTransaction {
  /** UUID. */
  readonly transactionId: string;
  /** UUID. */
  readonly accountId: string;
  /** UUID. */
  readonly virtualAccountId?: string | null;
  /** Our id of the payment. 1 to 35 characters. */
  readonly endToEndId: string;
  /** 1 to 140 characters. */
  readonly reference: string;
  readonly ultimateBeneficiary: MccyBeneficiary;
  readonly ultimateRemitter: MccyRemitter;
  readonly amount: Decimal;
  /** ISO 4217. */
  readonly currency: string;
  readonly currencyExchange?: MccyCurrencyExchange;
  /** The route the payment took. 1 to 50 characters. */
  readonly actualPaymentMethod: string;
  /** The route that was asked for. 1 to 50 characters. */
  readonly requestedPaymentMethod: string;
  /** A foreign exchange or a transfer in one currency. 1 to 50 characters. */
  readonly kind: string;
  /** Date and time, ISO 8601. */
  readonly createdAt: string;
  readonly identifiers?: readonly MccyTransactionIdentifier[] | null;
  readonly additionalProperties?: readonly MccyAdditionalProperty[] | null;
  /** Date and time, ISO 8601. */
  readonly settledAt?: string | null;
  /** From when on the money counts, for interest. Date and time, ISO 8601. */
  readonly valueAt?: string | null;
  /** Date and time, ISO 8601. */
  readonly cancelledAt?: string | null;
  /**
   * Among others `RejectedByScheme`, `SanctionsRejection`, `SchemeUnavailable`, `2` trade place failed, `4`
   * unknown error, `5` no market data.
   */
  readonly cancellationCode?: string | null;
  readonly reason?: string | null;
  readonly status?: Open<"Clearing" | "Settled" | "Cancelled"> | null;
}

/** A page of transactions. */
export interface MccyTransactionsPage {
  readonly transactions?: readonly MccyTransaction[] | null;
}

/** Who was paid. */
export interface MccyBeneficiary {
  readonly accountIdentifiers?: readonly MccyAccountIdentifier[] | null;
  readonly payeeName?: string | null;
}

/** Who paid. */
export interface MccyRemitter {
  readonly accountIdentifiers?: readonly MccyAccountIdentifier[] | null;
  readonly payerName?: string | null;
}

/** The exchange, where there was one. */
export interface MccyCurrencyExchange {
  /** The rate applied. */
  readonly rate: Decimal;
  /** The percentage withheld from the proceeds and credited to the institution. */
  readonly margin: Decimal;
  /** The other currency, ISO 4217. */
  readonly currency: string;
  /** In the other currency. */
  readonly amount: Decimal;
}

/** Another identifier of a transaction. */
export interface MccyTransactionIdentifier {
  /** In which the identifier is unique. */
  readonly scope?: string | null;
  readonly name: string;
  readonly identifier: string;
}

/** More about a transaction. */
export interface MccyAdditionalProperty {
  readonly key: string;
  readonly value: string;
}
