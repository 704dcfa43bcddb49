import { Refusal } from "../wire/refusal.js";
import type { IssuingCall } from "./call.js";
import { companies, isNamed } from "./find.js";
import { requireIssuers } from "./global-search.js";
import * as rules from "./rules.js";
import type { Company, WireObject } from "./state.js";
import { viewCorporateContract } from "./views.js";
import { matches } from "./wildcards.js";

interface SearchBody {
  readonly contractCompany: {
    readonly corporateName?: string;
    readonly customerIdentifier?: object;
    readonly postalAddress?: { readonly [part: string]: string };
  };
  readonly retrieveContractOwner?: boolean;
}

/** The corporate contracts of the companies that fit. */
export function searchCorporateContracts({ issuer, body, query }: IssuingCall): readonly WireObject[] {
  requireIssuers(issuer, body);
  const { contractCompany, retrieveContractOwner } = body as SearchBody;
  requireCriteria(contractCompany);
  const embed = (query.embed ?? []) as readonly string[];
  if (retrieveContractOwner && !embed.some((name) => name.startsWith("contractCompanies"))) {
    throw new Refusal(
      rules.searchContractOwner,
      "Expected embed=contractCompanies with retrieveContractOwner true, got it not.",
    );
  }
  const found = issuer.companies.filter((each) => fits(each, contractCompany));
  return issuer.corporateContracts
    .filter(({ companyIdentifiers }) =>
      companyIdentifiers.some((identifier) => found.some((each) => isNamed(companies, each, identifier))),
    )
    .map((each) => viewCorporateContract(issuer, each));
}

function requireCriteria({
  corporateName,
  customerIdentifier,
  postalAddress,
}: SearchBody["contractCompany"]): void {
  if ((corporateName === undefined) === (customerIdentifier === undefined)) {
    throw new Refusal(rules.searchCompany, "Expected one of corporateName and customerIdentifier.");
  }
  if (corporateName !== undefined && corporateName.replace(/[%\s]/g, "").length < 3) {
    throw new Refusal(rules.searchCompanyName, "Expected at least 3 characters beside % in corporateName.");
  }
  if (postalAddress !== undefined && corporateName === undefined) {
    throw new Refusal(
      rules.searchCompanyAddress,
      "Expected postalAddress with corporateName only, got customerIdentifier.",
    );
  }
}

function fits(company: Company, search: SearchBody["contractCompany"]): boolean {
  const { corporateName, customerIdentifier, postalAddress = {} } = search;
  if (customerIdentifier !== undefined) return isNamed(companies, company, customerIdentifier);
  const livesThere = company.addresses.some(({ postalAddress: own }) =>
    Object.entries(postalAddress).every(([part, wanted]) =>
      matches((own as WireObject | undefined)?.[part], wanted),
    ),
  );
  return matches(company.corporateName, corporateName) && livesThere;
}
