import { thumbprint } from "@countersign/crypto-core";
import { describe, expect, it } from "vitest";
import type { TokenDateFormat } from "../../../../src/index.js";
import { connect, isOurs, now, parametersOf, token, tokenV1, us } from "../../../support/open-banking.js";

const path = "/xs2a/routingservice/services/authorize";

describe("tokens of version 1", () => {
  it("are asked for with a signature over app, client, id and date", async () => {
    const { client, tokenRequests, signed } = await connect(undefined, { subId: "5" });
    await client.getToken();
    const [{ request, body, path: sentTo } = expect.fail()] = tokenRequests;
    expect(sentTo).toBe(`${path}/token`);
    expect(body.toString()).toBe("grant_type=client_credentials");
    expect(request.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    const authorization = request.headers.get("authorization");
    expect(authorization).toMatch(/^Signature keyId=/);
    const { keyId, algorithm, headers, signature } = parametersOf(authorization);
    expect({ keyId, algorithm, headers }).toEqual({
      keyId: thumbprint(us.certificate, "SHA-1"),
      algorithm: "SHA256withRSA",
      headers: "app client id date",
    });
    expect(["app", "client", "id", "date"].map((name) => request.headers.get(name))).toEqual([
      "IDEAL",
      "Worldline",
      "000081:5",
      "2026-03-01T12:00:00.250Z",
    ]);
    const base = "app: IDEAL\nclient: Worldline\nid: 000081:5\ndate: 2026-03-01T12:00:00.250Z";
    expect(signed).toEqual([base]);
    expect(isOurs(base, signature)).toBe(true);
  });

  it.each<[TokenDateFormat, string]>([
    ["iso", "2026-03-01T12:00:00.250Z"],
    ["rfc1123", "Sun, 01 Mar 2026 12:00:00 GMT"],
    ["java", "Sun Mar 01 12:00:00 UTC 2026"],
  ])("sign and send the date as %s", async (dateFormat, date) => {
    const { client, tokenRequests } = await connect(undefined, { token: { ...tokenV1, dateFormat } });
    await client.getToken();
    const headers = tokenRequests[0]?.request.headers;
    expect(headers?.get("date")).toBe(date);
    const { signature } = parametersOf(headers?.get("authorization") ?? null);
    expect(isOurs(`app: IDEAL\nclient: Worldline\nid: 000081\ndate: ${date}`, signature)).toBe(true);
  });

  it("have no other date format", async () => {
    const wrong = { ...tokenV1, dateFormat: "unix" as "iso" };
    await expect(connect(undefined, { token: wrong })).rejects.toThrow("dateFormat must be one of");
  });

  it("are labelled rsa-sha256 by default", async () => {
    const { client, tokenRequests } = await connect(undefined, { signing: us });
    await client.getToken();
    const { algorithm } = parametersOf(tokenRequests[0]?.request.headers.get("authorization") ?? null);
    expect(algorithm).toBe("rsa-sha256");
  });

  it("are used for 50 minutes, then renewed while the old one still holds", async () => {
    let at = now.getTime();
    const { client, tokenRequests } = await connect(undefined, { now: () => new Date(at) });
    const first = await client.getToken();
    at += 49 * 60_000;
    expect(await client.getToken()).toBe(first);
    expect(tokenRequests).toHaveLength(1);
    at += 2 * 60_000;
    expect(await client.getToken()).toBe(first);
    await expect.poll(() => tokenRequests.length).toBe(2);
    await expect.poll(async () => (await client.getToken()) === first).toBe(false);
  });

  it("are revoked by a request that is signed like the one that got them, and not used again", async () => {
    const { client, tokenRequests, sent } = await connect(undefined, {
      respondToken: (each, count) => (each.path.endsWith("/revoke") ? new Response() : token(`t${count}`)),
    });
    await client.payments.status("0170600");
    await client.revokeToken();
    const [, revoke] = tokenRequests;
    expect(revoke?.path).toBe(`${path}/revoke`);
    expect(revoke?.body.toString()).toBe("token=t1");
    expect(revoke?.request.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    const { headers, signature } = parametersOf(revoke?.request.headers.get("authorization") ?? null);
    expect(headers).toBe("app client id date");
    expect(isOurs(`app: IDEAL\nclient: Worldline\nid: 000081\ndate: ${now.toISOString()}`, signature)).toBe(
      true,
    );
    await client.payments.status("0170600");
    await client.payments.status("0170600");
    expect(sent.map(({ request }) => request.headers.get("authorization"))).toEqual([
      "Bearer t1",
      "Bearer t3",
      "Bearer t3",
    ]);
  });

  it("stay in use where revoking them was refused", async () => {
    const { client, tokenRequests } = await connect(undefined, {
      respondToken: ({ path }) =>
        path.endsWith("/revoke")
          ? Response.json({ code: "003", message: "no" }, { status: 401 })
          : token("t1"),
    });
    await expect(client.revokeToken()).rejects.toMatchObject({ worldlineCode: "003", status: 401 });
    await client.payments.status("0170600");
    expect(tokenRequests).toHaveLength(2);
  });
});

describe("a refusal of a token", () => {
  it.each(["001", "003", "007", "101", "102", "004"])("has the code %s and what it means", async (code) => {
    const status = code === "004" ? 500 : 401;
    const { client, sent } = await connect(undefined, {
      respondToken: () =>
        Response.json(
          { MessageCreateDateTime: "2026-03-01T12:00:00.000+0000", MessageId: "m", code, message: "said" },
          { status },
        ),
    });
    const error = await client.payments.status("0170600").catch((each) => each);
    expect(error).toMatchObject({
      name: "WorldlineApiError",
      worldlineCode: code,
      detail: "said",
      status,
      verified: false,
      isRetryable: status === 500,
      url: `https://worldline.example${path}/token`,
    });
    expect(error.meaning).toEqual(expect.any(String));
    expect(sent).toEqual([]);
  });

  it.each([
    [new Response(null, { status: 415 }), { code: "ERR_TOKEN_REFUSED", status: 415 }],
    [new Response("<html>Error 502", { status: 502 }), { code: "ERR_API_HTML", status: 502 }],
    [
      Response.json({ error: "unauthorized_client" }, { status: 401 }),
      { code: "ERR_TOKEN_REFUSED", error: "unauthorized_client" },
    ],
  ])("without a code is a TokenError or that of a web page", async (response, expected) => {
    const { client } = await connect(undefined, { respondToken: () => response });
    await expect(client.getToken()).rejects.toMatchObject(expected);
  });
});

describe("a token that has ended (403, code 017)", () => {
  const ended = () => Response.json({ Code: "017", Message: "access token expired" }, { status: 403 });

  it("is replaced once", async () => {
    const { client, sent, tokenRequests } = await connect(ended);
    await expect(client.payments.status("0170600")).rejects.toMatchObject({
      worldlineCode: "017",
      status: 403,
    });
    expect([sent.length, tokenRequests.length]).toEqual([2, 2]);
    expect(sent[0]?.request.headers.get("x-request-id")).toBe(sent[1]?.request.headers.get("x-request-id"));
  });

  it("that comes back is not tried again", async () => {
    const { client, sent, tokenRequests } = await connect(ended, { respondToken: () => token("same") });
    await expect(client.payments.status("0170600")).rejects.toMatchObject({ worldlineCode: "017" });
    expect([sent.length, tokenRequests.length]).toEqual([1, 2]);
  });

  it("is not replaced for other refusals", async () => {
    const { client, tokenRequests } = await connect(() => Response.json({ Code: "007" }, { status: 403 }));
    await expect(client.payments.status("0170600")).rejects.toMatchObject({ worldlineCode: "007" });
    expect(tokenRequests).toHaveLength(1);
  });
});
