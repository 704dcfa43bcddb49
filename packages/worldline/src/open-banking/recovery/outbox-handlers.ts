import { ApiConnectionError, ApiContentError } from "@countersign/auth";
import type { OutboxHandlers, OutboxRequest } from "@countersign/delivery";
import { requirePayment } from "../api/require-payment.js";
import type { WorldlineHeaders } from "../client/headers.js";
import type { WorldlineOpenBankingClient } from "../client/open-banking-client.js";
import { WorldlineApiError } from "../errors.js";
import type { PaymentDetailedInformation, PaymentInitiationResponse } from "../payment.js";
import { paymentTarget } from "./outbox-request.js";

/** How an outbox sends to Worldline. */
export interface WorldlineOutboxSettings {
  /** The client that sends, and asks for statuses. */
  readonly worldline: Pick<WorldlineOpenBankingClient, "request" | "payments">;
  /** Keeps the payment that a request made, before the outbox counts it as accepted. It may be told twice. */
  readonly onPayment?: (
    payment: PaymentInitiationResponse | PaymentDetailedInformation,
    request: Required<OutboxRequest>,
  ) => void | Promise<void>;
  /**
   * Decides about a request of which the service knows nothing: asks a person, for one. Without it the service is asked
   * again later, and nothing is ever taken for absent.
   */
  readonly reconcile?: OutboxHandlers["reconcile"];
}

/**
 * The handlers for `outbox.process`: they create payments under their ids, and ask for those of which no answer tells by
 * their references. Worldline's guide wants a payment repeated once: keep the outbox's `windowMs` to a minute or so.
 *
 * @example
 * ```ts
 * const outbox = await openSqliteOutbox({ file: "outbox.sqlite", windowMs: 60_000 });
 * await outbox.process(worldlineOutboxHandlers({ worldline, onPayment: (payment) => orders.keep(payment) }));
 * ```
 */
export function worldlineOutboxHandlers({
  worldline,
  onPayment,
  reconcile,
}: WorldlineOutboxSettings): OutboxHandlers {
  return {
    async send(request, { signal }) {
      const { requestId, body } = request;
      try {
        const answer = requirePayment(
          await worldline.request("paymentInitiate", { ...fromHeaders(request), requestId, body, signal }),
          { reference: referenceOf(request) },
        );
        await onPayment?.(answer.data, request);
        return accepted(answer);
      } catch (error) {
        if (error instanceof ApiContentError) throw noAnswer(error);
        throw error;
      }
    },

    async reconcile(entry, options) {
      const { request } = entry;
      const reference = referenceOf(request);
      try {
        const answer = await worldline.payments.status({ reference }, options);
        await onPayment?.(answer.data, request);
        return { outcome: "accepted", ...ids(answer) };
      } catch (error) {
        if (!(error instanceof WorldlineApiError && error.worldlineCode === "110")) throw error;
        return reconcile?.(entry, options);
      }
    },
  };
}

function referenceOf({ body }: Required<OutboxRequest>): string {
  return JSON.parse(new TextDecoder().decode(body)).CommonPaymentData.InitiatingPartyReferenceId;
}

interface Ids {
  readonly status: number;
  readonly correlationId: string | undefined;
}

function ids({ status, correlationId }: Ids): { readonly status: number; readonly correlationId?: string } {
  return { status, ...(correlationId !== undefined && { correlationId }) };
}

function accepted(answer: Ids): { readonly state: "accepted"; readonly status: number } {
  return { state: "accepted", ...ids(answer) };
}

/** The headers as they were prepared: the two URLs are settings of a call. */
function fromHeaders({ target, headers }: Required<OutboxRequest>): {
  readonly headers: WorldlineHeaders;
  readonly notificationUrl?: URL;
  readonly returnUrl?: URL;
} {
  if (target !== paymentTarget)
    throw new TypeError(`the outbox holds a request that is no payment: ${target}`);
  const { InitiatingPartyNotificationUrl, InitiatingPartyReturnUrl, ...rest } = headers;
  return {
    headers: rest as WorldlineHeaders,
    ...(InitiatingPartyNotificationUrl && { notificationUrl: new URL(InitiatingPartyNotificationUrl) }),
    ...(InitiatingPartyReturnUrl && { returnUrl: new URL(InitiatingPartyReturnUrl) }),
  };
}

/** An unreadable answer is no refusal, though it has a status: whether there is a payment is unknown. */
function noAnswer(error: ApiContentError): ApiConnectionError {
  const { method, url, requestId, correlationId } = error;
  const message = `The answer to ${method} ${url} cannot be read, so that it is unknown whether there is a payment.`;
  return new ApiConnectionError("ERR_API_CONNECTION", message, {
    method,
    url,
    requestId,
    correlationId,
    cause: error,
  });
}
