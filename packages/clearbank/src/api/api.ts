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
  /** Does authentication work, and the signature? */
  readonly test: TestEndpoints;
  /** Accounts in pounds, the institution's and its customers'. */
  readonly accounts: Accounts;
  /** Virtual accounts in pounds. */
  readonly virtualAccounts: VirtualAccounts;
  /** What was booked on accounts in pounds. */
  readonly transactions: Transactions;
  /** Faster Payments and CHAPS. */
  readonly payments: Payments;
  /** Direct Debit Instructions of accounts. */
  readonly mandates: Mandates;
  /** Direct Debit Instructions of virtual accounts. */
  readonly virtualMandates: VirtualMandates;
  /** Direct Credits and Direct Debits to be returned, not applied or not paid. */
  readonly bacs: Bacs;
  /** Confirmation of Payee. */
  readonly cop: Cop;
  /** Statements of accounts in pounds, as camt.053. */
  readonly statements: Statements;
  /** Accounts nominated for, or associated with, a hub or savings account. */
  readonly relatedAccounts: RelatedAccounts;
  /** The one account that is nominated for another. */
  readonly nominatedAccounts: NominatedAccounts;
  /** The closing of customers' accounts. */
  readonly accountClosures: AccountClosures;
  /** Hub accounts of customers. */
  readonly hubAccounts: HubAccounts;
  /** Current and transaction accounts of customers. */
  readonly paymentAccounts: PaymentAccounts;
  /** Savings accounts of customers. */
  readonly savings: Savings;
  /** Cash ISAs of customers, and their transfers. */
  readonly isas: Isas;
  /** Accounts in several currencies, and all that is done with them. */
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
