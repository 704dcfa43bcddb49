import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createTokenHandler, type TokenHandlerSettings } from "../../../src/inbound/token-handler.js";

const secret = randomBytes(24).toString("hex");

function makeEndpoint(changed: Partial<TokenHandlerSettings> = {}) {
  const refused: unknown[] = [];
  const endpoint = createTokenHandler(
    {
      clients: [{ id: "worldline", secrets: ["x", secret] }],
      scopes: ["status", "callback"],
      onRefused: (error) => refused.push(error),
      ...changed,
    },
    async (clientId, scope) => ({
      access_token: `for ${clientId}`,
      token_type: "Bearer",
      expires_in: 300,
      ...(scope !== undefined && { scope }),
    }),
  );
  return { endpoint, refused };
}

function ask(changed: Record<string, string> = {}, init: RequestInit = {}, query = ""): Request {
  const form = {
    grant_type: "client_credentials",
    client_id: "worldline",
    client_secret: secret,
    ...changed,
  };
  return new Request(`https://us.example/token${query}`, {
    method: "POST",
    body: new URLSearchParams(form),
    ...init,
  });
}

describe("answers with a token that nobody may store", () => {
  it.each([
    ["without scope", {}, {}],
    ["with the scope that was asked for", { scope: "callback status" }, { scope: "callback status" }],
  ])("%s", async (_name, asked, granted) => {
    const { endpoint, refused } = makeEndpoint();
    const response = await endpoint(ask(asked));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/json",
      "cache-control": "no-store",
      pragma: "no-cache",
    });
    expect(await response.json()).toEqual({
      access_token: "for worldline",
      token_type: "Bearer",
      expires_in: 300,
      ...granted,
    });
    expect(refused).toEqual([]);
  });

  it("by query, where that was demanded, and not else", async () => {
    const inQuery = () =>
      new Request(`https://us.example/token?client_id=worldline&client_secret=${secret}`, {
        method: "POST",
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      });
    expect((await makeEndpoint({ methods: ["unsafeQuery"] }).endpoint(inQuery())).status).toBe(200);
    expect((await makeEndpoint().endpoint(inQuery())).status).toBe(401);
  });
});

const basic = (text: string) => ({ headers: { authorization: `Basic ${btoa(text)}` } });

it.each<[string, () => Request, number, string, string, RegExp]>([
  ["GET", () => ask({}, { method: "GET", body: null }), 405, "invalid_request", "METHOD", /by POST/],
  [
    "JSON",
    () => ask({}, { body: "{}", headers: { "content-type": "application/json" } }),
    400,
    "invalid_request",
    "MALFORMED",
    /x-www-form-urlencoded/,
  ],
  [
    "a repeated parameter",
    () => ask({}, { body: new URLSearchParams(`client_id=a&client_id=a&client_secret=${secret}`) }),
    400,
    "invalid_request",
    "MALFORMED",
    /client_id is given more than once/,
  ],
  [
    "two ways at once",
    () => ask({}, basic(`worldline:${secret}`)),
    400,
    "invalid_request",
    "MALFORMED",
    /more than one way/,
  ],
  ["no grant_type", () => ask({ grant_type: "" }), 400, "invalid_request", "MALFORMED", /no grant_type/],
  [
    "another grant",
    () => ask({ grant_type: "password" }),
    400,
    "unsupported_grant_type",
    "GRANT_TYPE",
    /must be client_credentials/,
  ],
  [
    "an unknown scope",
    () => ask({ scope: "status admin" }),
    400,
    "invalid_scope",
    "SCOPE",
    /^A scope is not known here: ask for status callback\.$/,
  ],
  [
    "a wrong secret",
    () => ask({ client_secret: `${secret}0` }),
    401,
    "invalid_client",
    "CLIENT",
    /unknown, or/,
  ],
  ["an unknown client", () => ask({ client_id: "me" }), 401, "invalid_client", "CLIENT", /unknown, or/],
  [
    "a wrong secret by Basic",
    () => ask({}, { ...basic("worldline:wrong"), body: null }),
    401,
    "invalid_client",
    "CLIENT",
    /unknown, or/,
  ],
  [
    "a secret in the query",
    () => ask({}, { body: null }, `?client_id=worldline&client_secret=${secret}`),
    401,
    "invalid_client",
    "CLIENT",
    /must authenticate by HTTP Basic, or/,
  ],
])(
  "refuses %s, says what to correct, and reports it",
  async (_name, request, status, error, code, message) => {
    const { endpoint, refused } = makeEndpoint();
    const response = await endpoint(request());
    const answer = (await response.json()) as Record<string, string>;
    expect([response.status, answer]).toEqual([
      status,
      { error, error_description: expect.stringMatching(message) },
    ]);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/json",
      "cache-control": "no-store",
      pragma: "no-cache",
      ...(status === 405 && { allow: "POST" }),
      ...(status === 401 && { "www-authenticate": 'Basic realm="token"' }),
    });
    expect(refused).toMatchObject([{ code: `ERR_TOKEN_REQUEST_${code}`, message: answer.error_description }]);
    expect(JSON.stringify(answer)).not.toContain(secret);
    // RFC 6749 section 5.2: no quote, no backslash, ASCII.
    expect(answer.error_description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  },
);

it("knows no scope where none is set", async () => {
  const response = await makeEndpoint({ scopes: [] }).endpoint(ask({ scope: "status" }));
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: "invalid_scope", error_description: "A scope is not known here: ask for none." },
  ]);
});

it("answers 413 where the body is too long", async () => {
  const { endpoint, refused } = makeEndpoint();
  const response = await endpoint(ask({ x: "x".repeat(16 * 1024) }));
  expect([response.status, await response.json()]).toEqual([
    413,
    { error: "invalid_request", error_description: "The request is longer than 16384 bytes." },
  ]);
  expect(refused).toMatchObject([{ code: "ERR_REQUEST_TOO_LARGE" }]);
});

it("answers 500, without a word, where the fault is ours", async () => {
  const refused: unknown[] = [];
  const clients = [{ id: "worldline", secrets: [secret] }];
  const failing = createTokenHandler({ clients, onRefused: (error) => refused.push(error) }, () =>
    Promise.reject(new Error("no key")),
  );
  const response = await failing(ask());
  expect([response.status, await response.text()]).toEqual([500, ""]);
  expect(refused).toEqual([new Error("no key")]);
});
