import { Refusal } from "../wire/refusal.js";
import type { HandlersOf, IssuingCall } from "./call.js";
import { searchAllContracts, searchContracts } from "./contract-search.js";
import { accounts, cardContracts, contracts, customers, requireNamed } from "./find.js";
import { replaceCustomer } from "./replace-customer.js";
import { notFound } from "./rules.js";
import type { Contract, ContractIdentifier } from "./state.js";
import { viewContract } from "./views.js";

export const contractHandlers: HandlersOf<"contracts"> = {
  "contracts.retrieve": ({ issuer, names }) => viewContract(issuer, requireNamed(contracts, issuer, names)),
  "contracts.retrieveForAccount": (call) =>
    viewContract(
      call.issuer,
      requireConsumer(call, requireNamed(accounts, call.issuer, call.names), "account"),
    ),
  "contracts.retrieveForCardContract": (call) =>
    viewContract(
      call.issuer,
      requireConsumer(call, requireNamed(cardContracts, call.issuer, call.names), "card contract"),
    ),
  "contracts.listForCustomer": ({ issuer, names }) => {
    const { customerReference } = requireNamed(customers, issuer, names).customerIdentifier;
    return issuer.contracts
      .filter((each) =>
        each.contractCustomerIdentifiers.some((customer) => customer.customerReference === customerReference),
      )
      .map((each) => viewContract(issuer, each));
  },
  "contracts.search": searchContracts,
  "contracts.searchAll": searchAllContracts,
  "contracts.listFees": ({ issuer, names }) => requireNamed(contracts, issuer, names).contractFees,
  "contracts.replaceCustomer": replaceCustomer,
};

function requireConsumer(
  { issuer }: IssuingCall,
  { contractIdentifier }: { readonly contractIdentifier: ContractIdentifier },
  what: string,
): Contract {
  const { contractReference } = contractIdentifier;
  const found = issuer.contracts.find(
    (each) => each.contractIdentifier.contractReference === contractReference,
  );
  if (found !== undefined) return found;
  throw new Refusal(notFound, `The ${what} is of a corporate contract, not of a consumer contract.`);
}
