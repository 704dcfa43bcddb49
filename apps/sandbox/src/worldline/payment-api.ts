import type { SandboxContext } from "../context.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { SeenIds } from "../wire/seen-ids.js";
import { unitsOf } from "./amount.js";
import { bankById, maskedAccount } from "./banks.js";
import { type Grant, requireService, subscriptionFor } from "./bearer.js";
import * as connectionRules from "./connection-rules.js";
import { requireJson, requireMessageHeaders } from "./message-headers.js";
import * as messageRules from "./message-rules.js";
import { requireMessageSignature } from "./message-signature.js";
import { checkDebtorTokenUrl, readNotificationUrl, readReturnUrl } from "./payment-headers.js";
import { readBody, readPaymentRequest } from "./payment-request.js";
import * as paymentRules from "./payment-rules.js";
import { confirmation } from "./payment-shapes.js";
import { type Payments, pisBase } from "./payments.js";
import { Refunds } from "./refunds.js";
import type { Payment } from "./state.js";
import type { Subscriptions } from "./subscriptions.js";

const requestIdWindowMs = 24 * 60 * 60_000;
/** In the test environment a fast checkout can be asked after for an hour. */
const fastCheckoutMs = 60 * 60_000;

type Handler = (exchange: Exchange, grant: Grant, id: string, requestId: string) => Reply;

interface Operation {
  readonly method: string;
  readonly path: RegExp;
  /** Whether the document lists it among the operations that an acquirer can have signed. */
  readonly isSigned: boolean;
  readonly handle: Handler;
}

/** The payment initiation service. */
export class PaymentApi {
  readonly #context: SandboxContext;
  readonly #payments: Payments;
  readonly #subscriptions: Subscriptions;
  readonly #requestIds: SeenIds;
  readonly #authorize: (exchange: Exchange) => Grant;
  readonly #operations: readonly Operation[];

  constructor(
    context: SandboxContext,
    payments: Payments,
    subscriptions: Subscriptions,
    authorize: (exchange: Exchange) => Grant,
  ) {
    this.#context = context;
    this.#payments = payments;
    this.#subscriptions = subscriptions;
    this.#authorize = authorize;
    this.#requestIds = new SeenIds(context.store.state.worldline.requestIds, requestIdWindowMs, context.now);
    const refunds = new Refunds(context, payments, subscriptions);
    const operation = (method: string, path: string, isSigned: boolean, handle: Handler) => ({
      method,
      path: new RegExp(`^${pisBase}${path}$`),
      isSigned,
      handle,
    });
    this.#operations = [
      operation("POST", "/payments", true, (exchange, grant, _id, requestId) =>
        this.#create(exchange, grant, requestId),
      ),
      operation("GET", "/payments/([^/]+)/status", true, (exchange, grant, id) =>
        this.#status(exchange, grant, id),
      ),
      operation("DELETE", "/payments/([^/]+)", false, (_exchange, grant, id) => this.#cancel(grant, id)),
      operation("POST", "/payments/([^/]+)/confirmation", false, (exchange, grant, id) =>
        this.#confirm(exchange, grant, id),
      ),
      operation("GET", "/preferences/([^/]+)/?", true, (_exchange, grant, id) =>
        this.#preferences(grant, id),
      ),
      operation("POST", "/refunds", false, (exchange, grant) => refunds.create(exchange, grant)),
      operation("GET", "/refunds/([^/]+)/status", false, (_exchange, grant, id) => refunds.status(id, grant)),
    ];
  }

  handle(exchange: Exchange): Reply {
    const { method, path } = exchange;
    const operation = this.#find(exchange);
    if (operation === undefined)
      throw new Refusal(connectionRules.path, `There is no ${method} ${quoted(path)} here.`);
    const grant = this.#authorize(exchange);
    const requestId = requireMessageHeaders(exchange);
    if (exchange.body.length > 0) requireJson(exchange);
    this.#requireSignature(exchange, operation, grant);
    const id = decoded(operation.path.exec(path)?.[1] ?? "");
    return operation.handle(exchange, grant, id, requestId);
  }

  /** Whether the answer to a request is signed: where signing is demanded, and where the request was signed. */
  signsAnswer(exchange: Exchange): boolean {
    const signing = this.#context.switches.get("worldline.signing");
    if (signing === "off") return false;
    const isDemanded = signing === "required" && this.#find(exchange)?.isSigned === true;
    return isDemanded || exchange.header("signature") !== undefined;
  }

