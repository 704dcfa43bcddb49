import type { CreatedIssuer } from "../worldline-issuing/issuers.js";

/** What there is to ask for: each thing by its own reference and by the issuer's. */
export interface IssuerReferences {
  readonly issuerId: string;
  readonly clientId: string;
  readonly customers: readonly object[];
  readonly companies: readonly object[];
  readonly contracts: readonly object[];
  readonly corporateContracts: readonly object[];
  readonly accounts: readonly object[];
  readonly cardContracts: readonly object[];
  readonly cards: readonly object[];
  readonly products: readonly object[];
  readonly cardProducts: readonly object[];
  readonly letterTemplates: readonly object[];
}

/** The issuers of the card issuing API. Worldline sets them up; nobody can there by a request. */
export interface WorldlineIssuingPortal {
  /** A new issuer with a few customers, contracts and cards, and the one client that may ask for them. */
  createIssuer(): CreatedIssuer;

  /** @throws ControlError where there is no such issuer */
  issuer(issuerId: string): IssuerReferences;
}
