import { Refusal } from "../wire/refusal.js";
import type { HandlersOf } from "./call.js";
import { accounts, corporateContracts, requireNamed } from "./find.js";
import { notFound } from "./rules.js";
import { viewEmployeeAccount } from "./views.js";

export const corporateEmployeeAccountHandlers: HandlersOf<"corporateEmployeeAccounts"> = {
  "corporateEmployeeAccounts.retrieve": ({ issuer, names }) => {
    const contract = requireNamed(corporateContracts, issuer, names);
    const { accountReference } = requireNamed(accounts, issuer, names).accountIdentifier;
    const found = contract.corporateEmployeeAccounts.find(
      (each) => each.accountIdentifier.accountReference === accountReference,
    );
    if (found !== undefined) return viewEmployeeAccount(issuer, found);
    throw new Refusal(notFound, "The account is no employee's account of this corporate contract.");
  },
};
