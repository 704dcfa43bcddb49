import { createHash, X509Certificate } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { NotificationDelivery } from "../src/worldline/notifications.js";
import { temporaryFolder, verifies } from "./support/openssl.js";
import { Receiver } from "./support/receiver.js";
import { expectRefusal, minute, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { type Answer, call } from "./support/wire.js";
import {
  createParty,
  emptyDigest,
  idealPayment,
  type MessageOptions,
  message,
  type Party,
  pis,
  requestTokenV1,
  requestTokenV2,
} from "./support/worldline.js";

let box: TestSandbox;
let folder: string;
let party: Party;
let token: string;
let receiver: Receiver;
let serviceKey: string;
let thumbprint: string;

const bearerToken = "iDEAL2.0testnotificationtoken";

beforeAll(async () => {
  folder = await temporaryFolder();
  box = await testSandbox({
    timings: { paymentSettlesMs: 5, notificationAnswerMs: 1500, notificationRetriesMs: [5, 10] },
  });
  // What the payer does on the bank page has tests of its own.
  await box.control("PUT", "/switches/worldline.payer", { value: "amounts" });
  receiver = await Receiver.open(folder);
  party = await createParty(box, folder, { id: "000021", services: ["IDEAL", "PIS", "AIS"] });
  token = String((await requestTokenV1(box, party)).json.access_token);
  await box.control("PUT", `/worldline/subscriptions/${party.subscription}/notifications`, {
    bearerToken,
    ca: receiver.ca,
  });
  const certificate = new X509Certificate((await box.control("GET", "/worldline/certificate")).text);
  serviceKey = String(certificate.publicKey.export({ type: "spki", format: "pem" }));
  thumbprint = certificate.fingerprint.replaceAll(":", "");
});

function pay(body: unknown, options: MessageOptions = {}): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return message(box, party, token, "/payments", { method: "POST", body: text, ...options });
}

function status(id: unknown, options: MessageOptions = {}): Promise<Answer> {
  return message(box, party, token, `/payments/${id}/status`, options);
}

function paymentOf(answer: Answer): Record<string, unknown> {
  return answer.json.CommonPaymentData as Record<string, unknown>;
}

/** Checks Digest and Signature of something that the service sent, with openssl. */
async function expectSigned(headers: Record<string, unknown>, body: Buffer): Promise<void> {
  expect(headers.digest).toBe(`SHA-256=${createHash("sha256").update(body).digest("base64")}`);
  const match =
    /^keyId="([0-9A-F]{40})",algorithm="rsa-sha256",headers="messagecreatedatetime x-request-id digest",signature="([^"]+)"$/.exec(
      String(headers.signature),
    );
  expect(match?.[1]).toBe(thumbprint);
  const signed = ["messagecreatedatetime", "x-request-id", "digest"].map(
    (name) => `${name}: ${headers[name]}`,
  );
  expect(await verifies(folder, serviceKey, signed.join("\n"), match?.[2] ?? "")).toBe(true);
  expect(await verifies(folder, serviceKey, signed.reverse().join("\n"), match?.[2] ?? "")).toBe(false);
}

