import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ClearstreamClient,
  type ClearstreamCredentials,
  createClearstreamClient,
  explainForbidden,
  loadCredentials,
  prepareConsumer,
} from "../../../src/index.js";
import { type Authority, createAuthority } from "../../support/authority.js";

const userId = "a00012345_0012345";
const password = "secret & password";
let authority: Authority;
let credentials: ClearstreamCredentials;

beforeAll(async () => {
  authority = createAuthority();
  const consumer = await prepareConsumer(userId);
  const certificate = authority.certify(consumer.certificateRequests.ssl);
  const [ssl] = consumer.complete({ ssl: certificate, signing: certificate });
  credentials = await loadCredentials({
    ssl: ssl as { content: string },
    ca: authority.bundle,
    now: new Date(),
  });
});

afterAll(() => authority.remove());

const jwt = (sub: string) => `e30.${Buffer.from(JSON.stringify({ sub })).toString("base64url")}.sig`;
const tokenAnswer = (scope = "allow ocapi-playground-v1") =>
  Response.json({ access_token: jwt(userId), scope, token_type: "Bearer", expires_in: 3599 });

/** The body of a 403 as it was seen at the real service. */
const forbidden = {
  status: 403,
  error: "Forbidden",
  required_scopes: { mandatory: "allow", at_least_one_of: ["ocapi-playground-v1"] },
};

function connect(answer: (request: Request) => Response): {
  client: ClearstreamClient;
  sent: { request: Request; body: string }[];
} {
  const sent: { request: Request; body: string }[] = [];
  const client = createClearstreamClient({
    environment: new URL("https://api.example"),
    credentials,
    password: () => password,
    scope: ["ocapi-playground-v1"],
    random: () => 0,
    fetch: async (input, init) => {
      const request = new Request(input as Request, init);
      sent.push({ request, body: await request.text() });
      return request.url.endsWith("/authmanager/oauth2/access_token") ? tokenAnswer() : answer(request);
    },
  });
  return { client, sent };
}

it("gets a token once, by password grant with allow among the scopes, and calls with it", async () => {
  const { client, sent } = connect(({ url }) => Response.json({ url }));
  expect(await client.playground.echo("Hello World")).toEqual({
    url: "https://api.example/playground/v1/echo?value=Hello%20World",
  });
  await client.playground.info();
  expect(sent.map(({ request }) => [request.method, new URL(request.url).pathname])).toEqual([
    ["POST", "/authmanager/oauth2/access_token"],
    ["GET", "/playground/v1/echo"],
    ["GET", "/playground/v1/info"],
  ]);
  expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
    grant_type: "password",
    scope: "allow ocapi-playground-v1",
    username: userId,
    password,
  });
  expect(sent[1]?.request.headers.get("authorization")).toBe(`Bearer ${jwt(userId)}`);
});

it.each<[string, () => Response, string, RegExp]>([
  [
    "a landing page with status 200",
    () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    "ERR_API_HTML",
    /200, but with a web page instead of JSON: is the path right/,
  ],
  [
    "a maintenance page",
    () =>
      new Response("<html><title>Scheduled Maintenance</title>", {
        status: 503,
        headers: { "content-type": "text/html" },
      }),
    "ERR_API_HTML",
    /503, but with the web page "Scheduled Maintenance"/,
  ],
  ["another refusal", () => Response.json({}, { status: 404 }), "ERR_CLEARSTREAM_API", /answered 404/],
  [
    "JSON that is none",
    () => new Response("{", { headers: { "content-type": "application/json" } }),
    "ERR_API_NOT_JSON",
    /application\/json that is not JSON/,
  ],
  [
    "a 403",
    () => Response.json(forbidden, { status: 403 }),
    "ERR_CLEARSTREAM_FORBIDDEN",
    /Certificate, scopes and user fit/,
  ],
])("refuses %s", async (_name, answer, code, message) => {
  const error = await connect(answer)
    .client.playground.info()
    .catch((error: unknown) => error);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(JSON.stringify(error)).not.toContain(password);
});

describe("a 403 is explained by what was sent", () => {
  const token = (scope: string[], sub = userId) => ({ value: jwt(sub), scope, expiresAt: new Date() });
  const all = ["allow", "ocapi-playground-v1"];

  it.each([
    ["no certificate", { certificateCommonName: undefined, token: token(all) }, /No client certificate/],
    ["no token", { certificateCommonName: userId, token: undefined }, /No access token/],
    [
      "the wrong scope",
      { certificateCommonName: userId, token: token(["allow", "scim2-ext-v1"]) },
      /lacks the scope ocapi-playground-v1; it has allow scim2-ext-v1/,
    ],
    [
      "no allow",
      { certificateCommonName: userId, token: token(["ocapi-playground-v1"]) },
      /lacks the scope allow/,
    ],
    [
      "another's certificate",
      { certificateCommonName: "other", token: token(all) },
      /certificate is other's, the token a00012345_0012345's/,
    ],
    ["nothing wrong", { certificateCommonName: userId, token: token(all) }, /revoked/],
    [
      "a token that is no JWT",
      { certificateCommonName: userId, token: { ...token(all), value: "x" } },
      /revoked/,
    ],
  ])("%s", (_name, call, message) => {
    const explained = explainForbidden({ body: forbidden, ...call });
    expect(explained.message).toMatch(message);
    expect(explained.requiredScopes).toEqual(all);
  });

  it("even where the body is something else", () => {
    const call = { certificateCommonName: userId, token: token([]) };
    for (const body of [undefined, null, "<html>", { required_scopes: { mandatory: 5 } }]) {
      expect(explainForbidden({ body, ...call })).toMatchObject({ requiredScopes: [] });
    }
  });
});
