import { once } from "node:events";
import { clearBankKeyOption } from "../clearbank/options.js";
import { readVerifiers } from "../clearbank/read-verifiers.js";
import { meaningOf } from "../clearbank/retry-reasons.js";
import { signerOption, withSigner } from "../clearbank/signer-module.js";
import type { ReceivedWebhook, RefusedWebhook } from "../clearbank/webhook-server.js";
import type { Command } from "../command.js";
import { indentJson } from "../indent-json.js";
import type { Io } from "../io.js";
import { keyOption, readInteger, secretNames, secretOptions } from "../options.js";
import { visible } from "../visible.js";
import { listenOptions, readListenOptions } from "../webhooks/listen-options.js";

export const clearbankWebhookListen: Command = {
  name: "clearbank webhook listen",
  summary: "show ClearBank's webhooks as they arrive, verified and acknowledged, and why others are refused",
  operands: [],
  options: {
    "public-key": { ...clearBankKeyOption, isRequired: true },
    key: { ...keyOption, isRequired: false, summary: "our private key, which signs the acknowledgements" },
    signer: signerOption,
    ...secretOptions("passphrase", "the key"),
    port: { value: "N", summary: "the port to listen on; 8080 by default, 0 for any" },
    ...listenOptions,
    "show-payload": { summary: "show what the webhooks say, too; it may be personal data" },
  },
  exactlyOne: [["key", "signer"]],
  atMostOne: [secretNames("passphrase")],
  notes:
    "What is acknowledged is not kept, and ClearBank does not send it again: this is for trying things out. Ctrl-C ends it.\nWith --json each webhook is one JSON object on a line of its own.",
  example: "countersign clearbank webhook listen --public-key clearbank.pem --key profile/clearbank-1.key",
  async run(args, io) {
    const port = readInteger("port", args.optional("port") ?? "8080", 0, 65_535);
    const verifiers = await readVerifiers(args, io);
    const where = await readListenOptions(args, io);
    const { serveWebhooks } = await import("../clearbank/webhook-server.js");
    const isPayloadShown = args.flag("show-payload");
    return await withSigner(args, io, args.optional("key"), async (signer) => {
      const count = { acknowledged: 0, refused: 0 };
      const server = await serveWebhooks({
        ...where,
        verifiers,
        signer,
        port,
        now: io.now,
        onAcknowledged(webhook) {
          count.acknowledged += 1;
          showWebhook(webhook, isPayloadShown, io);
        },
        onRefused(refusal) {
          count.refused += 1;
          showRefusal(refusal, io);
        },
      });
      io.say({
        text: `Listening on ${server.url}. What is acknowledged is not kept. Ctrl-C ends it.`,
        json: { event: "listening", url: server.url },
      });
      const interrupted = io.untilInterrupted();
      if (!interrupted.aborted) await once(interrupted, "abort");
      await server.close();
      return {
        text: `${count.acknowledged} acknowledged, ${count.refused} refused.`,
        json: { event: "end", ...count },
      };
    });
  },
};

function showWebhook({ webhook, key, durationMs }: ReceivedWebhook, isPayloadShown: boolean, io: Io): void {
  const { type, version, requestId, deliveryAttempt, retryReason, payload, rawBody } = webhook;
  const facts = [
    `${type} ${version}`,
    `key ${key}`,
    requestId && `request ${requestId}`,
    deliveryAttempt !== undefined && `attempt ${deliveryAttempt}`,
    `acknowledged in ${durationMs} ms`,
  ];
  const reason =
    retryReason === undefined
      ? ""
      : `\n  sent again because of ${visible(retryReason)}: ${meaningOf(retryReason)}`;
  const body = isPayloadShown ? `\n${indentJson(new TextDecoder().decode(rawBody))}` : "";
  io.say({
    text: `${io.now().toISOString()}  ${facts
      .filter(Boolean)
      .map((fact) => visible(String(fact)))
      .join(", ")}${reason}${body}`,
    json: {
      event: "webhook",
      type,
      version,
      key,
      requestId,
      deliveryAttempt,
      retryReason,
      durationMs,
      ...(isPayloadShown && { payload }),
    },
  });
}

function showRefusal({ reason, message, requestId }: RefusedWebhook, io: Io): void {
  const request = requestId === undefined ? "" : `, request ${visible(requestId)}`;
  io.say({
    text: `${io.now().toISOString()}  refused (${reason})${request}: ${visible(message)}`,
    json: { event: "refused", reason, message, requestId },
  });
}
