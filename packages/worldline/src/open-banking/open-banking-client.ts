import { randomUUID } from "node:crypto";
import {
  type AccessToken,
  createHttpClient,
  createTokenSource,
  type HttpClientSettings,
  type RetryPolicy,
  readJson,
  resolvePath,
  sendWithToken,
  type TokenSharing,
  type TokenSource,
} from "@countersign/auth";
import { thumbprintResolver } from "@countersign/crypto-core";
import { readRefusal, UnverifiedMessageError, WorldlineApiError } from "./errors.js";
import type { SigningIdentity } from "./identity.js";
import { signRequest } from "./message/sign-request.js";
import { verifyServiceMessage } from "./message/verify-service-message.js";
import type {
  PaymentDetailedInformation,
  PaymentInitiationRequest,
  PaymentInitiationResponse,
} from "./payment.js";
import { type TokenV1, tokenEndpointV1 } from "./token/token-v1.js";
import { type TokenV2, tokenEndpointV2 } from "./token/token-v2.js";

/** When a request is sent again: once, with the same X-Request-ID and the same bytes. */
export const worldlineOpenBankingRetryPolicy: RetryPolicy = {
  limit: 1,
  methods: ["get", "post"],
  statusCodes: [500, 502, 503, 504],
};

/** Names of fields with personal data, which are masked where exchanges are recorded. */
export const worldlineOpenBankingPersonalFields: readonly string[] = [
  "BillingAddress",
  "ContactDetails",
  "DebtorContactDetails",
  "DebtorInformation",
  "DebtorToken",
  "ShippingAddress",
  "UltimateDebtor",
];

/** How the Open Banking Service is reached, and as whom. */
export interface WorldlineOpenBankingClientSettings extends HttpClientSettings, TokenSharing {
  /** The acquirer's host, such as `https://digitalroutingservice.awltest.de`. */
  readonly baseUrl: URL;
  readonly initiatingPartyId: string;
  readonly subId?: string;
  readonly token: TokenV1 | TokenV2;
  /** Our key and the certificate that was uploaded to the back office. */
  readonly signing: SigningIdentity;
  /** PEM certificates of the service, from the back office; several while one replaces another. */
  readonly serviceCertificates: readonly string[];
  /** Makes X-Request-IDs, 1 to 36 characters: a UUID by default. */
  readonly newRequestId?: () => string;
  /** Told every string that is signed: the first thing to look at when a signature is refused. */
  readonly onSigned?: (signatureBase: string) => void;
}

/** An answer whose Digest and Signature were verified. */
export interface WorldlineResponse<T> {
  readonly status: number;
  readonly data: T;
  /** Our X-Request-ID. */
  readonly requestId: string;
  /** The service's own X-Request-ID, which is never ours. */
  readonly correlationId: string | undefined;
}

/** What a call may say besides its body. */
export interface WorldlineRequestOptions {
  /** X-Request-ID, 1 to 36 characters. */
  readonly requestId?: string;
  readonly signal?: AbortSignal;
}

/** Headers of `POST /payments` that are the caller's to give. */
export interface CreatePaymentOptions extends WorldlineRequestOptions {
  /** Where status notifications go; ends in `/v2` or `/v3`, and the service appends `/notification/status`. */
  readonly notificationUrl?: URL;
  /** Where the payer comes back to. */
  readonly returnUrl?: URL;
}

/** Worldline's Open Banking Service. */
export interface WorldlineOpenBankingClient {
  readonly payments: {
    create(
      payment: PaymentInitiationRequest,
      options?: CreatePaymentOptions,
    ): Promise<WorldlineResponse<PaymentInitiationResponse>>;
    status(
      paymentId: string,
      options?: WorldlineRequestOptions,
    ): Promise<WorldlineResponse<PaymentDetailedInformation>>;
  };
  /** The token that calls are made with. */
  readonly getToken: TokenSource["getToken"];
  close(): Promise<void>;
}

const pisPath = "/xs2a/routingservice/services/ob/pis/v3";

