import type { Decimal } from "../decimal.js";

/** An amount of money. */
export interface Amount {
  /** `Change` and `Define` let the payer choose, and are for iDEAL only; `Fixed` by default. */
  readonly Type?: "Fixed" | "Change" | "Define";
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly Amount: Decimal;
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly MaximumAmount?: Decimal;
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly MinimumAmount?: Decimal;
  /** ISO 4217, EUR by default; iDEAL knows EUR only. */
  readonly Currency?: string;
  readonly AmountBreakdown?: AmountBreakdown;
}

/** What an amount consists of: fast checkout only. The two must sum up to the amount. */
export interface AmountBreakdown {
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly OrderAmount: Decimal;
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly ShippingCost: Decimal;
}

/** What a payment costs, and comes to, in another currency. */
export interface AmountRelatedDetails {
  readonly TransactionFees?: TransactionFees;
  readonly ExchangeRateInformation?: ExchangeRateInformationResponse;
  readonly CurrencyConversionFee?: CurrencyConversionFee;
  readonly EstimatedTotalAmount?: EstimatedTotalAmount;
  readonly EstimatedInterbankSettlementAmount?: EstimatedInterbankSettlementAmount;
}

/** What the bank charges. */
export interface TransactionFees {
  /** ISO 4217. */
  readonly Currency?: string;
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly Amount?: Decimal;
  /** False by default. */
  readonly FeesApply?: boolean;
}

/** What changing the currency costs. */
export interface CurrencyConversionFee {
  /** ISO 4217. */
  readonly Currency: string;
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly Amount: Decimal;
}

/** That a payment changes the currency. */
export interface CrossCurrencyPayment {
  /** False by default. */
  readonly CrossCurrencyTransaction: boolean;
  readonly ExchangeRateInformation?: ExchangeRateInformationRequest;
}

/** The exchange rate that is asked for. */
export interface ExchangeRateInformationRequest {
  /** ISO 4217. */
  readonly UnitCurrency?: string;
  readonly ExchangeRate?: Decimal;
  readonly RateType?: "Spot" | "Sale" | "Agreed";
  /** Up to 256 characters. */
  readonly ContractIdentification?: string;
}

/** The exchange rate that the bank gives. */
export interface ExchangeRateInformationResponse {
  /** ISO 4217. */
  readonly UnitCurrency?: string;
  readonly ExchangeRate?: Decimal;
  readonly RateType?: "Spot" | "Sale" | "Agreed";
  /** 1 to 256 characters. */
  readonly ContractIdentification?: string;
  /** ISO 8601 with time and zone. */
  readonly ExpirationDateTime?: string;
}

/** What the payer will be charged, as the bank expects. */
export interface EstimatedTotalAmount {
  /** ISO 4217. */
  readonly Currency: string;
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly Amount: Decimal;
}

/** What the banks will settle, as the bank expects. */
export interface EstimatedInterbankSettlementAmount {
  /** ISO 4217. */
  readonly Currency: string;
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly Amount: Decimal;
}
