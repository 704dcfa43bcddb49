import { randomUUID } from "node:crypto";
import { createHttpClient } from "@countersign/auth";
import { type ClearBankApi, createApi } from "../api/api.js";
import type { ClearBankCall, ClearBankResponse } from "./call.js";
import { createCall } from "./create-call.js";
import { openCredentials } from "./credentials.js";
import { clearBankPersonalFields } from "./personal-fields.js";
import { withRetryDefaults } from "./retry-policy.js";
import { type ClearBankClientSettings, toSurroundings } from "./settings.js";
import { type ClearBankWebhooks, createWebhooks } from "./webhooks.js";

/** ClearBank's API. Its resources are ready-made calls; `request` makes any other. */
export interface ClearBankClient extends ClearBankApi {
  /** Verifies webhooks, and makes handlers of them, with the client's own keys. */
  readonly webhooks: ClearBankWebhooks;
  /**
   * Any other call, signed and repeated in the same way.
   *
   * @param path from the base URL on, with query where there is one: `/v3/Accounts?pageNumber=1`. It may name
   * parameters in braces, whose values are then `params`.
   * @throws {@link ClearBankApiError}, {@link DuplicateRequestError}, `ApiContentError`, `ApiConnectionError`,
   * `ApiTimeoutError`; TypeError where the call itself is wrong.
   */
  request<T = unknown>(
    method: ClearBankCall["method"],
    path: string,
    options?: Omit<ClearBankCall, "method" | "path">,
  ): Promise<ClearBankResponse<T>>;
  /** Waits for what is under way, then ends the connections. */
  close(): Promise<void>;
}

/**
 * A client of ClearBank's API: the token on every call, a DigitalSignature where there is a body, an
 * X-Request-Id on every call that changes something.
 *
 * @example
 * ```ts
 * const clearbank = createClearBankClient({
 *   environment: "simulation",
 *   credentials: { token, signer: await importSigner(pem) },
 * });
 * const { data, correlationId } = await clearbank.test.post({ body: "hello world!" });
 * ```
 * @throws {@link FileKeyError} where a key from a file would sign in production; at each call, where `credentials`
 * is a function.
 * @see ClearBank, "Header parameters"
 */
export function createClearBankClient(settings: ClearBankClientSettings): ClearBankClient {
  const { signBodyless = "never", newRequestId = randomUUID, now = () => new Date() } = settings;
  const { base, isProduction, euCanonical } = toSurroundings(settings);
  const credentials = openCredentials(
    settings.credentials,
    isProduction && settings.allowFileKeyInProduction !== true,
  );
  const http = createHttpClient({
    ...settings,
    retry: withRetryDefaults(settings.retry),
    personalFields: [...clearBankPersonalFields, ...(settings.personalFields ?? [])],
  });

  const call = createCall({ base, http, credentials, signBodyless, newRequestId, now, euCanonical });
  return {
    ...createApi(call),
    webhooks: createWebhooks(settings.verifier, credentials),
    request: (method, path, options) => call({ ...options, method, path }),
    close: () => http.close(),
  };
}
