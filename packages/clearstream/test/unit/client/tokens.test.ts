import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ClearstreamCredentials,
  ClearstreamScopeError,
  placeholderBasicHeader,
} from "../../../src/index.js";
import { type Authority, createAuthority } from "../../support/authority.js";
import { issueCredentials } from "../../support/consumer.js";
import { connect, password, tokenAnswer, userId } from "../../support/platform.js";

let authority: Authority;
let credentials: ClearstreamCredentials;

beforeAll(async () => {
  authority = createAuthority();
  credentials = await issueCredentials(authority, userId);
});

afterAll(() => authority.remove());

const scopesOf = (requests: readonly { body: string }[]) =>
  requests.map(({ body }) => new URLSearchParams(body).get("scope"));

describe("scopes", () => {
  it("have a token for each set, whatever the order, and allow always", async () => {
    const { client, tokenRequests } = connect(credentials);
    await client.request("GET", "/a", { scope: ["x", "y"] });
    await client.request("GET", "/a", { scope: ["y", "allow", "x", "x"] });
    await client.request("GET", "/a");
    await client.getToken({ scope: ["z"] });
    expect(scopesOf(tokenRequests)).toEqual(["allow x y", "allow ocapi-playground-v1", "allow z"]);
  });

  it("are the client's where it has that of an API, else that of the API alone", async () => {
    const { client, tokenRequests } = connect(credentials, {}, { scope: ["ocapi-playground-v1", "x"] });
    await client.playground.info();
    await client.scim.serviceProviderConfig();
    expect(scopesOf(tokenRequests)).toEqual(["allow ocapi-playground-v1 x", "allow scim2-ext-v1"]);
  });

  it("keep the tokens of the 16 sets used last", async () => {
    const { client, tokenRequests } = connect(credentials);
    for (let number = 0; number < 16; number += 1) await client.getToken({ scope: [`s${number}`] });
    await client.getToken({ scope: ["s0"] });
    await client.getToken({ scope: ["s16"] });
    await client.getToken({ scope: ["s0"] });
    expect(tokenRequests).toHaveLength(17);
    await client.getToken({ scope: ["s1"] });
    expect(tokenRequests).toHaveLength(18);
  });
});

describe("a refresh token", () => {
  const answers = (isRefused: boolean) => ({
    token: (form: URLSearchParams, number: number) =>
      isRefused && form.get("grant_type") === "refresh_token"
        ? Response.json({ error: "invalid_grant" }, { status: 403 })
        : tokenAnswer("allow", { access_token: `t${number}`, refresh_token: `r${number}` }),
  });
  const grantTypes = (requests: readonly { body: string }[]) =>
    requests.map(({ body }) => new URLSearchParams(body).get("grant_type"));

  it.each<[string, boolean | undefined, boolean, string[]]>([
    ["is not used by default", undefined, false, ["password", "password"]],
    ["is used where asked for", true, false, ["password", "refresh_token"]],
    ["that is refused is followed by the password", true, true, ["password", "refresh_token", "password"]],
  ])("%s", async (_name, useRefreshToken, isRefused, expected) => {
    const settings = useRefreshToken === undefined ? {} : { useRefreshToken };
    const { client, tokenRequests } = connect(credentials, answers(isRefused), settings);
    await client.getToken();
    await client.getToken({ forceRefresh: true });
    expect(grantTypes(tokenRequests)).toEqual(expected);
  });
});

it("sends a placeholder for a Basic header on request, with token requests alone", async () => {
  const { client, calls, tokenRequests } = connect(
    credentials,
    { token: (form) => tokenAnswer(form.get("scope") ?? "", { refresh_token: "r" }) },
    { usePlaceholderBasic: true, useRefreshToken: true },
  );
  await client.playground.info();
  await client.getToken({ forceRefresh: true });
  expect(tokenRequests.map(({ headers }) => headers.get("authorization"))).toEqual([
    placeholderBasicHeader,
    placeholderBasicHeader,
  ]);
  expect(calls[0]?.headers.get("authorization")).toMatch(/^Bearer /);
  expect(placeholderBasicHeader).toBe("Basic cGxhY2Vob2xkZXI6cGxhY2Vob2xkZXI=");
});

