export {
  issuingOperations,
  type Operation as IssuingOperation,
  type OperationTable as IssuingOperationTable,
  type QueryKind as IssuingQueryKind,
} from "@countersign/worldline-issuing-facts";
export { InvalidRequestError, type Violation } from "../invalid-request.js";
export { amountFromDecimal, amountToDecimal } from "./amount.js";
export { createWorldlineIssuingClient, type WorldlineIssuingClient } from "./client/issuing-client.js";
export { worldlineIssuingPersonalFields } from "./client/personal-fields.js";
export { worldlineIssuingRetryPolicy } from "./client/retry-policy.js";
export type { WorldlineIssuingClientSettings } from "./client/settings.js";
export { isIssuingDecimal } from "./client/wire-json.js";
export type { IssuingEndpoints } from "./environment.js";
export { IssuingAnswerError, type IssuingAnswerErrorCode, WorldlineIssuingError } from "./errors.js";
export type { IssuingObjects } from "./issuing-objects.js";
export type * from "./objects/account.js";
export type * from "./objects/add-on.js";
export type * from "./objects/balancing.js";
export type * from "./objects/card.js";
export type * from "./objects/common.js";
export type * from "./objects/contract.js";
export type * from "./objects/corporate-contract.js";
export type * from "./objects/corporate-contract-request.js";
export type * from "./objects/corporate-contract-response.js";
export type * from "./objects/correspondence.js";
export type * from "./objects/customer.js";
export type * from "./objects/letter.js";
export type * from "./objects/operation.js";
export type * from "./objects/replace-customer.js";
export type * from "./objects/search.js";
export type * from "./objects/statement.js";
export type * from "./objects/transaction.js";
export type * from "./objects/transfer.js";
export type * from "./objects/values.js";
export type {
  IssuingArguments,
  IssuingCallOptions,
  IssuingData,
  IssuingList,
  IssuingMethod,
  IssuingNames,
  IssuingOptions,
  IssuingRequest,
  IssuingResources,
  IssuingResponse,
} from "./operation-types.js";
