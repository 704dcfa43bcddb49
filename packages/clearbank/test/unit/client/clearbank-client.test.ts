import { inspect } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import type { ClearBankClientSettings } from "../../../src/index.js";
import { connect as connectWith, type SentRequest } from "../../support/connect.js";
import { createCredentials, type TestCredentials } from "../../support/credentials.js";

let credentials: TestCredentials;
const token = "secret-token-of-the-test";

beforeAll(async () => {
  credentials = await createCredentials(token);
});

const ok = () => Response.json({ a: 1 }, { headers: { "x-correlation-id": "corr-1" } });

function connect(answer: (sent: SentRequest) => Response, settings: Partial<ClearBankClientSettings> = {}) {
  return connectWith({ credentials, ...settings }, answer);
}

const only = (sent: SentRequest[]): SentRequest => {
  expect(sent).toHaveLength(1);
  return sent[0] as SentRequest;
};

const textOf = ({ body }: SentRequest) => new TextDecoder().decode(body);

describe("requests", () => {
  it("sign exactly the bytes that leave", async () => {
    const { client, sent } = connect(ok);
    await client.test.post({ Message: "h\u00e9llo", amount: "13.0" });
    const { request, body } = only(sent);
    expect(request.url).toBe("https://bank.example/base/v1/Test");
    expect(new TextDecoder().decode(body)).toBe('{"Message":"h\u00e9llo","amount":13.0}');
    expect(credentials.isSigned(request, body)).toBe(true);
    expect(credentials.isSigned(request, '{"Message":"h\u00e9llo","amount":13}')).toBe(false);
    expect(request.headers.get("authorization")).toBe(`Bearer ${token}`);
    expect(request.headers.get("x-request-id")).toBe("id-1");
    expect(request.headers.get("content-type")).toBe("application/json");
  });

  it("send ready bytes as they are", async () => {
    const { client, sent } = connect(ok);
    const bytes = new TextEncoder().encode('{ "Message": "Hello World" }\n');
    await client.test.post(bytes);
    expect(only(sent).body).toEqual(bytes);
    expect(credentials.isSigned(only(sent).request, bytes)).toBe(true);
  });

  it("send what was passed, whatever becomes of it afterwards", async () => {
    const { client, sent } = connect(ok);
    const body = { amount: "1.00" };
    const bytes = new TextEncoder().encode("{}");
    const calls = [client.test.post(body), client.test.post(bytes)];
    body.amount = "999.00";
    bytes.fill(0);
    await Promise.all(calls);
    expect(sent.map(textOf).sort()).toEqual(['{"amount":1.00}', "{}"]);
  });

  it.each([
    ["GET", false, null],
    ["DELETE", false, "id-1"],
    ["POST", false, "id-1"],
    ["PUT", true, "id-1"],
    ["PATCH", true, "id-1"],
    ["DELETE", true, "id-1"],
  ] as const)("carry what belongs to them: %s, with a body: %s", async (method, hasBody, requestId) => {
    const { client, sent } = connect(ok);
    const result = await client.request(method, "v1/accounts/1", hasBody ? { body: { a: 1 } } : {});
    const { headers } = only(sent).request;
    expect(headers.get("authorization")).toBe(`Bearer ${token}`);
    expect(headers.get("x-request-id")).toBe(requestId);
    expect(result.requestId).toBe(requestId ?? undefined);
    expect(headers.has("digitalsignature")).toBe(hasBody);
    expect(headers.get("content-type")).toBe(hasBody ? "application/json" : null);
    expect(headers.has("x-request-time")).toBe(false);
  });

  it("are signed over no bytes where settings or call say so", async () => {
    const { client, sent } = connect(ok, { signBodyless: "delete" });
    await client.request("DELETE", "v1/a");
    await client.request("DELETE", "v1/a", { sign: "whenBody" });
    await client.request("GET", "v1/a");
    await client.request("GET", "v1/a", { sign: "always" });
    await client.request("POST", "v1/a", { body: {}, sign: "never" });
    const signed = sent.map(({ request }) => request.headers.has("digitalsignature"));
    expect(signed).toEqual([true, false, false, true, false]);
    expect(credentials.isSigned((sent[0] as SentRequest).request, "")).toBe(true);
    expect(sent[0]?.request.headers.has("content-type")).toBe(false);
  });

  it("take the caller's id of up to 83 characters, and no other", async () => {
    const { client, sent } = connect(ok);
    const longest = "x".repeat(83);
    expect((await client.test.post({}, { requestId: longest })).requestId).toBe(longest);
    for (const requestId of ["", "x".repeat(84), "a b", "a\nb", "\u00e9"]) {
      await expect(client.test.post({}, { requestId })).rejects.toThrow(/^requestId must be 1 to 83 visible/);
    }
    for (const made of ["", undefined as never]) {
      const careless = connect(ok, { newRequestId: () => made });
      await expect(careless.client.test.post({})).rejects.toThrow(/^requestId must be/);
      expect(careless.sent).toHaveLength(0);
    }
    expect(sent).toHaveLength(1);
  });

  it("have an id of their own each, by default", async () => {
    const { client, sent } = connect(ok, { newRequestId: undefined } as object);
    const ids = [await client.test.post({}), await client.test.post({})].map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(2);
    expect(sent.map(({ request }) => request.headers.get("x-request-id"))).toEqual(ids);
    expect(ids[0]).toMatch(/^[\da-f-]{36}$/);
  });

  it("need a body that is JSON", async () => {
    const { client, sent } = connect(ok);
    await expect(client.test.post(() => 1)).rejects.toThrow("the body must be a JSON value or bytes");
    await expect(client.test.post({ amount: 0.1 })).rejects.toThrow(/^amount must be given as text/);
    expect(sent).toHaveLength(0);
  });

  it("fill path and query, and go nowhere but below the base URL", async () => {
    const { client, sent } = connect(ok);
    const query = { startDateTime: new Date(0), endToEndIdentifier: "a&b", pageSize: undefined };
    await client.request("GET", "/v2/Accounts/{accountId}?pageNumber=1", {
      params: { accountId: "a/b" },
      query,
    });
    expect(only(sent).request.url).toBe(
      "https://bank.example/base/v2/Accounts/a%2Fb?pageNumber=1&startDateTime=1970-01-01T00%3A00%3A00.000Z&endToEndIdentifier=a%26b",
    );
    await expect(client.request("GET", "https://elsewhere.example/")).rejects.toThrow(TypeError);
    expect(sent).toHaveLength(1);
  });

  it("end with the caller's signal", async () => {
    const { client, sent } = connect(ok);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(client.test.get({ signal })).rejects.toThrow("enough");
    expect(sent).toHaveLength(0);
  });
});

