import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  AcknowledgementError,
  ControlError,
  Refusal,
  type Sandbox,
  type SandboxSettings,
  startSandbox,
} from "../src/index.js";
import { JsonNumber } from "../src/wire/raw-json.js";
import { cleanUp } from "./support/cleanup.js";
import { acknowledgeWith, nonceOf } from "./support/clearbank.js";
import { certificateRequest, rsaKey, sign, temporaryFolder } from "./support/openssl.js";
import { Receiver } from "./support/receiver.js";
import { call } from "./support/wire.js";

let folder: string;
let key: string;
let csr: string;
let receiver: Receiver;

beforeAll(async () => {
  folder = await temporaryFolder();
  key = await rsaKey(folder, "institution");
  csr = await certificateRequest(key, "institution");
  receiver = await Receiver.open(folder);
});

beforeEach(() => {
  receiver.received.length = 0;
  acknowledgeWith(receiver, key);
});

async function start(settings: SandboxSettings = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(settings);
  cleanUp(() => sandbox.close());
  return sandbox;
}

/** A sandbox whose default institution has a token, and a listener for the types. */
async function prepare(types: readonly string[], settings: SandboxSettings = {}) {
  const sandbox = await start(settings);
  const { token } = await sandbox.clearbank.generateToken({ csr, name: "test" });
  for (const type of types) {
    sandbox.clearbank.registerWebhook({ type, url: receiver.url, ca: receiver.ca });
  }
  const send = async (method: string, path: string, body?: string, id = sandbox.now().toISOString()) =>
    call(`${sandbox.urls.clearbank}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && {
          "Content-Type": "application/json",
          "X-Request-Id": id,
          DigitalSignature: await sign(key, body),
        }),
      },
      ...(body !== undefined && { body }),
      ca: sandbox.ca,
    });
  return { sandbox, token, send };
}

type Send = Awaited<ReturnType<typeof prepare>>["send"];

async function firstIban(send: Send): Promise<string> {
  const accounts = (await send("GET", "/v3/Accounts")).json.accounts as { iban: string }[];
  return accounts[0]?.iban ?? "";
}

function fasterPayment(debtorIban: string, creditorName: string, endToEndIdentification: string): string {
  const payment = {
    paymentIdentification: { instructionIdentification: endToEndIdentification, endToEndIdentification },
    amount: { currency: "GBP", instructedAmount: 12.5 },
    creditor: { name: creditorName },
    creditorAccount: { identification: { iban: "GB29NWBK60161331926819" } },
    remittanceInformation: { unstructured: { additionalReferenceInformation: { reference: "invoice" } } },
  };
  return JSON.stringify({
    paymentInstructions: [
      {
        debtor: { address: "1 High Street" },
        paymentInstructionIdentification: "batch",
        paymentTypeCode: "SIP",
        debtorAccount: { identification: { iban: debtorIban } },
        creditTransfers: [payment],
      },
    ],
  });
}

describe("startSandbox", () => {
  it("gives a test all that it needs, and closes for good", async () => {
    const { sandbox, send } = await prepare(["FITestEvent"]);
    expect((await send("POST", "/v1/Test", '{"a":1}')).text).toBe('{"a":1}');
    const [delivery] = await sandbox.clearbank.expectAcknowledged({ type: "FITestEvent" });
    expect(delivery).toMatchObject({ type: "FITestEvent", attempt: 1, status: 200, acknowledged: true });
    expect(await sandbox.clearbank.expectAcknowledged({ id: String(delivery?.id) })).toEqual([delivery]);
    await sandbox.close();
    await expect(send("GET", "/v1/Test")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("is the same over HTTP", async () => {
    const { sandbox, send } = await prepare(["FITestEvent"]);
    await send("POST", "/v1/Test", "{}");
    await sandbox.clearbank.expectAcknowledged();
    const overHttp = async (path: string) => JSON.parse((await call(`${sandbox.urls.control}${path}`)).text);
    expect(await overHttp("/clearbank/deliveries")).toEqual(await sandbox.clearbank.deliveries());
    expect(await overHttp("/clearbank/events")).toEqual(sandbox.clearbank.events());
    expect(await overHttp("/transcript")).toEqual(sandbox.transcript());
    expect((await call(`${sandbox.urls.control}/clearbank/public-key`)).text).toBe(
      sandbox.clearbank.publicKey(),
    );
  });

  it("sends a payload with the digits of its text, or of its numbers where they have their own", async () => {
    const { sandbox } = await prepare(["TransactionSettled"]);
    const text = '{"Amount":13.00,"Balance":9007199254740993.10}';
    const value = { Amount: new JsonNumber("13.00"), Balance: new JsonNumber("9007199254740993.10") };
    for (const payload of [text, value]) {
      sandbox.clearbank.emit("TransactionSettled", 6, payload);
      await sandbox.clearbank.expectAcknowledged();
      expect(receiver.last.body.toString()).toContain(`"Payload":${text},"Nonce"`);
    }
    expect(receiver.received).toHaveLength(2);
  });

  it.each([["x"], ["{"], [""], [undefined]])("refuses the payload %j, which is not JSON", async (payload) => {
    const { clearbank } = await start();
    expect(() => clearbank.emit("FITestEvent", 1, payload)).toThrow(ControlError);
    expect(() => clearbank.emit("FITestEvent", 1, payload)).toThrow(/not JSON.*in its quotes/);
    expect(clearbank.events()).toEqual([]);
  });

  it("draws the same for the same seed", async () => {
    const drawn = async (seed: string) => {
      receiver.received.length = 0;
      const { sandbox, token } = await prepare(["FITestEvent"], { seed });
      const event = sandbox.clearbank.emit("FITestEvent", 1, '"x"');
      await sandbox.clearbank.expectAcknowledged();
      return [token, event.id, nonceOf(receiver.last)].join(" ");
    };
    const first = await drawn("1");
    expect(await drawn("1")).toBe(first);
    expect(await drawn("2")).not.toBe(first);
  });
});

it("gives out deliveries as they were, whatever becomes of them", async () => {
  const { sandbox } = await prepare(["FITestEvent"]);
  const { id } = sandbox.clearbank.sendTest("FITestEvent", "hello");
  const [first] = await sandbox.clearbank.expectAcknowledged({ id });
  sandbox.clearbank.retry(id);
  await expect.poll(() => receiver.received.length).toBe(2);
  expect(first?.attempt).toBe(1);
  expect(await sandbox.clearbank.expectAcknowledged({ id })).toMatchObject([{ attempt: 2 }]);
});

it("sends no length with a status that has no body", async () => {
  const { send } = await prepare([]);
  const accounts = (await send("GET", "/v3/Accounts")).json.accounts as { id: string }[];
  const body = '{"status":"Suspended","statusReason":"Other"}';
  const answer = await send("PATCH", `/v1/Accounts/${accounts[0]?.id}`, body);
  expect([answer.status, answer.text, answer.headers["content-length"]]).toEqual([204, "", undefined]);
});

describe("expectAcknowledged", () => {
  async function failure(sandbox: Sandbox, timeoutMs = 20_000): Promise<AcknowledgementError> {
    const error = await sandbox.clearbank
      .expectAcknowledged({}, timeoutMs)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AcknowledgementError);
    return error as AcknowledgementError;
  }

  it("rejects with ClearBank's word for what is wrong", async () => {
    const responders: [string, Receiver["respond"]][] = [
      ["HTTP", (_received, response) => void response.writeHead(204).end()],
      ["Non-repudiation", (_received, response) => void response.writeHead(200).end("{}")],
      ["Connection", (_received, response) => void response.destroy()],
      ["Timeout", () => {}],
      [
        "Payload / Response Format",
        async (_received, response) =>
          void response.writeHead(200, { DigitalSignature: await sign(key, "{}") }).end("{}"),
      ],
    ];
    for (const [reason, respond] of responders) {
      const timings = reason === "Timeout" ? { webhookAnswerMs: 50 } : {};
      const { sandbox } = await prepare(["FITestEvent"], { timings });
      receiver.respond = respond;
      sandbox.clearbank.sendTest("FITestEvent", "hello");
      const error = await failure(sandbox);
      expect(error.reason).toBe(reason);
      expect(error.message).toContain(`FITestEvent, attempt 1: ${reason}: `);
    }
  });

  it("rejects with what is missing, where there is nothing to acknowledge", async () => {
    const { sandbox } = await prepare(["FITestEvent"]);
    expect((await failure(sandbox, 1)).reason).toBe("none");
    sandbox.clearbank.emit("AccountCreated", 1, {});
    expect((await failure(sandbox, 1)).reason).toBe("not sent");
    sandbox.clearbank.setDeliveryMode({ hold: true });
    sandbox.clearbank.emit("FITestEvent", 1, '"x"');
    expect((await failure(sandbox, 1)).reason).toBe("held");
    sandbox.clearbank.registerWebhook({ type: "FITestEvent", url: receiver.url, status: "Disabled" });
    await sandbox.clearbank.releaseDeliveries();
    expect((await failure(sandbox)).reason).toBe("disabled");
  });
});

describe("the portal as functions", () => {
  it("refuses by the rules, and says what cannot be done", async () => {
    const { sandbox } = await prepare([]);
    const { clearbank } = sandbox;
    const inTwoYears = new Date(sandbox.now().getTime() + 2 * 366 * 86_400_000);
    const late = await clearbank
      .generateToken({ csr, name: "x", expiresAt: inTwoYears })
      .catch((error: unknown) => error);
    expect(late).toBeInstanceOf(Refusal);
    expect((late as Refusal).rule.id).toBe("clearbank.token.expiry");
    const url = "https://listener.example/?api_key=1";
    expect(() => clearbank.registerWebhook({ type: "FITestEvent", url })).toThrow(Refusal);
    expect(() => clearbank.sendTest("FITestEvent", "x")).toThrow(/register its URL first/);
    expect(() => clearbank.retry("unknown")).toThrow(ControlError);
    expect(() => clearbank.setDeliveryMode({ order: "shuffled" })).toThrow(/"hold": true/);
    expect(() => sandbox.setSwitch("clearbank.echo", "loud")).toThrow(/"verbatim", "documented"/);
    expect(() => sandbox.setSwitch("clearbank.loudness", "x")).toThrow(/GET \/switches/);
    await expect(sandbox.advanceClock(-1)).rejects.toThrow(ControlError);
    await sandbox.createClearBankInstitution("second");
    await expect(sandbox.createClearBankInstitution("second")).rejects.toThrow(/there already/);
  });

  it("moves the clock", async () => {
    const { sandbox } = await prepare(["FITestEvent"]);
    receiver.respond = (_received, response) => void response.writeHead(503).end();
    sandbox.clearbank.emit("FITestEvent", 1, '"x"');
    const before = sandbox.now().getTime();
    await sandbox.advanceClock(15 * 60);
    expect(receiver.received).toHaveLength(2);
    acknowledgeWith(receiver, key);
    const after = await sandbox.advanceClock(15 * 60);
    expect(after.getTime() - before).toBeGreaterThanOrEqual(30 * 60_000);
    expect(await sandbox.clearbank.expectAcknowledged()).toMatchObject([{ attempt: 3 }]);
  });

  it("releases and declines payments that are held", async () => {
    const { sandbox, send } = await prepare([
      "OutboundHeldTransaction",
      "TransactionSettled",
      "TransactionRejected",
    ]);
    const { clearbank } = sandbox;
    const iban = await firstIban(send);
    for (const id of ["E2E-1", "E2E-2"]) {
      const body = fasterPayment(iban, "6a41a29eafcf455493", id);
      expect((await send("POST", "/v3/payments/fps", body, id)).status).toBe(202);
    }
    expect(await clearbank.expectAcknowledged({ type: "OutboundHeldTransaction" })).toHaveLength(2);
    const [first, second] = clearbank.held().map(({ transactionId }) => transactionId);
    clearbank.releaseHeld(String(first));
    await clearbank.expectAcknowledged({ type: "TransactionSettled" });
    clearbank.declineHeld(String(second));
    await clearbank.expectAcknowledged({ type: "TransactionRejected" });
    expect(JSON.parse(receiver.last.body.toString()).Payload.CancellationCode).toBe("HOPRJ");
    expect(clearbank.held()).toEqual([]);
    expect(() => clearbank.declineHeld(String(second))).toThrow(Refusal);
  });

  it("has a payment come in", async () => {
    const { sandbox, send } = await prepare(["TransactionSettled"]);
    const iban = await firstIban(send);
    const transactionId = sandbox.clearbank.receivePayment({ iban, amount: "10.00", debtorName: "A Payer" });
    await sandbox.clearbank.expectAcknowledged({ type: "TransactionSettled" });
    expect(JSON.parse(receiver.last.body.toString()).Payload).toMatchObject({
      TransactionId: transactionId,
      DebitCreditCode: "Credit",
    });
  });
});

describe("a Faster Payment that was done although its answer was 500", () => {
  it.each([
    ["response", 409, 0],
    ["webhook", 202, 1],
  ])("is told of being a duplicate by %s", async (notice, status, webhooks) => {
    const { sandbox, send } = await prepare(["TransactionSettled", "PaymentMessageAssesmentFailed"]);
    sandbox.setSwitch("clearbank.duplicateNotice", notice);
    sandbox.clearbank.faults.add({ fault: "500-processed", on: { path: "/v3/payments/fps" } });
    const body = fasterPayment(await firstIban(send), "A Payee", "E2E-3");
    expect((await send("POST", "/v3/payments/fps", body, "one")).status).toBe(500);
    await sandbox.clearbank.expectAcknowledged({ type: "TransactionSettled" });
    expect((await send("POST", "/v3/payments/fps", body, "one")).status).toBe(status);
    await sandbox.clearbank.expectAcknowledged();
    const types = sandbox.clearbank.events().map(({ type }) => type);
    expect(types.filter((type) => type === "TransactionSettled")).toHaveLength(1);
    const failed = types.filter((type) => type === "PaymentMessageAssesmentFailed");
    expect(failed).toHaveLength(webhooks);
  });
});

it("tells a duplicate of anything else by 409, in either reading", async () => {
  const { sandbox, send } = await prepare([]);
  sandbox.setSwitch("clearbank.duplicateNotice", "webhook");
  expect((await send("POST", "/v1/Test", "{}", "one")).status).toBe(200);
  expect((await send("POST", "/v1/Test", "{}", "one")).status).toBe(409);
  expect(sandbox.clearbank.events()).toHaveLength(1);
});

describe("the transcript", () => {
  it("has everything that happened in order, and no secret", async () => {
    const { sandbox, token, send } = await prepare(["FITestEvent"]);
    receiver.respond = (_received, response) => void response.writeHead(503).end();
    await send("POST", "/v1/Test", '{"private":"BODY"}', "first");
    await sandbox.advanceClock(60);
    await send("POST", "/v1/Test", '{"private":"BODY"}', "first");
    sandbox.clearbank.faults.add({ fault: "503" });
    await send("GET", "/v1/Test");
    const transcript = sandbox.transcript();
    const request = { kind: "request", service: "clearbank", institution: "default" };
    expect(transcript).toMatchObject([
      { kind: "event", institution: "default", type: "FITestEvent", version: 1, isSent: true },
      { ...request, method: "POST", target: "/v1/Test", status: 200, requestId: "first" },
      {
        kind: "attempt",
        institution: "default",
        type: "FITestEvent",
        attempt: 1,
        status: 503,
        reason: "HTTP",
      },
      { kind: "clock", seconds: 60 },
      { ...request, status: 409, rule: "clearbank.request-id.duplicate" },
      { ...request, method: "GET", status: 503, fault: "503" },
    ]);
    for (const entry of transcript) {
      expect(new Date(entry.at).toISOString()).toBe(entry.at);
      if (entry.kind === "request") expect(entry.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    }
    const text = JSON.stringify(transcript);
    for (const secret of [
      token,
      "BODY",
      String(receiver.last.headers.digitalsignature),
      nonceOf(receiver.last),
    ]) {
      expect(text).not.toContain(secret);
    }
  });
});