describe("a token request is sent once more", () => {
  const lost = () => {
    throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
  };
  const unavailable = () => new Response("", { status: 503 });

  it.each([
    ["after a lost connection", lost],
    ["after a 503", unavailable],
  ])("%s", async (_name, fail) => {
    const token = (form: URLSearchParams, number: number) =>
      number === 1 ? fail() : tokenAnswer(form.get("scope") ?? "");
    // What a caller says of API calls is not said of tokens.
    const { client, tokenRequests } = connect(credentials, { token }, { retry: { limit: 0 } });
    await client.playground.info();
    expect(tokenRequests).toHaveLength(2);
  });

  it.each<[string, () => Response, number]>([
    ["twice after a lost connection", lost, 2],
    ["twice after a 503", unavailable, 2],
    ["after a 500", () => new Response("", { status: 500 }), 1],
    ["after a 429", () => new Response("", { status: 429 }), 1],
    ["after a 403", () => Response.json({}, { status: 403 }), 1],
  ])("but not %s", async (_name, token, times) => {
    const { client, tokenRequests, calls } = connect(credentials, { token });
    await expect(client.playground.info()).rejects.toThrow();
    expect([tokenRequests.length, calls.length]).toEqual([times, 0]);
  });
});

describe("a refusal of the token endpoint", () => {
  const refusalOf = async (body: unknown, status = 400) => {
    const { client } = connect(credentials, { token: () => Response.json(body, { status }) });
    return await client.getToken().catch((error: unknown) => error);
  };
  const valid = ["allow", "ocapi-playground-v1"];

  it.each<[string, object]>([
    ["in a member of its own", { error: "invalid_scope", valid_scopes: valid }],
    ["as text in a member of its own", { error: "invalid_scope", validScopes: "allow ocapi-playground-v1" }],
    [
      "in the description",
      {
        error: "invalid_scope",
        error_description:
          "Unknown/invalid scope(s): [x allow-x]. Valid scopes are: [allow, ocapi-playground-v1].",
      },
    ],
    [
      "in a message without an error",
      {
        message: 'The valid scopes are "allow" and "ocapi-playground-v1"'
          .replace(" and ", ", ")
          .replace("are", "are:"),
      },
    ],
  ])("tells the valid scopes, %s", async (_name, body) => {
    const error = await refusalOf(body);
    expect(error).toBeInstanceOf(ClearstreamScopeError);
    expect(error).toMatchObject({
      code: "ERR_TOKEN_REFUSED",
      status: 400,
      validScopes: valid,
      message: expect.stringContaining("valid scopes are: allow ocapi-playground-v1"),
    });
  });

  it.each([
    { error_description: "Unknown/invalid scope(s): [x]" },
    // Neither what was asked for, nor a sentence, is a list of what is valid.
    { scope: "x y", error_description: "This is no valid scope: x" },
    { valid_scopes: [5, null] },
  ])("without a list says so: %j", async (body) => {
    const error = await refusalOf({ error: "invalid_scope", ...body });
    expect(error).toBeInstanceOf(ClearstreamScopeError);
    expect(error).toMatchObject({ validScopes: [], message: expect.stringContaining("lists no valid") });
  });

  it("for another reason is no scope error", async () => {
    const error = await refusalOf({ error: "invalid_request", error_description: "duplicate parameter" });
    expect(error).not.toBeInstanceOf(ClearstreamScopeError);
    expect(error).toMatchObject({
      code: "ERR_TOKEN_REFUSED",
      message: expect.stringContaining("duplicate parameter"),
    });
  });

  it("by a 403 names who can find the reason, and no secret", async () => {
    const error = await refusalOf({ error: "Forbidden" }, 403);
    expect(error).toMatchObject({
      code: "ERR_TOKEN_REFUSED",
      status: 403,
      error: "Forbidden",
      message: expect.stringMatching(/answered 403: user, password, certificate .* audit log/),
    });
    expect(JSON.stringify(error) + String(error)).not.toContain(password);
  });

  it("by a web page is that of maintenance", async () => {
    const { client } = connect(credentials, {
      token: () => new Response("<html><title>Scheduled Maintenance</title>", { status: 503 }),
    });
    await expect(client.getToken()).rejects.toMatchObject({ code: "ERR_API_HTML", status: 503 });
  });
});
