import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { describe, expect, it, vi } from "vitest";
import type { HttpClient, HttpClientSettings } from "../../../src/http/http-client.js";
import type { RetryPolicy } from "../../../src/http/retry.js";
import { openClient } from "../../support/client.js";
import { servePlain } from "../../support/server.js";

interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end();
const cut: Answer = (response) => void response.socket?.destroy();
const silence: Answer = () => {};

/** Gives the answers one after the other, then 200. */
async function serveAnswers(...answers: Answer[]): Promise<{ url: URL; received: Received[] }> {
  const received: Received[] = [];
  const url = await servePlain(async (request, response) => {
    const { method, headers } = request;
    received.push({ method, headers, body: (await buffer(request)).toString() });
    (answers.shift() ?? status(200))(response);
  });
  return { url, received };
}

const policy: RetryPolicy = { limit: 3, methods: ["get", "put"], statusCodes: [429, 503] };

/** A client that does not wait between attempts. */
function openRetrying(settings: HttpClientSettings = {}): HttpClient {
  return openClient({ retry: policy, random: () => 0, ...settings });
}

/** What ky waits with. */
async function delaysOf(call: () => Promise<unknown>): Promise<unknown[]> {
  const timers = vi.spyOn(globalThis, "setTimeout");
  try {
    await call();
    return timers.mock.calls.map(([, delayMs]) => delayMs);
  } finally {
    timers.mockRestore();
  }
}

describe("what is sent again", () => {
  it.each<[string, Answer]>([
    ["refused for now", status(503)],
    ["asked to slow down", status(429)],
    ["cut", cut],
    ["left without an answer", silence],
  ])("is the same bytes and id, when it was %s twice", async (_name, answer) => {
    const { url, received } = await serveAnswers(answer, answer);
    const headers = { "x-request-id": "r1", date: "Thu, 01 Jan 2026 00:00:00 GMT" };
    const response = await openRetrying({ timeoutMs: 1000 }).put(url, { body: '{"a": 1.10}', headers });
    expect(response.status).toBe(200);
    const same = { method: "PUT", headers: expect.objectContaining(headers), body: '{"a": 1.10}' };
    expect(received).toEqual([same, same, same]);
  });

  it("is nothing without a policy", async () => {
    const { url, received } = await serveAnswers(status(503));
    expect((await openClient().get(url)).status).toBe(503);
    expect(received).toHaveLength(1);

    const lost = await serveAnswers(cut);
    await expect(openClient().get(lost.url)).rejects.toMatchObject({ code: "ERR_API_CONNECTION" });
    expect(lost.received).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 408, 409, 422, 500, 502])(
    "is nothing for a status that is not in the policy: %d",
    async (code) => {
      const { url, received } = await serveAnswers(status(code));
      expect((await openRetrying().get(url)).status).toBe(code);
      expect(received).toHaveLength(1);
    },
  );

  it.each<[string, Answer, object]>([
    ["refused for now", status(503), { status: 503 }],
    ["cut", cut, { code: "ERR_API_CONNECTION" }],
    ["left without an answer", silence, { code: "ERR_API_TIMEOUT" }],
  ])("is nothing for a method that is not in the policy: %s", async (_name, answer, outcome) => {
    const { url, received } = await serveAnswers(answer);
    const call = openRetrying({ timeoutMs: 1000 }).post(url, { body: "b" });
    expect(await call.catch((error: unknown) => error)).toMatchObject(outcome);
    expect(received).toHaveLength(1);
  });

  it("is nothing where the answer was too long, which it would be again", async () => {
    const { url, received } = await serveAnswers((response) => response.end("xx"));
    await expect(openRetrying({ maxResponseBytes: 1 }).get(url)).rejects.toMatchObject({
      code: "ERR_API_RESPONSE_TOO_LARGE",
    });
    expect(received).toHaveLength(1);
  });

  it.each<[string, Answer, object]>([
    ["the last answer", status(503), { status: 503 }],
    ["the last error", cut, { code: "ERR_API_CONNECTION", isRetryable: true }],
  ])("ends at the limit, with %s", async (_name, answer, outcome) => {
    const { url, received } = await serveAnswers(answer, answer, answer, answer);
    const call = openRetrying().get(url);
    expect(await call.catch((error: unknown) => error)).toMatchObject(outcome);
    expect(received).toHaveLength(4);
  });
});

