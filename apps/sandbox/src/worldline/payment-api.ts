import type { SandboxContext } from "../context.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { SeenIds } from "../wire/seen-ids.js";
import { receiverUrlProblem } from "../wire/webhook-url.js";
import { parseIsoDateTime } from "./date-formats.js";
import { requireDigest } from "./digest.js";
import { readPaymentRequest } from "./payment-request.js";
import { type Payments, pisBase } from "./payments.js";
import * as rules from "./rules.js";
import { parseSignature } from "./signature-header.js";
import type { Subscription } from "./state.js";
import { requireCoverage, verifySignature } from "./verify-signature.js";

const requestIdWindowMs = 24 * 60 * 60_000;
const signedFields = ["digest", "x-request-id", "messagecreatedatetime", "(request-target)"];

const statusPath = new RegExp(`^${pisBase}/payments/([^/]+)/status$`);
const preferencesPath = new RegExp(`^${pisBase}/preferences/([^/]+)/?$`);

/** The payment initiation service: create a payment, ask for its status, ask for a debtor's preferences. */
export class PaymentApi {
  readonly #context: SandboxContext;
  readonly #payments: Payments;
  readonly #requestIds: SeenIds;
  readonly #authorize: (exchange: Exchange) => Subscription;

  constructor(context: SandboxContext, payments: Payments, authorize: (exchange: Exchange) => Subscription) {
    this.#context = context;
    this.#payments = payments;
    this.#authorize = authorize;
    this.#requestIds = new SeenIds(context.store.state.worldline.requestIds, requestIdWindowMs, context.now);
  }

  handle(exchange: Exchange): Reply {
    const { method, path } = exchange;
    const paymentId = statusPath.exec(path)?.[1];
    if (method === "POST" && path === `${pisBase}/payments`) return this.#create(exchange);
    if (method === "GET" && paymentId !== undefined) return this.#status(exchange, paymentId);
    if (method === "GET" && preferencesPath.test(path)) return this.#preferences(exchange);
    throw new Refusal(rules.path, `There is no ${method} ${quoted(path)} here.`);
  }

  #create(exchange: Exchange): Reply {
    const subscription = this.#authorize(exchange);
    const requestId = requireMessageHeaders(exchange);
    if (exchange.mediaType !== "application/json") {
      const got = quoted(exchange.mediaType);
      throw new Refusal(rules.messageContentType, `Expected Content-Type application/json, got ${got}.`);
    }
    this.#requireSignature(exchange, subscription);
    const request = readPaymentRequest(exchange.body);
    const notificationUrl = readNotificationUrl(exchange);
    // Only a request that creates a payment uses its id up. Parties do not share a number range.
    const seenAs = `${subscription.id} ${requestId}`;
    if (this.#requestIds.has(seenAs)) {
      throw new Refusal(
        rules.messageDuplicate,
        `The X-Request-ID ${quoted(requestId)} already created a payment.`,
      );
    }
    this.#requestIds.add(seenAs);
    return jsonReply(
      201,
      this.#payments.initiation(this.#payments.create(subscription, request, notificationUrl)),
    );
  }

  #status(exchange: Exchange, paymentId: string): Reply {
    const subscription = this.#requireMessage(exchange);
    const payment = this.#payments.find(paymentId);
    if (payment?.subscriptionId !== subscription.id) {
      throw new Refusal(rules.paymentUnknown, `This subscription has no payment ${quoted(paymentId)}.`);
    }
    return jsonReply(200, this.#payments.describe(payment));
  }

  #preferences(exchange: Exchange): Reply {
    this.#requireMessage(exchange);
    return jsonReply(200, {
      AspspName: "Sandbox Bank",
      AspspLogoUrl: "https://worldline.com",
      DebtorAccountIdentification: "NL44RABO******6789",
    });
  }

  #requireMessage(exchange: Exchange): Subscription {
    const subscription = this.#authorize(exchange);
    requireMessageHeaders(exchange);
    this.#requireSignature(exchange, subscription);
    return subscription;
  }

  #requireSignature(exchange: Exchange, subscription: Subscription): void {
    const { now, switches } = this.#context;
    if (switches.get("worldline.signing") === "off") return;
    requireDigest(exchange);
    const header = exchange.header("signature");
    if (!header) throw new Refusal(rules.signatureMissing, "Expected a Signature header, got none.");
    const parameters = parseSignature(header);
    requireCoverage(parameters.headers, [signedFields]);
    const target = `${exchange.method.toLowerCase()} ${exchange.target}`;
    const fieldOf = (name: string) => (name === "(request-target)" ? target : exchange.header(name));
    verifySignature(parameters, fieldOf, subscription, now());
  }
}

function requireMessageHeaders(exchange: Exchange): string {
  const requestId = exchange.header("x-request-id") ?? "";
  if (requestId.length < 1 || requestId.length > 36) {
    throw new Refusal(
      rules.messageHeader,
      `Header X-Request-ID: expected 1 to 36 characters, got ${requestId.length}.`,
    );
  }
  const created = exchange.header("messagecreatedatetime") ?? "";
  if (parseIsoDateTime(created) === undefined) {
    throw new Refusal(
      rules.messageHeader,
      `Header MessageCreateDateTime: expected ISO 8601 with a zone, got ${quoted(created)}.`,
    );
  }
  return requestId;
}

function readNotificationUrl(exchange: Exchange): string | undefined {
  const url = exchange.header("initiatingpartynotificationurl");
  if (url === undefined) return undefined;
  const problem =
    receiverUrlProblem(url) ??
    (url.length > 4000 ? "has more than 4000 characters" : undefined) ??
    (/\/v[23]$/.test(url) ? undefined : "must end in /v2 or /v3; the service appends /notification/status");
  if (problem === undefined) return url;
  throw new Refusal(rules.notificationUrl, `Header InitiatingPartyNotificationUrl ${problem}.`);
}