describe("POST /payments", () => {
  it("creates a payment, and signs the answer", async () => {
    const answer = await pay(idealPayment("10.00"));
    expect([answer.rule, answer.status]).toEqual([undefined, 201]);
    expect(answer.json).toEqual({
      CommonPaymentData: {
        PaymentStatus: "Open",
        PaymentId: expect.stringMatching(/^\d+$/),
        AspspPaymentId: expect.stringMatching(/^\d{16}$/),
        ExpiryDateTimestamp: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      },
      Links: {
        RedirectUrl: { Href: "https://worldline.com" },
        GetPaymentStatus: {
          Href: `${box.urls.worldline}${pis}/payments/${paymentOf(answer).PaymentId}/status`,
        },
      },
      UseWaitingScreen: false,
    });
    expect(answer.text).toBe(JSON.stringify(answer.json));
    expect(answer.headers["x-request-id"]).not.toMatch(/^message-/);
    expect(answer.headers.messagecreatedatetime).toMatch(/Z$/);
    await expectSigned(answer.headers, answer.body);
  });

  it("signs refusals too", async () => {
    const answer = await pay("{}");
    expect(answer.status).toBe(400);
    await expectSigned(answer.headers, answer.body);
  });

  it("takes any order of the signed names, and a scheme word before them", async () => {
    const headers = "x-request-id (request-target) digest messagecreatedatetime";
    expect((await pay(idealPayment("4.00"), { headers, algorithm: "rsa-sha256" })).status).toBe(201);
    const lower = { keyId: party.keyId.toLowerCase() };
    expect((await pay(idealPayment("4.00"), lower)).status).toBe(201);
  });

  it("hashes the bytes, not the JSON", async () => {
    const pretty = JSON.stringify(idealPayment("4.00"), null, 4);
    expect((await pay(pretty)).status).toBe(201);
    const answer = await pay(pretty, { sentBody: JSON.stringify(JSON.parse(pretty)) });
    expectRefusal(answer, 401, "worldline.digest.invalid");
    expect(answer.json.Code).toBe("154");
  });

  it("wants a bearer token for payments", async () => {
    const accountToken = String((await requestTokenV1(box, party, { app: "AIS" })).json.access_token);
    const cases: [string | undefined, string][] = [
      [undefined, "worldline.bearer.missing"],
      [`Bearer ${"0".repeat(64)}`, "worldline.bearer.unknown"],
      ["Bearer a.b.c", "worldline.bearer.unknown"],
      [`Bearer ${accountToken}`, "worldline.bearer.service"],
    ];
    for (const [authorization, rule] of cases) {
      const answer = await pay(idealPayment("4.00"), { replace: { authorization } });
      expectRefusal(answer, 401, rule);
      expect(answer.json).toEqual({ Code: "021", Message: expect.any(String), Details: expect.any(String) });
    }
  });

  it("takes version 2 tokens, for five minutes", async () => {
    const own = await testSandbox();
    const user = await createParty(own, folder, { id: "22", services: ["IDEAL", "VOP"] });
    const { json } = await own.control("POST", `/worldline/subscriptions/${user.subscription}/secret`);
    const grant = async (scope: string) => {
      const fields = {
        grant_type: "client_credentials",
        client_id: user.clientId,
        client_secret: String(json.secret),
      };
      return String((await requestTokenV2(own, { ...fields, scope })).json.access_token);
    };
    const jwt = await grant("VOP IDEAL");
    const create = (bearer: string) =>
      message(own, user, bearer, "/payments", { method: "POST", body: JSON.stringify(idealPayment("4.00")) });
    expect((await create(jwt)).status).toBe(201);
    expectRefusal(await create(await grant("VOP")), 401, "worldline.bearer.service");
    expectRefusal(await create(`${jwt.slice(0, -8)}AAAAAAAA`), 401, "worldline.bearer.unknown");
    own.clock.advance(5 * minute);
    const late = await create(jwt);
    expectRefusal(late, 403, "worldline.bearer.expired");
    expect(late.json.Code).toBe("017");
  });

  it("wants its message headers", async () => {
    const cases: Record<string, string | undefined>[] = [
      { "x-request-id": undefined },
      { "x-request-id": "a".repeat(37) },
      { messagecreatedatetime: undefined },
      { messagecreatedatetime: "Tue, 9 Apr 2024 10:11:12 GMT" },
    ];
    for (const afterwards of cases) {
      expectRefusal(await pay(idealPayment("4.00"), { afterwards }), 400, "worldline.message.header");
    }
    const text = await pay(idealPayment("4.00"), { replace: { "content-type": "text/plain" } });
    expectRefusal(text, 415, "worldline.message.content-type");
    expect(text.json.Code).toBe("158");
  });

  it("creates one payment for an X-Request-ID, and a refused request does not use it up", async () => {
    const replace = { "x-request-id": "the-same" };
    expectRefusal(await pay("{}", { replace }), 400, "worldline.payment.schema");
    expect((await pay(idealPayment("4.00"), { replace })).status).toBe(201);
    const answer = await pay(idealPayment("4.00"), { replace });
    expectRefusal(answer, 400, "worldline.message.duplicate");
    expect(answer.json.Code).toBe("008");
    const other = await createParty(box, folder, { id: "23" });
    const otherToken = String((await requestTokenV1(box, other)).json.access_token);
    const body = JSON.stringify(idealPayment("4.00"));
    const theirs = await message(box, other, otherToken, "/payments", { method: "POST", body, replace });
    expect(theirs.status).toBe(201);
  });

  it("names the property that is wrong", async () => {
    const amount = (value: unknown) => idealPayment("1.00", { common: { Amount: value } });
    const common = (value: object) => idealPayment("1.00", { common: value });
    const cases: [unknown, string][] = [
      ["{", "JSON"],
      [Buffer.from('"\u00e9"', "latin1").toString("latin1"), "object"],
      ["[]", "object"],
      [idealPayment("1.00", { root: { toto: 1 } }), "toto"],
      [idealPayment("1.00", { root: { PaymentProduct: "IDEAL" } }), "PaymentProduct"],
      [idealPayment("1.00", { root: { PaymentProduct: ["CARD"] } }), "PaymentProduct"],
      [idealPayment("1.00", { root: { PaymentProduct: ["IDEAL", "PSD2-SCT"] } }), "PaymentProduct"],
      [idealPayment("1.00", { root: { CommonPaymentData: undefined } }), "CommonPaymentData"],
      [amount(undefined), "CommonPaymentData.Amount"],
      [amount({ Amount: "10" }), "CommonPaymentData.Amount.Amount"],
      [amount({ Amount: 10.01 }), "CommonPaymentData.Amount.Amount"],
      [amount({ Amount: "1.000001" }), "CommonPaymentData.Amount.Amount"],
      [amount({ Amount: "1.00", Currency: "eur" }), "CommonPaymentData.Amount.Currency"],
      [common({ RemittanceInformation: "x".repeat(36) }), "RemittanceInformation"],
      [
        common({ RemittanceInformationStructured: { Reference: "a-b" } }),
        "RemittanceInformationStructured.Reference",
      ],
      [common({ ExpirationPeriod: 59 }), "ExpirationPeriod"],
    ];
    for (const [body, property] of cases) {
      const answer = await pay(body);
      expectRefusal(answer, 400, "worldline.payment.schema");
      expect(answer.json).toEqual({
        Code: "002",
        Message: expect.any(String),
        Details: expect.stringContaining(property),
      });
    }
  });
});

