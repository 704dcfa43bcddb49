import type { Rule } from "../wire/refusal.js";

/** A rule of the card issuing API. What breaks it is told in the status message, or in OAuth's own words. */
export interface IssuingRule extends Rule {
  /** The error code of RFC 6749 section 5.2, for what only the token endpoint refuses. */
  readonly oauth?: string;
}

const oauth = "RFC 6749 2.3.1, 5.2; reference/worldline.md 4, Auth";
const table = "Release Notes: Recent Update; reference/worldline-issuing-endpoints.json";
const objects = "reference/worldline-issuing-objects.json";

export const path: IssuingRule = {
  id: "worldline-issuing.path",
  status: 404,
  source: table,
  summary: "method and path are those of an operation; 405 is no documented status",
};

// The token endpoint.

export const tokenContentType: IssuingRule = {
  id: "worldline-issuing.token.content-type",
  status: 400,
  oauth: "invalid_request",
  source: oauth,
  summary: "a token is asked for with a form",
};

export const tokenRepeated: IssuingRule = {
  id: "worldline-issuing.token.repeated",
  status: 400,
  oauth: "invalid_request",
  source: oauth,
  summary: "no parameter stands in the form twice",
};

export const tokenGrantTypeMissing: IssuingRule = {
  id: "worldline-issuing.token.grant-type-missing",
  status: 400,
  oauth: "invalid_request",
  source: oauth,
  summary: "the form has a grant_type",
};

export const tokenGrantType: IssuingRule = {
  id: "worldline-issuing.token.grant-type",
  status: 400,
  oauth: "unsupported_grant_type",
  source: oauth,
  summary: "the grant type is client_credentials",
};

export const tokenClientTwice: IssuingRule = {
  id: "worldline-issuing.token.client-twice",
  status: 400,
  oauth: "invalid_request",
  source: oauth,
  summary: "a client authenticates in one way: by Authorization: Basic or in the form",
};

export const tokenClientMissing: IssuingRule = {
  id: "worldline-issuing.token.client-missing",
  status: 401,
  oauth: "invalid_client",
  source: oauth,
  summary: "a token request has the client's id and secret",
};

export const tokenClient: IssuingRule = {
  id: "worldline-issuing.token.client",
  status: 401,
  oauth: "invalid_client",
  source: oauth,
  summary: "the client is known, and the secret is its own",
};

// Every request.

export const bearerMissing: IssuingRule = {
  id: "worldline-issuing.bearer.missing",
  status: 401,
  source: "reference/worldline.md 4, Auth",
  summary: "a request has a bearer token",
};

export const bearerUnknown: IssuingRule = {
  id: "worldline-issuing.bearer.unknown",
  status: 401,
  source: "reference/worldline.md 4, Auth",
  summary: "the token was issued here",
};

export const bearerExpired: IssuingRule = {
  id: "worldline-issuing.bearer.expired",
  status: 401,
  source: "reference/worldline.md 4, Auth",
  summary: "the token is not older than an hour",
};

export const bearerIssuer: IssuingRule = {
  id: "worldline-issuing.bearer.issuer",
  status: 403,
  source: "reference/worldline.md 4, Auth",
  summary: "the issuer in the path or in the body is the token's",
};

export const queryUnknown: IssuingRule = {
  id: "worldline-issuing.query.unknown",
  status: 400,
  source: table,
  summary: "the query has only parameters that the operation knows",
};

export const queryValue: IssuingRule = {
  id: "worldline-issuing.query.value",
  status: 400,
  source: table,
  summary: "a parameter has a value of its kind or from its list, and stands once unless it takes several",
};

export const queryRequired: IssuingRule = {
  id: "worldline-issuing.query.required",
  status: 400,
  source: table,
  summary: "a parameter that is required is there",
};

export const queryExcluded: IssuingRule = {
  id: "worldline-issuing.query.excluded",
  status: 400,
  source: "reference/worldline-issuing-endpoints.json, relatedResourceBaseInfoOnly",
  summary: "relatedResourceIdentifiersOnly and relatedResourceBaseInfoOnly are not both true",
};

export const bodyJson: IssuingRule = {
  id: "worldline-issuing.body.json",
  status: 400,
  source: "reference/worldline.md 4",
  summary: "a body is a JSON object, and is sent as application/json",
};

export const bodyMember: IssuingRule = {
  id: "worldline-issuing.body.member",
  status: 400,
  source: objects,
  summary:
    "members that are required are there, members are of their types, and there are none but the object's",
};

export const notFound: IssuingRule = {
  id: "worldline-issuing.not-found",
  status: 404,
  source: "reference/worldline.md 4, Envelope, Identification pattern",
  summary: "what a path or an identifier names is there",
};

export const referenceTaken: IssuingRule = {
  id: "worldline-issuing.reference.taken",
  status: 400,
  source: "reference/worldline.md 4, Identification pattern",
  summary: "an external reference of the issuer's names one thing",
};

export const closureDate: IssuingRule = {
  id: "worldline-issuing.statement.closure-date",
  status: 400,
  source: `${objects}, cycleClosureDate`,
  summary: "a cycle is named by its closure date at 23:59:59",
};

// Searches.

export const searchCriterion: IssuingRule = {
  id: "worldline-issuing.search.criterion",
  status: 400,
  source: `${objects}, SearchContractRequest`,
  summary: "contracts are searched by one criterion, of an account, a customer or a card",
};

