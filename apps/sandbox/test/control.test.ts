import { beforeAll, describe, expect, it } from "vitest";
import { type TestSandbox, testSandbox } from "./support/sandbox.js";
import { call } from "./support/wire.js";

let box: TestSandbox;

beforeAll(async () => {
  box = await testSandbox();
});

function withHeaders(headers: Record<string, string>, method = "GET", path = "/") {
  return call(`${box.urls.control}${path}`, { method, headers });
}

describe("the control API", () => {
  it("describes itself", async () => {
    const { json, status } = await box.control("GET", "/");
    expect(status).toBe(200);
    expect(json.urls).toEqual(box.urls);
    expect(json.endpoints).toEqual(
      expect.arrayContaining([
        "GET /ca.pem",
        "PUT /switches/:name",
        "POST /clearbank/tokens",
        "POST /clearstream/consumers/:userId/certificates",
        "POST /worldline/payments/:id/status",
        "POST /worldline-issuing/issuers",
      ]),
    );
  });

  it("lists every rule once, with where it comes from", async () => {
    const rules = JSON.parse((await box.control("GET", "/rules")).text) as Record<string, string>[];
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of rules) {
      expect(Object.keys(rule)).toEqual(["id", "status", "source", "summary"]);
      expect(rule.id).toMatch(/^(clearbank|clearstream|worldline|worldline-issuing|sandbox)\.[a-z0-9.-]+$/);
      expect(rule.source).not.toBe("");
    }
  });

  it("shows and sets switches", async () => {
    const list = JSON.parse((await box.control("GET", "/switches")).text) as Record<string, unknown>[];
    for (const each of list) {
      expect(each.value).toBe(each.default);
      expect(each.values).toContain(each.value);
    }
    const set = (name: string, value: unknown) => box.control("PUT", `/switches/${name}`, { value });
    expect((await set("clearbank.echo", "documented")).json).toMatchObject({
      value: "documented",
      default: "verbatim",
    });
    expect((await set("clearbank.echo", "verbatim")).status).toBe(200);
    const bad = await set("clearbank.echo", "loud");
    expect([bad.status, bad.json.message]).toEqual([
      400,
      expect.stringContaining('"verbatim", "documented"'),
    ]);
    expect((await set("clearbank.loudness", "x")).status).toBe(404);
  });

  it("says what is wrong with a request", async () => {
    const brokenPem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    const cases: [string, string, unknown, number, RegExp][] = [
      ["GET", "/nothing", undefined, 404, /no GET \/nothing/],
      ["POST", "/clearbank/tokens", { name: "x" }, 400, /"csr"/],
      ["POST", "/clearbank/tokens", { csr: "x", name: "x", expires: "2030" }, 400, /"expires" is not known/],
      ["POST", "/clearbank/tokens", { csr: "x", name: "x", expiresAt: "soon" }, 400, /2030-01-31T12:00:00Z/],
      ["POST", "/clearbank/tokens", [], 400, /not a JSON object/],
      ["PUT", "/clearbank/webhooks/FITestEvent", { url: "https://x", ca: "x" }, 400, /PEM/],
      ["PUT", "/clearbank/webhooks/FITestEvent", { url: "https://x", ca: brokenPem }, 400, /PEM/],
      [
        "PUT",
        "/clearbank/webhooks/FITestEvent",
        { url: "https://x", status: "On" },
        400,
        /Enabled, Disabled/,
      ],
      ["PUT", "/clearbank/webhooks/FI-Test", { url: "https://x" }, 400, /webhook type/],
      ["POST", "/clearbank/webhooks/FITestEvent/test", { message: "x" }, 404, /register its URL/],
      ["POST", "/clearstream/consumers", { userId: 'A "B"', apis: ["cmax-api"] }, 400, /letters, digits/],
      ["POST", "/clearstream/consumers", { userId: "x", apis: [] }, 400, /array/],
      ["GET", "/clearbank/deliveries?wait=31", undefined, 400, /from 0 to 30/],
      ["GET", "/worldline/notifications?wait=-1", undefined, 400, /from 0 to 30/],
    ];
    for (const [method, path, body, status, message] of cases) {
      const answer = await box.control(method, path, body);
      expect([path, answer.status]).toEqual([path, status]);
      expect(Object.keys(answer.json)).toEqual(["error", "message"]);
      expect(answer.json.message).toMatch(message);
    }
    const plain = await call(`${box.urls.control}/clearbank/tokens`, { method: "POST", body: "{}" });
    expect([plain.status, plain.json.message]).toEqual([400, expect.stringContaining("application/json")]);
  });

  it("answers a wait at its end, with nothing", async () => {
    expect((await box.control("GET", "/clearbank/deliveries?wait=0.01")).text).toBe("[]");
    expect((await box.control("GET", "/worldline/notifications")).text).toBe("[]");
  });

  it("is not for other names or other pages", async () => {
    const port = new URL(box.urls.control).port;
    expect((await withHeaders({ Host: `localhost:${port}` })).status).toBe(200);
    for (const Host of [
      "rebound.example",
      `rebound.example:${port}`,
      "127.0.0.1.rebound.example",
      "localhost.evil",
    ]) {
      const answer = await withHeaders({ Host });
      expect([Host, answer.status, answer.json.error]).toEqual([Host, 403, "forbidden"]);
    }
    const foreign = { Origin: "https://evil.example" };
    expect((await withHeaders(foreign)).status).toBe(403);
    expect((await withHeaders({ Origin: "http://localhost:3000" })).status).toBe(200);
  });
});

it("refuses a body that is too large, and names the sandbox's own limit", async () => {
  const answer = await call(`${box.urls.clearbank}/v1/Test`, {
    method: "POST",
    body: Buffer.alloc(4 * 1024 * 1024 + 1),
    ca: box.ca,
  });
  expect([answer.status, answer.rule]).toEqual([413, "sandbox.body-size"]);
});
