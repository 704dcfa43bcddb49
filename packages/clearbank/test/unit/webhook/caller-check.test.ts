import { generateKeyPair, importSigner, importVerifier } from "@countersign/crypto-core";
import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  type ClearBankWebhookHandlerSettings,
  clearBankWebhookAddresses,
  createClearBankWebhookHandler,
  type WebhookOutcome,
} from "../../../src/index.js";
import { signTestWebhook } from "../../../src/testing/index.js";

let keys: Pick<ClearBankWebhookHandlerSettings, "verifier" | "signer">;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair();
  keys = { verifier: await importVerifier(publicKey), signer: await importSigner(privateKey) };
});

interface Call {
  readonly from?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly proxies?: readonly string[];
  readonly allowed?: readonly string[];
}

const bank = "51.145.122.17";
const stranger = "203.0.113.9";

async function call({ from, headers = {}, proxies, allowed = clearBankWebhookAddresses.simulation }: Call) {
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const outcomes: WebhookOutcome[] = [];
  const handle = createClearBankWebhookHandler({
    ...keys,
    inbox,
    allowedAddresses: allowed,
    ...(proxies && { trustedProxies: proxies }),
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  const webhook = await signTestWebhook({ type: "FITestEvent", signer: keys.signer });
  const request = new Request("https://us.example", {
    method: "POST",
    body: webhook.body,
    headers: { ...webhook.headers, ...headers },
  });
  const { status } = await handle(request, from === undefined ? undefined : { remoteAddress: from });
  return { status, outcomes };
}

describe("with a list of addresses", () => {
  it.each<[string, Call]>([
    ["the first address of a range", { from: "51.145.122.16" }],
    ["the last one", { from: "51.145.122.31" }],
    ["another range", { from: "20.117.212.180" }],
    ["an IPv4 address in IPv6", { from: `::ffff:${bank}` }],
    ["the same in hexadecimal", { from: "::ffff:3391:7a11" }],
    ["a single address", { from: stranger, allowed: [stranger] }],
    ["a range of IPv6", { from: "2001:db8::42", allowed: ["2001:db8::/64"] }],
    ["an address with a zone", { from: "fe80::1%eth0", allowed: ["fe80::/10"] }],
    ["all of IPv4", { from: stranger, allowed: ["0.0.0.0/0"] }],
  ])("takes a webhook from %s", async (_name, given) => {
    expect((await call(given)).status).toBe(200);
  });

  it.each<[string, Call]>([
    ["the address before a range", { from: "51.145.122.15" }],
    ["the address after it", { from: "51.145.122.32" }],
    ["a stranger", { from: stranger }],
    ["a stranger in IPv6", { from: `::ffff:${stranger}` }],
    ["nobody knows where", {}],
    ["what is no address", { from: "localhost" }],
    ["a stranger who says that ClearBank sent it", { from: stranger, headers: { "x-forwarded-for": bank } }],
    [
      "a stranger who says so in the standard's way",
      { from: stranger, headers: { forwarded: `for=${bank}` }, proxies: ["10.0.0.0/8"] },
    ],
    ["an empty list", { from: bank, allowed: [] }],
  ])("refuses one from %s", async (_name, given) => {
    const { status, outcomes } = await call(given);
    expect(status).toBe(403);
    expect(outcomes).toMatchObject([{ reason: "address", error: { code: "ERR_WEBHOOK_ADDRESS" } }]);
  });

  it("says which address it was, and nothing else that a caller wrote", async () => {
    const messageOf = async (given: Call) => {
      const [outcome] = (await call(given)).outcomes;
      return outcome?.outcome === "refused" ? String(outcome.error) : undefined;
    };
    expect(await messageOf({ from: stranger })).toBe(
      `WebhookError: A webhook came from ${stranger}, which is not allowed.`,
    );
    expect(await messageOf({})).toBe(
      "WebhookError: A webhook came from an unknown address, which is not allowed.",
    );
    const contradicting = { "x-forwarded-for": bank, forwarded: `for=${stranger}` };
    expect(await messageOf({ from: "10.0.0.1", headers: contradicting, proxies: ["10.0.0.1"] })).toBe(
      `WebhookError: A webhook came from ${bank} and ${stranger}, which is not allowed.`,
    );
    const headers = { "x-forwarded-for": "<script>" };
    expect(await messageOf({ from: "10.0.0.1", headers, proxies: ["10.0.0.1"] })).toBe(
      "WebhookError: A webhook came from an unknown address, which is not allowed.",
    );
  });
});

describe("behind a proxy that is trusted", () => {
  const from = "10.0.0.1";
  const proxies = ["10.0.0.0/8", "2001:db8::/32"];

  it.each<[string, Record<string, string>]>([
    ["the one hop", { "x-forwarded-for": bank }],
    ["its port", { "x-forwarded-for": `${bank}:4711` }],
    ["the last hop, whatever the first one says", { "x-forwarded-for": `${stranger}, ${bank}` }],
    ["the last hop before our own proxies", { "x-forwarded-for": `${stranger}, ${bank}, 10.1.2.3,10.0.0.9` }],
    ["IPv6 before our own proxies", { "x-forwarded-for": `${bank}, [2001:db8::7]:443` }],
    ["Forwarded", { forwarded: `for=${bank};proto=https;by=10.0.0.1` }],
    ["Forwarded, quoted, with a port", { forwarded: `proto=https; For="${bank}:80"` }],
    ["Forwarded, with more hops", { forwarded: `for=${stranger}, for=${bank}, for="[2001:db8::1]"` }],
    ["quotation marks that hold a comma", { forwarded: `for=${bank};host="a,b;for=${stranger}"` }],
    ["both headers, where they agree", { "x-forwarded-for": bank, forwarded: `for=${bank}` }],
  ])("the caller is ClearBank by %s", async (_name, headers) => {
    expect((await call({ from, proxies, headers })).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ["no header at all", {}],
    ["an empty header", { "x-forwarded-for": "" }],
    ["a stranger after ClearBank's name", { "x-forwarded-for": `${bank}, ${stranger}` }],
    ["a hop that is no address", { "x-forwarded-for": `${bank}, unknown` }],
    ["a hop with something before the brackets", { "x-forwarded-for": `x[${bank}]` }],
    ["a hop with something behind them", { "x-forwarded-for": `[${bank}]x` }],
    ["a hop with something before the address", { "x-forwarded-for": `x${bank}:80` }],
    ["a hop with something behind the port", { "x-forwarded-for": `${bank}:80x` }],
    ["a hop that is quoted from its middle on", { forwarded: 'for=51.145."122.17"' }],
    ["a hop that is quoted up to its middle", { forwarded: 'for="51.145.122".17' }],
    ["a hop that hides", { forwarded: `for=${bank}, for=_hidden` }],
    ["a hop that says nothing", { forwarded: `for=${bank}, proto=https` }],
    ["a hop that says two things", { forwarded: `for=${bank};for=${bank}` }],
    ["two headers that contradict each other", { "x-forwarded-for": stranger, forwarded: `for=${bank}` }],
    ["the same, the other way round", { "x-forwarded-for": bank, forwarded: `for=${stranger}` }],
    ["our own proxies only", { "x-forwarded-for": "10.0.0.7, 10.0.0.8" }],
  ])("the caller is not by %s", async (_name, headers) => {
    const { status, outcomes } = await call({ from, proxies, headers });
    expect(status).toBe(403);
    expect(outcomes).toMatchObject([{ reason: "address" }]);
  });
});

it.each([
  "",
  "localhost",
  "51.145.122.16/33",
  "51.145.122.16/",
  "51.145.122.16/a",
  "51.145.122.16/+8",
  "51.145.122.16/8e0",
  "::1/129",
  "1.2.3.4/8/8",
  "1.2.3",
  "fe80::1%eth0",
])("an allow-list cannot hold %j", async (range) => {
  const message = (name: string) =>
    new TypeError(`${name} must hold addresses or ranges such as 192.0.2.0/28, and "${range}" is neither.`);
  await expect(call({ allowed: [range] })).rejects.toThrow(message("allowedAddresses"));
  await expect(call({ proxies: [range] })).rejects.toThrow(message("trustedProxies"));
});

it("anybody may call where there is no list", async () => {
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const handle = createClearBankWebhookHandler({ ...keys, inbox });
  const webhook = await signTestWebhook({ type: "FITestEvent", signer: keys.signer });
  expect((await handle(new Request("https://us.example", { method: "POST", ...webhook }))).status).toBe(200);
});
