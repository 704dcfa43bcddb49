import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { createLocalJWKSet, createRemoteJWKSet, customFetch, exportJWK, type JWK, SignJWT } from "jose";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHttpClient } from "../../../src/http/http-client.js";
import { type JwtBearerSettings, verifyJwtBearer } from "../../../src/inbound/jwt-bearer.js";
import { KeySetUnavailableError } from "../../../src/inbound/key-set.js";
import { serveHandler } from "../../support/inbound-server.js";
import { closedPort } from "../../support/server.js";

const now = new Date();
const first = generateKeyPairSync("ec", { namedCurve: "P-256" });
const second = generateKeyPairSync("ec", { namedCurve: "P-256" });
const claims = { iss: "issuer", aud: "audience", exp: Math.floor(now.getTime() / 1000) + 300 };

async function makeToken({ privateKey }: { readonly privateKey: KeyObject }, kid?: string): Promise<string> {
  const header = { alg: "ES256", ...(kid !== undefined && { kid }) };
  return `Bearer ${await new SignJWT(claims).setProtectedHeader(header).sign(privateKey)}`;
}

const jwk = async ({ publicKey }: { readonly publicKey: KeyObject }, kid?: string): Promise<JWK> => ({
  ...(await exportJWK(publicKey)),
  ...(kid !== undefined && { kid }),
});

function verify(authorization: string, key: JwtBearerSettings["key"], algorithms = ["ES256"]) {
  return verifyJwtBearer(authorization, { key, algorithms, issuer: "issuer", audience: "audience" });
}

describe("a token that names no key of the set", () => {
  it.each([
    ["another name", "third", /^No key of the set has the token's kid and fits its alg\.$/],
    ["no name where several would do", undefined, /issuer must name one by its kid\.$/],
  ])("is refused: %s", async (_name, kid, message) => {
    const keySet = createLocalJWKSet({ keys: [await jwk(first, "first"), await jwk(second, "second")] });
    await expect(verify(await makeToken(first, kid), keySet)).rejects.toMatchObject({
      code: "ERR_BEARER_TOKEN_KEY_UNKNOWN",
      message: expect.stringMatching(message),
    });
    await expect(verify(await makeToken(first, "first"), keySet)).resolves.toEqual(claims);
  });

  it("is refused: HMAC, where a set of public keys is asked", async () => {
    const keySet = createLocalJWKSet({ keys: [await jwk(first, "first")] });
    const secret = new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "first" });
    const token = `Bearer ${await secret.sign(new Uint8Array(32))}`;
    await expect(verify(token, keySet, ["ES256", "HS256"])).rejects.toMatchObject({
      code: "ERR_BEARER_TOKEN_KEY_UNKNOWN",
      message: expect.stringMatching(/a set of public keys verifies no HMAC\.$/),
    });
  });

  it("is refused by another key's name as wrongly signed", async () => {
    const keySet = createLocalJWKSet({ keys: [await jwk(first, "first"), await jwk(second, "second")] });
    await expect(verify(await makeToken(first, "second"), keySet)).rejects.toMatchObject({
      code: "ERR_BEARER_TOKEN_SIGNATURE",
    });
  });
});

/** An issuer whose answer the test changes, and jose's key set over our own client. */
async function serveKeys() {
  const issuer = { requests: 0, answer: async () => new Response(null, { status: 503 }) };
  const url = await serveHandler(() => {
    issuer.requests += 1;
    return issuer.answer();
  });
  const http = createHttpClient();
  onTestFinished(() => http.close());
  const keySet = createRemoteJWKSet(url, {
    cooldownDuration: 0,
    [customFetch]: (address, options) => http.get(address, options),
  });
  return { issuer, keySet };
}

describe("a key set that is fetched", () => {
  it("is fetched once, and again for a key that is new", async () => {
    const { issuer, keySet } = await serveKeys();
    issuer.answer = async () => Response.json({ keys: [await jwk(first, "first")] });
    await verify(await makeToken(first, "first"), keySet);
    await verify(await makeToken(first, "first"), keySet);
    expect(issuer.requests).toBe(1);
    issuer.answer = async () => Response.json({ keys: [await jwk(second, "second")] });
    await verify(await makeToken(second, "second"), keySet);
    expect(issuer.requests).toBe(2);
    await expect(verify(await makeToken(first, "first"), keySet)).rejects.toMatchObject({
      code: "ERR_BEARER_TOKEN_KEY_UNKNOWN",
    });
  });

  it.each<[string, () => Promise<Response>]>([
    ["503", async () => new Response(null, { status: 503 })],
    ["a redirect", async () => new Response(null, { status: 302, headers: { location: "/elsewhere" } })],
    ["no JSON", async () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["JSON that is no key set", async () => Response.json({ error: "sorry" })],
    [
      "a private key",
      async () => Response.json({ keys: [{ kid: "first", ...(await exportJWK(first.privateKey)) }] }),
    ],
  ])("says that the token was not checked where it answers %s, and tries again", async (_name, answer) => {
    const { issuer, keySet } = await serveKeys();
    issuer.answer = answer;
    const error = await verify(await makeToken(first, "first"), keySet).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KeySetUnavailableError);
    expect(error).toMatchObject({
      code: "ERR_KEY_SET_UNAVAILABLE",
      message: "The keys could not be had, so the token was not checked: see the cause, and try again.",
      cause: expect.any(Error),
    });
    issuer.answer = async () =>
      Response.json({ keys: [await jwk(first, "first"), await jwk(second, "second")] });
    await expect(verify(await makeToken(second, "second"), keySet)).resolves.toEqual(claims);
  });

  it("says so where nothing listens", async () => {
    const keySet = createRemoteJWKSet(await closedPort());
    await expect(verify(await makeToken(first), keySet)).rejects.toMatchObject({
      code: "ERR_KEY_SET_UNAVAILABLE",
    });
  });
});

it("tells another copy's errors by their code", async () => {
  const keySet = () => Promise.reject(Object.assign(new Error("?"), { code: "ERR_JWKS_NO_MATCHING_KEY" }));
  await expect(verify(await makeToken(first), keySet)).rejects.toMatchObject({
    code: "ERR_BEARER_TOKEN_KEY_UNKNOWN",
  });
  await expect(verify(await makeToken(first), () => Promise.reject(null))).rejects.toMatchObject({
    code: "ERR_KEY_SET_UNAVAILABLE",
    cause: null,
  });
});
