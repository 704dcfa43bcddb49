import type { TLSSocket } from "node:tls";
import type { SandboxContext } from "../context.js";
import type { InstitutionKeys } from "../pki/institution-keys.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import type { Institution } from "../wire/institution-server.js";
import { Refusal } from "../wire/refusal.js";
import { RequestLog } from "../wire/request-log.js";
import { BankPage, bankRefusalPage } from "./bank-page.js";
import { requireGrant } from "./bearer.js";
import * as rules from "./connection-rules.js";
import { utcDateTime } from "./date-formats.js";
import { Directory, directoryPath } from "./directory.js";
import { spoilSigning, WorldlineFaults } from "./faults.js";
import { Notifications } from "./notifications.js";
import { PaymentApi } from "./payment-api.js";
import { Payments } from "./payments.js";
import type { WorldlineRule } from "./rule.js";
import { serviceErrors } from "./service-errors.js";
import { ServiceKeys } from "./service-keys.js";
import { signedHeaders } from "./sign-message.js";
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
  readonly context: SandboxContext;
  readonly keys: ServiceKeys;
  readonly subscriptions: Subscriptions;
  readonly payments: Payments;
  readonly notifications: Notifications;
  readonly faults: WorldlineFaults;
  readonly #tokenV1: TokenV1;
  readonly #tokenV2: TokenV2;
  readonly #paymentApi: PaymentApi;
  readonly #directory: Directory;
  readonly #bankPage: BankPage;

  constructor(
    context: SandboxContext,
    { worldlineService, worldlineClient }: Pick<InstitutionKeys, "worldlineService" | "worldlineClient">,
  ) {
    this.context = context;
    this.keys = new ServiceKeys(context, worldlineService);
    this.faults = new WorldlineFaults(context.random);
    this.subscriptions = new Subscriptions(context);
    this.notifications = new Notifications(context, this.keys, worldlineClient, this.subscriptions);
    this.payments = new Payments(context, this.notifications);
    this.#tokenV1 = new TokenV1(context, this.subscriptions);
    this.#tokenV2 = new TokenV2(context, this.subscriptions, worldlineService);
    const tokens = { v1: this.#tokenV1, v2: this.#tokenV2, subscriptions: this.subscriptions };
    const authorize = (exchange: Exchange) => requireGrant(exchange, tokens, context);
    this.#paymentApi = new PaymentApi(context, this.payments, this.subscriptions, authorize);
    this.#directory = new Directory(authorize);
    this.#bankPage = new BankPage(context, this.payments, this.subscriptions);
  }

  async handle(exchange: Exchange): Promise<Reply> {
    // A payer's browser has no certificate, and nobody asked for the bank to fail.
    if (areaOf(exchange) === "bank") return this.#bankPage.handle(exchange);
    const spared = this.faults.replyUnprocessed(exchange);
    if (spared !== undefined) return spared;
    this.#requireClientCertificate(exchange);
    return this.faults.replyProcessed(exchange, this.#answer(exchange), this.context.stopping);
  }

  /** The areas have different shapes of errors. */
  refuse(refusal: Refusal<WorldlineRule>, exchange: Exchange): Reply {
    const { id, status, code, oauth, summary } = refusal.rule;
    const message = serviceErrors[code]?.message ?? "";
    // The precise reason goes into the body only where the service itself names the property that is wrong.
    const details = status === 400 ? refusal.reason : summary;
    switch (areaOf(exchange)) {
      case "tokenV1": {
        const MessageCreateDateTime = utcDateTime(this.context.now());
        const MessageId = this.context.random.uuid();
        return jsonReply(status, { MessageCreateDateTime, MessageId, code, message, details });
      }
      case "tokenV2":
        if (id === "worldline.v2.realm") return jsonReply(status, { error: "Realm does not exist" });
        return jsonReply(
          status,
          oauth ? { error: oauth.error, error_description: oauth.description } : deniedClient,
        );
      case "bank":
        return bankRefusalPage(status, refusal.reason);
      default:
        return jsonReply(status, { Code: code, Message: message, Details: details });
    }
  }

  finish(reply: Reply, exchange: Exchange): Reply {
    const area = areaOf(exchange);
    if (area === "bank") return reply;
    const requestId = this.context.random.uuid();
    const messageCreateDateTime = utcDateTime(this.context.now());
    const isSigned = area === "payments" && this.#paymentApi.signsAnswer(exchange) && isOwnAnswer(reply);
    const body = Buffer.from(reply.body);
    const signing = isSigned
      ? signedHeaders(body, { requestId, messageCreateDateTime }, this.keys.current)
      : {};
    return {
      ...reply,
      headers: {
        ...reply.headers,
        "X-Request-ID": requestId,
        MessageCreateDateTime: messageCreateDateTime,
        ...(isSigned && spoilSigning(exchange.notes.fault, signing)),
      },
      body,
    };
  }

  #answer(exchange: Exchange): Reply {
    switch (areaOf(exchange)) {
      case "tokenV1":
        return this.#tokenV1.handle(exchange);
      case "tokenV2":
        return this.#tokenV2.handle(exchange);
      case "directory":
        return this.#directory.handle(exchange);
      default:
        return this.#paymentApi.handle(exchange);
    }
  }

  /** Any certificate of the back office will do: who the client is, its token says. */
  #requireClientCertificate({ socket }: Exchange): void {
    if (this.context.switches.get("worldline.clientCertificate") === "off") return;
    const shown = (socket as TLSSocket).getPeerCertificate().fingerprint?.replaceAll(":", "");
    if (shown !== undefined && this.subscriptions.hasCertificate(shown)) return;
    throw new Refusal(
      rules.clientCertificate,
      `Expected a TLS client certificate of the back office, got ${shown ?? "none"}.`,
    );
  }
}

/** A page of something in front of the service has no signature, nor has an answer without a body. */
function isOwnAnswer({ headers, body }: Reply): boolean {
  return headers["Content-Type"] !== "text/html" && body.length > 0;
}

type Area = "tokenV1" | "tokenV2" | "directory" | "bank" | "payments";

function areaOf({ path }: Exchange): Area {
  if (path.startsWith(`${authorizeBase}/`)) return "tokenV1";
  if (path.startsWith("/auth/")) return "tokenV2";
  if (path.startsWith("/bank/")) return "bank";
  return path === directoryPath ? "directory" : "payments";
}
