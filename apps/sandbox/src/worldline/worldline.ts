import type { SandboxContext } from "../context.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import type { Institution } from "../wire/institution-server.js";
import type { Refusal } from "../wire/refusal.js";
import { RequestLog } from "../wire/request-log.js";
import { requireSubscription } from "./bearer.js";
import { codeMessages } from "./code-messages.js";
import { Notifications } from "./notifications.js";
import { PaymentApi } from "./payment-api.js";
import { Payments } from "./payments.js";
import type { WorldlineRule } from "./rules.js";
import { type ServiceKey, signedHeaders } from "./sign-message.js";
import { Subscriptions } from "./subscriptions.js";
import { authorizeBase, TokenV1 } from "./token-v1.js";
import { TokenV2 } from "./token-v2.js";

/** What a refused authentication is told at the version 2 token endpoint, whatever was wrong. */
const deniedClient = {
  error: "unauthorized_client",
  error_description: "Invalid client or Invalid client credentials",
};

/** Worldline's Open Banking Service: two generations of tokens, payments and notifications. */
export class Worldline implements Institution {
  readonly name = "worldline";
  readonly log: RequestLog = new RequestLog();
  readonly subscriptions: Subscriptions;
  readonly payments: Payments;
  readonly notifications: Notifications;
  readonly #context: SandboxContext;
  readonly #key: ServiceKey;
  readonly #tokenV1: TokenV1;
  readonly #tokenV2: TokenV2;
  readonly #paymentApi: PaymentApi;

  constructor(context: SandboxContext, key: ServiceKey) {
    this.#context = context;
    this.#key = key;
    this.subscriptions = new Subscriptions(context);
    this.notifications = new Notifications(context, key, this.subscriptions);
    this.payments = new Payments(context, this.notifications);
    this.#tokenV1 = new TokenV1(context, this.subscriptions);
    this.#tokenV2 = new TokenV2(context, this.subscriptions, key);
    const tokens = { v1: this.#tokenV1, v2: this.#tokenV2, subscriptions: this.subscriptions };
    this.#paymentApi = new PaymentApi(context, this.payments, (exchange) =>
      requireSubscription(exchange, tokens, context),
    );
  }

  handle(exchange: Exchange): Reply {
    switch (areaOf(exchange)) {
      case "tokenV1":
        return this.#tokenV1.handle(exchange);
      case "tokenV2":
        return this.#tokenV2.handle(exchange);
      case "messages":
        return this.#paymentApi.handle(exchange);
    }
  }

  /** The three areas have three shapes of errors. */
  refuse(refusal: Refusal<WorldlineRule>, exchange: Exchange): Reply {
    const { id, status, code, oauth, summary } = refusal.rule;
    const message = codeMessages[code] ?? "";
    // The precise reason goes into the body only where the service itself names the property that is wrong.
    const details = status === 400 ? refusal.reason : summary;
    switch (areaOf(exchange)) {
      case "tokenV1": {
        const MessageCreateDateTime = this.#context.now().toISOString();
        const MessageId = this.#context.random.uuid();
        return jsonReply(status, { MessageCreateDateTime, MessageId, code, message, details });
      }
      case "tokenV2":
        if (id === "worldline.v2.realm") return jsonReply(status, { error: "Realm does not exist" });
        return jsonReply(
          status,
          oauth ? { error: oauth.error, error_description: oauth.description } : deniedClient,
        );
      case "messages":
        return jsonReply(status, { Code: code, Message: message, Details: details });
    }
  }

  finish(reply: Reply, exchange: Exchange): Reply {
    const requestId = this.#context.random.uuid();
    const messageCreateDateTime = this.#context.now().toISOString();
    const isSigned =
      areaOf(exchange) === "messages" && this.#context.switches.get("worldline.signing") !== "off";
    const body = Buffer.from(reply.body);
    return {
      status: reply.status,
      headers: {
        ...reply.headers,
        "X-Request-ID": requestId,
        MessageCreateDateTime: messageCreateDateTime,
        ...(isSigned && signedHeaders(body, { requestId, messageCreateDateTime }, this.#key)),
      },
      body,
    };
  }
}

function areaOf({ path }: Exchange): "tokenV1" | "tokenV2" | "messages" {
  if (path.startsWith(`${authorizeBase}/`)) return "tokenV1";
  return path.startsWith("/auth/") ? "tokenV2" : "messages";
}
