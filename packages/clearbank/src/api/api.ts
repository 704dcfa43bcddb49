import type { Call } from "../client/call.js";
import { type AccountClosures, accountClosures } from "./account-closures.js";
import { type Accounts, accounts } from "./accounts.js";
import { type Bacs, bacs } from "./bacs.js";
import { type Cop, cop } from "./cop.js";
import { type HubAccounts, hubAccounts } from "./hub-accounts.js";
import { type Isas, isas } from "./isas.js";
import { type Mandates, mandates } from "./mandates.js";
import { type Mccy, mccy } from "./mccy.js";
import { type NominatedAccounts, nominatedAccounts } from "./nominated-accounts.js";
import { type PaymentAccounts, paymentAccounts } from "./payment-accounts.js";
import { type Payments, payments } from "./payments.js";
import { type RelatedAccounts, relatedAccounts } from "./related-accounts.js";
import { type Savings, savings } from "./savings.js";
import { type Statements, statements } from "./statements.js";
import { type TestEndpoints, testEndpoints } from "./test.js";
import { type Transactions, transactions } from "./transactions.js";
import { type VirtualAccounts, virtualAccounts } from "./virtual-accounts.js";
import { type VirtualMandates, virtualMandates } from "./virtual-mandates.js";

/** ClearBank's API by resource. What is not here is reached with `request` of the client. */
export interface ClearBankApi {
  readonly test: TestEndpoints;
  readonly accounts: Accounts;
  readonly virtualAccounts: VirtualAccounts;
  readonly transactions: Transactions;
  readonly payments: Payments;
  readonly mandates: Mandates;
  readonly virtualMandates: VirtualMandates;
  readonly bacs: Bacs;
  readonly cop: Cop;
  readonly statements: Statements;
  readonly relatedAccounts: RelatedAccounts;
  readonly nominatedAccounts: NominatedAccounts;
  readonly accountClosures: AccountClosures;
  readonly hubAccounts: HubAccounts;
  readonly paymentAccounts: PaymentAccounts;
  readonly savings: Savings;
  readonly isas: Isas;
  readonly mccy: Mccy;
}

/** The resources over a function that makes a call. */
export function createApi(call: Call): ClearBankApi {
  return {
    test: testEndpoints(call),
    accounts: accounts(call),
    virtualAccounts: virtualAccounts(call),
    transactions: transactions(call),
    payments: payments(call),
    mandates: mandates(call),
    virtualMandates: virtualMandates(call),
    bacs: bacs(call),
    cop: cop(call),
    statements: statements(call),
    relatedAccounts: relatedAccounts(call),
    nominatedAccounts: nominatedAccounts(call),
    accountClosures: accountClosures(call),
    hubAccounts: hubAccounts(call),
    paymentAccounts: paymentAccounts(call),
    savings: savings(call),
    isas: isas(call),
    mccy: mccy(call),
  };
}