  #find({ method, path }: Exchange): Operation | undefined {
    return this.#operations.find((each) => each.method === method && each.path.test(path));
  }

  #requireSignature(exchange: Exchange, { isSigned }: Operation, grant: Grant): void {
    const { now, switches } = this.#context;
    const signing = switches.get("worldline.signing");
    const isDemanded = isSigned && signing === "required";
    const isThere = exchange.header("signature") !== undefined || exchange.header("digest") !== undefined;
    if (signing !== "off" && (isDemanded || isThere)) requireMessageSignature(exchange, grant, now());
  }

  #create(exchange: Exchange, grant: Grant, requestId: string): Reply {
    const psuId = exchange.header("psuid");
    const request = readPaymentRequest(exchange.body, {
      psuId,
      userAgent: exchange.header("httpheaderuseragent"),
      usesLandingPages: exchange.header("useauthorisationlandingpages") === "true",
    });
    const notificationUrl = readNotificationUrl(exchange);
    const returnUrl = readReturnUrl(exchange);
    checkDebtorTokenUrl(request.debtorTokenUrl);
    const subscription = subscriptionFor(grant, request.service, request.subId, this.#subscriptions);
    const limit = subscription.amountLimit;
    if (limit !== undefined && unitsOf(request.amount) > unitsOf(limit)) {
      throw new Refusal(paymentRules.amountLimit, `Expected at most ${limit}, got ${request.amount}.`);
    }
    // Only a request that creates a payment uses its id up. Parties do not share a number range.
    const seenAs = `${subscription.id} ${requestId}`;
    if (this.#requestIds.has(seenAs)) {
      throw new Refusal(
        messageRules.messageDuplicate,
        `The X-Request-ID ${quoted(requestId)} already created a payment.`,
      );
    }
    this.#requestIds.add(seenAs);
    const addresses = {
      ...(notificationUrl !== undefined && { notificationUrl }),
      ...(returnUrl !== undefined && { returnUrl }),
    };
    const payment = this.#payments.create(subscription, request, addresses, {
      psuId,
      isConfirmedAhead: exchange.query.get("confirm") === "true",
    });
    return jsonReply(201, this.#payments.initiation(payment));
  }

  #status(exchange: Exchange, grant: Grant, id: string): Reply {
    const payment = this.#requirePayment(grant, id);
    const ageMs = this.#context.now().getTime() - Date.parse(payment.createdAt);
    if (payment.expectedCheckoutData && this.#payments.decidesByAmount && ageMs > fastCheckoutMs) {
      throw new Refusal(paymentRules.paymentUnknown, "A fast checkout is forgotten an hour after it began.");
    }
    const isToBeConfirmed = payment.status === "Authorised" && exchange.query.get("confirm") === "true";
    if (isToBeConfirmed) this.#payments.setStatus(payment, "SettlementCompleted");
    return jsonReply(200, this.#payments.describe(payment));
  }

  #cancel(grant: Grant, id: string): Reply {
    const payment = this.#requirePayment(grant, id);
    if (payment.service === "IDEAL") {
      throw new Refusal(paymentRules.cancelUnsupported, "An iDEAL payment is cancelled by the payer only.");
    }
    if (payment.status !== "Open" && payment.status !== "Authorised") {
      throw new Refusal(
        paymentRules.cancelStatus,
        `Expected a payment that is Open or Authorised, got ${payment.status}.`,
      );
    }
    this.#payments.setStatus(payment, "Cancelled");
    return jsonReply(200, { CommonPaymentData: { PaymentId: payment.id, PaymentStatus: payment.status } });
  }

  #confirm(exchange: Exchange, grant: Grant, id: string): Reply {
    if (exchange.body.length > 0) readBody(exchange.body, confirmation);
    const payment = this.#requirePayment(grant, id);
    if (payment.status !== "Authorised") {
      throw new Refusal(
        paymentRules.notConfirmable,
        `Expected a payment that is Authorised, got ${payment.status}.`,
      );
    }
    this.#payments.setStatus(payment, "SettlementCompleted");
    const status = `${this.#context.urls().worldline}${pisBase}/payments/${payment.id}/status`;
    return jsonReply(200, {
      CommonPaymentData: { PaymentId: payment.id, PaymentStatus: payment.status },
      Links: { GetPaymentStatus: { Href: status } },
    });
  }

  #preferences(grant: Grant, psuId: string): Reply {
    requireService(grant, ["IDEAL"]);
    const bank = bankById(this.#payments.debtor(grant.merchantId, psuId)?.bankId);
    // In the test environment everybody has preferences.
    if (bank === undefined && !this.#payments.decidesByAmount) {
      throw new Refusal(paymentRules.debtorUnknown, `No payer is remembered by the id ${quoted(psuId)}.`);
    }
    return jsonReply(200, {
      AspspName: bank?.name ?? "Sandbox Bank",
      AspspLogoUrl: "https://worldline.com",
      DebtorAccountIdentification: maskedAccount,
    });
  }

  #requirePayment(grant: Grant, id: string): Payment {
    requireService(grant, ["PIS", "IDEAL"]);
    const own = new Set(this.#subscriptions.ofMerchant(grant.merchantId, grant.subId).map((each) => each.id));
    const payment = this.#payments.find(
      id,
      (each) => own.has(each.subscriptionId) && grant.services.includes(each.service),
    );
    if (payment !== undefined) return payment;
    throw new Refusal(paymentRules.paymentUnknown, `This token is for no payment ${quoted(id)}.`);
  }
}

/** A part of a path without its percent signs; as it is where they make no sense. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
