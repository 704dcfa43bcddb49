import { declineHeld, receivePayment, releaseHeld } from "../clearbank/api/institution.js";
import type { WebhookDelivery } from "../clearbank/deliveries.js";
import { expectAcknowledged } from "../clearbank/expect-acknowledged.js";
import type { ClearBankInstitution } from "../clearbank/institution.js";
import { generateToken, registerWebhook } from "../clearbank/portal.js";
import { writeRawJson } from "../wire/raw-json.js";
import type { ClearBankPortal } from "./clearbank-portal.js";
import { badRequest, conflict, notFound } from "./errors.js";

export function createClearBankPortal(institution: ClearBankInstitution): ClearBankPortal {
  const { context, faults, ledger, state, webhooks } = institution;
  const { deliveries } = webhooks;
  const requireDelivery = (id: string) => {
    const delivery = deliveries.book.find(id);
    if (delivery === undefined) throw notFound(`delivery ${id}`);
    return delivery;
  };
  const portal: ClearBankPortal = {
    id: state.id,
    generateToken: (request) => generateToken(institution, request),
    publicKey: () => deliveries.publicKey.export({ type: "spki", format: "pem" }) as string,
    registerWebhook(registration) {
      const registered = { status: "Enabled" as const, ...registration };
      registerWebhook(institution, registered);
      return registered;
    },
    sendTest(type, message) {
      const status = deliveries.registration(type)?.status;
      if (status === undefined) throw notFound(`webhook ${type}: register its URL first`);
      if (status === "Disabled") throw conflict("The webhook is disabled: enable it first.");
      const [id = ""] = portal.emit(type, 1, JSON.stringify(message)).deliveries;
      return { ...requireDelivery(id) };
    },
    emit: (type, version, payload) => webhooks.emit(type, version, jsonText(payload)),
    events: () => [...webhooks.events],
    async deliveries(signal = AbortSignal.abort()) {
      return snapshots(await deliveries.book.settled(signal));
    },
    retry(deliveryId) {
      const delivery = requireDelivery(deliveryId);
      if (delivery.isHeld) throw conflict("The delivery is held back: release it.");
      if (delivery.acknowledged === null) throw conflict("The delivery is under way: wait for its outcome.");
      webhooks.resend(delivery);
      return { ...delivery };
    },
    async expectAcknowledged(filter = {}, timeoutMs = 10_000) {
      const signal = AbortSignal.any([context.stopping, AbortSignal.timeout(timeoutMs)]);
      return snapshots(await expectAcknowledged(webhooks, filter, signal));
    },
    deliveryMode: () => webhooks.mode,
    setDeliveryMode({ order = "fifo", copies = 1, hold = false, seed }) {
      if (order !== "fifo" && !hold) throw badRequest('Another order than "fifo" needs "hold": true.');
      webhooks.mode = { order, copies, hold, ...(seed !== undefined && { seed }) };
      return webhooks.mode;
    },
    releaseDeliveries: async () => snapshots(await webhooks.release()),
    faults,
    held: () => ledger.held.map((each) => ({ ...each })),
    releaseHeld: (transactionId) => releaseHeld(institution, transactionId),
    declineHeld: (transactionId) => declineHeld(institution, transactionId),
    receivePayment: (payment) => receivePayment(institution, payment),
  };
  return portal;
}

function jsonText(payload: unknown): string {
  const text: string | undefined = typeof payload === "string" ? payload : writeRawJson(payload);
  if (text !== undefined && isJson(text)) return text;
  throw badRequest(
    "The payload is not JSON: a string counts as JSON text, so that one is given in its quotes.",
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The entries go on changing with each attempt; what was given out does not. */
function snapshots(deliveries: readonly WebhookDelivery[]): WebhookDelivery[] {
  return deliveries.map((each) => ({ ...each }));
}
