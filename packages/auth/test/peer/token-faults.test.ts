import type { RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import type { HttpClientSettings } from "../../src/http/http-client.js";
import { passwordGrant } from "../../src/token/password-grant.js";
import { createTokenSource } from "../../src/token/token-source.js";
import { openClient } from "../support/client.js";
import { servePlain } from "../support/server.js";

const retry = { limit: 1, statusCodes: [503] };

/** A token endpoint that answers in turn, the last answer for good, and who asks it. */
async function start(answers: readonly RequestListener[], client: HttpClientSettings = {}) {
  let requests = 0;
  const url = await servePlain((request, response) => {
    requests += 1;
    answers[Math.min(requests, answers.length) - 1]?.(request, response);
  });
  const source = createTokenSource({
    url: new URL("/oauth2/token", url),
    grant: passwordGrant({ username: "u", password: "the-password", scope: [] }),
    http: openClient({ random: () => 0, ...client }),
  });
  return { source, url, requests: () => requests };
}

const answer =
  (body: unknown, status = 200): RequestListener =>
  (_request, response) =>
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
const token = { access_token: "the-token", token_type: "Bearer", expires_in: 300 };
const good = answer(token);
const page = "<!doctype html><title>Maintenance</title>";
const never: RequestListener = () => {};
const reset: RequestListener = (request) => request.socket.resetAndDestroy();
const half: RequestListener = (request, response) => {
  response.writeHead(200, { "content-length": "1000" }).write('{"access_token":"the-');
  setImmediate(() => request.socket.resetAndDestroy());
};
const endless: RequestListener = (_request, response) =>
  void response.writeHead(200).write('{"access_token":');

describe("a token endpoint", () => {
  it.each<[string, readonly RequestListener[], HttpClientSettings]>([
    ["answers", [good], {}],
    ["has expires_in as text", [answer({ ...token, expires_in: "300" })], {}],
    ["is unavailable once", [answer(page, 503), good], { retry }],
    ["resets the connection once", [reset, good], { retry }],
    ["resets it within the answer once", [half, good], { retry }],
    ["does not answer once", [never, good], { retry, timeoutMs: 300 }],
  ])("that %s gives a token", async (_name, answers, client) => {
    const { source, requests } = await start(answers, client);
    const { value, expiresAt, obtainedAt } = await source.getToken();
    expect([value, expiresAt.getTime() - obtainedAt.getTime()]).toEqual(["the-token", 300_000]);
    expect(requests()).toBe(answers.length);
  });

  it.each<[string, RequestListener, HttpClientSettings, object]>([
    [
      "does not answer",
      never,
      { timeoutMs: 200 },
      {
        name: "ApiTimeoutError",
        code: "ERR_API_TIMEOUT",
        message: expect.stringMatching(/within 200 ms\.$/),
        isRetryable: true,
      },
    ],
    [
      "does not end its answer",
      endless,
      { timeoutMs: 200 },
      { name: "ApiTimeoutError", code: "ERR_API_TIMEOUT" },
    ],
    [
      "answers with a web page",
      answer(page),
      {},
      {
        name: "ApiContentError",
        code: "ERR_API_HTML",
        status: 200,
        message: expect.stringContaining('with the web page "Maintenance" instead of JSON'),
      },
    ],
    [
      "is in maintenance",
      answer(page, 503),
      { retry },
      { name: "ApiContentError", code: "ERR_API_HTML", status: 503, isRetryable: true },
    ],
    [
      "has no expires_in",
      answer({ ...token, expires_in: undefined }),
      {},
      {
        name: "TokenError",
        code: "ERR_TOKEN_RESPONSE",
        message: expect.stringMatching(/has no expires_in in seconds\.$/),
      },
    ],
    [
      "has a text in words for expires_in",
      answer({ ...token, expires_in: "five minutes" }),
      {},
      { name: "TokenError", code: "ERR_TOKEN_RESPONSE" },
    ],
    [
      "resets each connection",
      reset,
      { retry },
      { name: "ApiConnectionError", code: "ERR_API_CONNECTION", isRetryable: true },
    ],
    [
      "resets it within each answer",
      half,
      { retry },
      { name: "ApiConnectionError", code: "ERR_API_CONNECTION" },
    ],
    [
      "says very much",
      answer({ ...token, filler: "x".repeat(2000) }),
      { maxResponseBytes: 1000 },
      { name: "ApiConnectionError", code: "ERR_API_RESPONSE_TOO_LARGE", isRetryable: false },
    ],
    [
      "redirects to another place",
      (_request, response) => response.writeHead(307, { location: "https://127.0.0.1:1/elsewhere" }).end(),
      {},
      { name: "TokenError", code: "ERR_TOKEN_REFUSED", status: 307 },
    ],
  ])("that %s gives an error that says so", async (_name, answers, client, expected) => {
    const { source, url } = await start([answers], client);
    const error: unknown = await source.getToken().catch((caught) => caught);
    expect(error).toMatchObject({ url: new URL("/oauth2/token", url).href, ...expected });
    expect((error as Error).message).not.toMatch(/the-token|the-password/);
  });
});
