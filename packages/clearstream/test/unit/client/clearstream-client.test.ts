import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClearstreamCredentials } from "../../../src/index.js";
import { type Authority, createAuthority } from "../../support/authority.js";
import { issueCredentials } from "../../support/consumer.js";
import { connect, forbidden, jwt, password, tokenAnswer, userId } from "../../support/platform.js";

let authority: Authority;
let credentials: ClearstreamCredentials;

beforeAll(async () => {
  authority = createAuthority();
  credentials = await issueCredentials(authority, userId);
});

afterAll(() => authority.remove());

const lost = () => {
  throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
};

it("gets a token once, by password grant with allow among the scopes, and calls with it", async () => {
  const { client, calls, tokenRequests } = connect(credentials, {
    api: ({ path }) => Response.json({ path }),
  });
  expect(await client.playground.echo("Hello World")).toEqual({
    path: "/playground/v1/echo?value=Hello%20World",
  });
  await client.playground.info();
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /playground/v1/echo?value=Hello%20World",
    "GET /playground/v1/info",
  ]);
  expect(tokenRequests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).toEqual([
    { grant_type: "password", scope: "allow ocapi-playground-v1", username: userId, password },
  ]);
  expect(tokenRequests[0]?.headers.has("authorization")).toBe(false);
  expect(calls[0]?.headers.get("authorization")).toBe(`Bearer ${jwt({ sub: userId })}`);
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
])("refuses %s", async (_name, api, code, message) => {
  const { client } = connect(credentials, { api });
  const error = await client.playground.info().catch((error: unknown) => error);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(JSON.stringify(error)).not.toContain(password);
});

describe("request", () => {
  it("gives status, headers and data", async () => {
    const { client } = connect(credentials, {
      api: () => Response.json({ id: 5 }, { status: 201, headers: { location: "/5" } }),
    });
    const { status, headers, data } = await client.request<{ id: number }>("POST", "/cmax/v1/x", {
      json: {},
    });
    expect([status, headers.get("location"), data.id]).toEqual([201, "/5", 5]);
  });

  it("sends JSON, or a body as it is, with headers but never another's Authorization", async () => {
    const { client, calls } = connect(credentials);
    await client.request("POST", "/a", { json: { b: [1] }, headers: { "x-one": "1" } });
    await client.request("PUT", "/a?c=d", {
      body: new TextEncoder().encode("<x/>"),
      headers: { "content-type": "text/xml", Authorization: "Basic eDp5" },
    });
    expect(calls.map(({ path, body }) => [path, body])).toEqual([
      ["/a", '{"b":[1]}'],
      ["/a?c=d", "<x/>"],
    ]);
    expect(calls[0]?.headers.get("content-type")).toBe("application/json");
    expect(calls[0]?.headers.get("x-one")).toBe("1");
    expect(calls[1]?.headers.get("content-type")).toBe("text/xml");
    expect(calls[1]?.headers.get("authorization")).toMatch(/^Bearer /);
  });

  it("refuses json and body at once", async () => {
    const { client, calls } = connect(credentials);
    await expect(client.request("POST", "/a", { json: 1, body: "1" })).rejects.toThrow(
      /json or body, not both/,
    );
    expect(calls).toEqual([]);
  });

  it.each(["https://evil.example/a", "\\\\evil.example/a", "https://api.example.evil/"])(
    "sends the token nowhere else: %s",
    async (path) => {
      const { client, calls, tokenRequests } = connect(credentials);
      await expect(client.request("GET", path)).rejects.toThrow(TypeError);
      expect([...calls, ...tokenRequests]).toEqual([]);
    },
  );

  it("stays under a base URL that has a path", async () => {
    const { client, calls } = connect(credentials, {}, { environment: new URL("https://api.example/ocapi") });
    await client.request("GET", "/a");
    expect(calls[0]?.path).toBe("/ocapi/a");
    await expect(client.request("GET", "../b")).rejects.toThrow(/below the base URL/);
  });

  it.each<[string, string, boolean | undefined, number]>([
    ["a GET is sent again", "GET", undefined, 4],
    ["a POST is not", "POST", undefined, 1],
    ["a PUT is not", "PUT", undefined, 1],
    ["a DELETE is not", "DELETE", undefined, 1],
    ["a POST is where the caller says so", "POST", true, 4],
    ["a GET is not where the caller says so", "GET", false, 1],
  ])("%s, after a 503 and after a lost connection", async (_name, method, retry, times) => {
    for (const api of [() => Response.json({}, { status: 503 }), lost]) {
      const { client, calls } = connect(credentials, { api });
      const options = retry === undefined ? {} : { retry };
      await expect(client.request(method, "/a", options)).rejects.toMatchObject({ isRetryable: true });
      expect(calls).toHaveLength(times);
    }
  });

  it("keeps the rest of the policy where a caller changes a part of it", async () => {
    const api = () => Response.json({}, { status: 503 });
    const { client, calls } = connect(credentials, { api }, { retry: { limit: 1 } });
    await expect(client.request("DELETE", "/a")).rejects.toMatchObject({ status: 503 });
    await expect(client.request("GET", "/a")).rejects.toMatchObject({ status: 503 });
    expect(calls.map(({ method }) => method)).toEqual(["DELETE", "GET", "GET"]);
  });
});

describe("another token is asked for, and the request sent again,", () => {
  const now = new Date("2030-01-01T00:00:00Z").getTime() / 1000;
  const run = async (method: string, exp: number, status = 403) => {
    const platform = connect(
      credentials,
      {
        token: (form, number) =>
          tokenAnswer(form.get("scope") ?? "", { access_token: jwt({ sub: userId, exp, number }) }),
        api: (_request, number) =>
          number === 1 ? Response.json(status === 403 ? forbidden : {}, { status }) : Response.json("good"),
      },
      { now: () => credentials.identity.certificate.notBefore },
    );
    const outcome = await platform.client
      .request(method, "/playground/v1/info")
      .catch((error: unknown) => error);
    return { ...platform, outcome };
  };
  const ended = () => credentials.identity.certificate.notBefore.getTime() / 1000 - 1;

  it.each<[string, string, () => number, number]>([
    ["where a token has ended by its own word", "POST", () => ended(), 403],
    ["where nothing explains the 403, and the request only reads", "GET", () => now, 403],
    ["after a 401", "POST", () => now, 401],
  ])("%s", async (_name, method, exp, status) => {
    const { outcome, calls, tokenRequests } = await run(method, exp(), status);
    expect(outcome).toMatchObject({ data: "good" });
    expect(calls).toHaveLength(2);
    expect(tokenRequests).toHaveLength(2);
  });

  it("but not where nothing explains the 403, and the request changes something", async () => {
    const { outcome, calls, tokenRequests } = await run("POST", now);
    expect(outcome).toMatchObject({ code: "ERR_CLEARSTREAM_FORBIDDEN", reason: "unknown" });
    expect([calls.length, tokenRequests.length]).toEqual([1, 1]);
  });
});
