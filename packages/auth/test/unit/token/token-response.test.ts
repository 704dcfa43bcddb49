import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ApiContentError } from "../../../src/http/errors.js";
import { TokenError } from "../../../src/token/token-error.js";
import { processTokenResponse } from "../../../src/token/token-response.js";
import { tokenAnswer } from "../../support/token-endpoint.js";

const sentAt = new Date("2026-01-01T00:00:00Z");
const url = new URL("https://api.example/oauth2/token?client_secret=the-secret");
const secret = "the-token-0123456789";

const read = (response: Response) => processTokenResponse(response, { sentAt, url, requestId: "r" });
const html = (status: number) =>
  new Response("<!DOCTYPE html><html><head><title>Maintenance</title></head></html>", {
    status,
    headers: { "content-type": "text/html" },
  });

describe("a token", () => {
  it("is read, and ends that long after it was asked for", async () => {
    const token = await read(
      tokenAnswer(secret, { expires_in: 3599, scope: "allow x", refresh_token: "refresh" }),
    );
    expect(token).toMatchObject({
      value: secret,
      refreshToken: "refresh",
      obtainedAt: sentAt,
      expiresAt: new Date("2026-01-01T00:59:59Z"),
      scope: ["allow", "x"],
    });
  });

  it.each(["allow ocapi-v1", "allow,ocapi-v1", " allow, ocapi-v1 "])("has the scope %j", async (scope) => {
    expect((await read(tokenAnswer(secret, { scope }))).scope).toEqual(["allow", "ocapi-v1"]);
  });

  it.each([
    ["none", {}],
    ["one that is empty", { scope: "" }],
    ["one that is no text", { scope: ["allow"] }],
  ])("has no scope where the answer has %s", async (_name, members) => {
    expect((await read(tokenAnswer(secret, members))).scope).toEqual([]);
  });

  it.each([
    ["a number", 300, 300_000],
    ["text, as some servers write it", "300", 300_000],
    ["a fraction of a second", 0.5, 500],
    ["ten years", 315_360_000, 315_360_000_000],
  ])("lasts %s", async (_name, expires_in, lifetimeMs) => {
    const { expiresAt } = await read(tokenAnswer(secret, { expires_in }));
    expect(expiresAt.getTime() - sentAt.getTime()).toBe(lifetimeMs);
  });

  it.each(["Bearer", "bearer", "BEARER"])("is of the type %s", async (token_type) => {
    expect((await read(tokenAnswer(secret, { token_type }))).value).toBe(secret);
  });

  it("is read whatever the content type and the 2xx status", async () => {
    const response = new Response(await tokenAnswer(secret).text(), {
      status: 201,
      headers: { "content-type": "text/plain" },
    });
    expect((await read(response)).value).toBe(secret);
  });

  it("keeps the refresh token that was used where the answer has no other", async () => {
    const used = { sentAt, url, refreshToken: "used" };
    expect((await processTokenResponse(tokenAnswer("a"), used)).refreshToken).toBe("used");
    const rotated = tokenAnswer("a", { refresh_token: "rotated" });
    expect((await processTokenResponse(rotated, used)).refreshToken).toBe("rotated");
    expect((await read(tokenAnswer("a"))).refreshToken).toBeUndefined();
  });
});

describe("an answer that is no token", () => {
  const where = "The answer of the token endpoint https://api.example/oauth2/token";
  const noToken = `${where} has no access_token.`;
  const noLifetime = `${where} has no expires_in in seconds.`;
  const notBearer = `${where} is not of token_type Bearer.`;

  it.each<[string, Response, string]>([
    ["has no token", Response.json({ token_type: "Bearer", expires_in: 300 }), noToken],
    ["has an empty token", tokenAnswer(""), noToken],
    ["has a number for a token", tokenAnswer(secret, { access_token: 5 }), noToken],
    ["has a token with a line break", tokenAnswer(`${secret}\nX-Admin: 1`), noToken],
    ["has a token with a blank", tokenAnswer(`${secret} x`), noToken],
    ["has a token that no header can carry", tokenAnswer(`${secret}€`), noToken],
    ["is of another type", tokenAnswer(secret, { token_type: "DPoP" }), notBearer],
    ["is of no type", tokenAnswer(secret, { token_type: undefined }), notBearer],
    ["does not say how long", tokenAnswer(secret, { expires_in: undefined }), noLifetime],
    ["lasts null", tokenAnswer(secret, { expires_in: null }), noLifetime],
    ["lasts 0", tokenAnswer(secret, { expires_in: 0 }), noLifetime],
    ["lasts '0'", tokenAnswer(secret, { expires_in: "0" }), noLifetime],
    ["has ended", tokenAnswer(secret, { expires_in: -1 }), noLifetime],
    ["lasts 1e300", tokenAnswer(secret, { expires_in: 1e300 }), noLifetime],
    ["lasts '3e2'", tokenAnswer(secret, { expires_in: "3e2" }), noLifetime],
    ["lasts ' 300'", tokenAnswer(secret, { expires_in: " 300" }), noLifetime],
    ["lasts an hour, in words", tokenAnswer(secret, { expires_in: "an hour" }), noLifetime],
    ["lasts [300]", tokenAnswer(secret, { expires_in: [300] }), noLifetime],
    ["is an array", Response.json([secret]), noToken],
    ["is text", Response.json(secret), noToken],
    ["is null", Response.json(null), noToken],
    ["is empty", new Response(""), noToken],
  ])("is refused where it %s", async (_name, response, message) => {
    const error: unknown = await read(response).catch((caught) => caught);
    expect(error).toBeInstanceOf(TokenError);
    expect(error).toMatchObject({
      code: "ERR_TOKEN_RESPONSE",
      status: 200,
      url: "https://api.example/oauth2/token",
      requestId: "r",
      isRetryable: false,
      message,
    });
    expectHidden(error);
  });

  it.each<[string, Response, string, string]>([
    ["a web page", html(200), "ERR_API_HTML", 'with the web page "Maintenance" instead of JSON'],
    [
      "a form",
      new Response(`access_token=${secret}&token_type=bearer`),
      "ERR_API_NOT_JSON",
      "that is not JSON",
    ],
    ["the bare token", new Response(secret), "ERR_API_NOT_JSON", "that is not JSON"],
    ["half an answer", new Response(`{"access_token":"${secret}`), "ERR_API_NOT_JSON", "that is not JSON"],
  ])("is refused where it is %s", async (_name, response, code, message) => {
    const error: unknown = await read(response).catch((caught) => caught);
    expect(error).toBeInstanceOf(ApiContentError);
    expect(error).toMatchObject({ code, status: 200, message: expect.stringContaining(message) });
    expectHidden(error);
  });
});

