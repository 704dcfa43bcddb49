import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WebhookDelivery } from "../src/clearbank/deliveries.js";
import { acknowledgeWith, createProfile, nonceOf, type Profile, send } from "./support/clearbank.js";
import { temporaryFolder } from "./support/openssl.js";
import { Receiver } from "./support/receiver.js";
import { type TestSandbox, testSandbox } from "./support/sandbox.js";
import { call } from "./support/wire.js";

let box: TestSandbox;
let folder: string;
let profile: Profile;
let receiver: Receiver;

const minutes = (count: number) => ({ seconds: count * 60 });

beforeAll(async () => {
  folder = await temporaryFolder();
});

beforeEach(async () => {
  box = await testSandbox();
  [profile, receiver] = await Promise.all([createProfile(box, folder), Receiver.open(folder)]);
  acknowledgeWith(receiver, profile.key);
  await register("FITestEvent");
});

async function register(type: string, status = "Enabled"): Promise<void> {
  await box.control("PUT", `/clearbank/webhooks/${type}`, { url: receiver.url, ca: receiver.ca, status });
}

async function emit(type: string, payload: unknown, version = 1): Promise<void> {
  const answer = await box.control("POST", "/clearbank/events", { type, version, payload });
  expect(answer.status).toBe(202);
}

async function deliveries(): Promise<WebhookDelivery[]> {
  return JSON.parse((await box.control("GET", "/clearbank/deliveries?wait=20")).text);
}

function advance(by: { seconds: number }) {
  return box.control("POST", "/clock/advance", by);
}

function setMode(mode: object) {
  return box.control("PUT", "/clearbank/delivery-mode", mode);
}

const payloads = () => receiver.received.map(({ body }) => JSON.parse(body.toString()).Payload);

describe("events", () => {
  it("of any type and version are sent where they are subscribed to, and listed where not", async () => {
    await register("TransactionSettled");
    await register("TransactionRejected", "Disabled");
    await emit("TransactionSettled", { Amount: 1 }, 6);
    await emit("TransactionRejected", {}, 2);
    await emit("AccountCreated", {});
    const [sent] = await deliveries();
    expect(sent).toMatchObject({ type: "TransactionSettled", version: 6, acknowledged: true });
    expect(receiver.received).toHaveLength(1);
    const text = receiver.last.body.toString();
    expect(text).toMatch(
      /^\{"Type":"TransactionSettled","Version":6,"Payload":\{"Amount":1\},"Nonce":\d+\}$/,
    );
    const events = JSON.parse((await box.control("GET", "/clearbank/events")).text);
    expect(events).toEqual([
      expect.objectContaining({
        type: "TransactionSettled",
        version: 6,
        isSent: true,
        deliveries: [sent?.id],
      }),
      expect.objectContaining({ isSent: false, reason: "disabled", deliveries: [] }),
      expect.objectContaining({ isSent: false, reason: "not subscribed", deliveries: [] }),
    ]);
  });

  it("keep the digits of every number that was sent", async () => {
    await register("TransactionSettled");
    const payload = '{"Amount":13.00,"Balance":9007199254740993.10,"List":[1E2,-0.0],"Text":"13.00"}';
    const answer = await call(`${box.urls.control}/clearbank/events`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: `{"type":"TransactionSettled", "payload": ${payload.replaceAll(",", ", ")}}`,
    });
    expect(answer.status).toBe(202);
    await deliveries();
    expect(receiver.last.body.toString()).toContain(`"Payload":${payload},"Nonce"`);
  });

  it.each([
    ["TransactionSettled", 6],
    ["VirtualAccountCreated", 3],
    ["BacsMandateCancelled", 2],
    ["FITestEvent", 1],
    ["Fx.Trade.Executed", 1],
  ])("of the type %s are of version %i, where no one says which", async (type, version) => {
    const answer = await box.control("POST", "/clearbank/events", { type, payload: {} });
    expect([answer.status, answer.json.version]).toEqual([202, version]);
    const chosen = await box.control("POST", "/clearbank/events", { type, version: 9, payload: {} });
    expect(chosen.json.version).toBe(9);
  });

  it("need a type and a payload that can be written", async () => {
    const cases: [object, RegExp][] = [
      [{ type: "A-B", payload: {} }, /webhook type/],
      [{ type: "FITestEvent" }, /"payload"/],
      [{ type: "FITestEvent", payload: {}, version: 0 }, /"version".*from 1/],
    ];
    for (const [body, message] of cases) {
      const answer = await box.control("POST", "/clearbank/events", body);
      expect([answer.status, answer.json.message]).toEqual([400, expect.stringMatching(message)]);
    }
  });
});

