import type { AccountStatusReason } from "./account.js";
import type { Linked, Open } from "./wire.js";

/** How far a closure is: pending until the last interest is paid. */
export type ClosureStatus = "None" | "Pending" | "Failed" | "Complete";

/** Why an account is to be closed. */
export interface CloseAccountRequest {
  readonly closureReason: AccountStatusReason;
}

/** A closure that was asked for. */
export interface AccountClosureRequested {
  /** UUID. */
  readonly accountId?: string;
  readonly closureReason?: Open<AccountStatusReason>;
  readonly closureStatus?: Open<ClosureStatus>;
}

/** The closure that was asked for. */
export interface CloseAccountResponse extends Linked {
  readonly accountClosure?: AccountClosureRequested;
}

/** How far the closure of an account is. */
export interface AccountClosure {
  /** UUID. */
  readonly accountId?: string;
  readonly accountStatus?: Open<"Enabled" | "Suspended" | "Closed">;
  readonly closureStatus?: Open<ClosureStatus>;
  /** Why the account could not be closed. */
  readonly closureFailureReasons?: readonly string[];
  /** Date and time, ISO 8601. */
  readonly accountModifiedDateTime?: string;
}

/** The closure of an account. */
export interface AccountClosureResponse extends Linked {
  readonly accountClosure?: AccountClosure;
}
