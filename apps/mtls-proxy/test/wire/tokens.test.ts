import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it, vi } from "vitest";
import { startBank, useCertificates, userId } from "../support/bank.js";
import { startProxy } from "../support/proxy.js";
import { type SendOptions, send } from "../support/send.js";

const certificates = useCertificates();

const password = "correct horse battery staple";
const localSecret = "0123456789abcdef0123456789abcdef";
const scope = "allow ocapi-playground-v1";

/** The body of the 403 that Clearstream answers whatever does not fit. */
const forbidden = JSON.stringify({
  status: 403,
  error: "Forbidden",
  required_scopes: { mandatory: "allow", at_least_one_of: ["ocapi-playground-v1"] },
});

type Answering = (response: ServerResponse) => void;

const refuse =
  (status: number, body: string): Answering =>
  (response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(body);

/** A bank that gives tokens, and takes none but the last one. */
async function start(refusal: Answering = refuse(403, forbidden)) {
  const forms: URLSearchParams[] = [];
  const calls: { authorization: string | undefined; body: string }[] = [];
  const state = { valid: "", isTokenEndpointDown: false, takesNothing: false, token: Promise.resolve() };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    if (request.url === "/authmanager/oauth2/access_token") {
      forms.push(new URLSearchParams(body));
      await state.token;
      if (state.isTokenEndpointDown) return refuse(403, "{}")(response);
      state.valid = `token-${randomUUID()}`;
      const token = { access_token: state.valid, token_type: "Bearer", expires_in: 3599, scope };
      return void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(token));
    }
    const { authorization } = request.headers;
    calls.push({ authorization, body });
    if (authorization !== `Bearer ${state.valid}` || state.takesNothing) return refusal(response);
    response.end(`ok ${body}`);
  };
  const bank = await startBank(certificates, answer);
  const time = { ms: Date.now() };
  const proxy = await startProxy(
    certificates,
    {
      upstream: new URL(bank.url),
      allow: ["/playground"],
      injectToken: true,
      scope: ["ocapi-playground-v1"],
      password,
      localSecretEnv: "SECRET",
    },
    { localSecret, now: () => new Date(time.ms) },
  );
  const call = (options: SendOptions = {}) =>
    send(`${proxy.url}/playground/v1/echo`, {
      ...options,
      headers: { ...options.headers, "countersign-proxy-secret": localSecret },
    });
  return { ...proxy, bank, forms, calls, state, call, time };
}

