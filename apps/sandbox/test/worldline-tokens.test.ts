import { beforeAll, describe, expect, it } from "vitest";
import { rsaKey, selfSigned, sign, temporaryFolder } from "./support/openssl.js";
import { day, expectRefusal, minute, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { type Answer, call, type FormFields, form } from "./support/wire.js";
import {
  authorize,
  createParty,
  message,
  type Party,
  requestTokenV1,
  requestTokenV2,
  signature,
  type TokenV1Options,
} from "./support/worldline.js";

let box: TestSandbox;
let folder: string;
let party: Party;

beforeAll(async () => {
  [box, folder] = await Promise.all([testSandbox(), temporaryFolder()]);
  // Where amounts decide, everybody has preferences: a call that any good token may make.
  box.sandbox.setSwitch("worldline.payer", "amounts");
  party = await createParty(box, folder, { id: "433", subId: "5", services: ["IDEAL", "PIS", "AIS"] });
});

describe("version 1", () => {
  const request = (options?: TokenV1Options) => requestTokenV1(box, party, options);

  it("grants an opaque token for an hour", async () => {
    const answer = await request();
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      token_type: "Bearer",
      expires_in: 3600,
    });
    expect(answer.headers["content-type"]).toBe("application/json;charset=UTF-8");
    expect(answer.headers["x-request-id"]).toBeTruthy();
    expect(answer.headers.messagecreatedatetime).toMatch(/Z$/);
    expect(answer.headers.signature).toBeUndefined();
  });

  it("takes grant_type from the query, as the document's example has it", async () => {
    const operation = "/token?grant_type=client_credentials";
    expect((await request({ operation, body: "" })).status).toBe(200);
    expectRefusal(await request({ body: "" }), 400, "worldline.token.grant-type");
    expectRefusal(await request({ body: "grant_type=password" }), 400, "worldline.token.grant-type");
  });

  it("takes the spellings that are seen in the wild", async () => {
    const rewrites: ((text: string) => string)[] = [
      (text) => text.replace("keyId=", "KeyID=").replace("signature=", "signature= "),
      (text) => text.replaceAll(", ", ","),
      (text) => text.replace(party.keyId, party.keyId.toLowerCase()),
      (text) => `${text}, extra="ignored"`,
    ];
    for (const rewrite of rewrites) expect((await request({ rewrite })).status).toBe(200);
    expect((await request({ algorithm: "rsa-sha256" })).status).toBe(200);
    expect((await request({ headers: "date id client app" })).status).toBe(200);
  });

  it("takes the three formats of the date, with zones by number and by name", async () => {
    const dates = [
      "2024-04-09T10:11:12+02:00",
      "2024-02-08T18:31:37.548Z",
      "Tue, 9 Apr 2024 10:11:12 GMT",
      "Tue, 09 Apr 2024 10:11:12 +0000",
      "Tue Apr 09 10:11:12 CEST 2024",
    ];
    for (const date of dates) expect([date, (await request({ date })).status]).toEqual([date, 200]);
    for (const date of ["yesterday", "2024-04-09", "2024-04-31T10:11:12Z", "Tue, 9 Apr 2024 10:11:12 XYZ"]) {
      expectRefusal(await request({ date }), 401, "worldline.token.date");
    }
  });

  it("wants every header", async () => {
    for (const name of ["App", "Client", "Id", "Date", "Authorization"]) {
      const answer = await request({ replace: { [name]: undefined } });
      expectRefusal(answer, 401, "worldline.token.header-missing");
      expect(answer.reason).toContain(name);
      expect(answer.json).toEqual({
        MessageCreateDateTime: expect.any(String),
        MessageId: expect.any(String),
        code: "001",
        message: expect.any(String),
        details: expect.any(String),
      });
    }
  });

  it("is a form", async () => {
    const answer = await request({ replace: { "Content-Type": "application/json" } });
    expectRefusal(answer, 415, "worldline.token.content-type");
    const none = await request({ replace: { "Content-Type": undefined } });
    expectRefusal(none, 415, "worldline.token.content-type");
  });

  it("names what is wrong with the Authorization header", async () => {
    const cases: [(text: string) => string, string][] = [
      [(text) => text.replace("Signature ", ""), "worldline.signature.scheme"],
      [() => "Bearer abc", "worldline.signature.scheme"],
      [
        (text) => Buffer.from(text.replaceAll('"', "\u201d")).toString("latin1"),
        "worldline.signature.quotes",
      ],
      [(text) => text.replaceAll('"', ""), "worldline.signature.syntax"],
      [(text) => `${text}, algorithm="rsa-sha256"`, "worldline.signature.syntax"],
      [(text) => `${text}, garbage`, "worldline.signature.syntax"],
      [(text) => text.slice(0, -1), "worldline.signature.syntax"],
      [(text) => text.replace(/keyId="[^"]*", /, ""), "worldline.signature.syntax"],
      [(text) => text.replace("SHA256withRSA", "rsa-sha1"), "worldline.signature.algorithm"],
      [(text) => text.replace(/signature="./, 'signature="-'), "worldline.signature.encoding"],
      [(text) => text.replace("client id date", "id date"), "worldline.signature.coverage"],
      [(text) => text.replace("client id date", "client id date host2"), "worldline.signature.field"],
      [(text) => text.replace("client id date", "client id date constructor"), "worldline.signature.field"],
      [(text) => text.replace(party.keyId, "0".repeat(40)), "worldline.signature.key"],
    ];
    for (const [rewrite, rule] of cases) {
      const answer = await request({ rewrite });
      expectRefusal(answer, 401, rule);
      expect(answer.json.code).toBe("003");
    }
  });

  it("does not repeat a token that was sent in its place", async () => {
    const answer = await request({ rewrite: () => "d41d8cd98f00b204" });
    expectRefusal(answer, 401, "worldline.signature.scheme");
    expect(answer.reason).not.toContain("d41d8cd98f00b204");
    expect((await box.control("GET", "/worldline/requests")).text).not.toContain("d41d8cd98f00b204");
  });

  it("is signed over exactly what was sent, by the uploaded key, with PKCS#1 v1.5", async () => {
    const invalid = async (options: TokenV1Options) =>
      expectRefusal(await request(options), 401, "worldline.signature.invalid");
    await invalid({ replace: { Date: new Date(0).toISOString() } });
    await invalid({ replace: { App: "PIS" } });
    await invalid({ key: await rsaKey(folder, "stranger") });
    await invalid({ rewrite: (text) => text.replace("app client id date", "client app id date") });
    const { reason } = await request({ replace: { App: "PIS" } });
    expect(reason).toContain("app: PIS\\nclient: Worldline\\nid: 433:5\\ndate: ");
  });

  it("is for a known party and a service that it has", async () => {
    const stranger = { ...party, id: "434" };
    const unknown = await requestTokenV1(box, stranger);
    expectRefusal(unknown, 401, "worldline.party.unknown");
    expect(unknown.json.code).toBe("101");
    expectRefusal(await requestTokenV1(box, { ...party, client: "Other" }), 401, "worldline.party.unknown");
    expectRefusal(await request({ app: "VOP" }), 401, "worldline.token.app");
    const only = await createParty(box, folder, { id: "700", services: ["AIS"] });
    expectRefusal(await requestTokenV1(box, only, { app: "PIS" }), 401, "worldline.party.service");
  });

  it("is not signed with another subscription's certificate", async () => {
    const other = await createParty(box, folder, { id: "701" });
    const borrowed = { ...party, key: other.key, keyId: other.keyId };
    expectRefusal(await requestTokenV1(box, borrowed), 401, "worldline.signature.key");
  });

  it("is not signed with a certificate that is over", async () => {
    const own = await testSandbox();
    const short = await createParty(own, folder, { id: "702" });
    own.clock.advance(366 * day);
    expectRefusal(await requestTokenV1(own, short), 401, "worldline.signature.certificate");
  });

  it("hands out the same token for 50 minutes, then a new one while the old one still works", async () => {
    const own = await testSandbox();
    own.sandbox.setSwitch("worldline.payer", "amounts");
    const user = await createParty(own, folder, { id: "703" });
    const token = async () => String((await requestTokenV1(own, user)).json.access_token);
    const use = (value: string) => message(own, user, value, "/preferences/x");
    const first = await token();
    own.clock.advance(49 * minute);
    expect(await token()).toBe(first);
    await own.withSwitch("worldline.v1ExpiresIn", "remaining", async () => {
      expect(Number((await requestTokenV1(own, user)).json.expires_in)).toBeLessThanOrEqual(660);
    });
    expect((await requestTokenV1(own, user)).json.expires_in).toBe(3600);
    own.clock.advance(minute);
    const second = await token();
    expect(second).not.toBe(first);
    expect([(await use(first)).status, (await use(second)).status]).toEqual([200, 200]);
    own.clock.advance(10 * minute);
    expectRefusal(await use(first), 403, "worldline.bearer.expired");
    expect((await use(second)).status).toBe(200);
    const other = await requestTokenV1(own, user, { app: "PIS" });
    expect(other.json.access_token).not.toBe(second);
  });

  it("is revoked by a request that is signed like the one that it came from", async () => {
    const user = await createParty(box, folder, { id: "704" });
    const token = String((await requestTokenV1(box, user)).json.access_token);
    const revoke = (by: Party, more: TokenV1Options = {}) =>
      requestTokenV1(box, by, { operation: "/revoke", body: form({ token }), ...more });
    expectRefusal(
      await revoke(user, { replace: { Date: "2024-02-08T18:31:37.548Z" } }),
      401,
      "worldline.signature.invalid",
    );
    expect((await revoke(party)).status).toBe(200);
    expect((await message(box, user, token, "/preferences/x")).status).toBe(200);
    const revoked = await revoke(user);
    expect([revoked.status, revoked.text]).toEqual([200, ""]);
    expectRefusal(await message(box, user, token, "/preferences/x"), 401, "worldline.bearer.unknown");
  });

  it("is at /token and /revoke", async () => {
    expectRefusal(await request({ operation: "/other" }), 404, "worldline.path");
    const get = await call(`${box.urls.worldline}${authorize}/token`, { ca: box.ca });
    expectRefusal(get, 404, "worldline.path");
  });
});

describe("version 2", () => {
  let secret: string;

  beforeAll(async () => {
    const answer = await box.control("POST", `/worldline/subscriptions/${party.subscription}/secret`);
    expect(answer.status).toBe(201);
    expect(answer.json.clientId).toBe("Worldline-433:5");
    secret = String(answer.json.secret);
  });

  const bySecret = (more: Record<string, string> = {}, realm?: string) =>
    requestTokenV2(
      box,
      {
        grant_type: "client_credentials",
        client_id: party.clientId,
        client_secret: secret,
        scope: "IDEAL",
        ...more,
      },
      {},
      realm,
    );

  function claimsOf(answer: Answer): Record<string, unknown> {
    return JSON.parse(
      Buffer.from(String(answer.json.access_token).split(".")[1] ?? "", "base64url").toString(),
    );
  }

  it("grants a JWT for a secret, another one each time", async () => {
    const answer = await bySecret({ scope: "PIS IDEAL" });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      access_token: expect.any(String),
      expires_in: 300,
      refresh_expires_in: 0,
      token_type: "Bearer",
      "not-before-policy": 0,
      scope: "PIS,IDEAL",
    });
    const claims = claimsOf(answer);
    expect(claims).toMatchObject({
      iss: `${box.urls.worldline}/auth/realms/merchant-clients`,
      typ: "Bearer",
      azp: "Worldline-433:5",
      clientId: "Worldline-433:5",
      scope: "PIS,IDEAL",
      roles: ["INITP"],
      env: "merchant-clients",
      initiatingParty: "433",
      tenant: "Worldline",
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(300);
    expect((await bySecret()).json.access_token).not.toBe((await bySecret()).json.access_token);
    await box.withSwitch("worldline.scopeSeparator", " ", async () => {
      expect((await bySecret({ scope: "PIS IDEAL" })).json.scope).toBe("PIS IDEAL");
    });
  });

  it("lasts for its own five minutes, whatever was granted after it", async () => {
    const own = await testSandbox();
    own.sandbox.setSwitch("worldline.payer", "amounts");
    const user = await createParty(own, folder, { id: "801" });
    const path = `/worldline/subscriptions/${user.subscription}/secret`;
    const { secret: client_secret } = (await own.control("POST", path)).json;
    const fields = { grant_type: "client_credentials", client_id: user.clientId, scope: "IDEAL" };
    const token = async () =>
      String(
        (await requestTokenV2(own, { ...fields, client_secret: String(client_secret) })).json.access_token,
      );
    const use = (value: string) => message(own, user, value, "/preferences/x");
    const first = await token();
    own.clock.advance(4 * minute);
    const second = await token();
    expect([(await use(first)).status, (await use(second)).status]).toEqual([200, 200]);
    own.clock.advance(minute);
    expectRefusal(await use(first), 403, "worldline.bearer.expired");
    expect((await use(second)).status).toBe(200);
  });

  it("has three realms", async () => {
    for (const realm of ["merchant-clients-qa1-tpp", "merchant-clients-qa2-tpp"]) {
      expect(claimsOf(await bySecret({}, realm)).env).toBe(realm);
    }
    const answer = await bySecret({}, "master");
    expectRefusal(answer, 404, "worldline.v2.realm");
    expect(answer.json).toEqual({ error: "Realm does not exist" });
  });

  it("names what is wrong, in OAuth's words", async () => {
    const withFields = (fields: FormFields) => requestTokenV2(box, fields);
    const base = { grant_type: "client_credentials", client_id: party.clientId, scope: "IDEAL" };
    const cases: [Promise<Answer>, number, string, string][] = [
      [bySecret({ client_secret: "wrong" }), 401, "worldline.v2.secret", "unauthorized_client"],
      [bySecret({ client_id: "Worldline-434" }), 401, "worldline.v2.client-unknown", "invalid_client"],
      [bySecret({ client_id: "" }), 401, "worldline.v2.client-missing", "invalid_client"],
      [
        withFields({ grant_type: "client_credentials" }),
        401,
        "worldline.v2.client-missing",
        "invalid_client",
      ],
      [withFields(base), 401, "worldline.v2.no-credentials", "unauthorized_client"],
      [withFields({ client_id: "x" }), 400, "worldline.v2.grant-type-missing", "invalid_request"],
      [bySecret({ grant_type: "password" }), 400, "worldline.token.grant-type", "unsupported_grant_type"],
      [
        withFields([...Object.entries(base), ["scope", "PIS"]]),
        400,
        "worldline.v2.repeated",
        "invalid_request",
      ],
      [bySecret({ scope: "" }), 400, "worldline.v2.scope", "invalid_scope"],
      [bySecret({ scope: "IDEAL,PIS" }), 400, "worldline.v2.scope", "invalid_scope"],
      [bySecret({ scope: "openid" }), 400, "worldline.v2.scope", "invalid_scope"],
      [bySecret({ scope: "IDEAL VOP" }), 400, "worldline.v2.scope-subscribed", "invalid_scope"],
    ];
    for (const [answer, status, rule, error] of cases) {
      expectRefusal(await answer, status, rule);
      expect((await answer).json).toEqual({ error, error_description: expect.any(String) });
    }
  });

  it("takes a scope with commas when the switch says so", async () => {
    await box.withSwitch("worldline.v2ScopeRequest", "whitespace-or-comma", async () => {
      expect((await bySecret({ scope: "IDEAL,PIS" })).json.scope).toBe("IDEAL,PIS");
    });
  });

  it("is a form, sent with POST, to the token path", async () => {
    const url = `${box.urls.worldline}/auth/realms/merchant-clients/protocol/openid-connect/token`;
    const json = await call(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
      ca: box.ca,
    });
    expectRefusal(json, 415, "worldline.token.content-type");
    expectRefusal(await call(url, { ca: box.ca }), 405, "worldline.v2.method");
    expectRefusal(await call(`${url}s`, { ca: box.ca }), 404, "worldline.path");
  });

  it("keeps the latest secret only", async () => {
    const other = await createParty(box, folder, { id: "800" });
    const next = async () =>
      String(
        (await box.control("POST", `/worldline/subscriptions/${other.subscription}/secret`)).json.secret,
      );
    const [first, second] = [await next(), await next()];
    const use = (value: string) => bySecret({ client_id: other.clientId, client_secret: value });
    expectRefusal(await use(first), 401, "worldline.v2.secret");
    expect((await use(second)).status).toBe(200);
  });

  describe("by certificate", () => {
    const date = "2024-02-08T18:31:37.548Z";
    const base = { grant_type: "client_credentials", scope: "IDEAL PIS" };
    const versionOne = () => ({ app: base.scope, client: party.client, id: party.id, date });
    const byClientId = () => ({ client_id: party.clientId, date });

    const inBody = async (fields: Record<string, string>, more: Record<string, string> = {}, headers = {}) =>
      requestTokenV2(
        box,
        {
          ...base,
          client_id: party.clientId,
          date,
          signature: `Signature ${await signature(party, fields)}`,
          ...more,
        },
        headers,
      );
    const inHeaders = async (fields: Record<string, string>, more: Record<string, string> = {}) =>
      requestTokenV2(box, base, {
        Date: date,
        client_id: party.clientId,
        Authorization: `Signature ${await signature(party, fields)}`,
        ...more,
      });

    it("takes date and signature in the body, over app client id date or over client_id date", async () => {
      for (const fields of [versionOne(), byClientId()]) {
        const answer = await inBody(fields);
        expect([answer.rule, answer.status, answer.json.scope]).toEqual([undefined, 200, "IDEAL,PIS"]);
      }
    });

    it("takes them as headers, as the document's example has it", async () => {
      for (const fields of [versionOne(), byClientId()]) {
        const answer = await inHeaders(fields);
        expect([answer.rule, answer.status]).toEqual([undefined, 200]);
      }
    });

    it("takes app, client and id from HTTP headers of these names where they are sent", async () => {
      const headers = { App: "IDEAL", Client: "Other", Id: "1" };
      const answer = await inBody({ app: "IDEAL", client: "Other", id: "1", date }, {}, headers);
      expect([answer.rule, answer.status]).toEqual([undefined, 200]);
      expectRefusal(await inBody(versionOne(), {}, headers), 401, "worldline.signature.invalid");
    });

    it("takes one of the two places only when the switch says so", async () => {
      await box.withSwitch("worldline.v2Certificate", "body", async () => {
        expect((await inBody(byClientId())).status).toBe(200);
        expectRefusal(await inHeaders(byClientId()), 401, "worldline.v2.certificate-variant");
      });
      await box.withSwitch("worldline.v2Certificate", "headers", async () => {
        expect((await inHeaders(byClientId())).status).toBe(200);
        expectRefusal(await inBody(byClientId()), 401, "worldline.v2.certificate-variant");
      });
    });

    it("is refused like any other failed authentication", async () => {
      const later = "2024-02-08T18:31:38.000Z";
      const cases: [Promise<Answer>, string][] = [
        [inBody(byClientId(), { date: later }), "worldline.signature.invalid"],
        [inHeaders(byClientId(), { Date: later }), "worldline.signature.invalid"],
        [inBody(versionOne(), { scope: "PIS" }), "worldline.signature.invalid"],
        [inBody({ date }), "worldline.signature.coverage"],
        [inBody({ client_id: party.clientId }), "worldline.signature.coverage"],
        [inBody(byClientId(), { date: "today" }), "worldline.token.date"],
        [inBody(byClientId(), { signature: "abc" }), "worldline.signature.scheme"],
      ];
      for (const [answer, rule] of cases) {
        expectRefusal(await answer, 401, rule);
        expect((await answer).json.error).toBe("unauthorized_client");
      }
      const unknown = await inBody(byClientId(), { client_id: "Worldline-1" });
      expectRefusal(unknown, 401, "worldline.v2.client-unknown");
    });
  });
});

it("lets a second certificate be uploaded before the first is over", async () => {
  const user = await createParty(box, folder, { id: "900" });
  const key = await rsaKey(folder, "renewed");
  const certificate = await selfSigned(key, 365);
  const path = `/worldline/subscriptions/${user.subscription}/certificates`;
  const keyId = String((await box.control("POST", path, { certificate })).json.thumbprint);
  expect((await requestTokenV1(box, { ...user, key, keyId })).status).toBe(200);
  expect((await requestTokenV1(box, user)).status).toBe(200);
  expect(await sign(key, "x")).not.toBe(await sign(user.key, "x"));
});