describe("the signature of a request", () => {
  it("is there, over everything that is asked for", async () => {
    const cases: [MessageOptions, string][] = [
      [{ afterwards: { digest: undefined } }, "worldline.digest.missing"],
      [{ afterwards: { digest: emptyDigest } }, "worldline.digest.invalid"],
      [{ afterwards: { signature: undefined } }, "worldline.signature.missing"],
      [{ headers: "digest x-request-id messagecreatedatetime" }, "worldline.signature.coverage"],
      [{ headers: "x-request-id messagecreatedatetime (request-target)" }, "worldline.signature.coverage"],
      [{ afterwards: { "x-request-id": "changed" } }, "worldline.signature.invalid"],
      [{ afterwards: { messagecreatedatetime: "2024-01-30T17:03:52.111Z" } }, "worldline.signature.invalid"],
      [{ keyId: "F".repeat(40) }, "worldline.signature.key"],
      [{ algorithm: "hs2019" }, "worldline.signature.algorithm"],
    ];
    for (const [options, rule] of cases) expectRefusal(await pay(idealPayment("4.00"), options), 401, rule);
  });

  it("may cover more, and a reason never shows the token", async () => {
    const headers = "digest x-request-id messagecreatedatetime (request-target) authorization";
    const good = await pay(idealPayment("4.00"), { headers });
    expect([good.rule, good.status]).toEqual([undefined, 201]);
    const bad = await pay(idealPayment("4.00"), { headers, afterwards: { "x-request-id": "changed" } });
    expectRefusal(bad, 401, "worldline.signature.invalid");
    expect(bad.reason).toContain("authorization: ***");
    expect(bad.reason).not.toContain(token);
  });

  it("covers the target as it was sent, query included", async () => {
    const id = paymentOf(await pay(idealPayment("4.00"))).PaymentId;
    const path = `/payments/${id}/status`;
    expect((await message(box, party, token, `${path}?confirm=true`)).status).toBe(200);
    const signedElsewhere = await message(box, party, token, path);
    expect(signedElsewhere.status).toBe(200);
    const url = `${box.urls.worldline}${pis}${path}?x=1`;
    const headers = await headersFor(path);
    expectRefusal(await call(url, { headers, ca: box.ca }), 401, "worldline.signature.invalid");
    expect((await call(url.replace("?x=1", ""), { headers, ca: box.ca })).status).toBe(200);
  });

  it("on a GET covers the digest of the empty body", async () => {
    const id = paymentOf(await pay(idealPayment("4.00"))).PaymentId;
    expect((await status(id, { replace: { digest: emptyDigest } })).status).toBe(200);
    expectRefusal(await status(id, { replace: { digest: "SHA-256=AAAA" } }), 401, "worldline.digest.invalid");
  });

  it("is neither asked for nor given while signing is off", async () => {
    const unsigned = { digest: undefined, signature: undefined };
    await box.withSwitch("worldline.signing", "off", async () => {
      const answer = await pay(idealPayment("4.00"), { afterwards: unsigned });
      expect([answer.status, answer.headers.signature, answer.headers.digest]).toEqual([
        201,
        undefined,
        undefined,
      ]);
    });
    expectRefusal(await pay(idealPayment("4.00"), { afterwards: unsigned }), 401, "worldline.digest.missing");
  });

  async function headersFor(path: string): Promise<Record<string, string>> {
    const { signature } = await import("./support/worldline.js");
    const fields = {
      digest: emptyDigest,
      "x-request-id": "r1",
      messagecreatedatetime: new Date().toISOString(),
    };
    const target = `get ${pis}${path}`;
    return {
      ...fields,
      authorization: `Bearer ${token}`,
      signature: `Signature ${await signature(party, { ...fields, "(request-target)": target })}`,
    };
  }
});

