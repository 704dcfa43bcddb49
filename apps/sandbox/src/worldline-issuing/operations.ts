import { quoted, Refusal } from "../wire/refusal.js";
import type { HandlersOf, IssuingCall } from "./call.js";
import { accounts, requireNamed } from "./find.js";
import { searchOperations } from "./operation-search.js";
import { isWithin } from "./periods.js";
import { notFound } from "./rules.js";
import type { Account, IssuerState, PostedOperation } from "./state.js";
import { viewOperation, viewOperationDetails } from "./views.js";

interface ListQuery {
  readonly startTime: Date;
  readonly endTime: Date;
  readonly allAccountHierarchy?: boolean;
  readonly printOnStatement?: boolean;
  readonly panReference?: string;
  readonly excludeOperationKinds?: readonly string[];
  readonly sort?: "asc" | "desc";
}

export const operationHandlers: HandlersOf<"operations"> = {
  "operations.list": ({ issuer, names, query }) => {
    const account = requireNamed(accounts, issuer, names);
    const asked = query as unknown as ListQuery;
    const { allAccountHierarchy, printOnStatement = true, panReference, excludeOperationKinds = [] } = asked;
    const from = allAccountHierarchy ? withChildren(issuer, account) : [account];
    const listed = from
      .flatMap((each) => operationsOf(issuer, each))
      .filter(
        (each) =>
          isWithin(each.postingDate, { from: asked.startTime, to: asked.endTime }) &&
          each.printOnStatement === printOnStatement &&
          (panReference === undefined || each.panReference === panReference) &&
          !excludeOperationKinds.includes(each.operationKind),
      )
      .sort((one, other) => Date.parse(one.postingDate) - Date.parse(other.postingDate));
    if (asked.sort === "desc") listed.reverse();
    return listed.map((each) => viewOperation(issuer, each));
  },

  "operations.retrieve": (call) =>
    requireOperation(
      call,
      ({ operationIdentifier }) => operationIdentifier.operationId === call.names.operationId,
      `the id ${quoted(call.names.operationId ?? "")}`,
    ),

  "operations.inquire": (call) => {
    const identity = call.body as Pick<
      PostedOperation,
      "externalOperationReference" | "externalOperationServicePoster" | "externalOperationDate"
    >;
    const date = Date.parse(identity.externalOperationDate);
    return requireOperation(
      call,
      (each) =>
        each.externalOperationReference === identity.externalOperationReference &&
        each.externalOperationServicePoster === identity.externalOperationServicePoster &&
        Date.parse(each.externalOperationDate) === date,
      "this reference, service poster and date",
    );
  },

  "operations.searchAll": searchOperations,
};

function requireOperation(
  { issuer, names }: IssuingCall,
  fits: (operation: PostedOperation) => boolean,
  what: string,
): unknown {
  const found = operationsOf(issuer, requireNamed(accounts, issuer, names)).find(fits);
  if (found !== undefined) return viewOperationDetails(issuer, found);
  throw new Refusal(notFound, `The account has no operation with ${what}.`);
}

function operationsOf(
  { operations }: IssuerState,
  { accountIdentifier }: Account,
): readonly PostedOperation[] {
  const { accountReference } = accountIdentifier;
  return operations.filter((each) => each.postingAccountIdentifier.accountReference === accountReference);
}

/** An account and all that are below it. */
function withChildren(issuer: IssuerState, account: Account): readonly Account[] {
  const children = issuer.accounts.filter(
    ({ parentAccountIdentifier }) =>
      parentAccountIdentifier?.accountReference === account.accountIdentifier.accountReference,
  );
  return [account, ...children.flatMap((each) => withChildren(issuer, each))];
}
