import { createPublicKey, generateKeyPairSync } from "node:crypto";
import {
  type ClientAuthenticationMethod,
  createNotificationTokenEndpoint,
  type NotificationTokenEndpoint,
} from "@countersign/auth";
import { beforeAll, describe, expect, it } from "vitest";
import {
  createWorldlineNotificationHandler,
  type NotificationBearer,
  type NotificationOutcome,
} from "../../../src/index.js";
import { signTestNotification } from "../../../src/testing/index.js";
import { createService, type TestService } from "../../support/service.js";

const start = new Date("2026-03-01T12:00:00Z");
const { privateKey } = generateKeyPairSync("ed25519");
const issuer = "https://shop.example";
const audience = "https://shop.example/v3/notification";
let service: TestService;

beforeAll(async () => {
  service = await createService();
});

function endpoint(methods: readonly ClientAuthenticationMethod[]): NotificationTokenEndpoint {
  return createNotificationTokenEndpoint({
    issuer,
    audience,
    clients: [{ id: "worldline", secrets: ["s3cret"] }],
    keys: [{ kid: "1", algorithm: "EdDSA", key: privateKey }],
    methods,
    now: () => start,
  });
}

const grant = "grant_type=client_credentials";
const url = "https://shop.example/token";
const form = { "content-type": "application/x-www-form-urlencoded" };
const basic = `Basic ${Buffer.from("worldline:s3cret").toString("base64")}`;

/** As each configuration of the back office asks for a token. */
const requests: readonly (readonly [string, ClientAuthenticationMethod, () => Request])[] = [
  [
    "Basic Auth",
    "basic",
    () => new Request(url, { method: "POST", body: grant, headers: { ...form, authorization: basic } }),
  ],
  [
    "Query Parameters",
    "unsafeQuery",
    () => new Request(`${url}?${grant}&client_id=worldline&client_secret=s3cret`, { method: "POST" }),
  ],
  [
    "Form Body",
    "form",
    () =>
      new Request(url, {
        method: "POST",
        body: `${grant}&client_id=worldline&client_secret=s3cret`,
        headers: form,
      }),
  ],
];

async function tokenFrom(tokens: NotificationTokenEndpoint, request: Request): Promise<string> {
  const answer = (await (await tokens(request)).json()) as { access_token?: string };
  return answer.access_token ?? "none";
}

/** What comes of a notification with this token. */
async function notify(bearer: NotificationBearer, bearerToken: string, now: Date = start) {
  const outcomes: NotificationOutcome[] = [];
  const handle = createWorldlineNotificationHandler({
    bearer,
    serviceCertificates: [service.certificate],
    inbox: { accept: async () => "accepted" },
    onOutcome: (outcome) => outcomes.push(outcome),
    now: () => now,
  });
  const { body, headers } = await signTestNotification({ type: "status", bearerToken, ...service });
  const { status } = await handle(new Request("https://shop.example/v3", { method: "POST", body, headers }));
  const [outcome] = outcomes;
  const error = outcome?.outcome === "refused" ? (outcome.error as { code?: string }) : undefined;
  return { status, code: error?.code };
}

const accepted = { status: 204, code: undefined };
const refused = (code: string) => ({ status: 401, code });

describe("a static token", () => {
  it.each(["current", "next"])("is taken, one of several: %s", async (token) => {
    expect(await notify(["current", "next"], token)).toEqual(accepted);
  });

  it("is refused where it is another", async () => {
    expect(await notify(["current"], "other")).toEqual(refused("ERR_BEARER_TOKEN_WRONG"));
  });
});

describe.each(requests)("OAuth Client Credentials (%s)", (_name, method, request) => {
  it("gets a token that is taken, until it expires", async () => {
    const tokens = endpoint([method]);
    const token = await tokenFrom(tokens, request());
    expect(await notify(tokens, token)).toEqual(accepted);
    const later = createNotificationTokenEndpoint({
      issuer,
      audience,
      clients: [],
      keys: [{ kid: "1", algorithm: "EdDSA", key: privateKey }],
      now: () => new Date(start.getTime() + 300_000),
    });
    expect(await notify(later, token)).toEqual(refused("ERR_BEARER_TOKEN_EXPIRED"));
  });

  it("gets no token where the endpoint takes another way only", async () => {
    const others = requests.map(([, each]) => each).filter((each) => each !== method);
    const tokens = endpoint(others);
    expect((await tokens(request())).ok).toBe(false);
    expect(await notify(tokens, "none")).toEqual(refused("ERR_BEARER_TOKEN_MALFORMED"));
  });
});

describe("a token of an authorization server", () => {
  const settings = { key: createPublicKey(privateKey), algorithms: ["EdDSA"], issuer, audience };
  const [[, , request]] = requests as [readonly [string, ClientAuthenticationMethod, () => Request]];
  const token = () => tokenFrom(endpoint(["basic"]), request());

  it("is taken by its key, issuer and audience, on the handler's clock", async () => {
    expect(await notify(settings, await token())).toEqual(accepted);
    const late = new Date(start.getTime() + 300_000);
    expect(await notify(settings, await token(), late)).toEqual(refused("ERR_BEARER_TOKEN_EXPIRED"));
  });

  it("is refused where it is for others", async () => {
    const others = { ...settings, audience: "https://other.example" };
    expect(await notify(others, await token())).toEqual(refused("ERR_BEARER_TOKEN_AUDIENCE"));
  });

  it("is not judged where the keys cannot be had: that is no fault of the token's", async () => {
    const unavailable = { ...settings, key: () => Promise.reject(new Error("no connection")) };
    expect(await notify(unavailable, await token())).toEqual({
      status: 500,
      code: "ERR_KEY_SET_UNAVAILABLE",
    });
  });
});
