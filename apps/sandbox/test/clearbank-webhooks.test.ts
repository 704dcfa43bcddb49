import type { ServerResponse } from "node:http";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WebhookDelivery } from "../src/clearbank/deliveries.js";
import { certificateRequest, rsaKey, sign, temporaryFolder, verifies } from "./support/openssl.js";
import { Receiver } from "./support/receiver.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { call } from "./support/wire.js";

let box: TestSandbox;
let folder: string;
let key: string;
let token: string;
let receiver: Receiver;

beforeAll(async () => {
  folder = await temporaryFolder();
  key = await rsaKey(folder, "institution");
  receiver = await Receiver.open(folder);
  box = await testSandbox();
  const csr = await certificateRequest(key, "institution");
  token = String((await box.control("POST", "/clearbank/tokens", { csr, name: "t" })).json.token);
});

beforeEach(async () => {
  await register("FITestEvent", { url: receiver.url, ca: receiver.ca });
  receiver.respond = ({ body }, response) => acknowledge(response, nonceText(body));
});

function register(type: string, settings: object) {
  return box.control("PUT", `/clearbank/webhooks/${type}`, settings);
}

function nonceText(body: Buffer): string {
  return /"Nonce":(\d+)\}$/.exec(body.toString())?.[1] ?? "";
}

async function acknowledge(
  response: ServerResponse,
  nonce: string,
  change: { status?: number; body?: string; signature?: string | null } = {},
): Promise<void> {
  const body = change.body ?? `{"Nonce":${nonce}}`;
  const signature = change.signature === undefined ? await sign(key, body) : change.signature;
  response.writeHead(change.status ?? 200, {
    "Content-Type": "application/json",
    ...(signature !== null && { DigitalSignature: signature }),
  });
  response.end(body);
}

async function deliveries(): Promise<WebhookDelivery[]> {
  return JSON.parse((await box.control("GET", "/clearbank/deliveries?wait=20")).text);
}

/** Sends a test webhook and gives its outcome. */
async function outcome(): Promise<WebhookDelivery> {
  const sent = await box.control("POST", "/clearbank/webhooks/FITestEvent/test", { message: "Hello" });
  expect(sent.status).toBe(202);
  const found = (await deliveries()).find(({ id }) => id === sent.json.id);
  if (found === undefined) throw new Error("the delivery is not listed");
  return found;
}

let counter = 0;

async function postTest(body: string): Promise<void> {
  counter += 1;
  const answer = await call(`${box.urls.clearbank}/v1/Test`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "X-Request-Id": `r${counter}`,
      DigitalSignature: await sign(key, body),
    },
    body,
    ca: box.ca,
  });
  expect(answer.status).toBe(200);
}

describe("what is sent", () => {
  it("carries the posted JSON as it was, signed with the key that the portal publishes", async () => {
    const posted = '{ "FieldName" : "t\u00e9st", "n": 1.10 }';
    await postTest(posted);
    const [delivery] = (await deliveries()).slice(-1);
    const { body, headers } = receiver.last;
    expect(body.toString()).toMatch(/^\{"Type":"FITestEvent","Version":1,"Payload":/);
    expect(body.toString()).toContain(`"Payload":${posted},"Nonce":`);
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["x-request-id"]).toBe(delivery?.requestId);
    expect(headers["x-delivery-attempt"]).toBe("1");
    expect(headers["x-retry-reason"]).toBeUndefined();
    const publicKey = (await box.control("GET", "/clearbank/public-key")).text;
    const signature = String(headers.digitalsignature);
    expect(await verifies(folder, publicKey, body, signature)).toBe(true);
    expect(await verifies(folder, publicKey, `${body} `, signature)).toBe(false);
    expect(delivery).toMatchObject({ acknowledged: true, attempt: 1, status: 200, type: "FITestEvent" });
  });

  it("carries what is not JSON as a string", async () => {
    await postTest('he said "hi"');
    await deliveries();
    expect(JSON.parse(receiver.last.body.toString()).Payload).toBe('he said "hi"');
  });

  it("carries the portal's test message as a string", async () => {
    await outcome();
    expect(JSON.parse(receiver.last.body.toString())).toMatchObject({
      Type: "FITestEvent",
      Payload: "Hello",
    });
  });

  it("has nonces of which some need more than 32 bits", async () => {
    receiver.received.length = 0;
    for (let count = 0; count < 24; count += 1) {
      await box.control("POST", "/clearbank/webhooks/FITestEvent/test", { message: "n" });
    }
    await deliveries();
    const nonces = receiver.received.map(({ body }) => Number(nonceText(body)));
    expect(new Set(nonces).size).toBe(24);
    expect(nonces.every((nonce) => nonce >= 1e8 && nonce < 1e10)).toBe(true);
    // One run in a thousand million has none by chance.
    expect(nonces.some((nonce) => nonce > 2 ** 32)).toBe(true);
  });

  it("is nothing while the webhook is disabled", async () => {
    await register("FITestEvent", { url: receiver.url, ca: receiver.ca, status: "Disabled" });
    const before = receiver.received.length;
    await postTest("{}");
    await deliveries();
    expect(receiver.received.length).toBe(before);
    const test = await box.control("POST", "/clearbank/webhooks/FITestEvent/test", { message: "x" });
    expect(test.status).toBe(409);
  });
});