describe("a call's own policy", () => {
  it("can say never", async () => {
    const { url, received } = await serveAnswers(status(503));
    expect((await openRetrying().get(url, { retry: { limit: 0 } })).status).toBe(503);
    expect(received).toHaveLength(1);
  });

  it("can add a method, for that call only", async () => {
    const { url, received } = await serveAnswers(status(503), cut);
    const http = openRetrying();
    expect((await http.post(url, { body: "b", retry: { methods: ["post"] } })).status).toBe(200);
    expect(received.map(({ body }) => body)).toEqual(["b", "b", "b"]);

    const later = await serveAnswers(status(503));
    expect((await http.post(later.url, { body: "b" })).status).toBe(503);
    expect(later.received).toHaveLength(1);
  });
});

describe("Retry-After", () => {
  const now = () => new Date("2026-01-01T00:00:00Z");

  it.each<[string, string, number]>([
    ["seconds", "1", 1000],
    ["no seconds", "0", 0],
    ["a date", "Thu, 01 Jan 2026 00:00:01 GMT", 1000],
    ["a date that has passed", "Wed, 31 Dec 2025 00:00:00 GMT", 0],
  ])("is waited for: %s", async (_name, header, delayMs) => {
    const { url, received } = await serveAnswers(status(503, { "retry-after": header }));
    const http = openRetrying({ now, random: () => 0.9 });
    const delays = await delaysOf(async () => expect((await http.get(url)).status).toBe(200));
    expect(delays).toContain(delayMs);
    expect(received).toHaveLength(2);
  });

  it.each(["later", "1.5", "-1"])("that cannot be read counts as none: %s", async (header) => {
    const { url, received } = await serveAnswers(status(503, { "retry-after": header }));
    const delays = await delaysOf(async () => openRetrying({ now, random: () => 0.1 }).get(url));
    expect(delays).toContain(30);
    expect(received).toHaveLength(2);
  });

  it.each<[string, string]>([
    ["seconds", "61"],
    ["a date", "Thu, 01 Jan 2026 00:01:01 GMT"],
  ])("that is too far away gives the answer to the caller: %s", async (_name, header) => {
    const { url, received } = await serveAnswers(status(503, { "retry-after": header }));
    const response = await openRetrying({ now }).get(url);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe(header);
    expect(received).toHaveLength(1);
  });

  it("has the limit of the policy", async () => {
    const { url, received } = await serveAnswers(status(503, { "retry-after": "2" }));
    const http = openRetrying({ now, retry: { ...policy, maxRetryAfter: 1999 } });
    expect((await http.get(url)).status).toBe(503);
    expect(received).toHaveLength(1);
  });
});

describe("the delay", () => {
  it("doubles from 300 ms up to backoffLimit, with jitter over its whole range", async () => {
    const { url } = await serveAnswers(cut, cut, cut);
    const http = openRetrying({ random: () => 0.1, retry: { ...policy, backoffLimit: 1000 } });
    const delays = await delaysOf(async () => http.get(url));
    expect(delays.filter((delayMs) => [30, 60, 100].includes(Number(delayMs)))).toEqual([30, 60, 100]);
  });

  it("ends when the caller aborts, with the reason", async () => {
    const { url, received } = await serveAnswers(status(503, { "retry-after": "60" }));
    const controller = new AbortController();
    const reason = new Error("no longer needed");
    const http = openRetrying({
      observers: [() => () => void setImmediate(() => controller.abort(reason))],
    });
    await expect(http.get(url, { signal: controller.signal })).rejects.toBe(reason);
    expect(received).toHaveLength(1);
  });
});

describe("hooks", () => {
  it("see every attempt, and may sign again what is otherwise the same", async () => {
    const { url, received } = await serveAnswers(status(503), cut);
    const seen: string[] = [];
    const http = openRetrying({
      hooks: {
        beforeRequest: [(_request, _options, { retryCount }) => void seen.push(`sending ${retryCount}`)],
        afterResponse: [
          (_request, _options, response, { retryCount }) =>
            void seen.push(`answer ${retryCount}: ${response.status}`),
        ],
        beforeRetry: [
          ({ request, error, retryCount }) => {
            seen.push(`again ${retryCount}: ${error.name}`);
            request.headers.set("date", `date ${retryCount}`);
            request.headers.set("signature", `signature ${retryCount}`);
          },
        ],
      },
    });
    const headers = { "x-request-id": "r1", date: "date 0", signature: "signature 0" };
    expect((await http.put(url, { body: "b", headers })).status).toBe(200);
    expect(seen).toEqual([
      "sending 0",
      "answer 0: 503",
      "again 1: ForceRetryError",
      "sending 1",
      "again 2: ApiConnectionError",
      "sending 2",
      "answer 2: 200",
    ]);
    expect(received).toEqual(
      [0, 1, 2].map((attempt) => ({
        method: "PUT",
        headers: expect.objectContaining({
          "x-request-id": "r1",
          date: `date ${attempt}`,
          signature: `signature ${attempt}`,
        }),
        body: "b",
      })),
    );
  });
});
