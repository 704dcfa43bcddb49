import { describe, expect, it } from "vitest";
import { type TokenV2, worldlineRealms } from "../../../../src/index.js";
import { connect, isOurs, parametersOf, token } from "../../../support/open-banking.js";

const date = "2026-03-01T12:00:00.250Z";
const secret = { method: "secret", clientSecret: "s&" } as const;
const v2 = {
  version: 2,
  realm: worldlineRealms.production,
  tenant: "Worldline",
  scope: ["AIS", "PIS"],
} as const;

async function ask(given: TokenV2, subId?: string) {
  const connection = await connect(undefined, { token: given, ...(subId !== undefined && { subId }) });
  const granted = await connection.client.getToken();
  const [{ request, body, path } = expect.fail()] = connection.tokenRequests;
  const form = new URLSearchParams(body.toString());
  return { ...connection, granted, request, path, form, url: request.url };
}

describe("tokens of version 2", () => {
  it("are asked for with a secret", async () => {
    const { form, path, granted, request } = await ask({ ...v2, authentication: secret });
    expect(path).toBe("/auth/realms/merchant-clients/protocol/openid-connect/token");
    expect(Object.fromEntries(form)).toEqual({
      grant_type: "client_credentials",
      client_id: "Worldline-000081",
      client_secret: "s&",
      scope: "AIS PIS",
    });
    expect(request.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    // Sent with blanks, answered with commas.
    expect(granted.scope).toEqual(["PIS", "IDEAL"]);
  });

  it.each([
    ["qa1", "merchant-clients-qa1-tpp"],
    ["qa2", "merchant-clients-qa2-tpp"],
    ["production", "merchant-clients"],
  ] as const)("come from a realm: %s", async (name, realm) => {
    const { path } = await ask({ ...v2, realm: worldlineRealms[name], authentication: secret });
    expect(path).toBe(`/auth/realms/${realm}/protocol/openid-connect/token`);
  });

  it("come from anywhere else where that is given whole", async () => {
    const realm = new URL(
      "https://integration.example/realms/merchant-clients/protocol/openid-connect/token",
    );
    expect((await ask({ ...v2, realm, authentication: secret })).url).toBe(realm.href);
  });

  it("have a client id of tenant, party and sub id, or a whole one", async () => {
    const { tenant: _, ...rest } = v2;
    expect((await ask({ ...v2, authentication: secret }, "17")).form.get("client_id")).toBe(
      "Worldline-000081:17",
    );
    const whole = await ask({ ...rest, clientId: "EquensWorldline-000021", authentication: secret });
    expect(whole.form.get("client_id")).toBe("EquensWorldline-000021");
  });

  it.each([["AIS"], ["VOP", "IDEAL"], ["AIS", "PIS", "IDEAL", "VOP"]] as TokenV2["scope"][])(
    "are for any combination of services: %s",
    async (...scope) => {
      expect((await ask({ ...v2, scope, authentication: secret })).form.get("scope")).toBe(scope.join(" "));
    },
  );

  it("are for a service at least", async () => {
    await expect(ask({ ...v2, scope: [], authentication: secret })).rejects.toThrow("at least one service");
  });

  it("are new each time, and used for their five minutes less a little", async () => {
    let at = Date.parse(date);
    const { client, tokenRequests } = await connect(undefined, {
      token: { ...v2, authentication: secret },
      now: () => new Date(at),
      respondToken: (_, count) => token(`t${count}`, 300),
    });
    await client.getToken();
    at += 200_000;
    expect((await client.getToken()).value).toBe("t1");
    at += 95_000;
    expect((await client.getToken()).value).toBe("t2");
    expect(tokenRequests).toHaveLength(2);
  });

  it("cannot be revoked", async () => {
    const { client } = await connect(undefined, { token: { ...v2, authentication: secret } });
    await expect(client.revokeToken()).rejects.toThrow("only tokens of version 1 can be revoked");
  });
});

describe("tokens of version 2 by certificate", () => {
  const certificate = { method: "certificate" } as const;

  it("are asked for as in the example: headers, over client_id and date", async () => {
    const { request, form } = await ask({ ...v2, authentication: { ...certificate, sentAs: "headers" } });
    const authorization = request.headers.get("authorization");
    const { headers, signature } = parametersOf(authorization);
    expect(authorization).toMatch(/^Signature keyId=/);
    expect([headers, request.headers.get("client_id"), request.headers.get("date")]).toEqual([
      "client_id date",
      "Worldline-000081",
      date,
    ]);
    expect(isOurs(`client_id: Worldline-000081\ndate: ${date}`, signature)).toBe(true);
    expect(Object.fromEntries(form)).toEqual({ grant_type: "client_credentials", scope: "AIS PIS" });
  });

  it("are asked for as in the table: form, over app, client, id and date", async () => {
    const { request, form } = await ask(
      { ...v2, authentication: { ...certificate, sentAs: "body", signs: "app client id date" } },
      "17",
    );
    const { headers, signature } = parametersOf(form.get("signature"));
    expect(headers).toBe("app client id date");
    expect(isOurs(`app: AIS PIS\nclient: Worldline\nid: 000081:17\ndate: ${date}`, signature)).toBe(true);
    expect([...form.keys()].sort()).toEqual(["client_id", "date", "grant_type", "scope", "signature"]);
    expect(form.get("client_id")).toBe("Worldline-000081:17");
    expect(form.get("signature")).toMatch(/^Signature keyId=/);
    expect(request.headers.get("authorization")).toBeNull();
  });

  it("are asked for in the two ways between", async () => {
    const inBody = await ask({
      ...v2,
      authentication: { ...certificate, sentAs: "body", dateFormat: "rfc1123" },
    });
    const rfc = "Sun, 01 Mar 2026 12:00:00 GMT";
    const { headers, signature } = parametersOf(inBody.form.get("signature"));
    expect([headers, inBody.form.get("date")]).toEqual(["client_id date", rfc]);
    expect(isOurs(`client_id: Worldline-000081\ndate: ${rfc}`, signature)).toBe(true);

    const { request } = await ask({
      ...v2,
      authentication: { ...certificate, sentAs: "headers", signs: "app client id date" },
    });
    const inHeaders = parametersOf(request.headers.get("authorization"));
    expect(["app", "client", "id", "client_id"].map((name) => request.headers.get(name))).toEqual([
      "AIS PIS",
      "Worldline",
      "000081",
      "Worldline-000081",
    ]);
    expect(isOurs(`app: AIS PIS\nclient: Worldline\nid: 000081\ndate: ${date}`, inHeaders.signature)).toBe(
      true,
    );
  });
});
