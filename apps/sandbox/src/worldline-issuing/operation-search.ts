import { Refusal } from "../wire/refusal.js";
import { compareAmounts } from "./amounts.js";
import type { IssuingCall } from "./call.js";
import { accounts, find } from "./find.js";
import * as rules from "./rules.js";
import type { Amount, PostedOperation, WireObject } from "./state.js";
import { viewOperation } from "./views.js";
import { matches } from "./wildcards.js";

interface SearchBody {
  readonly issuerCompanyExternalReference?: string;
  readonly postingAccountIdentifier?: object;
  readonly virtualServiceCardExternalReference?: string;
  readonly virtualServiceCardNumber?: string;
  readonly transactionDateFrom?: string;
  readonly transactionDateTo?: string;
  readonly postingDateFrom?: string;
  readonly postingDateTo?: string;
  readonly referenceAmountFrom?: Amount;
  readonly referenceAmountTo?: Amount;
  readonly approvalCode?: string;
  readonly cardAcceptorName?: string;
  readonly operationKinds?: readonly string[];
  readonly operationIdentifier?: { readonly operationId: string };
  readonly pan?: string;
}

const criteria = [
  ...["issuerCompanyExternalReference", "postingAccountIdentifier", "virtualServiceCardExternalReference"],
  ...["virtualServiceCardNumber", "pan", "operationIdentifier"],
];

/** The posted operations that fit all that is asked. */
export function searchOperations({ issuer, body }: IssuingCall): readonly WireObject[] {
  const search = body as SearchBody;
  requireCriteria(search);
  const account = find(accounts, issuer, search.postingAccountIdentifier)?.accountIdentifier.accountReference;
  return issuer.operations
    .filter((each) => {
      const { accountReference } = each.postingAccountIdentifier;
      return (
        (search.postingAccountIdentifier === undefined || accountReference === account) && fits(each, search)
      );
    })
    .map((each) => viewOperation(issuer, each));
}

function requireCriteria(search: SearchBody): void {
  const given = new Set(Object.keys(search));
  if (!criteria.some((name) => given.has(name))) {
    throw new Refusal(rules.searchOperation, `Expected at least one of ${criteria.join(", ")}; got none.`);
  }
  if (given.has("virtualServiceCardNumber") && given.has("virtualServiceCardExternalReference")) {
    throw new Refusal(
      rules.searchVirtualCard,
      "Expected one of virtualServiceCardNumber and virtualServiceCardExternalReference, got both.",
    );
  }
  const ranges = ["transactionDate", "postingDate"].filter((name) => {
    const ends = [`${name}From`, `${name}To`].filter((end) => given.has(end));
    if (ends.length !== 1) return ends.length > 0;
    throw new Refusal(rules.searchRange, `Expected ${name}From and ${name}To, got ${ends[0]} only.`);
  });
  if (ranges.length === 1 || (ranges.length === 0 && given.has("operationIdentifier"))) return;
  throw new Refusal(
    rules.searchDates,
    `Expected transactionDateFrom and To, or postingDateFrom and To; got ${ranges.length === 0 ? "neither" : "both"}.`,
  );
}

function fits(operation: PostedOperation, search: SearchBody): boolean {
  const virtual = (operation.virtualCardService ?? {}) as WireObject;
  const isAsked = (wanted: unknown, value: unknown): boolean => wanted === undefined || wanted === value;
  return (
    isAsked(search.operationIdentifier?.operationId, operation.operationIdentifier.operationId) &&
    isAsked(search.pan, operation.pan) &&
    isAsked(search.approvalCode, operation.approvalCode) &&
    isAsked(search.issuerCompanyExternalReference, virtual.issuerCompanyExternalReference) &&
    isAsked(search.virtualServiceCardExternalReference, virtual.virtualServiceCardExternalReference) &&
    isAsked(search.virtualServiceCardNumber, virtual.virtualServiceCardNumber) &&
    (search.operationKinds?.includes(operation.operationKind) ?? true) &&
    matches(operation.cardAcceptorName, search.cardAcceptorName) &&
    isBetween(operation.transactionDate, search.transactionDateFrom, search.transactionDateTo) &&
    isBetween(operation.postingDate, search.postingDateFrom, search.postingDateTo) &&
    isAmountBetween(operation.referenceAmount, search.referenceAmountFrom, search.referenceAmountTo)
  );
}

/** Whether a time is not before one and not after another, where those are given. */
export function isBetween(time: unknown, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  const at = Date.parse(String(time));
  return (
    !Number.isNaN(at) &&
    (from === undefined || at >= Date.parse(from)) &&
    (to === undefined || at <= Date.parse(to))
  );
}

/** The same for amounts, of which only those of one currency can be compared. */
export function isAmountBetween(value: unknown, from: Amount | undefined, to: Amount | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  const amount = value as Amount | undefined;
  const isOrdered = (one: Amount, other: Amount): boolean =>
    one.isoCode === other.isoCode && compareAmounts(one, other) <= 0;
  return (
    amount !== undefined &&
    (from === undefined || isOrdered(from, amount)) &&
    (to === undefined || isOrdered(amount, to))
  );
}