describe("what is taken for an acknowledgement", () => {
  it("is the nonce under either name with any white space", async () => {
    for (const template of [
      '{"Nonce":#}',
      '{"nonce":#}',
      '{\n\t"Nonce": #\n}\n',
      '{"x":{"Nonce":1},"Nonce":#}',
    ]) {
      receiver.respond = ({ body }, response) =>
        acknowledge(response, "", { body: template.replace("#", nonceText(body)) });
      expect(await outcome()).toMatchObject({ acknowledged: true });
    }
  });

  it("is not another status, 2xx or not", async () => {
    for (const status of [201, 202, 204, 302, 400, 500]) {
      receiver.respond = ({ body }, response) => acknowledge(response, nonceText(body), { status });
      expect(await outcome()).toMatchObject({ acknowledged: false, reason: "HTTP", status });
    }
  });

  it("is not unsigned, or signed over something else, or by another key", async () => {
    const other = await rsaKey(folder, "stranger");
    const signatures = [
      async () => null,
      async () => "no base64",
      async (text: string) => sign(key, `${text}\n`),
      async (text: string) => sign(other, text),
    ];
    for (const make of signatures) {
      receiver.respond = async ({ body }, response) => {
        const text = `{"Nonce":${nonceText(body)}}`;
        await acknowledge(response, "", { body: text, signature: await make(text) });
      };
      expect(await outcome()).toMatchObject({ acknowledged: false, reason: "Non-repudiation" });
    }
  });

  it("is not another nonce, a nonce in quotes, two of them, or no JSON object", async () => {
    const bodies = [
      (nonce: string) => `{"Nonce":${nonce}1}`,
      (nonce: string) => `{"Nonce":"${nonce}"}`,
      (nonce: string) => `{"Nonce":${nonce}.0}`,
      (nonce: string) => `{"Nonce":${nonce},"nonce":${nonce}}`,
      (nonce: string) => `{"Payload":{"Nonce":${nonce}}}`,
      (nonce: string) => `[${nonce}]`,
      () => "",
    ];
    for (const bodyFor of bodies) {
      receiver.respond = ({ body }, response) =>
        acknowledge(response, "", { body: bodyFor(nonceText(body)) });
      expect(await outcome()).toMatchObject({ acknowledged: false, reason: "Payload / Response Format" });
    }
  });

  it("is not late", async () => {
    const own = await testSandbox({ timings: { webhookAnswerMs: 50 } });
    await own.control("PUT", "/clearbank/webhooks/FITestEvent", { url: receiver.url, ca: receiver.ca });
    // No answer, then one that begins in time and does not end.
    const responders: Receiver["respond"][] = [() => {}, (_received, response) => void response.write("{")];
    for (const respond of responders) {
      receiver.respond = respond;
      await own.control("POST", "/clearbank/webhooks/FITestEvent/test", { message: "x" });
      const list = JSON.parse((await own.control("GET", "/clearbank/deliveries?wait=20")).text);
      expect(list.at(-1)).toMatchObject({ acknowledged: false, reason: "Timeout" });
    }
  });

  it("does not come from a listener that the given CA did not certify", async () => {
    await register("FITestEvent", { url: receiver.url, ca: box.ca });
    const before = receiver.received.length;
    expect(await outcome()).toMatchObject({ acknowledged: false, reason: "Connection" });
    expect(receiver.received.length).toBe(before);
  });
});

