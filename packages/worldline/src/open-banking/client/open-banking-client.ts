import { randomUUID } from "node:crypto";
import { createHttpClient, type TokenSource } from "@countersign/auth";
import { baseUrlOf, findAcquirer } from "../acquirers.js";
import { type BanksApi, createBanksApi } from "../api/banks.js";
import { createOperationCall, type OperationOptions } from "../api/operation-call.js";
import { createPaymentsApi, type PaymentsApi } from "../api/payments.js";
import { createPreferencesApi, type PreferencesApi } from "../api/preferences.js";
import { createRefundsApi, type RefundsApi } from "../api/refunds.js";
import { serviceKeys } from "../message/service-keys.js";
import type { OperationAnswer, WorldlineOperation } from "../operations.js";
import { type ClientTokens, createClientTokens } from "../token/client-tokens.js";
import type { WorldlineResponse } from "./call.js";
import { createCall, tellCall } from "./create-call.js";
import { worldlineOpenBankingPersonalFields } from "./personal-fields.js";
import type { WorldlineOpenBankingClientSettings } from "./settings.js";

/** Worldline's Open Banking Service. */
export interface WorldlineOpenBankingClient {
  /** Creates payments, asks for their status, waits for their end. */
  readonly payments: PaymentsApi;
  /** Pays back what was paid. */
  readonly refunds: RefundsApi;
  /** The bank and the account that a payer used before. */
  readonly preferences: PreferencesApi;
  /** The directory of banks. */
  readonly banks: BanksApi;
  /**
   * Any operation of the payment API, by its name in the interface file, sent once and signed in the same way.
   *
   * @example
   * ```ts
   * await worldline.request("paymentAuthorisation", { params: { paymentId }, body: { PsuCredentials } });
   * ```
   * @throws {@link WorldlineApiError}, {@link UnverifiedMessageError}, `SignatureError`, `DigestError`,
   * `ApiContentError`, `ApiConnectionError`, `ApiTimeoutError`; {@link InvalidRequestError} where headers are wrong.
   */
  request<Name extends WorldlineOperation>(
    name: Name,
    options?: OperationOptions<Name>,
  ): Promise<WorldlineResponse<OperationAnswer<Name>>>;
  /** The token that calls are made with. */
  readonly getToken: TokenSource["getToken"];
  /**
   * Ends the token that is in use; the next call asks for another. Version 1 only.
   *
   * @throws TypeError for version 2, whose tokens end by themselves.
   */
  readonly revokeToken: ClientTokens["revoke"];
  /** Waits for what is under way, then ends the connections. */
  close(): Promise<void>;
}

/**
 * A client of the Open Banking Service: requests signed over Digest, X-Request-ID, MessageCreateDateTime and
 * the request target; answers believed only after their own Digest and Signature were verified.
 *
 * @throws TypeError where settings are missing or do not fit; `CertificateError` or `KeyError` where a
 * certificate cannot be read.
 *
 * @example
 * ```ts
 * const worldline = await createWorldlineOpenBankingClient({
 *   environment: "test",
 *   acquirer: "rabobank",
 *   initiatingPartyId: "002881",
 *   token: { version: 1, app: "IDEAL" },
 *   signing: { signer, certificate },
 *   serviceCertificates: [serviceCertificate],
 * });
 * const { data } = await worldline.payments.status("170600");
 * ```
 * @see Worldline, "Digital Signatures"
 */
export async function createWorldlineOpenBankingClient(
  settings: WorldlineOpenBankingClientSettings,
): Promise<WorldlineOpenBankingClient> {
  const { initiatingPartyId, subId, token, signing, onSigned, onMessage, serviceCertificates } = settings;
  const { now = () => new Date(), newRequestId = randomUUID, signedOperations = "documented" } = settings;
  const acquirer = findAcquirer(settings.acquirer ?? "generic");
  const { messageSigning = acquirer.messageSigning } = settings;
  const base = baseUrlOf(settings.environment, acquirer);
  if (messageSigning !== "off" && serviceCertificates.length === 0) {
    throw new TypeError('serviceCertificates are needed to verify answers, unless messageSigning is "off"');
  }
  const http = createHttpClient({
    ...settings,
    personalFields: [...worldlineOpenBankingPersonalFields, ...(settings.personalFields ?? [])],
    hooks: {
      ...settings.hooks,
      afterResponse: [
        (_request, { context }, answer) => tellCall(context, answer),
        ...(settings.hooks?.afterResponse ?? []),
      ],
    },
  });
  const id = subId === undefined ? initiatingPartyId : `${initiatingPartyId}:${subId}`;
  const tokens = createClientTokens({
    ...{ base, http, acquirer, token, id, identity: signing, onSigned, now },
    source: settings,
  });
  const call = createCall({
    ...{ base, http, tokens, identity: signing, messageSigning, newRequestId, now, onSigned, onMessage },
    resolveKey: serviceCertificates.length > 0 ? await serviceKeys(serviceCertificates, now) : undefined,
  });
  const operate = createOperationCall(call, signedOperations);
  return {
    payments: createPaymentsApi(operate, { newRequestId, now }),
    refunds: createRefundsApi(operate),
    preferences: createPreferencesApi(operate, settings.preferencesTrailingSlash ?? false),
    banks: createBanksApi(call, signedOperations === "all"),
    request: (name, options = {}) => operate(name, options),
    getToken: tokens.getToken,
    revokeToken: (options) => tokens.revoke(options),
    close: () => http.close(),
  };
}
