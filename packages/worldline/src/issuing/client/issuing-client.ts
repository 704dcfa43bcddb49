import { randomUUID } from "node:crypto";
import { clientSecretGrant, createHttpClient, createTokenSource, type TokenSource } from "@countersign/auth";
import { issuingOperations, type Operation } from "@countersign/worldline-issuing-facts";
import { endpointsOf } from "../environment.js";
import type { IssuingResources } from "../operation-types.js";
import { createCall } from "./create-call.js";
import { createMethod } from "./create-method.js";
import { worldlineIssuingPersonalFields } from "./personal-fields.js";
import { worldlineIssuingRetryPolicy } from "./retry-policy.js";
import type { WorldlineIssuingClientSettings } from "./settings.js";

/**
 * Worldline's card issuing API, release 2.30.1: resources, and the operations of each.
 *
 * A method takes what it is about, each thing named in one of its ways; then the body; then options: of the query, ids,
 * `signal`. Each rejects with {@link WorldlineIssuingError} where Worldline refuses, {@link InvalidRequestError} before
 * anything is sent, {@link IssuingAnswerError}, `TokenError`, `ApiContentError`, `ApiConnectionError`,
 * `ApiTimeoutError` or `TlsError`.
 */
export interface WorldlineIssuingClient extends IssuingResources {
  /** The token that calls are made with. */
  readonly getToken: TokenSource["getToken"];
  /** Waits for what is under way, then ends the connections. */
  close(): Promise<void>;
}

/**
 * A client of the card issuing API: a token by client credentials, answers without their envelope, lists walked by the
 * links of their pages.
 *
 * @throws TypeError where an address is not https.
 *
 * @example
 * ```ts
 * const issuing = createWorldlineIssuingClient({ environment: "sandbox", issuerId: "123456", clientId, clientSecret });
 * const { data } = await issuing.contracts.retrieve({ contractReference }, { embed: ["contractFees"] });
 * for await (const statement of issuing.statements.list({ issuerAccountExternalReference: "A-1" })) {
 *   console.log(statement.cycleClosureDate, statement.cycleBalance && amountToDecimal(statement.cycleBalance));
 * }
 * await issuing.close();
 * ```
 * @see Worldline, "Release Notes: Recent Update", Version 2.29.1 to 2.30.1
 */
export function createWorldlineIssuingClient(
  settings: WorldlineIssuingClientSettings,
): WorldlineIssuingClient {
  const { clientId, clientSecret, clientAuthentication = "basic" } = settings;
  const { issuerId, origin, username, newCorrelationId = randomUUID, logger } = settings;
  const { api, token } = endpointsOf(settings.environment);
  const http = createHttpClient({
    ...settings,
    // What is not given keeps its default: ky's own repeats a DELETE.
    retry: { ...worldlineIssuingRetryPolicy, ...settings.retry },
    personalFields: [...worldlineIssuingPersonalFields, ...(settings.personalFields ?? [])],
  });
  const tokens = createTokenSource({
    ...settings,
    url: token,
    http,
    grant: clientSecretGrant({ clientId, clientSecret, sentAs: clientAuthentication }),
  });
  const call = createCall(http, tokens);
  const parts = { api, issuerId, origin, username, call, newCorrelationId, logger };
  const resources = mapValues(issuingOperations, (operations, resource) =>
    mapValues<Operation, unknown>(operations, (operation, name) =>
      createMethod(`${resource}.${name}`, operation, parts),
    ),
  );
  return {
    // The table is data, so that the type of each method cannot be seen here: operation-types.ts makes it of the table.
    ...(resources as unknown as IssuingResources),
    getToken: tokens.getToken,
    close: () => http.close(),
  };
}

function mapValues<Value, Result>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));
}
