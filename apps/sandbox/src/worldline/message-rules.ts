import type { WorldlineRule } from "./rule.js";

const messages = "Digital Signatures: Sending signed requests and responses";
const v1 = "Access Token - Version 1";
const v2 = "Access Token - Version 2";
const pis = "reference/worldline.md 2.4, 2.8";

export const bearerMissing: WorldlineRule = {
  id: "worldline.bearer.missing",
  status: 401,
  code: "021",
  source: `${v1}; ${v2}`,
  summary: "a request carries Authorization: Bearer",
};

export const bearerUnknown: WorldlineRule = {
  id: "worldline.bearer.unknown",
  status: 401,
  code: "021",
  source: `${v1}; ${v2}`,
  summary: "the bearer token was issued here and not revoked",
};

export const bearerExpired: WorldlineRule = {
  id: "worldline.bearer.expired",
  status: 403,
  code: "017",
  source: `Validity of access tokens; ${pis}`,
  summary: "the bearer token has not expired",
};

export const bearerService: WorldlineRule = {
  id: "worldline.bearer.service",
  status: 401,
  code: "021",
  source: `${v1}, App; ${v2}, scope`,
  summary: "the token is for the service that the request is about",
};

export const messageHeader: WorldlineRule = {
  id: "worldline.message.header",
  status: 400,
  code: "002",
  source: pis,
  summary: "a request carries X-Request-ID (1 to 36 characters) and MessageCreateDateTime (ISO 8601)",
};

export const messageContentType: WorldlineRule = {
  id: "worldline.message.content-type",
  status: 415,
  code: "158",
  source: pis,
  summary: "a payment is sent as application/json",
};

export const messageDuplicate: WorldlineRule = {
  id: "worldline.message.duplicate",
  status: 400,
  code: "008",
  source: "reference/worldline.md 2.8 (the window is not published: 24 hours here)",
  summary: "an X-Request-ID creates one payment",
};

export const digestMissing: WorldlineRule = {
  id: "worldline.digest.missing",
  status: 401,
  code: "154",
  source: messages,
  summary: "where signing is on, a message carries a Digest header, GET requests too",
};

export const digestInvalid: WorldlineRule = {
  id: "worldline.digest.invalid",
  status: 401,
  code: "154",
  source: "Digital Signatures: The Digest header",
  summary: "Digest is SHA-256= and the base64 of the hash of the exact body",
};

export const partySub: WorldlineRule = {
  id: "worldline.party.sub",
  status: 400,
  code: "101",
  source: "reference/worldline.md 2.2",
  summary: "the sub id that the token or the payment names has the service",
};

export const partyInactive: WorldlineRule = {
  id: "worldline.party.inactive",
  status: 400,
  code: "102",
  source: pis,
  summary: "the subscription that a payment is for is active",
};
