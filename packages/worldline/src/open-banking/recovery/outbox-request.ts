import type { OutboxRequest } from "@countersign/delivery";
import { withReference } from "../api/create-payment.js";
import { checkRequestId } from "../client/create-call.js";
import { headerTexts } from "../client/headers.js";
import { writeWireJson } from "../json/wire-json.js";
import type { PaymentInitiationRequest } from "../objects/initiation.js";
import { checkPayment, type PaymentSurroundings, urlHeaders } from "../rules/check-payment.js";

/** The only target of Worldline's that an outbox is for. */
export const paymentTarget = "POST /payments";

/**
 * A payment as an outbox of `@countersign/delivery` keeps it: its id and its bytes, which are written once, now, and
 * are those of every sending. Its InitiatingPartyReferenceId is the request id, unless it has one.
 *
 * @throws {@link InvalidRequestError} with every rule that the payment does not keep; TypeError for the id.
 *
 * @example
 * ```ts
 * await outbox.prepare(toOutboxRequest({ requestId: randomUUID(), payment, returnUrl }));
 * ```
 */
export function toOutboxRequest({
  requestId,
  payment,
  ...surroundings
}: PaymentSurroundings & {
  /** X-Request-ID of every sending: 1 to 36 visible ASCII characters. */
  readonly requestId: string;
  /** Checked before it is kept. */
  readonly payment: PaymentInitiationRequest;
}): OutboxRequest {
  checkPayment(payment, surroundings);
  return {
    requestId: checkRequestId(requestId),
    target: paymentTarget,
    body: new TextEncoder().encode(writeWireJson(withReference(payment, requestId))),
    headers: headerTexts({ ...surroundings.headers, ...urlHeaders(surroundings) }),
  };
}
