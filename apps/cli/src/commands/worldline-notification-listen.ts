import { once } from "node:events";
import type { Command } from "../command.js";
import { indentJson } from "../indent-json.js";
import type { Io } from "../io.js";
import { readInteger, readRequiredSecret, secretNames, secretOptions } from "../options.js";
import { visible } from "../visible.js";
import { listenOptions, readListenOptions } from "../webhooks/listen-options.js";
import type { ReceivedNotification, RefusedNotification } from "../worldline/notification-server.js";
import { readServiceCertificates, serviceCertificateOption } from "../worldline/options.js";

export const worldlineNotificationListen: Command = {
  name: "worldline notification listen",
  summary: "show Worldline's notifications as they arrive, verified and answered, and why others are refused",
  operands: [],
  options: {
    "service-cert": { ...serviceCertificateOption, isRequired: true },
    ...secretOptions("token", "the notifications, as the subscription in the back office has it"),
    port: { value: "N", summary: "the port to listen on; 8080 by default, 0 for any" },
    ...listenOptions,
    "show-payload": { summary: "show what the notifications say, too; it is personal data" },
  },
  exactlyOne: [secretNames("token")],
  notes:
    "What is answered with 204 is not kept, and the service does not send it again: this is for trying things out. Ctrl-C ends it.\nWith --json each notification is one JSON object on a line of its own.",
  example:
    "countersign worldline notification listen --service-cert service.pem --token-env NOTIFICATION_TOKEN",
  async run(args, io) {
    const port = readInteger("port", args.optional("port") ?? "8080", 0, 65_535);
    const serviceCertificates = await readServiceCertificates(args, io);
    const bearerToken = await readRequiredSecret(args, io, "token");
    const where = await readListenOptions(args, io);
    const { serveNotifications } = await import("../worldline/notification-server.js");
    const isPayloadShown = args.flag("show-payload");
    const count = { accepted: 0, refused: 0 };
    const server = await serveNotifications({
      ...where,
      port,
      bearerToken,
      serviceCertificates,
      now: io.now,
      onAccepted(received) {
        count.accepted += 1;
        showNotification(received, isPayloadShown, io);
      },
      onRefused(refusal) {
        count.refused += 1;
        showRefusal(refusal, io);
      },
    });
    const url = `${server.url}v3`;
    io.say({
      text: `Listening on ${url}. What is answered is not kept. Ctrl-C ends it.`,
      json: { event: "listening", url },
    });
    const interrupted = io.untilInterrupted();
    if (!interrupted.aborted) await once(interrupted, "abort");
    await server.close();
    return {
      text: `${count.accepted} accepted, ${count.refused} refused.`,
      json: { event: "end", ...count },
    };
  },
};

function showNotification(received: ReceivedNotification, isPayloadShown: boolean, io: Io): void {
  const { notification, key, durationMs } = received;
  const { type, requestId, messageCreateDateTime, signature, payload, rawBody } = notification;
  const facts = [
    type,
    `key ${key}`,
    requestId && `request ${requestId}`,
    messageCreateDateTime && `made ${messageCreateDateTime}`,
    signature?.usedFallback && "signed over the fixed three headers, not over those that it lists",
    `answered in ${durationMs} ms`,
  ];
  const body = isPayloadShown ? `\n${indentJson(new TextDecoder().decode(rawBody))}` : "";
  const shown = facts.filter(Boolean).map((fact) => visible(String(fact)));
  io.say({
    text: `${io.now().toISOString()}  ${shown.join(", ")}${body}`,
    json: {
      event: "notification",
      type,
      key,
      requestId,
      messageCreateDateTime,
      usedFallback: signature?.usedFallback,
      durationMs,
      ...(isPayloadShown && { payload }),
    },
  });
}

function showRefusal({ reason, message, requestId }: RefusedNotification, io: Io): void {
  const request = requestId === undefined ? "" : `, request ${visible(requestId)}`;
  io.say({
    text: `${io.now().toISOString()}  refused (${reason})${request}: ${visible(message)}`,
    json: { event: "refused", reason, message, requestId },
  });
}
