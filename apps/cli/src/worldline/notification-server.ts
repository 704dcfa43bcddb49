import {
  createWorldlineNotificationHandler,
  type NotificationOutcome,
  type WorldlineNotification,
} from "@countersign/worldline";
import { type HandlerServer, type ListenSettings, serveHandler } from "../webhooks/serve-handler.js";
import { explainRefusal } from "./explain-refusal.js";

/** Of a listener that keeps nothing. */
export interface NotificationServerSettings extends ListenSettings {
  readonly bearerToken: string;
  readonly serviceCertificates: readonly string[];
  readonly now: () => Date;
  readonly onAccepted: (notification: ReceivedNotification) => void;
  readonly onRefused: (refusal: RefusedNotification) => void;
}

export interface ReceivedNotification {
  readonly notification: WorldlineNotification;
  /** By which a duplicate is known. */
  readonly key: string;
  /** From its arrival until the answer was ready. */
  readonly durationMs: number;
}

export interface RefusedNotification {
  readonly reason: string;
  /** Why, in a sentence. */
  readonly message: string;
  readonly requestId: string | undefined;
}

/** @throws CliError with `ERR_LISTEN`. */
export async function serveNotifications(settings: NotificationServerSettings): Promise<HandlerServer> {
  return await serveHandler((request) => receive(request, settings), settings);
}

async function receive(request: Request, settings: NotificationServerSettings): Promise<Response> {
  const { bearerToken, serviceCertificates, now, onAccepted, onRefused } = settings;
  // The handler reads the body; this is for the explanation, where it refuses it.
  const copy = request.clone();
  let key = "";
  const told: NotificationOutcome[] = [];
  const handle = createWorldlineNotificationHandler({
    bearer: [bearerToken],
    serviceCertificates,
    now,
    inbox: {
      async accept(message) {
        key = message.key;
        return "accepted";
      },
    },
    onOutcome: (outcome) => void told.push(outcome),
  });
  const response = await handle(request);
  const [outcome] = told;
  if (outcome?.outcome === "refused") {
    const message = await explainRefusal(copy, outcome, serviceCertificates);
    const requestId = request.headers.get("x-request-id") ?? undefined;
    onRefused({ reason: outcome.reason, message, requestId });
  } else if (outcome) {
    onAccepted({ notification: outcome.notification, key, durationMs: outcome.durationMs });
  }
  return response;
}
