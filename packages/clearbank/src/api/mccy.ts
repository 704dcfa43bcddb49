import type { Call } from "../client/call.js";
import { type MccyAccounts, mccyAccounts } from "./mccy-accounts.js";
import { type MccyInboundPayments, mccyInboundPayments } from "./mccy-inbound-payments.js";
import { type MccyInternalTransfers, mccyInternalTransfers } from "./mccy-internal-transfers.js";
import { type MccyPayments, mccyPayments } from "./mccy-payments.js";
import { type MccyStatements, mccyStatements } from "./mccy-statements.js";
import { type MccyTransactions, mccyTransactions } from "./mccy-transactions.js";
import { type MccyVirtualAccounts, mccyVirtualAccounts } from "./mccy-virtual-accounts.js";

/** Accounts in several currencies, and what is done with them. */
export interface Mccy {
  /** The real accounts. */
  readonly accounts: MccyAccounts;
  /** Virtual accounts of these. */
  readonly virtualAccounts: MccyVirtualAccounts;
  /** What was booked on them, by currency. */
  readonly transactions: MccyTransactions;
  /** Payments to elsewhere. */
  readonly payments: MccyPayments;
  /** Transfers to another account at ClearBank. */
  readonly internalTransfers: MccyInternalTransfers;
  /** By month and currency. */
  readonly statements: MccyStatements;
  /** Payments from outside, made up: only in the simulation. */
  readonly inboundPayments: MccyInboundPayments;
}

export function mccy(call: Call): Mccy {
  return {
    accounts: mccyAccounts(call),
    virtualAccounts: mccyVirtualAccounts(call),
    transactions: mccyTransactions(call),
    payments: mccyPayments(call),
    internalTransfers: mccyInternalTransfers(call),
    statements: mccyStatements(call),
    inboundPayments: mccyInboundPayments(call),
  };
}
