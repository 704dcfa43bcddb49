import type { InboundConnection } from "@countersign/auth";
import {
  type ClearBankWebhook,
  createClearBankWebhookHandler,
  type WebhookOutcome,
} from "@countersign/clearbank";
import type { Signer, Verifier } from "@countersign/crypto-core";
import { type HandlerServer, type ListenSettings, serveHandler } from "../webhooks/serve-handler.js";
import { explainRefusal } from "./explain-refusal.js";

/** Of a listener that keeps nothing. */
export interface WebhookServerSettings extends ListenSettings {
  readonly verifiers: readonly Verifier[];
  /** Signs the acknowledgements. */
  readonly signer: Signer;
  readonly now: () => Date;
  readonly onAcknowledged: (webhook: ReceivedWebhook) => void;
  readonly onRefused: (refusal: RefusedWebhook) => void;
}

export interface ReceivedWebhook {
  readonly webhook: ClearBankWebhook;
  /** By which a duplicate is known. */
  readonly key: string;
  /** From its arrival until the answer was ready. */
  readonly durationMs: number;
}

export interface RefusedWebhook {
  readonly reason: string;
  /** Why, in a sentence. */
  readonly message: string;
  readonly requestId: string | undefined;
}

/** @throws CliError with `ERR_LISTEN`. */
export async function serveWebhooks(settings: WebhookServerSettings): Promise<HandlerServer> {
  return await serveHandler((request, connection) => receive(request, connection, settings), settings);
}

async function receive(
  request: Request,
  connection: InboundConnection,
  settings: WebhookServerSettings,
): Promise<Response> {
  const { verifiers, signer, now, onAcknowledged, onRefused } = settings;
  // The handler reads the body; this is for the explanation, where it refuses it.
  const copy = request.clone();
  let key = "";
  const told: WebhookOutcome[] = [];
  const handle = createClearBankWebhookHandler({
    verifier: verifiers,
    signer,
    now,
    inbox: {
      async accept(message) {
        key = message.key;
        return "accepted";
      },
    },
    onOutcome: (outcome) => void told.push(outcome),
  });
  const response = await handle(request, connection);
  const [outcome] = told;
  if (outcome?.outcome === "refused") {
    const message = await explainRefusal(copy, outcome, verifiers);
    onRefused({
      reason: outcome.reason,
      message,
      requestId: request.headers.get("x-request-id") ?? undefined,
    });
  } else if (outcome) {
    onAcknowledged({ webhook: outcome.webhook, key, durationMs: outcome.durationMs });
  }
  return response;
}
