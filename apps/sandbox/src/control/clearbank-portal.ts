import type { Held, InboundPayment } from "../clearbank/api/institution.js";
import type { WebhookDelivery } from "../clearbank/deliveries.js";
import type { DeliveryFilter } from "../clearbank/expect-acknowledged.js";
import type { Fault, FaultSettings } from "../clearbank/faults.js";
import type { GeneratedToken, TokenRequest } from "../clearbank/portal.js";
import type { WebhookRegistration } from "../clearbank/state.js";
import type { WebhookEvent } from "../clearbank/webhook-event.js";
import type { DeliveryMode } from "../clearbank/webhooks.js";

/**
 * What one institution's people do in the ClearBank Portal, and beside it what only a sandbox can do: set off any
 * webhook, hold webhooks back, have requests fail, and have payments come in.
 */
export interface ClearBankPortal {
  readonly id: string;

  /**
   * Generates an API token, which is shown this once.
   *
   * @throws Refusal where the certificate request or the expiry will not do
   */
  generateToken(request: TokenRequest): Promise<GeneratedToken>;

  /** PEM of the key that this institution's webhooks are signed with. */
  publicKey(): string;

  /** Says where webhooks of one type go; enabled by default. @throws Refusal where the URL will not do */
  registerWebhook(
    registration: Omit<WebhookRegistration, "status"> & Partial<WebhookRegistration>,
  ): WebhookRegistration;

  /** Sends a test message, as the portal's Test button does. @throws ControlError where the webhook is not enabled */
  sendTest(type: string, message: string): Readonly<WebhookDelivery>;

  /**
   * Sets off a webhook of any type, as if what it tells of had happened.
   *
   * @param payload a string is JSON text and goes into the body as it is: `'{"Amount":13.00}'`, or `'"text"'` for a
   *   string. Anything else is a value that JSON has, a `Date` not among them, and is written as JSON: a
   *   `JsonNumber` with its own digits, any other number with those that JavaScript gives it
   * @throws ControlError where a string is not JSON, or there is no payload
   */
  emit(type: string, version: number, payload: unknown): WebhookEvent;

  /** What webhooks were set off, and whether they were sent; the last 1,000. */
  events(): readonly WebhookEvent[];

  /** The last 1,000. With a signal: as soon as there is one and none is under way, or when the signal is aborted. */
  deliveries(signal?: AbortSignal): Promise<readonly Readonly<WebhookDelivery>[]>;

  /** Sends the same webhook again. @throws ControlError while it is under way or held back */
  retry(deliveryId: string): Readonly<WebhookDelivery>;

  /**
   * Waits until webhooks have been acknowledged: at least one that the filter lets through, and all of those.
   *
   * @param timeoutMs how long to wait, 10,000 by default
   * @throws AcknowledgementError naming the reason
   */
  expectAcknowledged(
    filter?: DeliveryFilter,
    timeoutMs?: number,
  ): Promise<readonly Readonly<WebhookDelivery>[]>;

  deliveryMode(): DeliveryMode;

  /**
   * Has webhooks arrive twice or in another order. What is left out is as at the start: in order, once, at once.
   *
   * @throws ControlError where another order is asked for and nothing is held back
   */
  setDeliveryMode(mode: Partial<DeliveryMode>): DeliveryMode;

  /** Sends what was held back, each when the one before it was answered. */
  releaseDeliveries(): Promise<readonly Readonly<WebhookDelivery>[]>;

  /** The faults to come in this institution's requests. */
  readonly faults: {
    add(settings: FaultSettings): Fault;
    list(): readonly Fault[];
    clear(): void;
  };

  /** The payments that wait for a decision. */
  held(): readonly Held[];

  /** Lets a held payment go. @throws Refusal where nothing of that id is held */
  releaseHeld(transactionId: string): void;

  /** Stops a held payment. @throws Refusal where nothing of that id is held */
  declineHeld(transactionId: string): void;

  /**
   * Has a payment come in from another bank.
   *
   * @returns the transaction's id
   * @throws Refusal where the account or the amount will not do
   */
  receivePayment(payment: InboundPayment): string;
}