/**
 * A client of the Open Banking Service: requests signed over Digest, X-Request-ID, MessageCreateDateTime and
 * the request target; answers believed only after their own Digest and Signature were verified.
 *
 * @example
 * ```ts
 * const worldline = await createWorldlineOpenBankingClient({
 *   baseUrl: new URL("https://digitalroutingservice.awltest.de"),
 *   initiatingPartyId: "002881",
 *   token: { version: 1, app: "IDEAL", client: "RaboiDEAL" },
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
  const { baseUrl, initiatingPartyId, subId, token, signing, onSigned } = settings;
  const { now = () => new Date(), newRequestId = randomUUID } = settings;
  const resolveKey = await thumbprintResolver(settings.serviceCertificates);
  const http = createHttpClient({
    retry: worldlineOpenBankingRetryPolicy,
    ...settings,
    personalFields: [...worldlineOpenBankingPersonalFields, ...(settings.personalFields ?? [])],
  });
  const id = subId === undefined ? initiatingPartyId : `${initiatingPartyId}:${subId}`;
  const { path: tokenPath, ...endpoint } =
    token.version === 1
      ? tokenEndpointV1(token, id, signing, onSigned)
      : tokenEndpointV2(token, id, signing, onSigned);
  const tokens = createTokenSource({ ...settings, ...endpoint, http, url: resolvePath(baseUrl, tokenPath) });

  async function call<T>(
    method: "GET" | "POST",
    path: string,
    {
      body,
      headers,
      requestId = newRequestId(),
      signal,
    }: WorldlineRequestOptions & { body?: unknown; headers?: Record<string, string> },
  ): Promise<WorldlineResponse<T>> {
    const url = resolvePath(baseUrl, `${pisPath}${path}`);
    const bytes = new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body));
    const cancel = signal ? { signal } : {};
    const send = async ({ value }: AccessToken) => {
      const signed = await signRequest(
        {
          method,
          target: url.pathname + url.search,
          body: bytes,
          requestId,
          messageCreateDateTime: now().toISOString(),
        },
        signing,
        signal,
      );
      onSigned?.(signed.signatureBase);
      return await http(url, {
        method,
        headers: {
          ...headers,
          ...signed.headers,
          Authorization: `Bearer ${value}`,
          ...(body !== undefined && { "Content-Type": "application/json" }),
        },
        ...(body !== undefined && { body: bytes }),
        ...cancel,
      });
    };
    const { response } = await sendWithToken(tokens, send, { ...cancel, isExpired: isTokenExpired });
    return await readAnswer<T>(response, { method, url: url.origin + url.pathname, requestId });
  }

  async function readAnswer<T>(
    response: Response,
    call: { readonly method: string; readonly url: string; readonly requestId: string },
  ): Promise<WorldlineResponse<T>> {
    const body = new Uint8Array(await response.arrayBuffer());
    const correlationId = response.headers.get("x-request-id") ?? undefined;
    const verified = response.headers.has("signature");
    if (verified) await verifyServiceMessage(response.headers, body, resolveKey, now());
    const { status, headers } = response;
    const { data } = await readJson(new Response(body, { status, headers }), { ...call, correlationId });
    if (!response.ok) {
      throw new WorldlineApiError({ ...call, status, body: data, rawBody: body, correlationId, verified });
    }
    if (!verified) {
      throw new UnverifiedMessageError(
        "ERR_WORLDLINE_UNSIGNED",
        `The answer to ${call.method} ${call.url} is not signed, so it is not believed (X-Request-ID ${call.requestId}).`,
      );
    }
    return { status, data: data as T, requestId: call.requestId, correlationId };
  }

  return {
    payments: {
      create: (payment, { notificationUrl, returnUrl, ...options } = {}) =>
        call("POST", "/payments", {
          ...options,
          body: payment,
          headers: {
            ...(notificationUrl && { InitiatingPartyNotificationUrl: notificationUrl.href }),
            ...(returnUrl && { InitiatingPartyReturnUrl: returnUrl.href }),
          },
        }),
      status: (paymentId, options = {}) =>
        call("GET", `/payments/${encodeURIComponent(paymentId)}/status`, options),
    },
    getToken: tokens.getToken,
    close: () => http.close(),
  };
}

/** Error code 017, with status 403: "access token expired". */
async function isTokenExpired(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  return readRefusal(await answer.json().catch(() => undefined)).code === "017";
}
