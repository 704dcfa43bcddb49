import { createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { expect, it } from "vitest";
import {
  createNotificationTokenEndpoint,
  type NotificationTokenEndpointSettings,
} from "../../../src/inbound/notification-token-endpoint.js";
import type { TokenSigningKey } from "../../../src/inbound/signing-keys.js";

const start = new Date("2026-03-01T12:00:00.900Z");
const secret = randomBytes(24).toString("hex");
const oldKey: TokenSigningKey = { kid: "old", algorithm: "HS256", key: createSecretKey(randomBytes(32)) };
const newKey: TokenSigningKey = {
  kid: "new",
  algorithm: "ES256",
  key: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
};

const settings: NotificationTokenEndpointSettings = {
  issuer: "https://us.example",
  audience: "https://us.example/v3/notification",
  clients: [{ id: "worldline", secrets: [secret] }],
  keys: [oldKey],
};

function make(changed: Partial<NotificationTokenEndpointSettings> = {}) {
  return createNotificationTokenEndpoint({
    ...settings,
    now: () => start,
    newTokenId: () => "id-1",
    ...changed,
  });
}

async function issue(endpoint: ReturnType<typeof make>, scope?: string): Promise<Record<string, unknown>> {
  const response = await endpoint(
    new Request("https://us.example/token", {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`worldline:${secret}`)}` },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        ...(scope !== undefined && { scope }),
      }),
    }),
  );
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

const bearer = (answer: Record<string, unknown>) => `Bearer ${answer.access_token}`;

it("issues tokens that it accepts, with the claims of an OAuth access token", async () => {
  const tokens = make();
  const answer = await issue(tokens);
  expect(answer).toEqual({ access_token: expect.any(String), token_type: "Bearer", expires_in: 300 });
  expect(decodeProtectedHeader(String(answer.access_token))).toEqual({
    alg: "HS256",
    kid: "old",
    typ: "at+jwt",
  });
  const iat = Date.parse("2026-03-01T12:00:00Z") / 1000;
  expect(await tokens.verify(bearer(answer))).toEqual({
    iss: "https://us.example",
    aud: "https://us.example/v3/notification",
    sub: "worldline",
    client_id: "worldline",
    iat,
    exp: iat + 300,
    jti: "id-1",
  });
});

it("puts the scope into the answer and the token", async () => {
  const tokens = make({ scopes: ["status"] });
  const answer = await issue(tokens, "status");
  expect(answer).toMatchObject({ scope: "status" });
  expect(await tokens.verify(bearer(answer))).toMatchObject({ scope: "status" });
});

it("refuses a token from its last second on", async () => {
  const answer = await issue(make({ lifetimeSeconds: 60 }));
  expect(answer).toMatchObject({ expires_in: 60 });
  const later = (time: string) => make({ now: () => new Date(time) }).verify(bearer(answer));
  await expect(later("2026-03-01T12:00:59.999Z")).resolves.toMatchObject({ sub: "worldline" });
  await expect(later("2026-03-01T12:01:00Z")).rejects.toMatchObject({ code: "ERR_BEARER_TOKEN_EXPIRED" });
});

it("replaces one key by another without refusing anybody's token", async () => {
  const steps = [[oldKey], [oldKey, newKey], [newKey, oldKey], [newKey]].map((keys) => make({ keys }));
  const issued = await Promise.all(steps.map((step) => issue(step)));
  const kids = issued.map((answer) => decodeProtectedHeader(String(answer.access_token)).kid);
  expect(kids).toEqual(["old", "old", "new", "new"]);
  for (const [index, step] of steps.entries()) {
    // Processes are at most one step apart.
    for (const answer of issued.slice(Math.max(0, index - 1), index + 2)) {
      await expect(step.verify(bearer(answer))).resolves.toMatchObject({ sub: "worldline" });
    }
  }
});

it.each<[string, Partial<NotificationTokenEndpointSettings>, string]>([
  ["a key that was removed", { keys: [{ ...oldKey, kid: "other" }] }, "KEY_UNKNOWN"],
  ["a key that was removed, with its algorithm", { keys: [newKey] }, "ALGORITHM"],
  ["a key of the same name", { keys: [{ ...oldKey, key: createSecretKey(randomBytes(32)) }] }, "SIGNATURE"],
  ["another issuer", { issuer: "https://other.example" }, "ISSUER"],
  ["another audience", { audience: "https://us.example/other" }, "AUDIENCE"],
])("refuses a token of %s", async (_name, changed, code) => {
  const token = bearer(await issue(make()));
  await expect(make(changed).verify(token)).rejects.toMatchObject({ code: `ERR_BEARER_TOKEN_${code}` });
});

it("gives every token an id of its own, and the time of now", async () => {
  const tokens = createNotificationTokenEndpoint(settings);
  const issued = await Promise.all([issue(tokens), issue(tokens)]);
  const ids = issued.map((answer) => decodeJwt(String(answer.access_token)).jti);
  expect(new Set(ids).size).toBe(2);
  for (const answer of issued) await expect(tokens.verify(bearer(answer))).resolves.toBeDefined();
});

it.each<[string, Partial<Record<keyof NotificationTokenEndpointSettings, unknown>>, string]>([
  ["no issuer", { issuer: "" }, "Tokens need an issuer and an audience."],
  ["no audience", { audience: undefined }, "Tokens need an issuer and an audience."],
  ["no lifetime", { lifetimeSeconds: 0 }, "lifetimeSeconds must be a whole number above 0, not 0."],
  ["half a second", { lifetimeSeconds: 1.5 }, "lifetimeSeconds must be a whole number above 0, not 1.5."],
  ["no key", { keys: [] }, "There must be a key to sign tokens with."],
  [
    "an empty secret",
    { clients: [{ id: "worldline", secrets: [""] }] },
    "A client's id or one of its secrets is empty.",
  ],
])("refuses settings with %s", (_name, changed, message) => {
  expect(() => make(changed as Partial<NotificationTokenEndpointSettings>)).toThrow(new TypeError(message));
});

it("shows neither secret nor key", () => {
  const shown = inspect(make(), { depth: 9, showHidden: true });
  expect(shown).not.toContain(secret);
  expect(shown).not.toContain(oldKey.key.export().toString("hex"));
});
