import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { exportJWK } from "jose";
import * as oauth from "oauth4webapi";
import { describe, expect, it } from "vitest";
import {
  createNotificationTokenEndpoint,
  type NotificationTokenEndpointSettings,
} from "../../src/inbound/notification-token-endpoint.js";
import type { TokenSigningKey } from "../../src/inbound/signing-keys.js";
import { serveHandler } from "../support/inbound-server.js";

const issuer = "https://us.example";
const audience = "https://us.example/v3/notification";
const client = { client_id: "shop:1 ü" };
const secret = `${randomBytes(12).toString("base64")}:%+ü`;
const insecure = { [oauth.allowInsecureRequests]: true };
const es256: TokenSigningKey = {
  kid: "es256",
  algorithm: "ES256",
  key: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
};
const rs256: TokenSigningKey = {
  kid: "rs256",
  algorithm: "RS256",
  key: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
};

/** Our endpoint as oauth4webapi knows an authorization server, with the public keys at an address of its own. */
async function start(changed: Partial<NotificationTokenEndpointSettings> = {}) {
  const endpoint = createNotificationTokenEndpoint({
    issuer,
    audience,
    clients: [{ id: client.client_id, secrets: [secret] }],
    scopes: ["status"],
    keys: [es256, rs256],
    ...changed,
  });
  const keys = await Promise.all(
    [es256, rs256].map(async ({ kid, key }) => ({ ...(await exportJWK(createPublicKey(key))), kid })),
  );
  const server: oauth.AuthorizationServer = {
    issuer,
    token_endpoint: (await serveHandler(endpoint)).href,
    jwks_uri: (await serveHandler(async () => Response.json({ keys }))).href,
  };
  const ask = async (authentication: oauth.ClientAuth, parameters: Record<string, string> = {}) =>
    await oauth.processClientCredentialsResponse(
      server,
      client,
      await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, insecure),
    );
  return { server, ask };
}

const methods = [
  ["ClientSecretBasic", oauth.ClientSecretBasic],
  ["ClientSecretPost", oauth.ClientSecretPost],
] as const;

describe.each(methods)("oauth4webapi with %s", (_name, authenticate) => {
  it.each([es256, rs256])("gets a token and finds it valid: $algorithm", async (key) => {
    const { server, ask } = await start({ keys: [key] });
    const answer = await ask(authenticate(secret), { scope: "status" });
    expect(answer).toEqual({
      access_token: expect.any(String),
      token_type: "bearer",
      expires_in: 300,
      scope: "status",
    });
    const notification = new Request(audience, {
      headers: { authorization: `Bearer ${answer.access_token}` },
    });
    const claims = await oauth.validateJwtAccessToken(server, notification, audience, insecure);
    expect(claims).toMatchObject({ iss: issuer, sub: client.client_id, scope: "status" });
    await expect(
      oauth.validateJwtAccessToken(server, notification, "https://other.example", insecure),
    ).rejects.toMatchObject({ code: "OAUTH_JWT_CLAIM_COMPARISON_FAILED" });
  });

  it("takes the refusal of a wrong secret for a challenge", async () => {
    const { ask } = await start();
    const error = await ask(authenticate("wrong")).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
    expect(error).toMatchObject({
      code: "OAUTH_WWW_AUTHENTICATE_CHALLENGE",
      status: 401,
      cause: [{ scheme: "basic", parameters: { realm: "token" } }],
    });
  });

  it("reads our error where a scope is unknown", async () => {
    const { ask } = await start();
    const error = await ask(authenticate(secret), { scope: "admin" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(oauth.ResponseBodyError);
    expect(error).toMatchObject({
      code: "OAUTH_RESPONSE_BODY_ERROR",
      status: 400,
      error: "invalid_scope",
      error_description: "A scope is not known here: ask for status.",
    });
  });
});
