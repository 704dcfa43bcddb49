import { Refusal } from "../wire/refusal.js";
import type { IssuingCall } from "./call.js";
import { contracts, customers, find, requireNamed } from "./find.js";
import { addCustomer, type GivenParty, isSameCustomer } from "./parties.js";
import * as rules from "./rules.js";
import type { Contract, CustomerIdentifier, WireObject } from "./state.js";
import { accountsOf, cardContractsOf } from "./views.js";

interface ReplaceBody {
  readonly previousCustomerIdentifier: object;
  readonly targetCustomer: {
    readonly existingCustomerIdentifier?: object;
    readonly newCustomer?: GivenParty;
  };
}

/** Puts one customer in another's place: in the contract, its accounts and its card contracts. */
export function replaceCustomer(call: IssuingCall): WireObject {
  const { issuer, names, body } = call;
  const contract = requireNamed(contracts, issuer, names);
  const { previousCustomerIdentifier, targetCustomer } = body as ReplaceBody;
  const previous = requirePrevious(call, contract, previousCustomerIdentifier);
  const target = requireTarget(call, targetCustomer);
  const replaced = (identifier: CustomerIdentifier): CustomerIdentifier =>
    isSameCustomer(identifier, previous) ? target : identifier;
  contract.contractOwnerIdentifier = replaced(contract.contractOwnerIdentifier);
  const others = contract.contractCustomerIdentifiers.filter((each) => !isSameCustomer(each, target));
  contract.contractCustomerIdentifiers = others.map(replaced);
  const accounts = accountsOf(issuer, contract.contractIdentifier);
  for (const account of accounts) {
    account.accountOwnerIdentifier = replaced(account.accountOwnerIdentifier);
    if (account.accountGuarantorIdentifier === undefined) continue;
    account.accountGuarantorIdentifier = replaced(account.accountGuarantorIdentifier);
  }
  const cardContracts = cardContractsOf(issuer, contract.contractIdentifier);
  for (const each of cardContracts) each.cardHolderIdentifier = replaced(each.cardHolderIdentifier);
  return {
    contract: {
      contractIdentifier: contract.contractIdentifier,
      contractOwnerIdentifier: contract.contractOwnerIdentifier,
      accounts: accounts.map(({ accountIdentifier, root, ...account }) => {
        const { accountOwnerIdentifier, accountGuarantorIdentifier } = account;
        return { accountIdentifier, root, accountOwnerIdentifier, accountGuarantorIdentifier };
      }),
      cardContracts: cardContracts.map(({ cardContractIdentifier, cardHolderIdentifier }) => ({
        ...{ cardContractIdentifier, cardHolderIdentifier },
      })),
    },
  };
}

function requirePrevious(
  { issuer }: IssuingCall,
  contract: Contract,
  identifier: object,
): CustomerIdentifier {
  const previous = find(customers, issuer, identifier)?.customerIdentifier;
  const isOfContract =
    previous && contract.contractCustomerIdentifiers.some((each) => isSameCustomer(each, previous));
  if (isOfContract) return previous;
  throw new Refusal(rules.replacePrevious, "previousCustomerIdentifier names no customer of the contract.");
}

function requireTarget(
  { issuer, context }: IssuingCall,
  { existingCustomerIdentifier, newCustomer }: ReplaceBody["targetCustomer"],
): CustomerIdentifier {
  if ((existingCustomerIdentifier === undefined) === (newCustomer === undefined)) {
    throw new Refusal(rules.replaceTarget, "Expected one of existingCustomerIdentifier and newCustomer.");
  }
  const target =
    newCustomer === undefined
      ? requireNamed(customers, issuer, existingCustomerIdentifier ?? {})
      : addCustomer(issuer, newCustomer, context);
  return target.customerIdentifier;
}
