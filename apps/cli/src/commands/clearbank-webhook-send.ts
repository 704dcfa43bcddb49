import { readAuthorities } from "../authorities.js";
import { readAckKey } from "../clearbank/read-ack-key.js";
import type { RoundTrip } from "../clearbank/send-webhooks.js";
import { readListenerUrl } from "../clearbank/webhook-url.js";
import type { Command, Outcome } from "../command.js";
import { caOption, keyOption, readInteger, secretNames, secretOptions } from "../options.js";
import { readSigner } from "../read-signer.js";
import { visible } from "../visible.js";

export const clearbankWebhookSend: Command = {
  name: "clearbank webhook send",
  summary: "sign and send example webhooks as ClearBank does, and check the acknowledgements",
  operands: [],
  options: {
    to: { value: "URL", summary: "the listener; https, or http on this machine" },
    list: { summary: "only print the types that there are" },
    type: { value: "NAME", summary: "the type: TransactionSettled, FITestEvent, ..." },
    count: { value: "N", summary: "how many, each with ids of its own; 1 by default" },
    key: {
      ...keyOption,
      isRequired: false,
      summary: "the private key that plays ClearBank's; the listener knows its public half",
    },
    ...secretOptions("passphrase", "the key"),
    "ack-key": {
      value: "FILE",
      summary:
        "the listener's public key, certificate or certificate request: acknowledgements have to verify with it",
    },
    ca: caOption,
  },
  exactlyOne: [["to", "list"]],
  atMostOne: [secretNames("passphrase")],
  notes:
    "Exit code 0: all were acknowledged; 1: not all. Ctrl-C ends it after those that are under way.\nWith --json each round trip is one JSON object on a line of its own.",
  example:
    "countersign clearbank webhook send --to https://localhost:8443/webhooks --type TransactionSettled --count 10 --key test.key",
  async run(args, io) {
    if (args.flag("list")) return await listTypes();
    const url = await readListenerUrl(args.text("to"));
    const type = args.text("type");
    const count = readInteger("count", args.optional("count") ?? "1", 1, 1_000_000);
    const { freshExample } = await import("../clearbank/fresh-example.js");
    // An unknown type is refused before anything is sent.
    freshExample(type);
    const signer = await readSigner(args, io);
    const verifier = await readAckKey(args, io);
    const ca = await readAuthorities(args, io);
    const { sendWebhooks } = await import("../clearbank/send-webhooks.js");
    const roundTrips = await sendWebhooks({
      url,
      type,
      count,
      signer,
      verifier,
      ca,
      now: io.now,
      interrupted: io.untilInterrupted(),
      onRoundTrip: (roundTrip) =>
        io.say({ text: describe(roundTrip, count, type), json: { event: "round-trip", type, ...roundTrip } }),
    });
    const warnings = verifier
      ? []
      : ["The acknowledgements' signatures were not checked: --ack-key FILE does that."];
    return { ...summarise(roundTrips, count), warnings };
  },
};

function describe({ number, status, durationMs, reason }: RoundTrip, count: number, type: string): string {
  const verdict = reason === undefined ? "acknowledged" : `not acknowledged: ${visible(reason)}`;
  const width = String(count).length;
  return `${String(number).padStart(width)}/${count}  ${type}  ${status ?? "---"}  ${durationMs} ms  ${verdict}`;
}

function summarise(roundTrips: readonly RoundTrip[], count: number): Outcome {
  const sent = roundTrips.length;
  const acknowledged = roundTrips.filter(({ isAcknowledged }) => isAcknowledged).length;
  const stopped = sent < count ? ` It was stopped before the other ${count - sent}.` : "";
  const text = `${sent} sent, ${acknowledged} acknowledged.${stopped}`;
  const json = { event: "end", sent, acknowledged };
  if (acknowledged === sent) return { text, json };
  return { exitCode: 1, text, json: { code: "ERR_CLEARBANK_NOT_ACKNOWLEDGED", message: text, ...json } };
}

async function listTypes(): Promise<Outcome> {
  const { webhookTypeNames } = await import("@countersign/clearbank/testing");
  return { text: webhookTypeNames.join("\n"), json: { types: webhookTypeNames } };
}
