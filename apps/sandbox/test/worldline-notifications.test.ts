import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { PeerCertificate, TLSSocket } from "node:tls";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { localDateTime, utcDateTime } from "../src/worldline/date-formats.js";
import type { NotificationAuthentication } from "../src/worldline/state.js";
import { cleanUp } from "./support/cleanup.js";
import { ecKey, selfSigned, temporaryFolder, verifies } from "./support/openssl.js";
import { Receiver } from "./support/receiver.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { createParty, idealPayment, message, type Party, requestTokenV1 } from "./support/worldline.js";

let box: TestSandbox;
let folder: string;
let party: Party;
let token: string;
let receiver: Receiver;

beforeAll(async () => {
  folder = await temporaryFolder();
  // What failed is not sent again in the middle of another test; retries have a sandbox of their own.
  box = await testSandbox({ timings: { notificationRetriesMs: [] } });
  receiver = await Receiver.open(folder);
  party = await createParty(box, folder, { id: "000021" });
  token = String((await requestTokenV1(box, party)).json.access_token);
});

const answerWith = (status: number) => {
  receiver.respond = (_received, response) => void response.writeHead(status).end();
};

beforeEach(async () => {
  token = String((await requestTokenV1(box, party)).json.access_token);
  receiver.received.length = 0;
  answerWith(204);
  authenticateBy({ bearerToken: "static" });
});

function authenticateBy(authentication: NotificationAuthentication, ca: string = receiver.ca): void {
  box.sandbox.worldline.setNotifications(party.subscription, { authentication, ca });
}

async function create(headers: Record<string, string> = {}): Promise<string> {
  const replace = { initiatingpartynotificationurl: `${receiver.url}/hook/v3`, ...headers };
  const body = JSON.stringify(idealPayment("9.99"));
  const answer = await message(box, party, token, "/payments", { method: "POST", body, replace });
  expect([answer.rule, answer.status]).toEqual([undefined, 201]);
  return String((answer.json.CommonPaymentData as Record<string, unknown>).PaymentId);
}

/** Moves a new payment, and gives what became of its notification. */
async function notify(headers: Record<string, string> = {}) {
  const id = await create(headers);
  box.sandbox.worldline.setPaymentStatus(id, "Cancelled");
  return outcomeOf(id);
}

async function outcomeOf(id: string) {
  const deliveries = await box.sandbox.worldline.notifications(AbortSignal.timeout(10_000));
  return deliveries.find(({ paymentId }) => paymentId === id);
}

describe("the address", () => {
  it("is below a URL that ends in the version, or is a whole URL with the version beside it", async () => {
    await notify({ initiatingpartynotificationurl: `${receiver.url}/hook/v2` });
    expect(receiver.last.url).toBe("/hook/v2/notification/status");
    const whole = {
      initiatingpartynotificationurl: `${receiver.url}/hook?shop=1`,
      notificationversion: "v3",
    };
    await notify(whole);
    expect(receiver.last.url).toBe("/hook?shop=1");
    const wrong: Record<string, string>[] = [
      { initiatingpartynotificationurl: `${receiver.url}/hook/v3`, notificationversion: "v3" },
      { initiatingpartynotificationurl: `${receiver.url}/hook`, notificationversion: "v4" },
    ];
    for (const replace of wrong) {
      const body = JSON.stringify(idealPayment("9.99"));
      const answer = await message(box, party, token, "/payments", { method: "POST", body, replace });
      expectRefusal(answer, 400, "worldline.payment.notification-url");
    }
  });
});

