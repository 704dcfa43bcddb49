import { InvalidRequestError, type Violation } from "../../invalid-request.js";
import type { WorldlineRequestOptions } from "../client/call.js";
import { headerViolations } from "../client/headers.js";
import type { PaymentInitiationRequest } from "../objects/initiation.js";
import { paymentViolations } from "./payment-rules.js";
import { notificationUrlViolations, returnUrlViolations } from "./url-rules.js";

/** What goes with a payment besides its body. */
export type PaymentSurroundings = Pick<WorldlineRequestOptions, "notificationUrl" | "returnUrl" | "headers">;

/**
 * Checks a payment before it is sent. Nothing here is the caller's to remember: `payments.create` does it too.
 *
 * @throws {@link InvalidRequestError} with every rule that it does not keep.
 *
 * @example
 * ```ts
 * checkPayment({
 *   PaymentProduct: ["IDEAL"],
 *   CommonPaymentData: {
 *     Amount: { Amount: "10.00" },
 *     RemittanceInformation: "Cookie",
 *     RemittanceInformationStructured: { Reference: "iDEALpurchase21" },
 *   },
 * });
 * ```
 */
export function checkPayment(
  payment: PaymentInitiationRequest,
  surroundings: PaymentSurroundings = {},
): void {
  const { notificationUrl, returnUrl, headers = {} } = surroundings;
  const all = { ...headers, ...urlHeaders(surroundings) };
  throwAny([
    ...paymentViolations(payment),
    ...headerViolations(all),
    ...notificationUrlViolations(notificationUrl, headers.NotificationVersion),
    ...returnUrlViolations(returnUrl),
    ...(payment.PaymentProduct?.includes("IDEAL") &&
    headers.PsuId !== undefined &&
    payment.IDEALPayments?.UseDebtorToken !== false &&
    headers.HttpHeaderUserAgent === undefined
      ? [
          {
            path: "HttpHeaderUserAgent",
            rule: "is mandatory for iDEAL with PsuId, unless UseDebtorToken is false",
          },
        ]
      : []),
  ]);
}

/** The URLs as headers. */
export function urlHeaders({
  notificationUrl,
  returnUrl,
}: PaymentSurroundings): Readonly<Record<string, string>> {
  return {
    ...(notificationUrl && { InitiatingPartyNotificationUrl: notificationUrl.href }),
    ...(returnUrl && { InitiatingPartyReturnUrl: returnUrl.href }),
  };
}

/** @throws {@link InvalidRequestError} where there are any. */
export function throwAny(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new InvalidRequestError(violations);
}
