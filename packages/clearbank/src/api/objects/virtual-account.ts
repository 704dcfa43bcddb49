import type { CurrencyCode, Linked, Open } from "./wire.js";

/** A virtual account. */
export interface VirtualAccount {
  readonly id: string;
  readonly name: string;
  readonly label?: string;
  readonly type: Open<"CACC">;
  readonly status?: Open<"Enabled" | "Disabled">;
  /** ISO 4217. */
  readonly currency: readonly CurrencyCode[];
  readonly iban?: string;
  readonly bban?: string;
  /** Universal Payment Identification Code. */
  readonly upic?: string;
  /** CHIPS Universal Identifier. */
  readonly cuid?: string;
}

/** A page of virtual accounts. */
export interface VirtualAccountsPage extends Linked {
  readonly accounts: readonly VirtualAccount[];
}

/** One virtual account. */
export interface VirtualAccountResponse extends Linked {
  readonly account: VirtualAccount;
}

/** New virtual accounts. */
export interface CreateVirtualAccountsRequest {
  readonly virtualAccounts: readonly NewVirtualAccount[];
}

/** A new virtual account. */
export interface NewVirtualAccount {
  /** The holder's name, which becomes the label. 1 to 140 characters; none of ``|_[]<>^`~\$``. */
  readonly ownerName: string;
  readonly accountIdentifier: VirtualAccountIdentifier;
}

/** Under what a virtual account is to be known. */
export interface VirtualAccountIdentifier {
  readonly iban?: string;
  readonly bban?: string;
  /** Country code, sort code and account number together. */
  readonly proprietaryIdentifier?: string;
  /** Our own id of the account. Up to 50 characters. */
  readonly externalIdentifier?: string;
}

/** What is to change; what is left out stays. */
export interface UpdateVirtualAccountRequest {
  /** 1 to 140 characters; none of ``|_[]<>^`~\$``. */
  readonly ownerName?: string;
  readonly legalOwnerType?: "Personal" | "Business";
  /** `Joint` is not possible for a business. */
  readonly relationshipType?: "Single" | "Joint";
}

/** A page of virtual accounts, as version 1 shows them. */
export interface VirtualAccountsPageV1 extends Linked {
  readonly accounts: readonly VirtualAccountV1[];
}

/** A virtual account, as version 1 shows it. */
export interface VirtualAccountV1 {
  readonly id: string;
  readonly name: string;
  readonly type: Open<"CACC">;
  readonly status?: Open<"Enabled" | "Disabled">;
  /** ISO 4217. */
  readonly currency: readonly CurrencyCode[];
  readonly iban?: string;
  readonly bban?: string;
  /** Universal Payment Identification Code. */
  readonly upic?: string;
  /** CHIPS Universal Identifier. */
  readonly cuid?: string;
}