describe("GET", () => {
  it("describes a payment to its owner", async () => {
    const id = String(paymentOf(await pay(idealPayment("4.00"))).PaymentId);
    const answer = await status(id);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      PaymentProductUsed: "IDEAL",
      CommonPaymentData: { PaymentStatus: "Open", PaymentId: id, AspspId: "10002" },
    });
    await expectSigned(answer.headers, answer.body);
    const other = await createParty(box, folder, { id: "24" });
    const otherToken = String((await requestTokenV1(box, other)).json.access_token);
    const theirs = await message(box, other, otherToken, `/payments/${id}/status`);
    expectRefusal(theirs, 404, "worldline.payment.unknown");
    expect(theirs.json.Code).toBe("110");
    expectRefusal(await status("0"), 404, "worldline.payment.unknown");
  });

  it("tells a debtor's preferences, with and without the slash", async () => {
    for (const path of ["/preferences/9bfe1c8d", "/preferences/9bfe1c8d/"]) {
      const answer = await message(box, party, token, path);
      expect([answer.status, answer.json.DebtorAccountIdentification]).toEqual([200, "NL44RABO******6789"]);
    }
  });

  it("knows no other operation", async () => {
    expectRefusal(await message(box, party, token, "/bulk-payments"), 404, "worldline.path");
    expectRefusal(await message(box, party, token, "/payments"), 404, "worldline.path");
  });
});