describe("retries", () => {
  it("send the same bytes again, and say which attempt it is and why", async () => {
    receiver.respond = ({ body }, response) => acknowledge(response, nonceText(body), { status: 500 });
    const { id } = await outcome();
    const first = receiver.last;
    receiver.respond = ({ body }, response) => acknowledge(response, nonceText(body));
    expect((await box.control("POST", `/clearbank/deliveries/${id}/retry`)).status).toBe(202);
    const retried = (await deliveries()).find((each) => each.id === id);
    expect(retried).toMatchObject({ acknowledged: true, attempt: 2, status: 200 });
    expect(retried).not.toHaveProperty("reason");
    expect(receiver.last.body).toEqual(first.body);
    expect(receiver.last.headers["x-delivery-attempt"]).toBe("2");
    expect(receiver.last.headers["x-retry-reason"]).toBe("HTTP");
    expect((await box.control("POST", "/clearbank/deliveries/unknown/retry")).status).toBe(404);
  });

  it("cannot be asked for while an attempt is under way", async () => {
    let release = () => {};
    receiver.respond = ({ body }, response) =>
      new Promise((resolve) => {
        release = () => resolve(acknowledge(response, nonceText(body)));
      });
    const sent = await box.control("POST", "/clearbank/webhooks/FITestEvent/test", { message: "x" });
    const retry = await box.control("POST", `/clearbank/deliveries/${sent.json.id}/retry`);
    expect([retry.status, retry.json.error]).toEqual([409, "conflict"]);
    release();
    await deliveries();
  });

  it("come by themselves until an acknowledgement", async () => {
    const own = await testSandbox({ timings: { webhookRetryMs: 10 } });
    const csr = await certificateRequest(key, "institution");
    await own.control("POST", "/clearbank/tokens", { csr, name: "t" });
    await own.control("PUT", "/clearbank/webhooks/FITestEvent", { url: receiver.url, ca: receiver.ca });
    const acknowledged = new Promise<string>((resolve) => {
      receiver.respond = async ({ body, headers }, response) => {
        const attempt = String(headers["x-delivery-attempt"]);
        await acknowledge(response, nonceText(body), { status: attempt === "3" ? 200 : 503 });
        if (attempt === "3") resolve(attempt);
      };
    });
    await own.control("POST", "/clearbank/webhooks/FITestEvent/test", { message: "x" });
    expect(await acknowledged).toBe("3");
  });
});

it("takes https listeners only, without credentials", async () => {
  for (const url of [
    "http://127.0.0.1/x",
    "https://user:pw@127.0.0.1/x",
    "not a url",
    "https://127.0.0.1/#x",
  ]) {
    const answer = await register("FITestEvent", { url });
    expectRefusal(answer, 400, "clearbank.webhook.url");
  }
});

it("takes no listener URL that carries a secret, by the name of a query parameter", async () => {
  for (const name of ["key", "api_key", "apikey", "X-Api-Key", "token", "access_token", "password", "pwd"]) {
    const answer = await register("FITestEvent", { url: `https://127.0.0.1/x?a=1&${name}=2` });
    expectRefusal(answer, 400, "clearbank.webhook.url-secret");
    expect(answer.reason).toContain(`"${name}"`);
  }
  for (const name of ["sig", "clientSecret", "code", "Authorization", "jwt", "functionKey"]) {
    expectRefusal(
      await register("FITestEvent", { url: `https://127.0.0.1/?${name}=` }),
      400,
      "clearbank.webhook.url-secret",
    );
  }
  for (const query of ["", "?tenant=7&type=FITestEvent", "?monkey=1&design=2&postcode=3&author=4"]) {
    expect((await register("FITestEvent", { url: `https://127.0.0.1/x${query}` })).status).toBe(200);
  }
});
