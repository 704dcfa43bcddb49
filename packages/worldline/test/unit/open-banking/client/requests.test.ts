import { thumbprint } from "@countersign/crypto-core";
import { describe, expect, it } from "vitest";
import {
  answer,
  connect,
  created,
  digestOf,
  isOurs,
  parametersOf,
  payment,
  pisPath,
  us,
} from "../../../support/open-banking.js";

const url = new URL("https://us.example/v3");

describe("requests", () => {
  it("are signed over digest, id, time and target, in the order of the documentation", async () => {
    const { client, sent, signed, messages } = await connect();
    await client.payments.create(payment, {
      notificationUrl: url,
      returnUrl: url,
      headers: { Locale: "nl" },
    });
    const { request, body } = sent[0] ?? expect.fail();
    const { keyId, algorithm, headers, signature } = parametersOf(request.headers.get("signature"));
    const base = `digest: ${digestOf(body)}\nx-request-id: request-1\nmessagecreatedatetime: 2026-03-01T12:00:00.250Z\n(request-target): post ${pisPath("/payments")}`;
    expect({ keyId, algorithm, headers }).toEqual({
      keyId: thumbprint(us.certificate, "SHA-1"),
      algorithm: "SHA256withRSA",
      headers: "digest x-request-id messagecreatedatetime (request-target)",
    });
    expect(isOurs(base, signature)).toBe(true);
    expect(signed.at(-1)).toBe(base);
    expect(messages[0]).toMatchObject({ direction: "request", verification: "signed", signatureBase: base });
    expect(JSON.stringify(messages[0])).not.toContain("Bearer");
    expect(request.headers.get("digest")).toBe(digestOf(body));
    expect(request.headers.get("content-type")).toBe("application/json");
    expect(request.headers.get("authorization")).toMatch(/^Bearer \S+$/);
    expect(request.headers.get("initiatingpartynotificationurl")).toBe(url.href);
    expect(request.headers.get("initiatingpartyreturnurl")).toBe(url.href);
    expect(request.headers.get("locale")).toBe("nl");
  });

  it.each([
    ["payments.status", (c) => c.payments.status({ reference: "a/b" }), "get", "/payments/refa%2Fb/status"],
    ["preferences.get", (c) => c.preferences.get("9bfe1c8d"), "get", "/preferences/9bfe1c8d"],
  ] as [string, (c: Awaited<ReturnType<typeof connect>>["client"]) => Promise<unknown>, string, string][])(
    "without a body are signed over the digest of nothing: %s",
    async (_name, run, method, path) => {
      const { client, sent, signed } = await connect();
      await run(client);
      expect(sent[0]?.path).toBe(pisPath(path));
      expect(signed.at(-1)).toBe(
        `digest: SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nx-request-id: request-1\nmessagecreatedatetime: 2026-03-01T12:00:00.250Z\n(request-target): ${method} ${pisPath(path)}`,
      );
      expect(sent[0]?.request.headers.get("content-type")).toBeNull();
    },
  );

  it("have the id that was signed, and no other beside it", async () => {
    const { client, sent } = await connect();
    const headers: object = { "x-request-id": "other", digest: "other" };
    await client.payments.create(payment, { headers });
    expect(sent[0]?.request.headers.get("x-request-id")).toBe("request-1");
    expect(sent[0]?.request.headers.get("digest")).toBe(digestOf(sent[0]?.body ?? ""));
  });

  it("sign the query as it is sent", async () => {
    const { client, sent, signed } = await connect();
    await client.payments.status("0170600", { confirm: true });
    expect(sent[0]?.path).toBe(pisPath("/payments/0170600/status?confirm=true"));
    expect(signed.at(-1)).toContain(`(request-target): get ${sent[0]?.path}`);
  });

  it("other than the documented three are signed where a switch or the call says so", async () => {
    const isSigned = async (settings: object, options: object) => {
      const { client, sent } = await connect(undefined, settings);
      await client.payments.cancel("1", options);
      return sent[0]?.request.headers.has("signature");
    };
    expect(await isSigned({}, {})).toBe(false);
    expect(await isSigned({ signedOperations: "all" }, {})).toBe(true);
    expect(await isSigned({}, { sign: true })).toBe(true);
    expect(await isSigned({ signedOperations: "all" }, { sign: false })).toBe(false);
  });

  it("call preferences with a slash at the end where that is wanted, and sign it", async () => {
    const { client, sent, signed } = await connect(undefined, { preferencesTrailingSlash: true });
    await client.preferences.get("9bfe1c8d");
    expect(sent[0]?.path).toBe(pisPath("/preferences/9bfe1c8d/"));
    expect(signed.at(-1)).toMatch(/\/preferences\/9bfe1c8d\/$/);
  });

  it.each(["", "..", "a\ud800"])("go to no other path: %j", async (id) => {
    const { client, sent } = await connect();
    await expect(client.payments.status(id)).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });

  it.each(["", "x".repeat(37), "a b", "é"])(
    "have an id of 1 to 36 visible characters: %j",
    async (requestId) => {
      const { client, sent } = await connect();
      await expect(client.payments.status("0170600", { requestId })).rejects.toThrow(
        "requestId must be 1 to 36",
      );
      expect(sent).toEqual([]);
    },
  );

  it("other than POST /payments are sent once", async () => {
    const { client, sent } = await connect(() => new Response(null, { status: 503 }));
    await expect(client.payments.confirm("1")).rejects.toMatchObject({ status: 503, isRetryable: true });
    await expect(client.payments.status("0170600")).rejects.toMatchObject({ status: 503 });
    await expect(client.refunds.confirm("1")).rejects.toMatchObject({ status: 503 });
    expect(sent).toHaveLength(3);
  });

  it("that change something stay single whatever `retry` says; a GET is repeated by it", async () => {
    const retry = { limit: 1, methods: ["get" as const, "post" as const], statusCodes: [503] };
    const { client, sent } = await connect(
      ({ request }, count) =>
        request.method === "GET" && count === 3 ? answer(created) : new Response(null, { status: 503 }),
      { retry },
    );
    await expect(client.payments.confirm("1")).rejects.toMatchObject({ status: 503 });
    expect((await client.payments.status("0170600")).status).toBe(200);
    expect(sent.map(({ request }) => request.method)).toEqual(["POST", "GET", "GET"]);
  });
});