describe("notifications", () => {
  const notify = (amount: string, url = `${receiver.url}/hook/v3`) =>
    pay(idealPayment(amount), { replace: { initiatingpartynotificationurl: url } });

  async function delivered(paymentId: unknown): Promise<NotificationDelivery> {
    const list = JSON.parse((await box.control("GET", "/worldline/notifications?wait=20")).text);
    return list.find((each: NotificationDelivery) => each.paymentId === paymentId);
  }

  /** Waits for the receiver to be told about a payment. */
  function nextNotification(answerStatus = 204): Promise<void> {
    return new Promise((resolve) => {
      receiver.respond = (_received, response) => {
        response.on("close", () => resolve());
        response.writeHead(answerStatus).end();
      };
    });
  }

  it("tell the status that the amount asks for", async () => {
    const outcomes = {
      "1.00": "SettlementCompleted",
      "2.0": "Cancelled",
      "003.00": "Expired",
      "5.00": "Error",
    };
    for (const [amount, expected] of Object.entries(outcomes)) {
      const told = nextNotification();
      const id = paymentOf(await notify(amount)).PaymentId;
      await told;
      const { body, headers, url } = receiver.last;
      expect(url).toBe("/hook/v3/notification/status");
      expect(JSON.parse(body.toString()).CommonPaymentData).toMatchObject({
        PaymentStatus: expected,
        PaymentId: id,
      });
      expect(headers.authorization).toBe(`Bearer ${bearerToken}`);
      expect(headers["content-type"]).toBe("application/json");
      expect(headers.messagecreatedatetime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?\+0[12]:00$/);
      await expectSigned(headers, body);
      expect(await delivered(id)).toMatchObject({ delivered: true, attempt: 1, status: 204 });
      expect((await status(id)).body).toEqual(body);
    }
  });

  it("name the debtor of a completed payment only", async () => {
    const told = nextNotification();
    await notify("1.00");
    await told;
    expect(receiver.last.body.toString()).toContain(
      '"DebtorInformation":{"Name":"Edsger Wybe Dijkstra - Callback"',
    );
    const next = nextNotification();
    await notify("2.00");
    await next;
    expect(receiver.last.body.toString()).not.toContain("DebtorInformation");
  });

  it("are sent when the status is moved by hand", async () => {
    const id = paymentOf(await notify("4.00")).PaymentId;
    const told = nextNotification(202);
    const moved = await box.control("POST", `/worldline/payments/${id}/status`, {
      status: "SettlementInProcess",
    });
    expect(moved.status).toBe(200);
    await told;
    expect(await delivered(id)).toMatchObject({ delivered: true, status: 202 });
    const unknown = await box.control("POST", `/worldline/payments/${id}/status`, { status: "Paid" });
    expect(unknown.status).toBe(400);
    const missing = await box.control("POST", "/worldline/payments/0/status", { status: "Error" });
    expect(missing.status).toBe(404);
  });

  it("are sent again after a refusal and after silence", async () => {
    const attempts: number[] = [];
    const told = new Promise<void>((resolve) => {
      receiver.respond = (_received, response) => {
        attempts.push(attempts.length + 1);
        if (attempts.length === 1) response.writeHead(500).end();
        // The second attempt gets no answer at all.
        if (attempts.length === 3) {
          response.on("close", () => resolve());
          response.writeHead(200).end();
        }
      };
    });
    const before = receiver.received.length;
    const id = paymentOf(await notify("1.00")).PaymentId;
    await told;
    expect(await delivered(id)).toMatchObject({ delivered: true, attempt: 3, status: 200 });
    const sent = receiver.received.slice(before);
    expect(new Set(sent.map(({ body }) => body.toString())).size).toBe(1);
    expect(new Set(sent.map(({ headers }) => headers["x-request-id"])).size).toBe(3);
    const transcript: Record<string, unknown>[] = JSON.parse((await box.control("GET", "/transcript")).text);
    expect(transcript.filter(({ kind, payment }) => kind === "notification" && payment === id)).toMatchObject(
      [
        { attempt: 1, status: 500, delivered: false, reason: "expected status 204, got 500" },
        { attempt: 2, delivered: false, reason: "no complete answer in time" },
        { attempt: 3, status: 200, delivered: true },
      ],
    );
  });

  it("end after the last retry", async () => {
    const thirdAnswered = new Promise<void>((resolve) => {
      let count = 0;
      receiver.respond = (_received, response) => {
        count += 1;
        if (count === 3) response.on("close", () => resolve());
        response.writeHead(401).end();
      };
    });
    const id = paymentOf(await notify("1.00")).PaymentId;
    await thirdAnswered;
    expect(await delivered(id)).toMatchObject({ delivered: false, attempt: 3, status: 401, reason: /204/ });
  });

  it("go to https addresses that end in the version", async () => {
    for (const url of ["http://127.0.0.1/v3", `${receiver.url}/hook`, "https://u:p@127.0.0.1/v3", "/v3"]) {
      expectRefusal(await notify("1.00", url), 400, "worldline.payment.notification-url");
    }
  });

  it("are not sent without a bearer token", async () => {
    const silent = await createParty(box, folder, { id: "25" });
    const silentToken = String((await requestTokenV1(box, silent)).json.access_token);
    const created = await message(box, silent, silentToken, "/payments", {
      method: "POST",
      body: JSON.stringify(idealPayment("4.00")),
      replace: { initiatingpartynotificationurl: `${receiver.url}/hook/v3` },
    });
    const id = paymentOf(created).PaymentId;
    await box.control("POST", `/worldline/payments/${id}/status`, { status: "Error" });
    expect(await delivered(id)).toBeUndefined();
  });
});