describe("tokens put into requests", () => {
  it("are asked for once, as the consumer, and take the place of what the client sends", async () => {
    const { call, forms, calls, state } = await start();
    const answers = await Promise.all([
      call(),
      call({ headers: { authorization: "Basic Y2xpZW50" } }),
      call(),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(forms.map((form) => Object.fromEntries(form))).toEqual([
      { grant_type: "password", scope, username: userId, password },
    ]);
    expect(calls.map(({ authorization }) => authorization)).toEqual(Array(3).fill(`Bearer ${state.valid}`));
  });

  it("are not for those without the local secret", async () => {
    const { url, forms, calls } = await start();
    expect((await send(`${url}/playground/v1/echo`)).status).toBe(403);
    expect([forms, calls]).toEqual([[], []]);
  });

  it.each([
    ["401", refuse(401, "{}")],
    ["403 that nothing else explains", refuse(403, forbidden)],
    ["403 that is no JSON", refuse(403, "<html>")],
  ])("are renewed once after a %s, and the request is sent again with its body", async (_what, refusal) => {
    const { call, forms, calls, state } = await start(refusal);
    await call();
    state.valid = "ended";
    const answer = await call({ method: "POST", body: "payload" });
    expect(answer).toMatchObject({ status: 200, body: "ok payload" });
    expect(forms).toHaveLength(2);
    expect(calls.map(({ body }) => body)).toEqual(["", "payload", "payload"]);
  });

  it("are not renewed again and again where that does not help", async () => {
    const { call, forms, calls, state, time } = await start();
    state.takesNothing = true;
    expect(await call()).toMatchObject({ status: 403, body: forbidden });
    expect([forms.length, calls.length]).toEqual([2, 2]);
    time.ms += 59_000;
    expect(await call()).toMatchObject({ status: 403, body: forbidden });
    expect([forms.length, calls.length]).toEqual([2, 3]);
    time.ms += 2_000;
    expect((await call()).status).toBe(403);
    expect(forms).toHaveLength(3);
  });

  it("are not renewed for want of a scope, which is passed on as the bank said it", async () => {
    const body = JSON.stringify({
      status: 403,
      required_scopes: { mandatory: "allow", at_least_one_of: ["scim2-ext-v1"] },
    });
    const { call, forms, calls, state } = await start(refuse(403, body));
    state.takesNothing = true;
    const answer = await call({ method: "POST", body: "payload" });
    expect(answer).toMatchObject({ status: 403, body });
    expect(answer.headers).not.toHaveProperty("proxy-status");
    expect([forms.length, calls.length]).toEqual([1, 1]);
  });

  it("leave a refusal as it is where the body is gone, or the answer is too long to keep", async () => {
    const long = start(refuse(403, "x".repeat(100_000)));
    const { call, calls, state } = await long;
    state.takesNothing = true;
    expect((await call()).body).toBe("x".repeat(100_000));
    expect(calls).toHaveLength(1);

    const streamed = await start();
    streamed.state.takesNothing = true;
    const chunked = { method: "POST", body: "payload", headers: { "transfer-encoding": "chunked" } };
    expect(await streamed.call(chunked)).toMatchObject({ status: 403, body: forbidden });
    const body = "x".repeat(65 * 1024);
    expect(await streamed.call({ method: "POST", body })).toMatchObject({ status: 403, body: forbidden });
    expect(streamed.calls.map(({ body: received }) => received.length)).toEqual([7, body.length]);
  });

  it("that cannot be had give 502, without a call and without the password in the log", async () => {
    const { call, calls, state, log, operations } = await start();
    state.isTokenEndpointDown = true;
    const answer = await call();
    expect(answer.status).toBe(502);
    expect(JSON.parse(answer.body)).toMatchObject({ code: "ERR_PROXY_TOKEN" });
    expect(calls).toEqual([]);
    expect(log.at(-1)).toMatchObject({ code: "ERR_PROXY_TOKEN", error: { code: "ERR_TOKEN_REFUSED" } });
    expect(JSON.stringify(log)).not.toContain(password);
    expect((await fetch(`${operations}/readyz`)).status).toBe(503);
  });

  it("leave nothing secret in the log", async () => {
    const { call, log, state } = await start();
    await call({ headers: { authorization: "Bearer client-token" } });
    state.valid = "ended";
    await call();
    expect(log).toHaveLength(2);
    for (const secret of [password, localSecret, state.valid, "client-token"]) {
      expect(JSON.stringify(log)).not.toContain(secret);
    }
  });

  it("are asked for anew with a new certificate", async () => {
    const { call, forms, sslFile, refresh, time } = await start();
    await call();
    writeFileSync(sslFile, certificates.authority.issue(userId).file);
    time.ms = Date.now();
    await refresh();
    expect((await call()).status).toBe(200);
    expect(forms).toHaveLength(2);
  });

  it("that come after the certificate has changed are used by the request that waited for them", async () => {
    const { call, forms, sslFile, refresh, state, time } = await start();
    let release = () => {};
    state.token = new Promise((resolve) => {
      release = resolve;
    });
    const waiting = call();
    await vi.waitUntil(() => forms.length === 1, { timeout: 10_000 });
    writeFileSync(sslFile, certificates.authority.issue(userId).file);
    time.ms = Date.now();
    await refresh();
    release();
    expect((await waiting).status).toBe(200);
  });
});
