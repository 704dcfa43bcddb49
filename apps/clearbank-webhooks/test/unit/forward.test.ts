import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Delivery } from "@countersign/delivery";
import { describe, expect, it, onTestFinished } from "vitest";
import { createForwarder } from "../../src/forward.js";

interface Seen {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A system of the user's own, which answers with this status. */
async function openSystem(status: number, headers = {}): Promise<{ url: URL; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ method: request.method, headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(status, headers).end("thanks");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/in`), seen };
}

const body = Buffer.from('{"Type":"TransactionSettled","Version":6,"Payload":{"Amount":13.0},"Nonce":1}');

function delivery(changes: Partial<Delivery<unknown>["event"]> = {}, signal = new AbortController().signal) {
  const event = {
    id: "1",
    source: "clearbank",
    type: "TransactionSettled",
    version: "6",
    key: "TransactionSettled 6 é",
    body,
    headers: { digitalsignature: "c2ln", "x-request-id": "r1" },
    receivedAt: new Date("2026-11-21T12:00:00Z"),
    isConflicting: false,
    ...changes,
  };
  return { event, key: event.key, attempt: 2, signal, tx: undefined };
}

function create(url: URL, authorization?: string) {
  const results: string[] = [];
  const forward = createForwarder({ url, authorization, onResult: (result) => results.push(result) });
  return { forward, results };
}

describe("createForwarder", () => {
  it("posts the bytes that ClearBank sent, and says what they are", async () => {
    const { url, seen } = await openSystem(204);
    const { forward, results } = create(url);
    await forward(delivery());
    expect(seen).toHaveLength(1);
    expect(seen[0]?.body).toEqual(body);
    expect(seen[0]).toMatchObject({
      method: "POST",
      headers: {
        "content-type": "application/json",
        digitalsignature: "c2ln",
        "x-request-id": "r1",
        "clearbank-type": "TransactionSettled",
        "clearbank-version": "6",
        "clearbank-received-at": "2026-11-21T12:00:00.000Z",
        "clearbank-attempt": "2",
        "idempotency-key": expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(seen[0]?.headers).not.toHaveProperty("authorization");
    expect(seen[0]?.headers).not.toHaveProperty("clearbank-conflicting");
    expect(results).toEqual(["delivered"]);
  });

  it("has one idempotency key for all attempts, and another for another webhook", async () => {
    const { url, seen } = await openSystem(200);
    const { forward } = create(url);
    await forward(delivery());
    await forward({ ...delivery(), attempt: 3 });
    await forward(delivery({ key: "TransactionSettled 6 other" }));
    const [first, second, third] = seen.map(({ headers }) => headers["idempotency-key"]);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it("says who it is, and that a webhook contradicts an earlier one, where that is so", async () => {
    const { url, seen } = await openSystem(200);
    await create(url, "Bearer token").forward(delivery({ isConflicting: true }));
    expect(seen[0]?.headers).toMatchObject({
      authorization: "Bearer token",
      "clearbank-conflicting": "true",
    });
  });

  it.each([302, 400, 401, 404, 500, 503])(
    "is not done with a webhook that was answered with %s",
    async (status) => {
      const elsewhere = await openSystem(200);
      const { url, seen } = await openSystem(status, { location: elsewhere.url.href });
      const { forward, results } = create(url, "Bearer token");
      await expect(forward(delivery())).rejects.toMatchObject({
        code: "ERR_FORWARD_REFUSED",
        message: `TransactionSettled version 6, X-Request-Id r1, attempt 2: forwardUrl answered with status ${status}.`,
      });
      expect(seen).toHaveLength(1);
      expect(elsewhere.seen).toEqual([]);
      expect(results).toEqual(["failed"]);
    },
  );

  it("is not done with a webhook that nobody took", async () => {
    const { forward, results } = create(new URL("http://127.0.0.1:1/"));
    await expect(forward(delivery())).rejects.toMatchObject({
      code: "ERR_FORWARD_FAILED",
      message: "TransactionSettled version 6, X-Request-Id r1, attempt 2: forwardUrl did not answer.",
      cause: expect.any(TypeError),
    });
    expect(results).toEqual(["failed"]);
  });

  it("counts no failure where it is stopped", async () => {
    const { url } = await openSystem(200);
    const { forward, results } = create(url);
    const reason = new Error("stopped");
    await expect(forward(delivery({}, AbortSignal.abort(reason)))).rejects.toBe(reason);
    expect(results).toEqual([]);
  });
});
