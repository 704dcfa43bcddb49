export type { ClearstreamRequestOptions, ClearstreamResponse } from "./client/call.js";
export {
  type ClearstreamClient,
  type ClearstreamClientSettings,
  createClearstreamClient,
} from "./client/clearstream-client.js";
export { type ClearstreamEnvironment, clearstreamEnvironments } from "./client/environment.js";
export {
  explainForbidden,
  type ForbiddenCall,
  type ForbiddenExplanation,
} from "./client/explain-forbidden.js";
export { placeholderBasicHeader } from "./client/placeholder-basic.js";
export type { Playground, PlaygroundInfo } from "./client/playground.js";
export { clearstreamRetryPolicy } from "./client/retry-policy.js";
export { clearstreamScopes } from "./client/scopes.js";
export {
  type CaBundleComparison,
  type CaBundleEntry,
  checkCaBundle,
  checkConsumerChain,
  compareCaBundles,
} from "./credentials/ca-bundle.js";
export { type CredentialWarning, credentialWarnings, type ExpiryStep } from "./credentials/expiry.js";
export { expiryCalendar } from "./credentials/expiry-calendar.js";
export { type FetchCaBundleSettings, fetchCaBundle } from "./credentials/fetch-ca-bundle.js";
export {
  type ClearstreamCredentials,
  type CredentialFiles,
  loadCredentials,
  type SigningCredentials,
} from "./credentials/load-credentials.js";
export {
  type CertificateType,
  type CredentialFile,
  type PreparedConsumer,
  prepareConsumer,
} from "./credentials/prepare-consumer.js";
export { prometheusAlertRule } from "./credentials/prometheus-alert-rule.js";
export type { ConsumerFile } from "./credentials/read-consumer-file.js";
export {
  ClearstreamApiError,
  ClearstreamForbiddenError,
  ClearstreamScopeError,
  CredentialsError,
  type CredentialsErrorCode,
  type ForbiddenReason,
} from "./errors.js";
export { buildMt599LinkMessage, buildMt599OnboardingMessage, type Mt599Request } from "./mt599/build.js";
export type { Mt599Envelope } from "./mt599/envelope.js";
export { Mt599Error, type Mt599ErrorCode, type Mt599Problem } from "./mt599/mt599-error.js";
export { type Mt599, parseMt599, validateMt599 } from "./mt599/parse.js";
export type { Scim, ScimDescribed } from "./scim/scim.js";
export { ScimApiError } from "./scim/scim-api-error.js";
export { type ScimFilter, scimFilter } from "./scim/scim-filter.js";
export { type ScimList, ScimPagingError, type ScimQuery } from "./scim/scim-list.js";
export type {
  ScimAnswer,
  ScimReadOptions,
  ScimResources,
  ScimWriteOptions,
} from "./scim/scim-resources.js";
export type {
  ScimAddress,
  ScimAttribute,
  ScimExtensions,
  ScimGroup,
  ScimListResponse,
  ScimMeta,
  ScimName,
  ScimPatchOperation,
  ScimResource,
  ScimResourceType,
  ScimSchema,
  ScimServiceProviderConfig,
  ScimSupport,
  ScimUser,
  ScimValue,
} from "./scim/types.js";
