import type { MccyAccountIdentifier, MccyStatusReason } from "./mccy-account.js";
import type { Open } from "./wire.js";

/** A new virtual account of a real one. */
export interface CreateMccyVirtualAccountRequest {
  /** UUID. */
  readonly accountId: string;
  readonly virtualAccount: NewMccyVirtualAccount;
}

/** Whose the new virtual account is. */
export interface NewMccyVirtualAccount {
  /** 1 to 140 characters. */
  readonly owner: string;
  /** Without an IBAN here, ClearBank makes one. */
  readonly identifiers?: readonly MccyAccountIdentifier[];
}

/** A multi-currency virtual account. */
export interface MccyVirtualAccount {
  /** UUID. */
  readonly id: string;
  /** UUID. */
  readonly accountId: string;
  readonly owner: string;
  readonly status: Open<"Active" | "Suspended" | "Closed">;
  readonly identifiers: readonly MccyAccountIdentifier[];
  readonly statusReason?: Open<MccyStatusReason>;
  /** More about the reason. */
  readonly statusInformation?: string | null;
}

/** The new name of the owner. */
export interface UpdateMccyVirtualAccountRequest {
  /** 1 to 140 characters. */
  readonly owner: string;
}

/** The new status of a virtual account. */
export interface UpdateMccyVirtualAccountStatusRequest {
  readonly status: "Active" | "Suspended";
  readonly statusReason?: MccyStatusReason;
  /** More about the reason. Up to 100 characters. */
  readonly information?: string;
}
