import { describe, expect, it } from "vitest";
import { type ClientSecretGrantOptions, clientSecretGrant } from "../../../src/token/client-secret-grant.js";

const url = new URL("https://api.example/auth/realms/merchant-clients/token");
const now = new Date("2026-01-01T00:00:00Z");
const client = { clientId: "Worldline-000021:17", clientSecret: "s:%+ ü&=" };

async function build(options: Partial<ClientSecretGrantOptions> = {}, target = url) {
  const request = await clientSecretGrant({ ...client, ...options }).buildRequest({ url: target, now });
  const { method, url: sentTo, headers } = request;
  return { method, sentTo, headers: Object.fromEntries(headers), body: await request.text() };
}

const formHeaders = {
  accept: "application/json",
  "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
};

describe("id and secret", () => {
  it("stand in the form by default", async () => {
    expect(await build({ scope: ["PIS", "IDEAL"] })).toEqual({
      method: "POST",
      sentTo: url.href,
      headers: formHeaders,
      body: "grant_type=client_credentials&scope=PIS+IDEAL&client_id=Worldline-000021%3A17&client_secret=s%3A%25%2B+%C3%BC%26%3D",
    });
  });

  it("stand in the query on demand, behind what is there, and not in the form", async () => {
    expect(await build({ sentAs: "query" }, new URL(`${url.href}?a=b`))).toEqual({
      method: "POST",
      sentTo: `${url.href}?a=b&client_id=Worldline-000021%3A17&client_secret=s%3A%25%2B+%C3%BC%26%3D`,
      headers: formHeaders,
      body: "grant_type=client_credentials",
    });
  });

  it("leave the address that was given as it was", async () => {
    const target = new URL(url);
    await build({ sentAs: "query" }, target);
    expect(target.href).toBe(url.href);
  });
});

describe("a Basic header", () => {
  it("has both, form-encoded, and the form has neither", async () => {
    const { headers, body, sentTo } = await build({ sentAs: "basic", scope: ["PIS"] });
    expect(body).toBe("grant_type=client_credentials&scope=PIS");
    expect(sentTo).toBe(url.href);
    expect(headers).toEqual({ ...formHeaders, authorization: expect.stringMatching(/^Basic [\w+/]+=*$/) });
    const [, base64 = ""] = headers.authorization?.split(" ") ?? [];
    expect(Buffer.from(base64, "base64").toString("latin1")).toBe(
      "Worldline-000021%3A17:s%3A%25%2B+%C3%BC%26%3D",
    );
  });

  it.each([":", "%", "+", " ", "ü", "%3A", "a:b:c", "€ + 100 %"])(
    "is read back by a server that follows RFC 6749: %j",
    async (text) => {
      const { headers } = await build({ clientId: text, clientSecret: `${text}s`, sentAs: "basic" });
      const decoded = Buffer.from(headers.authorization?.slice(6) ?? "", "base64").toString();
      const halves = decoded.split(":").map((half) => decodeURIComponent(half.replaceAll("+", " ")));
      expect(halves).toEqual([text, `${text}s`]);
    },
  );

  it("is that of RFC 6749's example", async () => {
    const { headers } = await build({
      clientId: "s6BhdRkqt3",
      clientSecret: "7Fjfp0ZBr1KtDRbnfVdmIw",
      sentAs: "basic",
    });
    expect(headers.authorization).toBe("Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3");
  });
});

it("asks for the secret at each request", async () => {
  let number = 0;
  const grant = clientSecretGrant({ clientId: "c", clientSecret: () => `secret-${++number}` });
  expect(await (await grant.buildRequest({ url, now })).text()).toMatch(/secret-1$/);
  expect(await (await grant.buildRequest({ url, now })).text()).toMatch(/secret-2$/);
});

it("has a name without the secret, and without the place where it stands", () => {
  const { name } = clientSecretGrant({ ...client, scope: ["b", "a"], sentAs: "query" });
  expect(name).toEqual({ grant: "client_credentials", clientId: client.clientId, scope: "a b" });
});
