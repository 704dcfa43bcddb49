import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { ClientRequest, IncomingMessage } from "node:http";
import { request } from "node:https";
import { parseRequest, sign, verifySignature } from "http-signature";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/openssl.js";
import { Receiver } from "../support/receiver.js";
import { type TestSandbox, testSandbox } from "../support/sandbox.js";
import { authorize, createParty, idealPayment, type Party, pis } from "../support/worldline.js";

/** http-signature 1.4.0 from npm, which nobody here wrote: it signs for the client, and checks what the service signed. */

let box: TestSandbox;
let party: Party;
let key: string;
let receiver: Receiver;
let serviceKey: string;

const messageFields = ["digest", "x-request-id", "messagecreatedatetime", "(request-target)"];
const serviceFields = ["messagecreatedatetime", "x-request-id", "digest"];

beforeAll(async () => {
  const folder = await temporaryFolder();
  box = await testSandbox();
  receiver = await Receiver.open(folder);
  party = await createParty(box, folder, { id: "000021" });
  key = await readFile(party.key, "utf8");
  const { worldline } = box.sandbox;
  worldline.setNotifications(party.subscription, { authentication: { bearerToken: "t" }, ca: receiver.ca });
  serviceKey = String(
    new X509Certificate(worldline.certificate()).publicKey.export({ type: "spki", format: "pem" }),
  );
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

async function finish(outgoing: ClientRequest, body: string): Promise<Answer> {
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return { status: incoming.statusCode, headers: incoming.headers, body: Buffer.concat(chunks) };
}

async function requestToken(headers: readonly string[]): Promise<Answer> {
  const outgoing = request(`${box.urls.worldline}${authorize}/token`, {
    method: "POST",
    ca: box.ca,
    headers: {
      App: "IDEAL",
      Client: party.client,
      Id: party.id,
      Date: new Date().toUTCString(),
      "Content-Type": "application/x-www-form-urlencoded",
    },
  });
  sign(outgoing, { key, keyId: party.keyId, algorithm: "rsa-sha256", headers });
  return finish(outgoing, "grant_type=client_credentials");
}

async function send(
  method: string,
  path: string,
  {
    body = "",
    headers = messageFields,
    spoil,
  }: { body?: string; headers?: readonly string[]; spoil?: string } = {},
): Promise<Answer> {
  const token = JSON.parse(
    (await requestToken(["app", "client", "id", "date"])).body.toString(),
  ).access_token;
  const outgoing = request(`${box.urls.worldline}${pis}${path}`, {
    method,
    ca: box.ca,
    headers: {
      Authorization: `Bearer ${token}`,
      "X-Request-ID": crypto.randomUUID(),
      MessageCreateDateTime: new Date().toISOString(),
      Digest: `SHA-256=${createHash("sha256").update(body).digest("base64")}`,
      InitiatingPartyNotificationUrl: `${receiver.url}/v3`,
      ...(body !== "" && { "Content-Type": "application/json" }),
    },
  });
  sign(outgoing, {
    key,
    keyId: party.keyId,
    algorithm: "rsa-sha256",
    headers,
    authorizationHeaderName: "Signature",
  });
  if (spoil !== undefined) outgoing.setHeader(spoil, "changed");
  return finish(outgoing, body);
}

/** Whether the package finds the service's signature good. */
function isSigned(headers: IncomingMessage["headers"]): boolean {
  // Its own check of the date is not what is asked for: the service signs another one.
  const { date: _date, ...rest } = headers;
  const parsed = parseRequest(
    { method: "POST", url: "/", headers: rest },
    { headers: serviceFields, authorizationHeaderName: "signature" },
  );
  return verifySignature(parsed, serviceKey);
}

describe("what http-signature signs, the sandbox takes", () => {
  it("a version 1 token request, in any order", async () => {
    for (const fields of [
      ["app", "client", "id", "date"],
      ["date", "id", "client", "app"],
    ]) {
      expect((await requestToken(fields)).status).toBe(200);
    }
    const partly = await requestToken(["app", "client", "date"]);
    expect([partly.status, partly.headers["sandbox-rule"]]).toEqual([401, "worldline.signature.coverage"]);
  });

  it("payments and status requests", async () => {
    const created = await send("POST", "/payments", { body: JSON.stringify(idealPayment("9.99")) });
    expect(created.status).toBe(201);
    const { PaymentId } = JSON.parse(created.body.toString()).CommonPaymentData;
    expect((await send("GET", `/payments/${PaymentId}/status`)).status).toBe(200);
    const shuffled = ["x-request-id", "(request-target)", "digest", "messagecreatedatetime"];
    expect(
      (await send("GET", `/payments/${PaymentId}/status?confirm=true`, { headers: shuffled })).status,
    ).toBe(200);
  });

  it("and nothing that was changed afterwards", async () => {
    const answer = await send("POST", "/payments", {
      body: JSON.stringify(idealPayment("9.99")),
      spoil: "X-Request-ID",
    });
    expect([answer.status, answer.headers["sandbox-rule"]]).toEqual([401, "worldline.signature.invalid"]);
  });
});

describe("what the sandbox signs, http-signature takes", () => {
  it("answers, refusals and notifications; and none with one field changed", async () => {
    const created = await send("POST", "/payments", { body: JSON.stringify(idealPayment("9.99")) });
    const refused = await send("POST", "/payments", { body: "{}" });
    const { PaymentId } = JSON.parse(created.body.toString()).CommonPaymentData;
    box.sandbox.worldline.setPaymentStatus(PaymentId, "Cancelled");
    await box.sandbox.worldline.notifications(AbortSignal.timeout(10_000));
    for (const { headers } of [created, refused, receiver.last]) {
      expect(isSigned(headers)).toBe(true);
      for (const field of serviceFields) {
        expect([field, isSigned({ ...headers, [field]: `${headers[field]} ` })]).toEqual([field, false]);
      }
    }
  });
});
