import { randomUUID } from "node:crypto";
import {
  createHttpClient,
  type HttpClientSettings,
  type RetryPolicy,
  readJson,
  resolvePath,
  staticToken,
} from "@countersign/auth";
import type { Signer } from "@countersign/crypto-core";
import { refusalError } from "../errors.js";
import { signBody } from "./signed-body.js";

/** The base URLs of ClearBank's API (UK). */
export const clearBankEnvironments = {
  simulation: "https://institution-api-sim.clearbank.co.uk",
  production: "https://institution-api.clearbank.co.uk",
} as const;

/**
 * When a request is sent again, with the same X-Request-Id and the same bytes, by which ClearBank knows it: after
 * 5xx, 429, a timeout or a lost connection.
 *
 * @see ClearBank, "HTTP status codes"
 */
export const clearBankRetryPolicy: RetryPolicy = {
  limit: 3,
  methods: ["get", "post", "put", "patch", "delete"],
  statusCodes: [429, 500, 502, 503, 504],
};

/** Names of fields with personal data, which are masked where exchanges are recorded. */
export const clearBankPersonalFields: readonly string[] = [
  "accountName",
  "accountNumber",
  "accountHolderName",
  "address",
  "birthDate",
  "dateOfBirth",
  "email",
  "firstName",
  "iban",
  "lastName",
  "legalName",
  "name",
  "ownerName",
  "phoneNumber",
];

/** Who we are to ClearBank: an API token and the key whose request for a certificate it was made with. */
export interface ClearBankCredentials {
  readonly token: string;
  readonly signer: Signer;
}

/** How ClearBank is reached, and as whom. */
export interface ClearBankClientSettings extends HttpClientSettings {
  /** `simulation`, `production`, or a base URL. */
  readonly environment: keyof typeof clearBankEnvironments | URL;
  readonly credentials: ClearBankCredentials;
  /** Makes a request's id where the caller gives none: a UUID by default. */
  readonly newRequestId?: () => string;
}

/** What a call may say besides its body. */
export interface ClearBankRequestOptions {
  /** X-Request-Id, 1 to 83 characters. Give your own to be able to repeat the request after a restart. */
  readonly requestId?: string;
  readonly signal?: AbortSignal;
}

/** An answer of ClearBank's, with the ids by which support finds it. */
export interface ClearBankResponse<T = unknown> {
  readonly status: number;
  readonly data: T;
  /** ClearBank's X-Correlation-Id. */
  readonly correlationId: string | undefined;
  /** Our X-Request-Id; a GET has none. */
  readonly requestId: string | undefined;
}

/** ClearBank's API. */
export interface ClearBankClient {
  /** The test endpoints: do authentication and signature work? */
  readonly test: {
    get(options?: Pick<ClearBankRequestOptions, "signal">): Promise<ClearBankResponse>;
    /** ClearBank answers with the body and sends an FITestEvent webhook. */
    post(body: unknown, options?: ClearBankRequestOptions): Promise<ClearBankResponse>;
  };
  /**
   * Any other call. A body is a value, which is written as JSON once, or ready bytes; those bytes are signed
   * and sent.
   *
   * @param path from the base URL on, with query, `/v3/Accounts?pageNumber=1`.
   * @throws {@link ClearBankApiError}, {@link DuplicateRequestError}, `ApiConnectionError`, `ApiTimeoutError`.
   */
  request(
    method: string,
    path: string,
    options?: ClearBankRequestOptions & { readonly body?: unknown },
  ): Promise<ClearBankResponse>;
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
 *   credentials: { token: process.env.CLEARBANK_TOKEN, signer: await importSigner(pem) },
 * });
 * const { data, correlationId } = await clearbank.test.post({ body: "hello world!" });
 * ```
 * @see ClearBank, "Header parameters"
 */
export function createClearBankClient(settings: ClearBankClientSettings): ClearBankClient {
  const { environment, credentials, newRequestId = randomUUID } = settings;
  const base = new URL(environment instanceof URL ? environment : clearBankEnvironments[environment]);
  const http = createHttpClient({
    retry: clearBankRetryPolicy,
    ...settings,
    personalFields: [...clearBankPersonalFields, ...(settings.personalFields ?? [])],
  });

  const tokens = staticToken(credentials.token);

  const request: ClearBankClient["request"] = async (method, path, { body, requestId, signal } = {}) => {
    const url = resolvePath(base, path);
    const { value } = await tokens.getToken(signal ? { signal } : {});
    const headers: Record<string, string> = { authorization: `Bearer ${value}` };
    if (method !== "GET") headers["x-request-id"] = checkRequestId(requestId ?? newRequestId());
    const signed = body === undefined ? undefined : await signBody(body, credentials.signer, signal);
    if (signed) {
      headers.digitalsignature = signed.digitalSignature;
      headers["content-type"] = "application/json";
    }
    const response = await http(url, {
      method,
      headers,
      ...(signed && { body: signed.bytes }),
      ...(signal && { signal }),
    });
    const ids = {
      requestId: headers["x-request-id"],
      correlationId: response.headers.get("x-correlation-id") ?? undefined,
    };
    const where = { method, url: url.origin + url.pathname, ...ids };
    const { data, bytes } = await readJson(response, where);
    if (!response.ok) throw refusalError({ ...where, status: response.status, body: data, rawBody: bytes });
    return { status: response.status, data, ...ids };
  };

  return {
    test: {
      get: (options) => request("GET", "/v1/Test", options),
      post: (body, options) => request("POST", "/v1/Test", { ...options, body }),
    },
    request,
    close: () => http.close(),
  };
}

/** The documented limit; other lengths are answered with a 400 that speaks of a missing header. */
function checkRequestId(requestId: string): string {
  if (!/^[\x21-\x7e]{1,83}$/.test(requestId)) {
    throw new TypeError(`requestId must be 1 to 83 visible ASCII characters; this has ${requestId.length}`);
  }
  return requestId;
}
