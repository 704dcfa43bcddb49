import type { Linked, Open } from "./wire.js";

/** An account to be nominated for, or associated with, a hub or savings account. */
export interface CreateRelatedAccountRequest {
  readonly relatedAccountType: "Nominated" | "Associated";
  /** Up to 50 characters. */
  readonly identifier: string;
  /** What `identifier` is; `SCAN` is sort code and account number. 1 to 4 characters. */
  readonly identifierKind: "IBAN" | "BBAN" | "SCAN";
  /** Up to 140 characters; Latin letters, digits and punctuation. */
  readonly ownerName: string;
}

/** The new name of the holder. */
export interface UpdateRelatedAccountRequest {
  /** Up to 140 characters. */
  readonly ownerName: string;
}

/** A nominated or associated account. */
export interface RelatedAccount {
  readonly relatedAccountType: Open<"Nominated" | "Associated">;
  readonly ownerName: string;
  readonly identifiers: RelatedAccountIdentifiers;
  /** Date and time, ISO 8601. */
  readonly createdDateTime: string;
  /** Date and time, ISO 8601. */
  readonly modifiedDateTime: string;
}

/** Under what a related account is known. */
export interface RelatedAccountIdentifiers {
  readonly iban?: string;
  readonly bban?: string;
  readonly scan?: string;
}

/** A hub or savings account and its related accounts. */
export interface AccountWithRelatedAccounts {
  /** UUID. */
  readonly accountId: string;
  readonly relatedAccounts: readonly RelatedAccount[];
}

/** The related accounts of an account. */
export interface RelatedAccountsResponse extends Linked {
  readonly account: AccountWithRelatedAccounts;
}

/** A hub or savings account and its new related account. */
export interface AccountWithRelatedAccount {
  /** UUID. */
  readonly accountId: string;
  readonly relatedAccount: RelatedAccount;
}

/** The related account that was made. */
export interface CreateRelatedAccountResponse extends Linked {
  readonly account: AccountWithRelatedAccount;
}

/** The account to be nominated. */
export interface SetNominatedAccountRequest {
  /** Up to 50 characters. */
  readonly identifier: string;
  /** What `identifier` is; `SCAN` is sort code and account number. */
  readonly identifierKind: "IBAN" | "BBAN" | "SCAN";
  /** 1 to 140 characters; Latin letters, digits and punctuation. */
  readonly ownerName: string;
}

/** The nominated account, as it was set. */
export interface NominatedAccountSet {
  readonly identifier?: string;
  /** What `identifier` is; `SCAN` is sort code and account number. */
  readonly identifierKind?: Open<"IBAN" | "BBAN" | "SCAN">;
  readonly ownerName?: string;
}

/** The nominated account, as it was set. */
export interface SetNominatedAccountResponse extends Linked {
  readonly nominatedAccount?: NominatedAccountSet;
}

/** A nominated account. */
export interface NominatedAccount {
  /** The account to which it is nominated. UUID. */
  readonly accountId?: string;
  readonly identifier?: string;
  /** What `identifier` is; `SCAN` is sort code and account number. */
  readonly identifierKind?: Open<"IBAN" | "BBAN" | "SCAN">;
  readonly ownerName?: string;
  /** Date and time, ISO 8601. */
  readonly createdDateTime?: string;
  /** Date and time, ISO 8601. */
  readonly modifiedDateTime?: string;
}

/** The nominated account of an account. */
export interface NominatedAccountResponse extends Linked {
  readonly nominatedAccount?: NominatedAccount;
}
