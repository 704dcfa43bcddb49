import type { WorldlineIssuing } from "../worldline-issuing/institution.js";
import { notFound } from "./errors.js";
import type { WorldlineIssuingPortal } from "./worldline-issuing-portal.js";

export function createWorldlineIssuingPortal({ issuers }: WorldlineIssuing): WorldlineIssuingPortal {
  return {
    createIssuer: () => issuers.create(),
    issuer(issuerId) {
      const issuer = issuers.byId(issuerId);
      if (issuer === undefined) throw notFound(`issuer ${issuerId}`);
      return {
        issuerId,
        clientId: issuer.clientId,
        customers: issuer.customers.map(({ customerIdentifier, firstName, lastName }) => ({
          ...customerIdentifier,
          name: `${firstName} ${lastName}`,
        })),
        companies: issuer.companies.map(({ customerIdentifier, corporateName }) => ({
          ...customerIdentifier,
          name: corporateName,
        })),
        contracts: issuer.contracts.map((each) => each.contractIdentifier),
        corporateContracts: issuer.corporateContracts.map((each) => each.contractIdentifier),
        accounts: issuer.accounts.map((each) => each.accountIdentifier),
        cardContracts: issuer.cardContracts.map((each) => each.cardContractIdentifier),
        cards: issuer.cards.map((each) => each.cardIdentifier),
        products: issuer.productExtensionBalancings.map((each) => each.productIdentifier),
        cardProducts: issuer.cardProducerBalancings.map((each) => each.cardProductIdentifier),
        letterTemplates: issuer.letterTemplates.map((each) => each.letterTemplateIdentifier),
      };
    },
  };
}
