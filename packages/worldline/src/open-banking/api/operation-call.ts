import type { Call, WorldlineQuery, WorldlineRequestOptions, WorldlineResponse } from "../client/call.js";
import { headerTexts, headerViolations } from "../client/headers.js";
import { requestPath } from "../client/request-path.js";
import {
  documentedSignedOperations,
  type OperationAnswer,
  type OperationBody,
  type OperationParams,
  paymentApiPath,
  type WorldlineOperation,
  worldlineOperations,
} from "../operations.js";
import { throwAny, urlHeaders } from "../rules/check-payment.js";
import { notificationUrlViolations, returnUrlViolations } from "../rules/url-rules.js";

/** What an operation is called with. */
export interface OperationOptions<Name extends WorldlineOperation> extends WorldlineRequestOptions {
  /** Values for the braces of the path. */
  readonly params?: OperationParams<Name>;
  /** What stands behind the question mark; undefined is left out. */
  readonly query?: WorldlineQuery;
  /** A value, which is written as JSON once, or ready bytes: those are signed and sent. */
  readonly body?: OperationBody<Name> | Uint8Array;
}

/** What only this package may say of a call. */
export interface OperationSending {
  readonly isRepeated?: boolean;
  readonly onSend?: (attempt: number) => void;
  /** Ends the path with a slash. */
  readonly hasTrailingSlash?: boolean;
}

/** Calls an operation by its name. */
export type OperationCall = <Name extends WorldlineOperation>(
  name: Name,
  options: OperationOptions<Name>,
  sending?: OperationSending,
) => Promise<WorldlineResponse<OperationAnswer<Name>>>;

/** @param signedOperations `documented`: those of "Sending signed requests and responses"; `all`: every one. */
export function createOperationCall(call: Call, signedOperations: "documented" | "all"): OperationCall {
  return async (name, options, sending = {}) => {
    const { params, query, body, headers = {}, notificationUrl, returnUrl, ...rest } = options;
    const { hasTrailingSlash, ...retrying } = sending;
    if (!Object.hasOwn(worldlineOperations, name)) throw new TypeError(`there is no operation ${name}`);
    const [method, template] = worldlineOperations[name];
    const all = { ...headers, ...urlHeaders(options) };
    throwAny([
      ...headerViolations(all),
      ...notificationUrlViolations(notificationUrl, headers.NotificationVersion),
      ...returnUrlViolations(returnUrl),
    ]);
    return await call({
      ...rest,
      ...retrying,
      method,
      path: requestPath(`${paymentApiPath}${template}${hasTrailingSlash ? "/" : ""}`, params, query),
      headers: headerTexts(all),
      ...(body !== undefined && { body }),
      isSignedByDefault: signedOperations === "all" || documentedSignedOperations.includes(name),
    });
  };
}
