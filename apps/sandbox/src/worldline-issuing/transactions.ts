import { Refusal } from "../wire/refusal.js";
import { compareAmounts } from "./amounts.js";
import type { HandlersOf, IssuingCall } from "./call.js";
import { accounts, cards, find } from "./find.js";
import { requireIssuers } from "./global-search.js";
import { isAmountBetween, isBetween } from "./operation-search.js";
import * as rules from "./rules.js";
import type { Amount, Transaction, WireObject } from "./state.js";
import { withAddendum } from "./views.js";
import { matches } from "./wildcards.js";

type YesOrNo = "ALL" | "YES" | "NO";

interface TransactionId {
  readonly transactionId?: string;
}

interface SearchBody {
  readonly pan?: string;
  readonly panToken?: string;
  readonly transactionIdentifiers?: readonly TransactionId[];
  readonly acquirerReferenceDataList?: readonly string[];
  readonly virtualServiceCardNumber?: string;
  readonly cardIdentifier?: object;
  readonly accountIdentifier?: object;
  readonly relatedTransaction?: { readonly transactionIdentifier: TransactionId };
  readonly cardScheme?: string;
  readonly merchantCategoryCode?: string;
  readonly cardAcceptorName?: string;
  readonly acquirerMemberId?: string;
  readonly reasonCode?: string;
  readonly eventDate?: string;
  readonly status?: string;
  readonly transactionTypes?: readonly string[];
  readonly disputedTransactions?: YesOrNo;
  readonly fraudulentTransactions?: YesOrNo;
  readonly transactionAmount?: Amount;
  readonly transactionAmountFrom?: Amount;
  readonly transactionAmountTo?: Amount;
  readonly transactionAmountCurrency?: string;
  readonly transactionDateFrom?: string;
  readonly transactionDateTo?: string;
  readonly processingDateFrom?: string;
  readonly processingDateTo?: string;
}

const criteria = [
  ...["pan", "panToken", "transactionIdentifiers", "acquirerReferenceDataList", "virtualServiceCardNumber"],
  ...["cardIdentifier", "accountIdentifier", "relatedTransaction"],
];

export const transactionHandlers: HandlersOf<"transactions"> = {
  "transactions.searchAll": (call) => {
    const { issuer, body } = call;
    requireIssuers(issuer, body);
    const search = body as SearchBody;
    requireCriteria(search);
    return issuer.transactions
      .filter((each) => isNamedIn(each, search, call) && fits(each, search))
      .map((each) => withAddendum(issuer, each));
  },
};

function requireCriteria(search: SearchBody): void {
  const given = new Set(Object.keys(search));
  if (!criteria.some((name) => given.has(name))) {
    throw new Refusal(rules.searchTransaction, `Expected at least one of ${criteria.join(", ")}; got none.`);
  }
  const hasRange = given.has("transactionAmountFrom") || given.has("transactionAmountTo");
  if (!given.has("transactionAmount") || !hasRange) return;
  throw new Refusal(
    rules.searchAmount,
    "Expected transactionAmount, or transactionAmountFrom and transactionAmountTo; got both.",
  );
}

/** Whether a transaction is one of those that the search names. */
function isNamedIn(transaction: Transaction, search: SearchBody, { issuer }: IssuingCall): boolean {
  const { cardIdentifier, accountIdentifier, relatedTransaction, transactionIdentifiers } = search;
  const card = find(cards, issuer, cardIdentifier)?.cardIdentifier.cardReference;
  const account = find(accounts, issuer, accountIdentifier)?.accountIdentifier.accountReference;
  const related = issuer.transactions.find((each) => hasId(each, relatedTransaction?.transactionIdentifier));
  const own = transaction as WireObject as {
    readonly pan?: string;
    readonly cardIdentifier?: { readonly cardReference: string };
    readonly accountIdentifier?: { readonly accountReference: string };
  };
  return (
    (cardIdentifier === undefined || own.cardIdentifier?.cardReference === card) &&
    (accountIdentifier === undefined || own.accountIdentifier?.accountReference === account) &&
    // SAME_PAN_OR_TOKEN is the one relation that there is.
    (relatedTransaction === undefined || (related !== undefined && own.pan === related.pan)) &&
    (transactionIdentifiers?.some((each) => hasId(transaction, each)) ?? true)
  );
}

function hasId({ transactionIdentifier }: Transaction, wanted: TransactionId | undefined): boolean {
  return transactionIdentifier.transactionId === wanted?.transactionId;
}

function fits(transaction: Transaction, search: SearchBody): boolean {
  const isAsked = (name: keyof SearchBody): boolean =>
    search[name] === undefined || search[name] === transaction[name];
  const amount = transaction.transactionAmount as Amount;
  const { transactionAmount: wanted, transactionAmountCurrency: currency } = search;
  const { acquirerReferenceDataList, transactionTypes, status = "PROCESSED" } = search;
  return (
    (["pan", "panToken", "virtualServiceCardNumber", "cardScheme", "merchantCategoryCode"] as const).every(
      isAsked,
    ) &&
    (["acquirerMemberId", "reasonCode", "eventDate"] as const).every(isAsked) &&
    transaction.status === status &&
    (acquirerReferenceDataList?.includes(String(transaction.acquirerReferenceData)) ?? true) &&
    (transactionTypes?.includes(String(transaction.transactionCategory)) ?? true) &&
    matches(transaction.cardAcceptorName, search.cardAcceptorName) &&
    answers(transaction.disputeStatus !== undefined, search.disputedTransactions) &&
    answers(transaction.fraudStatus !== undefined, search.fraudulentTransactions) &&
    (wanted === undefined || (amount.isoCode === wanted.isoCode && compareAmounts(amount, wanted) === 0)) &&
    (currency === undefined || amount.isoCode === currency) &&
    isAmountBetween(amount, search.transactionAmountFrom, search.transactionAmountTo) &&
    isBetween(transaction.transactionDate, search.transactionDateFrom, search.transactionDateTo) &&
    isBetween(transaction.processingDate, search.processingDateFrom, search.processingDateTo)
  );
}

function answers(fact: boolean, asked: YesOrNo = "ALL"): boolean {
  return asked === "ALL" || (asked === "YES") === fact;
}