describe("credentials", () => {
  it("are one snapshot for all attempts of a call, and new ones for the next", async () => {
    const later = await createCredentials("later-token");
    const statuses = [503, 200, 200];
    let asked = 0;
    const { client, sent } = connect(() => Response.json({}, { status: statuses.shift() ?? 500 }), {
      credentials: async () => (asked++ === 0 ? credentials : later),
    });
    await client.test.post({});
    await client.test.post({});
    expect(asked).toBe(2);
    const owners = sent.map(({ request, body }) => [
      request.headers.get("authorization"),
      [credentials, later].findIndex((each) => each.isSigned(request, body)),
    ]);
    expect(owners).toEqual([
      [`Bearer ${token}`, 0],
      [`Bearer ${token}`, 0],
      ["Bearer later-token", 1],
    ]);
  });

  it("are refused with a token that cannot stand in a header, which the error does not show", async () => {
    const bad = { ...credentials, token: `${token}\n` };
    const message = "the API token is visible ASCII, without blanks or line breaks";
    expect(() => connect(ok, { credentials: bad })).toThrow(new TypeError(message));
    const unset = { ...credentials, token: undefined as never };
    expect(() => connect(ok, { credentials: unset })).toThrow(new TypeError(message));
    const { client, sent } = connect(ok, { credentials: () => bad });
    await expect(client.test.get()).rejects.toThrow(new TypeError(message));
    expect(sent).toHaveLength(0);
  });

  it("whose source fails end the call with its error", async () => {
    const { client } = connect(ok, { credentials: () => Promise.reject(new Error("vault sealed")) });
    await expect(client.test.get()).rejects.toThrow("vault sealed");
  });

  const production = ["production", new URL("https://institution-api.clearbank.co.uk/")] as const;
  const refusal = { name: "FileKeyError", code: "ERR_CLEARBANK_FILE_KEY" };

  it.each(production)("with a key from a file are refused in production: %s", async (environment) => {
    expect(() => connect(ok, { environment })).toThrow(expect.objectContaining(refusal));
    expect(() => connect(ok, { environment })).toThrow(/HSM.*or set allowFileKeyInProduction/);
    const { client, sent } = connect(ok, { environment, credentials: () => credentials });
    await expect(client.test.get()).rejects.toMatchObject(refusal);
    expect(sent).toHaveLength(0);
  });

  it("with such a key serve elsewhere, and where it is allowed; others serve everywhere", async () => {
    const { isKeyFromFile: _, ...inHsm } = credentials.signer;
    const used = [
      connect(ok, { environment: "simulation" }),
      connect(ok, { environment: "production", allowFileKeyInProduction: true }),
      connect(ok, { environment: "production", credentials: { token, signer: inHsm } }),
    ];
    for (const { client } of used) expect((await client.test.post({})).status).toBe(200);
    expect(used.map(({ sent }) => only(sent).request.url)).toEqual([
      "https://institution-api-sim.clearbank.co.uk/v1/Test",
      "https://institution-api.clearbank.co.uk/v1/Test",
      "https://institution-api.clearbank.co.uk/v1/Test",
    ]);
  });
});

