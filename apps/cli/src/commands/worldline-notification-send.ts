import { CertificateError, parseCertificate } from "@countersign/crypto-core";
import { readAuthorities, readText } from "../authorities.js";
import type { Command, Outcome } from "../command.js";
import { about, UsageError } from "../errors.js";
import {
  caOption,
  keyOption,
  readInteger,
  readRequiredSecret,
  secretNames,
  secretOptions,
} from "../options.js";
import { readSigner } from "../read-signer.js";
import { visible } from "../visible.js";
import type { NotificationType } from "../worldline/fresh-example.js";
import { readNotificationUrl } from "../worldline/notification-url.js";
import type { RoundTrip } from "../worldline/send-notifications.js";

export const worldlineNotificationSend: Command = {
  name: "worldline notification send",
  summary: "sign and send example notifications as Worldline does, and check the answers",
  operands: [],
  options: {
    to: {
      value: "URL",
      isRequired: true,
      summary:
        "the listener, ending in /v3, behind which /notification/status or /notification/debtorToken is put; https, or http on this machine",
    },
    type: { value: "NAME", choices: ["status", "debtorToken"], summary: "the type; status by default" },
    status: { value: "NAME", summary: "the status of the payment; SettlementCompleted by default" },
    payment: { value: "ID", summary: "the id of the payment; another one each time by default" },
    count: { value: "N", summary: "how many; 1 by default" },
    key: { ...keyOption, summary: "the private key that plays the service's" },
    ...secretOptions("passphrase", "the key"),
    cert: { value: "FILE", isRequired: true, summary: "its certificate, PEM, which the listener knows" },
    ...secretOptions("token", "the notifications, as the listener expects it"),
    ca: caOption,
  },
  exactlyOne: [secretNames("token")],
  atMostOne: [secretNames("passphrase")],
  notes:
    "Exit code 0: all were accepted; 1: not all. Ctrl-C ends it after those that are under way.\nWith --json each round trip is one JSON object on a line of its own.",
  example:
    "countersign worldline notification send --to https://localhost:8443/v3 --key test.key --cert test.pem --token-env NOTIFICATION_TOKEN",
  async run(args, io) {
    const url = await readNotificationUrl(args.text("to"));
    const type = (args.optional("type") ?? "status") as NotificationType;
    const status = args.optional("status");
    if (status !== undefined && type !== "status")
      throw new UsageError("--status is for notifications of the type status.");
    const count = readInteger("count", args.optional("count") ?? "1", 1, 1_000_000);
    const signer = await readSigner(args, io);
    const certificate = await readText(args.text("cert"), io);
    await about(args.text("cert"), () => requireMatch(certificate, signer.publicKey));
    const bearerToken = await readRequiredSecret(args, io, "token");
    const ca = await readAuthorities(args, io);
    const { sendNotifications } = await import("../worldline/send-notifications.js");
    const roundTrips = await sendNotifications({
      url,
      type,
      status,
      paymentId: args.optional("payment"),
      count,
      signer,
      certificate,
      bearerToken,
      ca,
      now: io.now,
      interrupted: io.untilInterrupted(),
      onRoundTrip: (roundTrip) =>
        io.say({ text: describe(roundTrip, count, type), json: { event: "round-trip", type, ...roundTrip } }),
    });
    return summarise(roundTrips, count);
  },
};

function requireMatch(certificate: string, publicKey: Uint8Array | undefined): void {
  if (publicKey && Buffer.compare(parseCertificate(certificate).publicKey, publicKey) !== 0) {
    throw new CertificateError(
      "ERR_CERTIFICATE_NO_MATCH",
      "The certificate is of another key than that of --key, so nothing that it signs would verify.",
    );
  }
}

function describe({ number, status, durationMs, reason }: RoundTrip, count: number, type: string): string {
  const verdict = reason === undefined ? "accepted" : `not accepted: ${visible(reason)}`;
  const width = String(count).length;
  return `${String(number).padStart(width)}/${count}  ${type}  ${status ?? "---"}  ${durationMs} ms  ${verdict}`;
}

function summarise(roundTrips: readonly RoundTrip[], count: number): Outcome {
  const sent = roundTrips.length;
  const accepted = roundTrips.filter(({ isAccepted }) => isAccepted).length;
  const stopped = sent < count ? ` It was stopped before the other ${count - sent}.` : "";
  const text = `${sent} sent, ${accepted} accepted.${stopped}`;
  const json = { event: "end", sent, accepted };
  if (accepted === sent) return { text, json };
  return { exitCode: 1, text, json: { code: "ERR_WORLDLINE_NOT_ACCEPTED", message: text, ...json } };
}