describe("a refusal", () => {
  it.each<[string, Response, Record<string, unknown>]>([
    [
      "OAuth's error",
      Response.json({ error: "invalid_scope", error_description: "valid are: a b" }, { status: 400 }),
      {
        status: 400,
        error: "invalid_scope",
        isRetryable: false,
        message: expect.stringMatching(/ answered 400: valid are: a b$/),
      },
    ],
    [
      "OAuth's error and an empty description",
      Response.json({ error: "invalid_client", error_description: "" }, { status: 401 }),
      {
        status: 401,
        error: "invalid_client",
        message: expect.stringMatching(/ answered 401: invalid_client$/),
      },
    ],
    [
      "OAuth's error without a description",
      Response.json({ error: "invalid_client" }, { status: 401 }),
      {
        status: 401,
        error: "invalid_client",
        message: expect.stringMatching(/ answered 401: invalid_client$/),
      },
    ],
    [
      "Worldline's error",
      Response.json(
        {
          MessageCreateDateTime: "2026-01-01T00:00:00Z",
          MessageId: "m",
          code: "003",
          message: "Invalid signature",
        },
        { status: 401 },
      ),
      {
        status: 401,
        error: undefined,
        isRetryable: false,
        message: expect.stringMatching(/ answered 401: Invalid signature$/),
      },
    ],
    [
      "nothing",
      new Response("", { status: 403 }),
      { status: 403, message: expect.stringMatching(/ answered 403 without saying why$/) },
    ],
    [
      "plain text",
      new Response("upstream is down", { status: 502 }),
      { status: 502, isRetryable: true, message: expect.stringMatching(/ answered 502 without saying why$/) },
    ],
    [
      "a redirect",
      new Response(null, { status: 302, headers: { location: "https://elsewhere.example/" } }),
      { status: 302, isRetryable: false },
    ],
  ])("with %s says what the server said", async (_name, response, expected) => {
    const error: unknown = await read(response).catch((caught) => caught);
    expect(error).toBeInstanceOf(TokenError);
    expect(error).toMatchObject({ code: "ERR_TOKEN_REFUSED", ...expected });
    expectHidden(error);
  });

  it.each(["x-correlation-id", "x-request-id"])(
    "names the institution's id of the exchange from %s",
    async (name) => {
      const response = new Response("", { status: 401, headers: { [name]: "theirs" } });
      await expect(read(response)).rejects.toMatchObject({ requestId: "r", correlationId: "theirs" });
    },
  );

  it("is cut where the server says very much", async () => {
    const response = Response.json({ error_description: "x".repeat(5000) }, { status: 400 });
    const error = (await read(response).catch((caught) => caught)) as Error;
    expect(error.message.length).toBeLessThan(500);
  });

  it("that is a web page is one", async () => {
    await expect(read(html(503))).rejects.toMatchObject({
      code: "ERR_API_HTML",
      status: 503,
      isRetryable: true,
    });
  });
});

/** Neither the token nor the query of the address is anywhere in the error. */
function expectHidden(error: unknown): void {
  for (const text of [inspect(error, { depth: Infinity, showHidden: true }), JSON.stringify(error)]) {
    expect(text).not.toContain(secret.slice(0, 9));
    expect(text).not.toContain("the-secret");
  }
}