export const searchCustomerName: IssuingRule = {
  id: "worldline-issuing.search.customer-name",
  status: 400,
  source: `${objects}, SearchContractRequest`,
  summary: "customer attributes have a last and a first name",
};

export const searchIssuers: IssuingRule = {
  id: "worldline-issuing.search.issuers",
  status: 400,
  source: `${objects}, GlobalSearchContractRequest`,
  summary: "a global search names its issuers by issuerId or by issuerIds",
};

export const searchSubIssuers: IssuingRule = {
  id: "worldline-issuing.search.sub-issuers",
  status: 400,
  source: `${objects}, GlobalSearchContractRequest`,
  summary: "includeSubIssuers goes with issuerId only",
};

export const searchAccount: IssuingRule = {
  id: "worldline-issuing.search.account",
  status: 400,
  source: `${objects}, GlobalSearchContractRequest`,
  summary: "an account is searched by one of iban, the two membership numbers and accountIdentifier",
};

export const searchCustomer: IssuingRule = {
  id: "worldline-issuing.search.customer",
  status: 400,
  source: `${objects}, GlobalSearchContractRequest.Customer`,
  summary: "a customer is searched by at most one of its three members",
};

export const searchCard: IssuingRule = {
  id: "worldline-issuing.search.card",
  status: 400,
  source: `${objects}, GlobalSearchContractRequest`,
  summary: "a card is searched by one of its number, its identifier and its card contract's",
};

export const searchCompany: IssuingRule = {
  id: "worldline-issuing.search.company",
  status: 400,
  source: `${objects}, GlobalSearchCorporateContractRequest.Company`,
  summary: "a company is searched by its name or by its identifier",
};

export const searchCompanyName: IssuingRule = {
  id: "worldline-issuing.search.company-name",
  status: 400,
  source: `${objects}, GlobalSearchCorporateContractRequest.Company`,
  summary: "the name of a company that is searched has three characters that are not wildcards",
};

export const searchCompanyAddress: IssuingRule = {
  id: "worldline-issuing.search.company-address",
  status: 400,
  source: `${objects}, GlobalSearchCorporateContractRequest.Company`,
  summary: "a postal address goes with a corporate name only",
};

export const searchContractOwner: IssuingRule = {
  id: "worldline-issuing.search.contract-owner",
  status: 400,
  source: `${objects}, GlobalSearchCorporateContractRequest`,
  summary: "retrieveContractOwner goes with embed contractCompanies only",
};

export const searchOperation: IssuingRule = {
  id: "worldline-issuing.search.operation",
  status: 400,
  source: `${objects}, GlobalSearchOperationRequest`,
  summary: "operations are searched by at least one of the six criteria that the request has for it",
};

export const searchVirtualCard: IssuingRule = {
  id: "worldline-issuing.search.virtual-card",
  status: 400,
  source: `${objects}, GlobalSearchOperationRequest`,
  summary: "a virtual service card is named by its number or by its external reference",
};

export const searchDates: IssuingRule = {
  id: "worldline-issuing.search.dates",
  status: 400,
  source: `${objects}, GlobalSearchOperationRequest`,
  summary: "operations are searched between two transaction dates or two posting dates, unless by their id",
};

export const searchRange: IssuingRule = {
  id: "worldline-issuing.search.range",
  status: 400,
  source: `${objects}, GlobalSearchOperationRequest`,
  summary: "a range of dates has both of its ends",
};

export const searchTransaction: IssuingRule = {
  id: "worldline-issuing.search.transaction",
  status: 400,
  source: `${objects}, GlobalSearchTransactionRequest`,
  summary: "transactions are searched by at least one of the eight criteria that the request has for it",
};

export const searchAmount: IssuingRule = {
  id: "worldline-issuing.search.amount",
  status: 400,
  source: `${objects}, GlobalSearchTransactionRequest`,
  summary: "transactions are searched by an amount or by a range of amounts",
};

// What changes contracts.

export const replaceTarget: IssuingRule = {
  id: "worldline-issuing.replace-customer.target",
  status: 400,
  source: `${objects}, ReplaceCustomerInContractRequest.TargetCustomer`,
  summary: "the target is an existing customer or a new one",
};

export const replacePrevious: IssuingRule = {
  id: "worldline-issuing.replace-customer.previous",
  status: 400,
  source: "Replace a customer within a consumer contract",
  summary: "the previous customer is one of the contract's",
};

export const entityLevel: IssuingRule = {
  id: "worldline-issuing.corporate.entity-level",
  status: 400,
  source: `${objects}, CreateCorporateContractRequest.AddCorporateContractEntity`,
  summary: "the level of an entity below the root is greater than 1",
};

export const entityParent: IssuingRule = {
  id: "worldline-issuing.corporate.entity-parent",
  status: 400,
  source: `${objects}, CreateCorporateContractRequest.AddCorporateContractEntity`,
  summary: "what is added to a corporate contract is below one of its entities",
};

export const requestCorrelation: IssuingRule = {
  id: "worldline-issuing.corporate.request-correlation",
  status: 400,
  source: `${objects}, CreateCorporateContractRequest.Customer`,
  summary: "a request correlation id is that of a customer or a company in the same body",
};

export const corporateOwner: IssuingRule = {
  id: "worldline-issuing.corporate.owner",
  status: 400,
  source: `${objects}, CreateCorporateContractRequest.Contract`,
  summary: "a new corporate contract has an owner: contractOwner, or contractOwnerRequestCorrelationId",
};
