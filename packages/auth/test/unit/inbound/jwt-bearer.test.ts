import { createHmac, createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { inspect } from "node:util";
import fc from "fast-check";
import { createLocalJWKSet, exportJWK, type JWTPayload, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { BearerTokenError } from "../../../src/inbound/bearer-token-error.js";
import { type JwtBearerSettings, verifyJwtBearer } from "../../../src/inbound/jwt-bearer.js";

const now = new Date("2026-03-01T12:00:00Z");
const nowSeconds = now.getTime() / 1000;
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

const settings: JwtBearerSettings = {
  key: rsa.publicKey,
  algorithms: ["RS256"],
  issuer: "https://issuer.example",
  audience: "notifications",
  now: () => now,
};

const claims: JWTPayload = {
  iss: "https://issuer.example",
  aud: "notifications",
  sub: "worldline",
  exp: nowSeconds + 300,
};

async function makeToken(changed: Record<string, unknown> = {}, header = {}, key = rsa.privateKey) {
  return await new SignJWT({ ...claims, ...changed })
    .setProtectedHeader({ alg: "RS256", ...header })
    .sign(key);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

async function refusal(token: string, changed: Partial<JwtBearerSettings> = {}): Promise<BearerTokenError> {
  const error = await verifyJwtBearer(`Bearer ${token}`, { ...settings, ...changed }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BearerTokenError);
  return error as BearerTokenError;
}

describe("accepts", () => {
  it("a token that is signed, for us, of now, and gives its claims", async () => {
    expect(await verifyJwtBearer(`Bearer ${await makeToken()}`, settings)).toEqual(claims);
  });

  it("one for us and others", async () => {
    const token = await makeToken({ aud: ["others", "notifications"] });
    expect(await verifyJwtBearer(`bearer ${token}`, settings)).toMatchObject({ sub: "worldline" });
  });

  it("another algorithm, where it is named", async () => {
    const token = await makeToken({}, { alg: "ES256" }, ec.privateKey);
    const withEc = { ...settings, key: ec.publicKey, algorithms: ["ES256"] };
    expect(await verifyJwtBearer(`Bearer ${token}`, withEc)).toEqual(claims);
  });

  it("a key of a set, by its kid", async () => {
    const keys = await Promise.all(
      [rsa.publicKey, ec.publicKey].map(async (key, index) => ({
        ...(await exportJWK(key)),
        kid: `${index}`,
      })),
    );
    const withSet = { ...settings, key: createLocalJWKSet({ keys }), algorithms: ["RS256", "ES256"] };
    for (const [kid, alg, key] of [
      ["0", "RS256", rsa.privateKey],
      ["1", "ES256", ec.privateKey],
    ] as const) {
      const token = await makeToken({}, { alg, kid }, key);
      expect(await verifyJwtBearer(`Bearer ${token}`, withSet)).toEqual(claims);
    }
  });

  it("the last second, and as many more as clocks may differ", async () => {
    const verify = async (exp: number, nbf: number, clockToleranceSeconds?: number) =>
      await verifyJwtBearer(`Bearer ${await makeToken({ exp, nbf })}`, {
        ...settings,
        ...(clockToleranceSeconds !== undefined && { clockToleranceSeconds }),
      });
    await expect(verify(nowSeconds + 1, nowSeconds)).resolves.toBeDefined();
    await expect(verify(nowSeconds, nowSeconds)).rejects.toMatchObject({ code: "ERR_BEARER_TOKEN_EXPIRED" });
    await expect(verify(nowSeconds - 4, nowSeconds + 5, 5)).resolves.toBeDefined();
    await expect(verify(nowSeconds - 5, nowSeconds, 5)).rejects.toMatchObject({
      code: "ERR_BEARER_TOKEN_EXPIRED",
    });
    await expect(verify(nowSeconds + 9, nowSeconds + 6, 5)).rejects.toMatchObject({
      code: "ERR_BEARER_TOKEN_NOT_YET_VALID",
    });
  });
});

describe("refuses", () => {
  it.each([undefined, null, "", "Basic dTpw", "Bearer"])("no token: %j", async (authorization) => {
    await expect(verifyJwtBearer(authorization, settings)).rejects.toMatchObject({
      code: "ERR_BEARER_TOKEN_MISSING",
      message: "There is no Authorization header with a bearer token.",
    });
  });

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ["of another issuer", { iss: "https://other.example" }, "ISSUER", /issuer \(iss\) is not the one/],
    ["of no issuer", { iss: undefined }, "ISSUER", /issuer \(iss\) is not the one/],
    ["for others", { aud: ["others"] }, "AUDIENCE", /for others \(aud\)/],
    ["for nobody", { aud: undefined }, "AUDIENCE", /for others \(aud\)/],
    ["of yesterday", { exp: nowSeconds - 86_400 }, "EXPIRED", /has expired/],
    ["of the beginning of time", { exp: -1e300 }, "EXPIRED", /has expired/],
    ["of tomorrow", { nbf: nowSeconds + 86_400 }, "NOT_YET_VALID", /not valid yet \(nbf\)/],
    ["that never expires", { exp: undefined }, "MALFORMED", /does not say when it expires/],
    ["that expires at a word", { exp: "never" }, "MALFORMED", /\(exp, nbf, iat\) is no number/],
    ["that begins at a word", { nbf: "now" }, "MALFORMED", /\(exp, nbf, iat\) is no number/],
  ])("a token %s", async (_name, changed, code, message) => {
    expect(await refusal(await makeToken(changed))).toMatchObject({
      code: `ERR_BEARER_TOKEN_${code}`,
      message: expect.stringMatching(message),
    });
  });

  it.each<[string, string, RegExp]>([
    ["a word", "hello", /no JWT: three parts/],
    ["two parts", `${encode({ alg: "RS256" })}.${encode(claims)}`, /no JWT/],
    ["three words", "a.b.c", /no JWT/],
    ["a header that is no object", `${encode([])}.${encode(claims)}.AA`, /no JWT/],
    ["no alg", `${encode({})}.${encode(claims)}.AA`, /no JWT/],
    [
      "an extension",
      `${encode({ alg: "RS256", crit: ["x"], x: 1 })}.${encode(claims)}.AA`,
      /extension \(crit\)/,
    ],
  ])("what is no JWT: %s", async (_name, token, message) => {
    expect(await refusal(token)).toMatchObject({
      code: "ERR_BEARER_TOKEN_MALFORMED",
      message: expect.stringMatching(message),
    });
  });

  it.each(["none", "None", "HS256", "PS256", "ES256"])("%s where RS256 is accepted", async (alg) => {
    const input = `${encode({ alg })}.${encode(claims)}`;
    for (const signature of ["", createHmac("sha256", "x").update(input).digest("base64url")]) {
      expect(await refusal(`${input}.${signature}`)).toMatchObject({
        code: "ERR_BEARER_TOKEN_ALGORITHM",
        message: "The token is signed by an algorithm (alg) that is not accepted here.",
      });
    }
  });

  it("a public key used as a secret, even where somebody accepts HMAC beside it", async () => {
    const input = `${encode({ alg: "HS256" })}.${encode(claims)}`;
    const pem = rsa.publicKey.export({ format: "pem", type: "spki" });
    const token = `${input}.${createHmac("sha256", pem).update(input).digest("base64url")}`;
    expect(await refusal(token)).toMatchObject({ code: "ERR_BEARER_TOKEN_ALGORITHM" });
    const careless = { ...settings, algorithms: ["RS256", "HS256"] };
    await expect(verifyJwtBearer(`Bearer ${token}`, careless)).rejects.toThrow(TypeError);
    const secret = { ...settings, key: createSecretKey(Buffer.from(pem)), algorithms: ["HS256"] };
    expect(await verifyJwtBearer(`Bearer ${token}`, secret)).toEqual(claims);
  });

  it("another's signature, and altered claims", async () => {
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const [header, , signature] = (await makeToken()).split(".");
    for (const token of [
      await makeToken({}, {}, other.privateKey),
      `${header}.${encode({ ...claims, sub: "me" })}.${signature}`,
      `${header}.${encode(claims)}.`,
    ]) {
      expect(await refusal(token)).toMatchObject({
        code: "ERR_BEARER_TOKEN_SIGNATURE",
        message: expect.stringMatching(/was altered, or signed with another key/),
      });
    }
  });

  it("settings that leave a check out", async () => {
    const token = `Bearer ${await makeToken()}`;
    for (const missing of [
      { algorithms: undefined },
      { issuer: undefined },
      { issuer: "" },
      { audience: undefined },
    ]) {
      const broken = { ...settings, ...missing } as unknown as JwtBearerSettings;
      await expect(verifyJwtBearer(token, broken)).rejects.toThrow(
        new TypeError("verifyJwtBearer needs algorithms, issuer and audience."),
      );
    }
    expect(await refusal(await makeToken(), { algorithms: [] })).toMatchObject({
      code: "ERR_BEARER_TOKEN_ALGORITHM",
    });
  });
});

it("keeps the token and its claims out of the error", async () => {
  const marker = randomBytes(8).toString("hex");
  for (const token of [
    await makeToken({ note: marker, exp: 1 }),
    await makeToken({ note: marker, iss: marker }),
    `${Buffer.from(`{${marker}`).toString("base64url")}.${encode(claims)}.AA`,
    `${marker}.${marker}.${marker}`,
  ]) {
    const error = await refusal(token);
    const shown = `${inspect(error, { depth: 9 })}${JSON.stringify(error)}${error.message}${error.stack}`;
    expect(shown).not.toContain(marker);
    expect(shown).not.toContain(token);
  }
});

it("refuses whatever it is given with a BearerTokenError, and accepts no piece of a token", async () => {
  const good = await makeToken();
  const part = fc.oneof(
    fc.constantFrom("", "e30", "bnVsbA", ...good.split(".")),
    fc.json().map((json) => Buffer.from(json).toString("base64url")),
    fc.string({ unit: "binary" }).map((text) => text.replaceAll(/\s/g, "")),
    fc.record({ alg: fc.constantFrom("RS256", "none", "HS256", 1), kid: fc.string() }).map(encode),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), async (parts) => {
      const token = parts.join(".");
      fc.pre(token !== good && token !== "");
      expect((await refusal(token)).code).toMatch(/^ERR_BEARER_TOKEN_/);
    }),
    { numRuns: 300 },
  );
});
