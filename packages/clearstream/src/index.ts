export {
  type ClearstreamClient,
  type ClearstreamClientSettings,
  clearstreamEnvironments,
  clearstreamRetryPolicy,
  createClearstreamClient,
  type PlaygroundInfo,
} from "./client/clearstream-client.js";
export {
  explainForbidden,
  type ForbiddenCall,
  type ForbiddenExplanation,
} from "./client/explain-forbidden.js";
export { checkCaBundle } from "./credentials/ca-bundle.js";
export {
  type ClearstreamCredentials,
  type CredentialFiles,
  loadCredentials,
} from "./credentials/load-credentials.js";
export {
  type CertificateType,
  type CredentialFile,
  type PreparedConsumer,
  prepareConsumer,
} from "./credentials/prepare-consumer.js";
export {
  ClearstreamApiError,
  ClearstreamForbiddenError,
  CredentialsError,
  type CredentialsErrorCode,
} from "./errors.js";