describe("answers", () => {
  it("carry both ids", async () => {
    expect(await connect(ok).client.test.post({})).toEqual({
      status: 200,
      data: { a: 1 },
      correlationId: "corr-1",
      requestId: "id-1",
      link: expect.any(Function),
    });
  });

  it("keep every digit", async () => {
    const text = '{"accounts":[{"amount":13.0,"pages":2}],"Nonce":12345678901234567890}';
    const { client } = connect(() => new Response(text));
    const { data } = await client.test.get();
    expect(data).toEqual({ accounts: [{ amount: "13.0", pages: 2 }], Nonce: "12345678901234567890" });
  });

  it("may have no body, and may be text where that is asked for", async () => {
    const nothing = connect(() => new Response(null, { status: 204 }));
    expect(await nothing.client.request("DELETE", "a")).toMatchObject({ status: 204, data: undefined });
    const document = connect(() => new Response("<Document/>"));
    expect((await document.client.request("GET", "a", { answer: "text" })).data).toBe("<Document/>");
    await expect(document.client.request("GET", "a")).rejects.toMatchObject({ code: "ERR_API_NOT_JSON" });
    const refused = connect(() => Response.json({ title: "No" }, { status: 404 }));
    await expect(refused.client.request("GET", "a", { answer: "text" })).rejects.toMatchObject({
      title: "No",
    });
  });

  it("give their links, to be followed on the base URL", async () => {
    const href = "https://blue-institution-api.example/v3/Accounts/{accountId}";
    const { client, sent } = connect(() =>
      Response.json({ halLinks: [{ name: "Account", href, templated: true }] }),
    );
    const { link } = await client.request("GET", "/v3/Accounts");
    await client.request("GET", link("Account", { accountId: 1 }));
    expect(sent[1]?.request.url).toBe("https://bank.example/base/v3/Accounts/1");
    expect(() => link("Mandates")).toThrow("the answer has no link Mandates; it has Account");
  });

  it("are refusals with ClearBank's words", async () => {
    const problem = { type: "about:blank", title: "Invalid DigitalSignature Header", status: 400 };
    const refused = connect(() =>
      Response.json(problem, { status: 400, headers: { "x-correlation-id": "c" } }),
    );
    await expect(refused.client.test.post({})).rejects.toMatchObject({
      name: "ClearBankApiError",
      code: "ERR_CLEARBANK_API",
      status: 400,
      title: problem.title,
      requestId: "id-1",
      correlationId: "c",
      isRetryable: false,
      body: problem,
      message:
        "ClearBank answered 400 to POST https://bank.example/base/v1/Test: Invalid DigitalSignature Header (X-Request-Id id-1, X-Correlation-Id c)",
    });
  });

  it("never show token or signature in an error", async () => {
    const { client, sent } = connect(() => new Response("", { status: 403 }));
    const error = await client.test.post({}).catch((error: unknown) => error);
    const shown = JSON.stringify(error) + String(error) + inspect(error, { depth: 9, showHidden: true });
    expect(shown).toContain("ERR_CLEARBANK_API");
    expect(shown).not.toContain(token);
    expect(shown).not.toContain(only(sent).request.headers.get("digitalsignature"));
  });
});