describe("the bearer token", () => {
  const clientCredentials = (sentAs: "basic" | "query" | "form") => ({
    tokenUrl: `${receiver.url}/token`,
    clientId: "worldline",
    clientSecret: "a secret: with %",
    sentAs,
  });

  /** Plays the token endpoint beside the listener: a new token each time, good for a minute. */
  function giveTokens(): void {
    let count = 0;
    receiver.respond = ({ url }, response) => {
      if (!url.startsWith("/token")) return void response.writeHead(204).end();
      count += 1;
      const answer = { access_token: `token-${count}`, token_type: "Bearer", expires_in: 60 };
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
    };
  }

  it.each(["basic", "query", "form"] as const)(
    "is asked for with client credentials in: %s",
    async (sentAs) => {
      giveTokens();
      authenticateBy(clientCredentials(sentAs));
      expect(await notify()).toMatchObject({ delivered: true });
      const [asked, told] = receiver.received;
      const form = Object.fromEntries(new URLSearchParams(asked?.body.toString()));
      const query = Object.fromEntries(new URL(asked?.url ?? "", receiver.url).searchParams);
      const credentials = { client_id: "worldline", client_secret: "a secret: with %" };
      const grant = { grant_type: "client_credentials" };
      const basic = `Basic ${Buffer.from("worldline:a%20secret%3A%20with%20%25").toString("base64")}`;
      const expected = {
        basic: { form: grant, query: {}, authorization: basic },
        query: { form: {}, query: { ...grant, ...credentials }, authorization: undefined },
        form: { form: { ...grant, ...credentials }, query: {}, authorization: undefined },
      };
      expect({ form, query, authorization: asked?.headers.authorization }).toEqual(expected[sentAs]);
      expect(asked?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
      expect(told?.headers.authorization).toBe("Bearer token-1");
    },
  );

  it("is used until it expires, and asked for again after it was refused", async () => {
    giveTokens();
    authenticateBy(clientCredentials("form"));
    await notify();
    await notify();
    expect(receiver.received.map(({ url }) => url.split("?")[0])).toEqual([
      "/token",
      "/hook/v3/notification/status",
      "/hook/v3/notification/status",
    ]);
    await box.sandbox.advanceClock(60);
    token = String((await requestTokenV1(box, party)).json.access_token);
    await notify();
    expect(receiver.last.headers.authorization).toBe("Bearer token-2");
    answerWith(401);
    const refused = await notify();
    expect(refused).toMatchObject({ delivered: false, status: 401 });
    giveTokens();
    await notify();
    expect(receiver.last.headers.authorization).toBe("Bearer token-1");
  });

  it("is not there: nothing is sent but the question, until it is", async () => {
    answerWith(500);
    authenticateBy(clientCredentials("form"));
    expect(await notify()).toMatchObject({ delivered: false, reason: expect.stringContaining("token URL") });
    expect(receiver.received.every(({ url }) => url === "/token")).toBe(true);
  });

  it("is set one way, at an https address", async () => {
    const put = (body: object) =>
      box.control("PUT", `/worldline/subscriptions/${party.subscription}/notifications`, body);
    expect((await put({ clientCredentials: clientCredentials("basic") })).status).toBe(200);
    expect((await put({ bearerToken: "x" })).status).toBe(200);
    expect((await put({})).status).toBe(400);
    expect((await put({ bearerToken: "x", clientCredentials: clientCredentials("basic") })).status).toBe(400);
    const plain = { ...clientCredentials("basic"), tokenUrl: "http://127.0.0.1/token" };
    expect(await put({ clientCredentials: plain })).toMatchObject({
      status: 400,
      rule: "worldline.payment.notification-url",
    });
  });
});

describe("the connection", () => {
  it("is to a listener whose certificate is verified", async () => {
    const stranger = await selfSigned(
      await ecKey(folder, "stranger"),
      30,
      "-addext",
      "subjectAltName=IP:127.0.0.1",
    );
    authenticateBy({ bearerToken: "t" }, stranger);
    const outcome = await notify();
    expect(outcome).toMatchObject({
      delivered: false,
      reason: expect.stringMatching(/no connection: .*self-signed/),
    });
    expect(receiver.received).toEqual([]);
  });

  it("shows a client certificate of the sandbox's authority to a listener that asks for one", async () => {
    const keyFile = await ecKey(folder, "mutual");
    const cert = await selfSigned(keyFile, 30, "-addext", "subjectAltName=IP:127.0.0.1");
    const seen: PeerCertificate[] = [];
    const server = createServer(
      { key: await readFile(keyFile), cert, ca: box.ca, requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        seen.push((request.socket as TLSSocket).getPeerCertificate());
        request.resume();
        response.writeHead(204).end();
      },
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    cleanUp(() => void server.close());
    authenticateBy({ bearerToken: "t" }, cert);
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/v3`;
    expect(await notify({ initiatingpartynotificationurl: url })).toMatchObject({ delivered: true });
    expect(seen[0]?.subject.CN).toBe("Countersign Sandbox Open Banking Service");
    expect(seen[0]?.ext_key_usage).toEqual(["1.3.6.1.5.5.7.3.2"]);
  });
});

describe("retries", () => {
  it("go on for 25 minutes of the sandbox's clock", async () => {
    const own = await testSandbox();
    const user = await createParty(own, folder, { id: "1" });
    own.sandbox.worldline.setNotifications(user.subscription, {
      authentication: { bearerToken: "t" },
      ca: receiver.ca,
    });
    answerWith(503);
    const bearer = String((await requestTokenV1(own, user)).json.access_token);
    const body = JSON.stringify(idealPayment("9.99", { common: { ExpirationPeriod: 3600 } }));
    const replace = { initiatingpartynotificationurl: `${receiver.url}/v3` };
    const created = await message(own, user, bearer, "/payments", { method: "POST", body, replace });
    const start = own.sandbox.now().getTime();
    const { PaymentId = "" } = created.json.CommonPaymentData as Record<string, string>;
    own.sandbox.worldline.setPaymentStatus(PaymentId, "Cancelled");
    await own.sandbox.advanceClock(24 * 60);
    const [waiting] = await own.sandbox.worldline.notifications();
    expect(waiting).toMatchObject({ attempt: 5, delivered: false, status: 503 });
    await own.sandbox.advanceClock(24 * 60);
    const times = receiver.received.map(
      ({ headers }) => Date.parse(String(headers.messagecreatedatetime)) - start,
    );
    expect(times).toHaveLength(6);
    for (const [index, seconds] of [0, 2, 12, 72, 372, 1500].entries()) {
      expect(Math.abs((times[index] ?? 0) / 1000 - seconds)).toBeLessThan(20);
    }
  });
});

describe("on request", () => {
  it("notifications are held back until they are released, or lost", async () => {
    const { worldline } = box.sandbox;
    worldline.setNotificationMode("hold");
    const held = await notify();
    expect(held).toMatchObject({ attempt: 0, delivered: null, isHeld: true });
    expect(receiver.received).toEqual([]);
    expect((await box.control("PUT", "/worldline/notification-mode", { mode: "lose" })).status).toBe(200);
    const lost = await notify();
    expect(lost).toMatchObject({
      attempt: 0,
      delivered: false,
      isHeld: false,
      reason: expect.stringContaining("lost"),
    });
    const released = JSON.parse((await box.control("POST", "/worldline/notifications/release")).text);
    expect(released).toMatchObject([{ id: held?.id, delivered: true, isHeld: false, attempt: 1 }]);
    expect(receiver.received).toHaveLength(1);
    expect((await box.control("GET", "/worldline/notification-mode")).json).toEqual({ mode: "lose" });
    worldline.setNotificationMode("send");
    expect(await notify()).toMatchObject({ delivered: true });
    expect((await box.control("PUT", "/worldline/notification-mode", { mode: "drop" })).status).toBe(400);
  });

  it("the service signs with another certificate, once that was published", async () => {
    const { worldline } = box.sandbox;
    const [first] = worldline.certificates();
    expect(first).toMatchObject({ isUsed: true, certificate: worldline.certificate() });
    const next = (await box.control("POST", "/worldline/certificates")).json as Record<string, string>;
    expect(next).toMatchObject({ isUsed: false, thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/) });
    await notify();
    expect(receiver.last.headers.signature).toContain(`keyId="${first?.thumbprint}"`);
    expect((await box.control("POST", `/worldline/certificates/${next.thumbprint}/use`)).json.isUsed).toBe(
      true,
    );
    await notify();
    const { headers, body } = receiver.last;
    const signature = /^keyId="(\w+)".*signature="([^"]+)"$/.exec(String(headers.signature));
    expect(signature?.[1]).toBe(next.thumbprint);
    const digest = `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
    const signed = `messagecreatedatetime: ${headers.messagecreatedatetime}\nx-request-id: ${headers["x-request-id"]}\ndigest: ${digest}`;
    const key = new X509Certificate(String(next.certificate)).publicKey.export({
      type: "spki",
      format: "pem",
    });
    expect(await verifies(folder, String(key), signed, signature?.[2] ?? "")).toBe(true);
    expect((await box.control("GET", "/worldline/certificate")).text).toBe(next.certificate);
    const list = JSON.parse((await box.control("GET", "/worldline/certificates")).text) as {
      isUsed: boolean;
    }[];
    expect(list.map(({ isUsed }) => isUsed)).toEqual([false, true]);
    expect((await box.control("POST", "/worldline/certificates/0/use")).status).toBe(404);
    expect(worldline.useCertificate(first?.thumbprint ?? "").isUsed).toBe(true);
  });

  it("the published certificates outlive a restart", async () => {
    const state = `${folder}/rotated`;
    const before = await testSandbox({ state });
    const { thumbprint } = await before.sandbox.worldline.publishCertificate();
    before.sandbox.worldline.useCertificate(thumbprint);
    const certificate = before.sandbox.worldline.certificate();
    await before.sandbox.close();
    const after = await testSandbox({ state });
    expect(after.sandbox.worldline.certificate()).toBe(certificate);
    expect(after.sandbox.worldline.certificates()).toHaveLength(2);
  });
});

describe("the time of a message", () => {
  it("has the offset of the season, and no more decimals than it needs", () => {
    expect(localDateTime(new Date("2024-01-30T16:03:52.111Z"))).toBe("2024-01-30T17:03:52.111+01:00");
    expect(localDateTime(new Date("2024-07-30T22:03:52.110Z"))).toBe("2024-07-31T00:03:52.11+02:00");
    expect(utcDateTime(new Date("2024-02-07T07:21:56.250Z"))).toBe("2024-02-07T07:21:56.25Z");
    expect(utcDateTime(new Date("2024-02-07T07:21:50.000Z"))).toBe("2024-02-07T07:21:50Z");
  });
});
