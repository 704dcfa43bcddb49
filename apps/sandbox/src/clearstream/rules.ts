import type { Rule } from "../wire/refusal.js";

export {
  scimContentType,
  scimDiscoveryFilter,
  scimFilter,
  scimMethod,
  scimMutability,
  scimNotFound,
  scimPath,
  scimReadOnly,
  scimRole,
  scimSyntax,
  scimTarget,
  scimUniqueness,
  scimUnsupported,
  scimValue,
  scimVersion,
} from "./scim/rules.js";

const accessing = "Accessing the Playground API; reference/clearstream.md 1.5";
const token = "Getting an OAuth2.0 Bearer Token";
const troubleshooting = "Troubleshooting 3";

export const certificateMissing: Rule = {
  id: "clearstream.client-certificate.missing",
  status: 403,
  source: "reference/clearstream.md 1.2 (C26018)",
  summary: "the client shows a certificate in the handshake of every connection that makes a protected call",
};

export const certificateUntrusted: Rule = {
  id: "clearstream.client-certificate.untrusted",
  status: 403,
  source: "Client CA Certificates",
  summary: "the client's certificate was issued by the client CA in consumer creation",
};

export const certificateExpired: Rule = {
  id: "clearstream.client-certificate.expired",
  status: 403,
  source: "Step 2 - Xact API consumer creation",
  summary: "the client's certificate is within its two years, by the sandbox's clock",
};

export const certificatePurpose: Rule = {
  id: "clearstream.client-certificate.purpose",
  status: 403,
  source: "Step 2 - Xact API consumer creation",
  summary: "mutual TLS uses the SSL certificate, not the signing one",
};

export const handshake: Rule = {
  id: "clearstream.client-certificate.handshake",
  status: 0,
  source: "Troubleshooting 6",
  summary: "with the switch at require-in-handshake, TLS itself fails without a good certificate",
};

export const maintenance: Rule = {
  id: "clearstream.maintenance",
  status: 503,
  source: "none: reference/clearstream.md 1.3",
  summary: "with the switch at on, every path answers that there is maintenance",
};

export const service: Rule = {
  id: "clearstream.portal.service",
  status: 400,
  source: "Step 1 - Xact API consumer creation, note 3",
  summary: "API consumers are made once the Clearstream API service is granted to the organisation unit",
};

export const administrators: Rule = {
  id: "clearstream.portal.administrators",
  status: 400,
  source: "Step 1 - Xact API consumer creation, note 3",
  summary: "API consumers are made in an organisation unit with at least two administrators",
};

export const linkedApi: Rule = {
  id: "clearstream.portal.linked-api",
  status: 400,
  source: "Xact Web Portal; How to get development support from Clearstream, 1",
  summary: "an API is granted to a consumer once its resource is linked to the organisation unit",
};

export const tokenService: Rule = {
  id: "clearstream.token.service",
  status: 403,
  source: "How to get development support from Clearstream, 1",
  summary: "tokens are issued while the Clearstream API service is granted to the organisation unit",
};

export const tokenMethod: Rule = {
  id: "clearstream.token.method",
  status: 405,
  source: token,
  summary: "tokens are requested with POST",
};

export const tokenForm: Rule = {
  id: "clearstream.token.form",
  status: 403,
  source: `${token}; ${troubleshooting}`,
  summary: "the parameters come once each, as a form",
};

export const grantType: Rule = {
  id: "clearstream.token.grant-type",
  status: 403,
  source: `${token}; ${troubleshooting}`,
  summary: "grant_type is password, or refresh_token",
};

export const username: Rule = {
  id: "clearstream.token.username",
  status: 403,
  source: troubleshooting,
  summary: "username is the user id of an API consumer that has credentials",
};

export const password: Rule = {
  id: "clearstream.token.password",
  status: 403,
  source: troubleshooting,
  summary: "password is the one submitted at consumer creation",
};

export const tokenCommonName: Rule = {
  id: "clearstream.token.common-name",
  status: 403,
  source: `${token}; reference/clearstream.md 1.5`,
  summary: "the common name of the client's certificate is the user that asks for the token",
};

export const refreshToken: Rule = {
  id: "clearstream.token.refresh-token",
  status: 403,
  source: "reference/clearstream.md 1.6",
  summary: "a refresh token is used once, before it expires",
};

export const scope: Rule = {
  id: "clearstream.token.scope",
  status: 400,
  source: `${troubleshooting}; reference/clearstream.md 1.4`,
  summary: "scope names allow, and otherwise only APIs that the consumer was granted",
};

export const bearerMissing: Rule = {
  id: "clearstream.bearer.missing",
  status: 403,
  source: accessing,
  summary: "a protected call carries Authorization: Bearer",
};

export const bearerInvalid: Rule = {
  id: "clearstream.bearer.invalid",
  status: 403,
  source: accessing,
  summary: "the bearer token is an access token that this platform issued",
};

export const bearerExpired: Rule = {
  id: "clearstream.bearer.expired",
  status: 403,
  source: `${accessing} (the status is not published)`,
  summary: "the bearer token has not expired",
};

export const bearerScope: Rule = {
  id: "clearstream.bearer.scope",
  status: 403,
  source: accessing,
  summary: "the token has the scope allow and the scope of the API",
};

export const bearerCommonName: Rule = {
  id: "clearstream.bearer.common-name",
  status: 403,
  source: accessing,
  summary: "the common name of the client's certificate is the subject of the token",
};

export const operation: Rule = {
  id: "clearstream.operation",
  status: 404,
  source: "Clearstream OCAPI Playground",
  summary: "the playground has GET /playground/v1/info and /playground/v1/echo; besides it, /scim2 is played",
};

export const csrFormat: Rule = {
  id: "clearstream.csr.format",
  status: 400,
  source: "Step 2 - Xact API consumer creation",
  summary: "credential generation takes PKCS#10 certificate requests",
};

export const csrSignature: Rule = {
  id: "clearstream.csr.signature",
  status: 400,
  source: "Step 2 - Xact API consumer creation",
  summary: "the certificate request is signed with its own key",
};

export const csrKey: Rule = {
  id: "clearstream.csr.key",
  status: 400,
  source: "none: sizes are not published",
  summary: "the key is EC, or RSA of 2048 bits or more",
};

export const csrCommonName: Rule = {
  id: "clearstream.csr.common-name",
  status: 400,
  source: "Step 2 - Xact API consumer creation; reference/clearstream.md 1.5",
  summary: "the one common name of the request is the user id",
};
