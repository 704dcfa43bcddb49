export {
  ApiConnectionError,
  ApiContentError,
  ApiError,
  type ApiErrorContext,
  ApiTimeoutError,
  type CallContext,
  TlsError,
  type TlsErrorCode,
} from "./http/errors.js";
export { createHttpClient, type HttpClient, type HttpClientSettings } from "./http/http-client.js";
export { type JsonAnswer, readJson } from "./http/read-json.js";
export { resolvePath } from "./http/resolve-path.js";
export type { RetryPolicy } from "./http/retry.js";
export { BearerTokenError, type BearerTokenErrorCode } from "./inbound/bearer-token-error.js";
export type { ClientAuthenticationMethod } from "./inbound/client-authentication.js";
export type { TokenClient } from "./inbound/client-secrets.js";
export { type JwtBearerSettings, verifyJwtBearer } from "./inbound/jwt-bearer.js";
export { KeySetUnavailableError } from "./inbound/key-set.js";
export {
  type FetchHandler,
  type InboundConnection,
  type NodeHandlerOptions,
  RequestBodyConsumedError,
  toNodeHandler,
} from "./inbound/node-handler.js";
export {
  createNotificationTokenEndpoint,
  type NotificationTokenEndpoint,
  type NotificationTokenEndpointSettings,
} from "./inbound/notification-token-endpoint.js";
export { RequestTooLargeError, readRequestBody } from "./inbound/read-body.js";
export type { TokenSigningAlgorithm, TokenSigningKey } from "./inbound/signing-keys.js";
export { verifyStaticBearer } from "./inbound/static-bearer.js";
export type { TokenHandlerSettings } from "./inbound/token-handler.js";
export { TokenRequestError, type TokenRequestErrorCode } from "./inbound/token-request-error.js";
export type { IsDecimal } from "./json/is-decimal.js";
export { readDecimalJson } from "./json/read-decimal-json.js";
export { writeDecimalJson } from "./json/write-decimal-json.js";
export type {
  Attempt,
  AttemptAnswer,
  AttemptError,
  AttemptObserver,
  AttemptResult,
} from "./observe/attempt.js";
export type { Har } from "./observe/har.js";
export { type Logger, logAttempts } from "./observe/logger.js";
export type { RecordedExchange } from "./observe/recorded-exchange.js";
export { createRecorder, type Recorder, type RecorderSettings } from "./observe/recorder.js";
export type { RedactedHeaders } from "./observe/redact-headers.js";
export type { RedactorSettings } from "./observe/redaction-rules.js";
export { createRedactor, type Redactor } from "./observe/redactor.js";
export {
  importTlsIdentity,
  type PemIdentity,
  type Pkcs12Identity,
  type TlsIdentityFiles,
} from "./tls/import-tls-identity.js";
export { type ProbeTlsOptions, probeTls } from "./tls/probe/probe-tls.js";
export type {
  ClientCertificateReport,
  PeerCertificate,
  TlsProbeFailure,
  TlsProbePhase,
  TlsProbeReport,
} from "./tls/probe/report.js";
export { type TlsClientCredentials, TlsIdentity } from "./tls/tls-identity.js";
export { TlsIdentityError, type TlsIdentityErrorCode } from "./tls/tls-identity-error.js";
export { type WatchedFiles, type WatchFilesSettings, watchFiles } from "./tls/watch-files.js";
export {
  type TlsIdentityPaths,
  type WatchedTlsIdentity,
  type WatchTlsIdentitySettings,
  watchTlsIdentity,
} from "./tls/watch-tls-identity.js";
export {
  AccessToken,
  type AccessTokenParts,
  type GetTokenOptions,
  type TokenSource,
} from "./token/access-token.js";
export { type ClientSecretGrantOptions, clientSecretGrant } from "./token/client-secret-grant.js";
export type { Grant, GrantContext, Secret } from "./token/grant.js";
export { type PasswordGrantOptions, passwordGrant } from "./token/password-grant.js";
export { refreshTokenGrant } from "./token/refresh-token-grant.js";
export { type SendWithTokenOptions, sendWithToken } from "./token/send-with-token.js";
export { type SignedGrantOptions, signedClientCredentialsGrant } from "./token/signed-grant.js";
export { staticToken } from "./token/static-token.js";
export { TokenError, type TokenErrorCode, type TokenErrorContext } from "./token/token-error.js";
export { processTokenResponse, type TokenRequestContext } from "./token/token-response.js";
export { createTokenSource, type TokenSharing, type TokenSourceSettings } from "./token/token-source.js";
export type { TokenStore } from "./token/token-store.js";
