import {
  BearerTokenError,
  RequestTooLargeError,
  readRequestBody,
  verifyStaticBearer,
} from "@countersign/auth";
import { DigestError, SignatureError, thumbprintResolver } from "@countersign/crypto-core";
import { UnverifiedMessageError } from "../errors.js";
import { verifyServiceMessage } from "../message/verify-service-message.js";
import type { PaymentDetailedInformation } from "../payment.js";

/** A status notification whose bearer token, Digest and Signature are right. */
export interface StatusNotification {
  readonly payment: PaymentDetailedInformation;
  /** The body as received: what was signed. */
  readonly rawBody: Uint8Array;
  /** The service's X-Request-ID. */
  readonly requestId: string;
  /** As received: it is signed as this text. */
  readonly messageCreateDateTime: string;
}

/** How notifications are checked and kept. */
export interface NotificationHandlerSettings {
  /** The static tokens set in the back office; several while one replaces another. */
  readonly bearerTokens: readonly string[];
  /** PEM certificates of the service; several while one replaces another. */
  readonly serviceCertificates: readonly string[];
  /**
   * Keeps the notification; once it resolves, the service is told that it arrived. The service waits 8 seconds
   * and tries again for 25 minutes where this throws.
   */
  readonly accept: (notification: StatusNotification) => void | Promise<void>;
  /** Told of every notification that was refused, and why. */
  readonly onRefused?: (error: unknown) => void;
  /** A longer body is refused; 256 KiB by default. */
  readonly maxBodyBytes?: number;
  readonly now?: () => Date;
}

/**
 * A handler for `POST …/notification/status`, for any server that speaks Request and Response: bearer token,
 * then Digest and Signature, then `accept`, then 204.
 *
 * @example
 * ```ts
 * const handle = await createNotificationHandler({
 *   bearerTokens: [process.env.NOTIFICATION_TOKEN],
 *   serviceCertificates: [serviceCertificate],
 *   accept: ({ payment }) => store.update(payment.CommonPaymentData),
 * });
 * ```
 * @see Worldline, "Receiving signed requests and responses" and "Notification Bearer Tokens"
 */
export async function createNotificationHandler(
  settings: NotificationHandlerSettings,
): Promise<(request: Request) => Promise<Response>> {
  const { bearerTokens, accept, onRefused, maxBodyBytes = 256 * 1024, now = () => new Date() } = settings;
  const resolveKey = await thumbprintResolver(settings.serviceCertificates);
  return async (request) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
    try {
      verifyStaticBearer(request.headers.get("authorization"), bearerTokens);
      const rawBody = await readRequestBody(request, maxBodyBytes);
      await verifyServiceMessage(request.headers, rawBody, resolveKey, now());
      await accept({
        payment: parsePayment(rawBody),
        rawBody,
        requestId: request.headers.get("x-request-id") ?? "",
        messageCreateDateTime: request.headers.get("messagecreatedatetime") ?? "",
      });
      return new Response(null, { status: 204 });
    } catch (error) {
      onRefused?.(error);
      return new Response(null, { status: statusFor(error) });
    }
  };
}

function parsePayment(rawBody: Uint8Array): PaymentDetailedInformation {
  try {
    const payment = JSON.parse(new TextDecoder().decode(rawBody)) as PaymentDetailedInformation | null;
    if (typeof payment?.CommonPaymentData?.PaymentId === "string") return payment;
  } catch {
    // Told below like every other body that is no payment.
  }
  throw new UnverifiedMessageError(
    "ERR_WORLDLINE_MALFORMED",
    "The notification is signed, but its body is no payment: CommonPaymentData.PaymentId is missing.",
  );
}

/** The answer says no more than whose fault it was: the caller may be anybody. */
function statusFor(error: unknown): number {
  if (error instanceof BearerTokenError || error instanceof SignatureError || error instanceof DigestError)
    return 401;
  if (error instanceof UnverifiedMessageError) return 400;
  return error instanceof RequestTooLargeError ? 413 : 500;
}
