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
  readonly accounts: MccyAccounts;
  readonly virtualAccounts: MccyVirtualAccounts;
  readonly transactions: MccyTransactions;
  readonly payments: MccyPayments;
  readonly internalTransfers: MccyInternalTransfers;
  readonly statements: MccyStatements;
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
