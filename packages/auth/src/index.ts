export {
  ApiConnectionError,
  ApiError,
  type ApiErrorContext,
  ApiTimeoutError,
  BearerTokenError,
  TlsIdentityError,
  type TlsIdentityErrorCode,
  TokenError,
  type TokenErrorCode,
} from "./errors.js";
export { createHttpClient, type HttpClient, type HttpClientSettings } from "./http/http-client.js";
export { resolvePath } from "./http/resolve-path.js";
export { verifyBearerToken } from "./inbound/bearer-token.js";
export { RequestTooLargeError, readRequestBody } from "./inbound/read-body.js";
export {
  importTlsIdentity,
  type TlsClientCredentials,
  TlsIdentity,
  type TlsIdentityFiles,
} from "./tls/tls-identity.js";
export type { AccessToken, TokenSource } from "./token/access-token.js";
export {
  type ClientAuthentication,
  clientCredentialsGrant,
  clientSecretPost,
  passwordGrant,
} from "./token/grants.js";
export { processTokenResponse } from "./token/token-response.js";
export { createTokenSource, type TokenSourceSettings } from "./token/token-source.js";
