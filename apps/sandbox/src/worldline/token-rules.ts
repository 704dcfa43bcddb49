import type { WorldlineRule } from "./rule.js";

const signing = "Digital Signatures: Sending authorization requests";
const v1 = "Access Token - Version 1";
const v2 = "Access Token - Version 2";

export const contentType: WorldlineRule = {
  id: "worldline.token.content-type",
  status: 415,
  code: "158",
  oauth: { error: "invalid_request", description: "Unsupported Media Type" },
  source: `${v1}, Content-Type; ${v2}, Content-Type`,
  summary: "a token request is a form",
};

export const grantType: WorldlineRule = {
  id: "worldline.token.grant-type",
  status: 400,
  code: "002",
  oauth: { error: "unsupported_grant_type", description: "Unsupported grant_type" },
  source: `${v1}, Form Data; ${v2}, Body fields`,
  summary: "grant_type is client_credentials",
};

// Version 1.

export const headerMissing: WorldlineRule = {
  id: "worldline.token.header-missing",
  status: 401,
  code: "001",
  source: `${v1}, Header fields`,
  summary: "a version 1 request carries App, Client, Id, Date and Authorization",
};

export const app: WorldlineRule = {
  id: "worldline.token.app",
  status: 401,
  code: "001",
  source: `${v1}, App`,
  summary: "App is PIS, IDEAL or AIS",
};

export const date: WorldlineRule = {
  id: "worldline.token.date",
  status: 401,
  code: "001",
  oauth: { error: "unauthorized_client", description: "Invalid client or Invalid client credentials" },
  source: `${v1}, Date; reference/worldline.md 2.2`,
  summary: "the date has one of the three formats; how old it may be is not published and not checked",
};

export const partyUnknown: WorldlineRule = {
  id: "worldline.party.unknown",
  status: 401,
  code: "101",
  source: "reference/worldline.md 2.2",
  summary: "Client and Id name a subscription",
};

export const partyService: WorldlineRule = {
  id: "worldline.party.service",
  status: 401,
  code: "101",
  source: `${signing}; reference/worldline.md 2.2`,
  summary: "the party has a subscription to the service that App names",
};

export const partyInactiveV1: WorldlineRule = {
  id: "worldline.party.inactive-v1",
  status: 401,
  code: "102",
  source: "reference/worldline.md 2.2",
  summary: "the subscription that a version 1 token is asked for is active",
};

// Version 2.

export const realm: WorldlineRule = {
  id: "worldline.v2.realm",
  status: 404,
  code: "110",
  source: `${v2}, Endpoint`,
  summary: "the realm is one of the three",
};

export const v2Method: WorldlineRule = {
  id: "worldline.v2.method",
  status: 405,
  code: "001",
  oauth: { error: "invalid_request", description: "Method Not Allowed" },
  source: `${v2}, Endpoint`,
  summary: "tokens are requested with POST",
};

export const v2Repeated: WorldlineRule = {
  id: "worldline.v2.repeated",
  status: 400,
  code: "002",
  oauth: { error: "invalid_request", description: "duplicated parameter" },
  source: "reference/worldline.md 6",
  summary: "each parameter comes once",
};

export const v2GrantTypeMissing: WorldlineRule = {
  id: "worldline.v2.grant-type-missing",
  status: 400,
  code: "002",
  oauth: { error: "invalid_request", description: "Missing form parameter: grant_type" },
  source: `${v2}, Body fields; reference/worldline.md 6`,
  summary: "grant_type is there",
};

export const v2ClientMissing: WorldlineRule = {
  id: "worldline.v2.client-missing",
  status: 401,
  code: "001",
  oauth: { error: "invalid_client", description: "Missing client_id parameter" },
  source: `${v2}, Body fields; reference/worldline.md 6`,
  summary: "client_id is there",
};

export const v2ClientUnknown: WorldlineRule = {
  id: "worldline.v2.client-unknown",
  status: 401,
  code: "101",
  oauth: { error: "invalid_client", description: "Invalid client or Invalid client credentials" },
  source: `${v2}, Client_id`,
  summary:
    "client_id is {tenant}-{initiating party id}, with :{sub id} where there is one, of a subscription",
};

export const v2Secret: WorldlineRule = {
  id: "worldline.v2.secret",
  status: 401,
  code: "021",
  source: `${v2}, Client Id/Secret based; reference/worldline.md 6`,
  summary: "client_secret is the latest secret that was generated",
};

export const v2NoCredentials: WorldlineRule = {
  id: "worldline.v2.no-credentials",
  status: 401,
  code: "021",
  source: `${v2}`,
  summary: "the client shows a secret or a signature",
};

export const v2Variant: WorldlineRule = {
  id: "worldline.v2.certificate-variant",
  status: 401,
  code: "021",
  source: `${v2}, Certificate based; switch worldline.v2Certificate`,
  summary: "date and signature are where the switch allows them",
};

export const v2Scope: WorldlineRule = {
  id: "worldline.v2.scope",
  status: 400,
  code: "002",
  oauth: { error: "invalid_scope", description: "Invalid scopes" },
  source: `${v2}, scope`,
  summary: "scope lists services from AIS PIS IDEAL VOP, with white space between them",
};

export const v2ScopeSubscribed: WorldlineRule = {
  id: "worldline.v2.scope-subscribed",
  status: 400,
  code: "002",
  oauth: { error: "invalid_scope", description: "Invalid scopes" },
  source: `${v2}, scope`,
  summary: "the client has an active subscription to every service that scope lists",
};