describe("retries", () => {
  it("come every 15 minutes for 24 hours and then no more, on a clock that is moved", async () => {
    acknowledgeWith(receiver, profile.key, () => 503);
    await emit("FITestEvent", "lost");
    await advance(minutes(14));
    expect(receiver.received).toHaveLength(1);
    await advance(minutes(1));
    expect(receiver.received).toHaveLength(2);
    await advance(minutes(24 * 60 - 16));
    expect(receiver.received).toHaveLength(96);
    await advance(minutes(48 * 60));
    expect(receiver.received).toHaveLength(97);
    const attempts = receiver.received.map(({ headers }) => Number(headers["x-delivery-attempt"]));
    expect(attempts).toEqual(attempts.map((_each, index) => index + 1));
    const reasons = receiver.received.map(({ headers }) => headers["x-retry-reason"]);
    expect(reasons).toEqual([undefined, ...Array(96).fill("HTTP")]);
    expect(new Set(receiver.received.map(({ body }) => body.toString())).size).toBe(1);
  });

  it("end with the acknowledgement, and say why the attempt before them failed", async () => {
    const statuses = [500, 200];
    acknowledgeWith(receiver, profile.key, () => statuses.shift() ?? 200);
    receiver.respond = ((acknowledge) => (received, response) => {
      if (received.headers["x-delivery-attempt"] === "2") return void response.writeHead(200).end("{}");
      return acknowledge(received, response);
    })(receiver.respond);
    await emit("FITestEvent", "again");
    await advance(minutes(24 * 60));
    expect(receiver.received.map(({ headers }) => headers["x-retry-reason"])).toEqual([
      undefined,
      "HTTP",
      "Non-repudiation",
    ]);
    expect(await deliveries()).toMatchObject([{ attempt: 3, acknowledged: true }]);
  });

  it("of several webhooks come in the order in which they are due", async () => {
    acknowledgeWith(receiver, profile.key, ({ headers }) =>
      headers["x-delivery-attempt"] === "1" ? 500 : 200,
    );
    await emit("FITestEvent", "a");
    await advance(minutes(5));
    await emit("FITestEvent", "b");
    await advance(minutes(15));
    expect(payloads()).toEqual(["a", "b", "a", "b"]);
  });

  it("stop when the webhook is disabled", async () => {
    acknowledgeWith(receiver, profile.key, () => 500);
    await emit("FITestEvent", "x");
    await deliveries();
    await register("FITestEvent", "Disabled");
    await advance(minutes(60));
    expect(receiver.received).toHaveLength(1);
    expect(await deliveries()).toMatchObject([
      { acknowledged: false, detail: expect.stringContaining("disabled") },
    ]);
  });

  it("go to the address that is registered by then", async () => {
    const elsewhere = await Receiver.open(folder);
    acknowledgeWith(elsewhere, profile.key);
    acknowledgeWith(receiver, profile.key, () => 500);
    await emit("FITestEvent", "x");
    await deliveries();
    await box.control("PUT", "/clearbank/webhooks/FITestEvent", { url: elsewhere.url, ca: elsewhere.ca });
    await advance(minutes(15));
    expect([receiver.received.length, elsewhere.received.length]).toEqual([1, 1]);
  });
});

