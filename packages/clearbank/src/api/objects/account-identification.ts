import type { Open } from "./wire.js";

/** One side of a payment: an IBAN or another identification. */
export interface PaymentAccountReference {
  readonly identification: AccountIdentification;
}

/** An IBAN or another identification, one of the two. */
export interface AccountIdentification {
  readonly iban?: string;
  readonly other?: OtherAccountIdentification;
}

/** An identification that is no IBAN. */
export interface OtherAccountIdentification {
  /** 1 to 34 characters. */
  readonly identification: string;
  /** Which kind of identification it is: `code` or `proprietary`. */
  readonly schemeName: AccountScheme;
  /** Who assigned the identification. Up to 35 characters. */
  readonly issuer?: string;
}

/** The kind of an identification: `code` or `proprietary`, one of the two. */
export interface AccountScheme {
  /** From the published list. */
  readonly code?: "BBAN" | "CUID" | "UPIC";
  /** In free text, where there is no `code`. 1 to 35 characters. */
  readonly proprietary?: string;
}

/** The other side of a transaction. */
export interface CounterpartAccount {
  readonly identification: CounterpartAccountIdentification;
}

/** What is known of an account. */
export interface CounterpartAccountIdentification {
  readonly iban?: string;
  readonly accountName?: string;
  readonly accountHolderName?: string;
  readonly sortCode?: string;
  readonly accountNumber?: string;
  readonly reference?: string;
  readonly other?: CounterpartOtherIdentification;
}

/** An identification that is no IBAN. */
export interface CounterpartOtherIdentification {
  /** Up to 255 characters. */
  readonly identification?: string;
  /** Which kind of identification it is: `code` or `proprietary`. */
  readonly schemeName?: CounterpartScheme;
  /** Who assigned the identification. Up to 35 characters. */
  readonly issuer?: string;
}

/** The kind of an identification. */
export interface CounterpartScheme {
  readonly code?: Open<"BBAN" | "CUID" | "UPIC">;
  /** In free text, where there is no `code`. 1 to 35 characters. */
  readonly proprietary?: string;
}
