import { describe, expect, it } from "vitest";
import type { ClientAuthenticationMethod } from "../../../src/inbound/client-authentication.js";
import { readTokenRequest } from "../../../src/inbound/token-request.js";

const all: readonly ClientAuthenticationMethod[] = ["basic", "form", "unsafeQuery"];
const basic = `Basic ${Buffer.from("id:secret").toString("base64")}`;
const client = { id: "id", secret: "secret" };

interface Sent {
  readonly query?: string;
  readonly body?: string;
  readonly authorization?: string;
  readonly type?: string | undefined;
}

function post({
  query = "",
  body,
  authorization,
  type = "application/x-www-form-urlencoded",
}: Sent): Request {
  return new Request(`https://us.example/token?${query}`, {
    method: "POST",
    headers: { "content-type": type, ...(authorization !== undefined && { authorization }) },
    ...(body !== undefined && { body }),
  });
}

describe("reads", () => {
  it.each<[string, Sent]>([
    ["Basic", { authorization: basic, body: "grant_type=client_credentials&scope=a+b" }],
    [
      "Basic and the same client_id",
      { authorization: basic, body: "client_id=id&grant_type=client_credentials&scope=a+b" },
    ],
    [
      "Basic and an empty client_secret, which is none",
      { authorization: basic, body: "client_secret=&grant_type=client_credentials&scope=a+b" },
    ],
    ["a form", { body: "client_id=id&client_secret=secret&grant_type=client_credentials&scope=a%20b" }],
    [
      "a form with a charset",
      {
        type: "Application/X-WWW-form-urlencoded; charset=UTF-8",
        body: "client_id=id&client_secret=secret&grant_type=client_credentials&scope=a+b",
      },
    ],
    [
      "credentials in the query, the rest in the form",
      { query: "client_id=id&client_secret=secret", body: "grant_type=client_credentials&scope=a+b" },
    ],
    [
      "all in the query, and no body",
      {
        query: "client_id=id&client_secret=secret&grant_type=client_credentials&scope=a+b",
        type: "text/plain",
      },
    ],
    [
      "parameters that nobody knows, even twice",
      { authorization: basic, body: "x=1&x=2&grant_type=client_credentials&scope=a+b" },
    ],
  ])("%s", async (_name, sent) => {
    expect(await readTokenRequest(post(sent), all)).toEqual({
      client,
      grantType: "client_credentials",
      scope: "a b",
    });
  });

  it("no more than there is, and an empty parameter as none", async () => {
    const request = post({ authorization: basic, body: "scope=" });
    expect(await readTokenRequest(request, all)).toEqual({ client, grantType: undefined, scope: undefined });
  });

  it("nothing from the query where no credentials may be there", async () => {
    const request = post({ authorization: basic, query: "tenant=1&scope=a&client_id=other&grant_type=x" });
    expect(await readTokenRequest(request, ["basic"])).toMatchObject({ client, grantType: undefined });
  });
});

const form = "client_id=id&client_secret=secret";

describe("refuses", () => {
  it.each<[string, Sent, RegExp]>([
    [
      "Basic and form",
      { authorization: basic, body: form },
      /^The client authenticates in more than one way: HTTP Basic, and client_id and client_secret in the form body\.$/,
    ],
    ["Basic and query", { authorization: basic, query: form }, /more than one way: HTTP Basic, and .* query/],
    ["form and query", { body: form, query: form }, /more than one way: .* form body, and .* query/],
    [
      "Basic and another client_id",
      { authorization: basic, body: "client_id=other" },
      /^client_id is another/,
    ],
    [
      "a secret without an id",
      { body: "client_secret=secret" },
      /^There is a client_secret, but no client_id\.$/,
    ],
    ["two ids", { body: `${form}&client_id=id` }, /^client_id is given more than once\.$/],
    ["two secrets", { body: `${form}&client_secret=secret` }, /^client_secret is given more than once\.$/],
    [
      "two grant types",
      { body: `${form}&grant_type=a&grant_type=a` },
      /^grant_type is given more than once\.$/,
    ],
    ["two scopes, one empty", { body: `${form}&scope=a&scope=` }, /^scope is given more than once\.$/],
    [
      "one in the form, one in the query",
      { body: "grant_type=a", query: `${form}&grant_type=a` },
      /^grant_type is given more than once\.$/,
    ],
    [
      "JSON",
      { type: "application/json", body: "{}" },
      /^The body must be application\/x-www-form-urlencoded/,
    ],
    [
      "a type that only begins so",
      { type: "application/x-www-form-urlencoded2", body: form },
      /^The body must/,
    ],
    ["no type", { type: "", body: form }, /^The body must/],
  ])("%s as malformed", async (_name, sent, message) => {
    await expect(readTokenRequest(post(sent), all)).rejects.toMatchObject({
      code: "ERR_TOKEN_REQUEST_MALFORMED",
      message: expect.stringMatching(message),
    });
  });

  it.each<[string, Sent, readonly ClientAuthenticationMethod[], RegExp]>([
    ["nothing", {}, ["basic"], /^The client must authenticate by HTTP Basic\.$/],
    ["an id alone", { body: "client_id=id" }, ["form"], /^The client must authenticate by client_id and/],
    [
      "an empty secret",
      { body: "client_id=id&client_secret=" },
      ["form"],
      /^The client must authenticate by/,
    ],
    ["Basic", { authorization: basic }, ["form"], /^The client must .* in the form body\.$/],
    [
      "a form",
      { body: form },
      ["basic", "unsafeQuery"],
      /^The client must .* HTTP Basic, or client_id .* query/,
    ],
    ["a query", { query: form }, ["basic", "form"], /^The client must .* HTTP Basic, or .* form body\.$/],
    ["another scheme", { authorization: "Bearer x" }, ["basic"], /^The Authorization header must be Basic/],
  ])("%s where that is not how clients authenticate", async (_name, sent, methods, message) => {
    await expect(readTokenRequest(post(sent), methods)).rejects.toMatchObject({
      code: "ERR_TOKEN_REQUEST_CLIENT",
      message: expect.stringMatching(message),
    });
  });

  it("GET, and a body above 16 KiB", async () => {
    const get = new Request(`https://us.example/token?${form}`);
    await expect(readTokenRequest(get, all)).rejects.toMatchObject({
      code: "ERR_TOKEN_REQUEST_METHOD",
      message: "A token is asked for by POST.",
    });
    const padded = (bytes: number) => post({ body: `${form}&x=`.padEnd(bytes, "x") });
    await expect(readTokenRequest(padded(16 * 1024), all)).resolves.toMatchObject({ client });
    await expect(readTokenRequest(padded(16 * 1024 + 1), all)).rejects.toMatchObject({
      code: "ERR_REQUEST_TOO_LARGE",
    });
  });
});