describe("webhooks that are held back", () => {
  const all = ["a", "b", "c", "d", "e"];
  const emitAll = async () => {
    for (const each of all) await emit("FITestEvent", each);
  };

  it("arrive in the order that was asked for, once they are released", async () => {
    for (const [order, expected] of [
      ["fifo", all],
      ["reversed", [...all].reverse()],
    ] as const) {
      receiver.received.length = 0;
      await setMode({ order, hold: true });
      await emitAll();
      expect(receiver.received).toEqual([]);
      const released = await box.control("POST", "/clearbank/deliveries/release");
      expect(payloads()).toEqual(expected);
      expect(JSON.parse(released.text)).toHaveLength(5);
    }
    const again = await box.control("POST", "/clearbank/deliveries/release");
    expect(again.text).toBe("[]");
  });

  it("arrive in the same random order for the same seed", async () => {
    const orders: string[] = [];
    for (const seed of ["1", "1", "2"]) {
      receiver.received.length = 0;
      await setMode({ order: "shuffled", hold: true, seed });
      await emitAll();
      await box.control("POST", "/clearbank/deliveries/release");
      expect(payloads().sort()).toEqual(all);
      orders.push(receiver.received.map(({ body }) => JSON.parse(body.toString()).Payload).join(""));
    }
    expect(orders[0]).toBe(orders[1]);
    expect(orders[0]).not.toBe(orders[2]);
    expect(orders).not.toContain(all.join(""));
  });

  it("arrive twice when asked for: the same payload with a nonce and an id of its own", async () => {
    await setMode({ copies: 2 });
    await emit("FITestEvent", "twice");
    await deliveries();
    expect(payloads()).toEqual(["twice", "twice"]);
    for (const pick of [
      nonceOf,
      (each: (typeof receiver.received)[number]) => each.headers["x-request-id"],
    ]) {
      expect(new Set(receiver.received.map(pick)).size).toBe(2);
    }
    expect(receiver.received.map(({ headers }) => headers["x-delivery-attempt"])).toEqual(["1", "1"]);
    await setMode({});
    await emit("FITestEvent", "once");
    await deliveries();
    expect(payloads()).toEqual(["twice", "twice", "once"]);
  });

  it("are neither waited for nor retried before that", async () => {
    await setMode({ hold: true });
    await emit("FITestEvent", "x");
    const [held] = await deliveries();
    expect(held).toMatchObject({ isHeld: true, attempt: 0, acknowledged: null });
    const retry = await box.control("POST", `/clearbank/deliveries/${held?.id}/retry`);
    expect([retry.status, retry.json.message]).toEqual([409, expect.stringContaining("held back")]);
    await advance(minutes(60));
    expect(receiver.received).toEqual([]);
  });

  it("have a mode that makes sense", async () => {
    const cases: [object, RegExp][] = [
      [{ order: "reversed" }, /"hold": true/],
      [{ order: "sorted" }, /fifo, reversed, shuffled/],
      [{ copies: 3 }, /from 1 to 2/],
      [{ hold: "yes" }, /true or false/],
    ];
    for (const [mode, message] of cases) {
      const answer = await setMode(mode);
      expect([answer.status, answer.json.message]).toEqual([400, expect.stringMatching(message)]);
    }
    expect((await box.control("GET", "/clearbank/delivery-mode")).json).toEqual({
      order: "fifo",
      copies: 1,
      hold: false,
    });
  });
});

describe("waiting for acknowledgements", () => {
  const wait = (query: string) => box.control("GET", `/clearbank/deliveries/acknowledged?${query}`);

  it("gives the deliveries, once all of them are acknowledged", async () => {
    const waiting = wait("type=FITestEvent&wait=20");
    await send(box, profile, "POST", "/v1/Test", { body: "{}" });
    const answer = await waiting;
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject([{ type: "FITestEvent", acknowledged: true }]);
  });

  it("names what stands in the way", async () => {
    const expectFailure = async (query: string, message: RegExp) => {
      const answer = await wait(query);
      expect([answer.status, answer.json]).toEqual([
        409,
        { error: "conflict", message: expect.stringMatching(message) },
      ]);
    };
    await expectFailure("wait=0.01", /No webhook was set off/);
    await emit("AccountCreated", {});
    await expectFailure("type=AccountCreated&wait=0.01", /AccountCreated was not sent: not subscribed/);
    await expectFailure("type=FITestEvent&wait=0.01", /No webhook FITestEvent was set off/);
    await setMode({ hold: true });
    await emit("FITestEvent", "x");
    await expectFailure("wait=0.01", /FITestEvent is held back/);
    let answerNow = () => {};
    receiver.respond = (_received, response) => {
      answerNow = () => response.writeHead(418).end();
    };
    const released = box.control("POST", "/clearbank/deliveries/release");
    await expect.poll(() => receiver.received.length).toBe(1);
    await expectFailure("wait=0.01", /FITestEvent was sent and is not answered/);
    answerNow();
    await released;
    await expectFailure("wait=20", /FITestEvent, attempt 1: HTTP: expected status 200, got 418/);
    expect((await wait("wait=31")).status).toBe(400);
  });
});

describe("the clock over HTTP", () => {
  it("shows the sandbox's time and moves it forward only", async () => {
    const before = new Date(String((await box.control("GET", "/clock")).json.now)).getTime();
    const moved = await advance({ seconds: 3600 });
    const after = new Date(String(moved.json.now)).getTime();
    expect(after - before).toBeGreaterThanOrEqual(3_600_000);
    for (const seconds of [-1, "60", undefined, 1e12]) {
      const answer = await box.control("POST", "/clock/advance", { seconds });
      expect([answer.status, answer.json.message]).toEqual([400, expect.stringContaining('"seconds"')]);
    }
  });

  it("lets tokens expire and ids be used again", async () => {
    const headers = { "X-Request-Id": "daily" };
    const post = () => send(box, profile, "POST", "/v1/Test", { body: "{}", headers });
    expect((await post()).status).toBe(200);
    await advance(minutes(24 * 60 - 1));
    expect((await post()).rule).toBe("clearbank.request-id.duplicate");
    await advance(minutes(1));
    expect((await post()).status).toBe(200);
    await advance(minutes(366 * 24 * 60));
    expect((await post()).rule).toBe("clearbank.token.expired");
  });
});
