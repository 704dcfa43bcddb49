import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@countersign/auth";
import {
  generateKeyPair,
  importSigner,
  importVerifier,
  type Signer,
  type Verifier,
} from "@countersign/crypto-core";
import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { type ServerType, serve } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import express from "express";
import { fastify } from "fastify";
import { Hono } from "hono";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createClearBankWebhookHandler, type WebhookOutcome } from "../../../src/index.js";
import { checkAcknowledgement, signTestWebhook } from "../../../src/testing/index.js";

type Handle = ReturnType<typeof createClearBankWebhookHandler>;

let bank: Signer;
let ours: Signer;
let bankVerifier: Verifier;
let ourVerifier: Verifier;

beforeAll(async () => {
  const [bankKeys, ourKeys] = await Promise.all([generateKeyPair(), generateKeyPair()]);
  [bank, ours] = await Promise.all([importSigner(bankKeys.privateKey), importSigner(ourKeys.privateKey)]);
  [bankVerifier, ourVerifier] = await Promise.all([
    importVerifier(bankKeys.publicKey),
    importVerifier(ourKeys.publicKey),
  ]);
});

async function portOf(server: Server | ServerType): Promise<number> {
  if (!server.listening) await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    await once(server, "close");
  });
  return (server.address() as AddressInfo).port;
}

/** Each as docs/webhooks.md has it, but for the port. */
const servers: Readonly<Record<string, (handle: Handle) => Promise<number>>> = {
  async "node:http"(handle) {
    const server = createServer(toNodeHandler(handle));
    return await portOf(server.listen(0, "127.0.0.1"));
  },
  async Express(handle) {
    const app = express();
    app.post("/webhooks", toNodeHandler(handle));
    app.use(express.json());
    app.post("/other", (request, response) => void response.json(request.body));
    return await portOf(app.listen(0, "127.0.0.1"));
  },
  async Fastify(handle) {
    const handleNode = toNodeHandler(handle);
    const app = fastify();
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
      scope.post("/webhooks", (request, reply) => {
        reply.hijack();
        handleNode(request.raw, reply.raw);
      });
    });
    app.post("/other", async (request) => request.body);
    await app.listen({ port: 0, host: "127.0.0.1" });
    return await portOf(app.server);
  },
  async Hono(handle) {
    const app = new Hono();
    app.post("/webhooks", (c) => handle(c.req.raw, { remoteAddress: getConnInfo(c).remote.address }));
    app.post("/other", async (c) => c.json(await c.req.json()));
    return await portOf(serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }));
  },
};

function listen() {
  const outcomes: WebhookOutcome[] = [];
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const handle = createClearBankWebhookHandler({
    verifier: bankVerifier,
    signer: ours,
    inbox,
    // Whoever is not on this machine is refused: the address has to arrive.
    allowedAddresses: ["127.0.0.1"],
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  return { handle, outcomes, inbox };
}

describe.each(Object.keys(servers))("mounted on %s, the handler", (name) => {
  const start = servers[name] as (handle: Handle) => Promise<number>;

  it("acknowledges a webhook over the bytes that were sent", async () => {
    const { handle, outcomes, inbox } = listen();
    const url = `http://127.0.0.1:${await start(handle)}/webhooks`;
    // White space and noughts that no serialiser would write again, and a document as large as they come.
    const payload = { Amount: "13.0", Iso20022XmlDocument: "é".repeat(80_000) };
    const { body, headers } = await signTestWebhook({ type: "TransactionSettled", payload, signer: bank });
    const response = await fetch(url, { method: "POST", body, headers });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("content-length")).toBe(String('{"Nonce":8553416320}'.length));
    await checkAcknowledgement(response, { nonce: "8553416320", verifier: ourVerifier });
    expect(outcomes).toMatchObject([{ outcome: "accepted", webhook: { payload: { Amount: "13.0" } } }]);
    expect(await inbox.stats()).toMatchObject({ waiting: 1 });
  });

  it("takes a body in pieces", async () => {
    const { handle } = listen();
    const url = `http://127.0.0.1:${await start(handle)}/webhooks`;
    const { body, headers } = await signTestWebhook({ type: "FITestEvent", signer: bank });
    const pieces = new ReadableStream({
      start(controller) {
        controller.enqueue(body.subarray(0, 10));
        controller.enqueue(body.subarray(10));
        controller.close();
      },
    });
    const init: RequestInit = { method: "POST", body: pieces, headers, duplex: "half" };
    await checkAcknowledgement(await fetch(url, init), { nonce: "8553416320", verifier: ourVerifier });
  });

  it("refuses another signature, another body, and what is too long", async () => {
    const { handle, outcomes, inbox } = listen();
    const url = `http://127.0.0.1:${await start(handle)}/webhooks`;
    const { body, headers } = await signTestWebhook({ type: "FITestEvent", signer: ours });
    const post = async (sent: string | Uint8Array<ArrayBuffer>) => {
      const response = await fetch(url, { method: "POST", body: sent, headers });
      return [response.status, await response.text()];
    };
    expect(await post(body)).toEqual([401, ""]);
    expect(await post("x".repeat(1024 * 1024 + 1))).toEqual([413, ""]);
    expect(outcomes).toMatchObject([
      { outcome: "refused", reason: "signature" },
      { outcome: "refused", reason: "too-large" },
    ]);
    expect(await inbox.stats()).toMatchObject({ waiting: 0 });
  });
});

it.each(["Express", "Fastify", "Hono"])("%s still parses the bodies of other routes", async (name) => {
  const port = await servers[name]?.(listen().handle);
  const headers = { "content-type": "application/json" };
  const response = await fetch(`http://127.0.0.1:${port}/other`, {
    method: "POST",
    body: '{"a":1}',
    headers,
  });
  expect(await response.json()).toEqual({ a: 1 });
});

const sentence = "mount it in front of any body parser, such as express.json()";

it("on Express, behind its JSON parser, says where to mount it", async () => {
  const { handle, outcomes } = listen();
  const errors: unknown[] = [];
  const app = express();
  app.use(express.json());
  app.post("/webhooks", toNodeHandler(handle, { onError: (error) => errors.push(error) }));
  const url = `http://127.0.0.1:${await portOf(app.listen(0, "127.0.0.1"))}/webhooks`;
  const { body, headers } = await signTestWebhook({ type: "FITestEvent", signer: bank });
  const response = await fetch(url, { method: "POST", body, headers });
  expect(response.status).toBe(500);
  expect(await response.text()).toContain(sentence);
  expect(errors).toMatchObject([{ code: "ERR_REQUEST_BODY_CONSUMED" }]);
  expect(outcomes).toEqual([]);
});

it("on Fastify, with its JSON parser, says the same", async () => {
  const errors: unknown[] = [];
  const handleNode = toNodeHandler(listen().handle, { onError: (error) => errors.push(error) });
  const app = fastify();
  app.post("/webhooks", (request, reply) => {
    reply.hijack();
    handleNode(request.raw, reply.raw);
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${await portOf(app.server)}/webhooks`;
  const { body, headers } = await signTestWebhook({ type: "FITestEvent", signer: bank });
  const response = await fetch(url, { method: "POST", body, headers });
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining(sentence)]);
  expect(errors).toMatchObject([{ code: "ERR_REQUEST_BODY_CONSUMED" }]);
});
