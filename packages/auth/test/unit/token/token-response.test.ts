import { expect, it } from "vitest";
import {
  clientCredentialsGrant,
  clientSecretPost,
  passwordGrant,
  processTokenResponse,
} from "../../../src/index.js";

const now = new Date("2026-01-01T00:00:00Z");

it.each(["allow ocapi-playground-v1", "allow,ocapi-playground-v1", "allow, ocapi-playground-v1"])(
  "reads a token with the scope %j",
  async (scope) => {
    const body = { access_token: "a", token_type: "Bearer", expires_in: 3599, scope };
    expect(await processTokenResponse(Response.json(body), now)).toEqual({
      value: "a",
      expiresAt: new Date("2026-01-01T00:59:59Z"),
      scope: ["allow", "ocapi-playground-v1"],
    });
  },
);

it.each<[string, Response, string, RegExp]>([
  [
    "an OAuth error",
    Response.json({ error: "invalid_scope", error_description: "valid are: a b" }, { status: 400 }),
    "ERR_TOKEN_REFUSED",
    /400: valid are: a b/,
  ],
  [
    "Worldline's error",
    Response.json({ code: "003", message: "Invalid" }, { status: 401 }),
    "ERR_TOKEN_REFUSED",
    /401: Invalid/,
  ],
  ["an empty refusal", new Response("", { status: 403 }), "ERR_TOKEN_REFUSED", /403 without saying why/],
  [
    "a web page",
    new Response("<html>", { headers: { "content-type": "text/html" } }),
    "ERR_TOKEN_RESPONSE",
    /text\/html instead of JSON/,
  ],
  [
    "no lifetime",
    Response.json({ access_token: "a" }),
    "ERR_TOKEN_RESPONSE",
    /lacks access_token or expires_in/,
  ],
  ["no token", Response.json({ expires_in: 5 }), "ERR_TOKEN_RESPONSE", /lacks/],
])("refuses %s", async (_name, response, code, message) => {
  await expect(processTokenResponse(response, now)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

it("writes the grants as RFC 6749 has them", () => {
  expect(passwordGrant({ username: "u", password: "p&=", scope: ["allow", "x"] }).toString()).toBe(
    "grant_type=password&scope=allow+x&username=u&password=p%26%3D",
  );
  const client = clientSecretPost("Worldline-000021:17", "s");
  expect(clientCredentialsGrant({ client, scope: ["AIS", "PIS"] }).toString()).toBe(
    "grant_type=client_credentials&client_id=Worldline-000021%3A17&client_secret=s&scope=AIS+PIS",
  );
  expect(clientCredentialsGrant({}).toString()).toBe("grant_type=client_credentials");
});
