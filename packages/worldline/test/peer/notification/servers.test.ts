import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@countersign/auth";
import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { type ServerType, serve } from "@hono/node-server";
import express from "express";
import { fastify } from "fastify";
import { Hono } from "hono";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createWorldlineNotificationHandler, type NotificationOutcome } from "../../../src/index.js";
import { exampleNotification, signTestNotification } from "../../../src/testing/index.js";
import { createService, type TestService } from "../../support/service.js";

type Handle = ReturnType<typeof createWorldlineNotificationHandler>;

const bearerToken = "token-of-the-test";
let service: TestService;

beforeAll(async () => {
  service = await createService();
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

/** Each as docs/notifications.md has it, but for the port. */
const servers: Readonly<Record<string, (handle: Handle) => Promise<number>>> = {
  async "node:http"(handle) {
    const server = createServer(toNodeHandler(handle));
    return await portOf(server.listen(0, "127.0.0.1"));
  },
  async Express(handle) {
    const app = express();
    app.post("/v3/notification/:type", toNodeHandler(handle));
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
      scope.post("/v3/notification/:type", (request, reply) => {
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
    app.post("/v3/notification/:type", (c) => handle(c.req.raw));
    app.post("/other", async (c) => c.json(await c.req.json()));
    return await portOf(serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }));
  },
};

function listen() {
  const outcomes: NotificationOutcome[] = [];
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const handle = createWorldlineNotificationHandler({
    bearer: [bearerToken],
    serviceCertificates: [service.certificate],
    inbox,
    onOutcome: (outcome) => outcomes.push(outcome),
    now: () => new Date("2026-03-01T12:00:00Z"),
  });
  return { handle, outcomes, inbox };
}

async function send(
  port: number,
  path: string,
  body: NonNullable<RequestInit["body"]>,
  headers: Record<string, string>,
) {
  const url = `http://127.0.0.1:${port}/v3${path}`;
  const response = await fetch(url, { method: "POST", body, headers, duplex: "half" });
  return [response.status, await response.text()];
}

describe.each(Object.keys(servers))("mounted on %s, the handler", (name) => {
  const start = servers[name] as (handle: Handle) => Promise<number>;

  it.each(["status", "debtorToken"] as const)(
    "keeps a notification over the bytes that were sent: %s",
    async (type) => {
      const { handle, outcomes, inbox } = listen();
      const port = await start(handle);
      const payload = { ...exampleNotification(type), Name: "é".repeat(10_000) };
      const { path, body, headers } = await signTestNotification({ type, payload, bearerToken, ...service });
      expect(await send(port, path, body, headers)).toEqual([204, ""]);
      expect(await send(port, path, body, headers)).toEqual([204, ""]);
      expect(outcomes).toMatchObject([
        { outcome: "accepted", notification: { type, payload } },
        { outcome: "duplicate" },
      ]);
      expect(await inbox.stats()).toMatchObject({ waiting: 1 });
    },
  );

  it("takes a body in pieces", async () => {
    const { handle } = listen();
    const port = await start(handle);
    const { path, body, headers } = await signTestNotification({ type: "status", bearerToken, ...service });
    const pieces = new ReadableStream({
      start(controller) {
        controller.enqueue(body.subarray(0, 10));
        controller.enqueue(body.subarray(10));
        controller.close();
      },
    });
    expect(await send(port, path, pieces, headers)).toEqual([204, ""]);
  });

  it("refuses another token, another body, and what is too long", async () => {
    const { handle, outcomes, inbox } = listen();
    const port = await start(handle);
    const { path, body, headers } = await signTestNotification({ type: "status", bearerToken, ...service });
    expect(await send(port, path, body, { ...headers, Authorization: "Bearer other" })).toEqual([401, ""]);
    expect(await send(port, path, `${Buffer.from(body)} `, headers)).toEqual([400, ""]);
    expect(await send(port, path, "x".repeat(256 * 1024 + 1), headers)).toEqual([413, ""]);
    expect(outcomes).toMatchObject([{ reason: "token" }, { reason: "digest" }, { reason: "too-large" }]);
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
