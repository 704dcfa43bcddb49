import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createNotificationTokenEndpoint, toNodeHandler } from "@countersign/auth";
import { importSigner } from "@countersign/crypto-core";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import {
  createWorldlineNotificationHandler,
  createWorldlineOpenBankingClient,
  type NotificationBearer,
  type NotificationOutcome,
  type WorldlineOpenBankingClient,
} from "@countersign/worldline";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { openTerminal } from "../support/terminal.js";

/** The sandbox sends, and what is here receives: the two were written from the same documents by different hands. */
const terminal = openTerminal();
let sandbox: Sandbox;
let client: WorldlineOpenBankingClient;
let subscriptionId: string;
let serviceCertificates: string[];

beforeAll(async () => {
  sandbox = await startSandbox({ warn: () => {} });
  for (const name of ["us", "server"]) {
    await terminal.succeed(["key", "generate", "--out", `${name}.key`]);
    const args = ["--key", `${name}.key`, "--subject", `CN=${name}`, "--days", "60", "--out", `${name}.pem`];
    const options = { now: new Date() };
    await terminal.succeed(["cert", "self-signed", ...args, "--san", "IP:127.0.0.1"], options);
  }
  const certificate = terminal.read("us.pem").toString();
  const subscription = { initiatingPartyId: "000021", client: "Worldline", services: ["IDEAL"] as const };
  subscriptionId = sandbox.worldline.createSubscription(subscription).id;
  sandbox.worldline.uploadCertificate(subscriptionId, certificate);
  serviceCertificates = [sandbox.worldline.certificate()];
  terminal.write("service.pem", serviceCertificates[0] ?? "");
  client = await createWorldlineOpenBankingClient({
    environment: new URL(sandbox.urls.worldline),
    ca: sandbox.ca,
    initiatingPartyId: "000021",
    token: { version: 1, app: "IDEAL", client: "Worldline" },
    signing: { signer: await importSigner(terminal.read("us.key")), certificate },
    serviceCertificates,
  });
});
afterAll(async () => {
  await client?.close();
  await sandbox?.close();
  terminal.remove();
});

type Settings = Parameters<Sandbox["worldline"]["setNotifications"]>[1];
const setNotifications = (authentication: Settings["authentication"]) =>
  sandbox.worldline.setNotifications(subscriptionId, {
    authentication,
    ca: terminal.read("server.pem").toString(),
  });

/** Creates a payment, has it expire, and gives what became of its notification, which is the last one. */
async function notifyOfPayment(notificationUrl: URL) {
  const { data } = await client.payments.create(
    {
      PaymentProduct: ["IDEAL"],
      CommonPaymentData: {
        Amount: { Amount: "10.00" },
        RemittanceInformation: "Cookie",
        RemittanceInformationStructured: { Reference: "cookie1" },
      },
    },
    { notificationUrl, returnUrl: new URL("https://shop.example/return") },
  );
  const { PaymentId } = data.CommonPaymentData;
  sandbox.worldline.setPaymentStatus(PaymentId, "Expired");
  const deliveries = await sandbox.worldline.notifications(AbortSignal.timeout(30_000));
  return { PaymentId, delivery: deliveries.at(-1) };
}

const issuer = "https://shop.example";
const tokenEndpoint = createNotificationTokenEndpoint({
  issuer,
  audience: `${issuer}/v3`,
  clients: [{ id: "worldline", secrets: ["s3cret"] }],
  keys: [{ kid: "1", algorithm: "EdDSA", key: generateKeyPairSync("ed25519").privateKey }],
  methods: ["basic", "form", "unsafeQuery"],
});

/** A server with the handler and the token endpoint, on real TLS; ends with the test. */
async function serve(bearer: NotificationBearer) {
  const outcomes: NotificationOutcome[] = [];
  const handle = createWorldlineNotificationHandler({
    bearer,
    serviceCertificates,
    inbox: { accept: async () => "accepted" },
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  const route = (request: Request) =>
    new URL(request.url).pathname === "/token" ? tokenEndpoint(request) : handle(request);
  const server = createServer(
    { key: terminal.read("server.key"), cert: terminal.read("server.pem") },
    toNodeHandler(route),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  return { outcomes, url: new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/v3`) };
}

describe("the notification handler, against the sandbox", () => {
  it("takes a notification with a static token, and refuses one with another", async () => {
    const { url, outcomes } = await serve(["next", "current"]);
    setNotifications({ bearerToken: "current" });
    const { PaymentId, delivery } = await notifyOfPayment(url);
    expect(delivery).toMatchObject({ paymentId: PaymentId, status: 204, delivered: true });
    setNotifications({ bearerToken: "stale" });
    expect((await notifyOfPayment(url)).delivery).toMatchObject({ status: 401, delivered: false });
    const payload = { CommonPaymentData: { PaymentId, PaymentStatus: "Expired" } };
    expect(outcomes).toMatchObject([
      {
        outcome: "accepted",
        notification: {
          type: "status",
          payload,
          // The service's local time.
          messageCreateDateTime: expect.stringMatching(/[+-]\d\d:\d\d$/),
          signature: { usedFallback: false },
        },
      },
      { outcome: "refused", reason: "token" },
    ]);
  });

  it.each(["basic", "query", "form"] as const)("takes one with a token got from us by %s", async (sentAs) => {
    const { url, outcomes } = await serve(tokenEndpoint);
    const credentials = { tokenUrl: new URL("/token", url).href, clientId: "worldline", sentAs };
    setNotifications({ ...credentials, clientSecret: "s3cret" });
    expect((await notifyOfPayment(url)).delivery).toMatchObject({ status: 204, delivered: true });
    setNotifications({ ...credentials, clientSecret: "wrong" });
    expect((await notifyOfPayment(url)).delivery).toMatchObject({ delivered: false });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["accepted"]);
  });
});

it("worldline notification listen shows what the sandbox sends", async () => {
  setNotifications({ bearerToken: "current" });
  const interrupt = new AbortController();
  let output = "";
  const tls = ["--tls-cert", "server.pem", "--tls-key", "server.key", "--port", "0"];
  const args = ["--service-cert", "service.pem", "--token-env", "TOKEN", ...tls];
  const ended = terminal.run(["worldline", "notification", "listen", ...args], {
    env: { TOKEN: "current" },
    now: new Date(),
    interrupt: interrupt.signal,
    onOutput: (text) => {
      output += text;
    },
  });
  await vi.waitFor(() => expect(output).toMatch(/Listening on .*\n/), { timeout: 30_000 });
  const { PaymentId, delivery } = await notifyOfPayment(new URL(/https:\S+\/v3/.exec(output)?.[0] ?? ""));
  interrupt.abort();
  const { exitCode, stdout } = await ended;
  expect(delivery).toMatchObject({ status: 204, delivered: true });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`  status, key status ${PaymentId} Expired, request `);
  expect(stdout).toMatch(/\n1 accepted, 0 refused\.\n$/);
});
