import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTerminal, testTime } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
const jwk = publicKey.export({ format: "jwk" });
const seconds = testTime.getTime() / 1000;
const header = { alg: "RS256", kid: "key-1" };

beforeAll(async () => {
  terminal.write("issuer.pem", publicKey.export({ format: "pem", type: "spki" }));
  terminal.write("other.pem", other.export({ format: "pem", type: "spki" }));
  terminal.write("private.pem", privateKey.export({ format: "pem", type: "pkcs8" }));
  const certificate = [
    "--key",
    "private.pem",
    "--subject",
    "CN=issuer",
    "--days",
    "30",
    "--out",
    "issuer-cert.pem",
  ];
  await terminal.succeed(["cert", "self-signed", ...certificate]);
  const keySet = (...keys: readonly object[]) => JSON.stringify({ keys });
  const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
  terminal.write("one.jwks", keySet({ ...jwk, kid: "key-1" }));
  terminal.write(
    "several.jwks",
    keySet({ ...elliptic, kid: "key-1" }, { ...jwk, kid: "key-0" }, { ...jwk, kid: "key-1" }),
  );
  terminal.write("unknown.jwks", keySet({ ...jwk, kid: "key-2" }, null as unknown as object));
  terminal.write("twice.jwks", keySet({ ...jwk, kid: "key-1" }, { ...jwk, kid: "key-1" }));
  terminal.write("broken.jwks", keySet({ kty: "RSA", kid: "key-1", n: 1 }));
  terminal.write("small.jwks", keySet({ ...smallKey(), kid: "key-1" }));
  terminal.write("no-list.jwks", '{"kty":"RSA"}');
  terminal.write("no-json.jwks", '{"keys":');
});

function smallKey(): object {
  return generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" });
}

const encode = (text: string) => Buffer.from(text).toString("base64url");

/** A token whose claims are this text, signed with RS256 whatever its header says. */
function makeToken(claims: string, head: object = header): string {
  const content = `${encode(JSON.stringify(head))}.${encode(claims)}`;
  return `${content}.${sign("sha256", Buffer.from(content), privateKey).toString("base64url")}`;
}

const decode = (stdin: string | Uint8Array, ...args: string[]) =>
  terminal.run(["token", "decode", ...args], { stdin });

describe("token decode", () => {
  it("prints header, claims as they were written, and times in words; and warns", async () => {
    const claims = `{"sub":"a00012345","n":12345678901234567890,"n":1.0e2, "list":[1,{"a":null}],"none":[],"empty":{},"text":"{\\"a\\": 1}","exp":${seconds + 3420},"iat":${seconds - 7300},"nbf":${seconds - 60}}`;
    const { exitCode, stdout, stderr } = await decode(makeToken(claims));
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`header
{
  "alg": "RS256",
  "kid": "key-1"
}

claims
{
  "sub": "a00012345",
  "n": 12345678901234567890,
  "n": 1.0e2,
  "list": [
    1,
    {
      "a": null
    }
  ],
  "none": [],
  "empty": {},
  "text": "{\\"a\\": 1}",
  "exp": ${seconds + 3420},
  "iat": ${seconds - 7300},
  "nbf": ${seconds - 60}
}

iat  2025-06-01T09:58:20.000Z  issued 2 hours ago
nbf  2025-06-01T11:59:00.000Z  became valid 1 minute ago
exp  2025-06-01T12:57:00.000Z  valid for 57 minutes more
`);
    expect(stderr).toBe(
      "countersign: warning: Nothing is verified: anyone can write such a token. --key FILE verifies its signature.\n",
    );
  });

  it.each<[claims: object, line: string]>([
    [{ exp: seconds }, "exp  2025-06-01T12:00:00.000Z  expired 0 seconds ago"],
    [{ exp: seconds + 1 }, "exp  2025-06-01T12:00:01.000Z  valid for 1 second more"],
    [{ exp: seconds - 3 * 86_400 }, "exp  2025-05-29T12:00:00.000Z  expired 3 days ago"],
    [{ nbf: seconds + 300 }, "nbf  2025-06-01T12:05:00.000Z  becomes valid in 5 minutes"],
    [
      { iat: seconds + 0.5 },
      "iat  2025-06-01T12:00:00.500Z  issued 0 seconds in the future: one of the clocks is wrong",
    ],
    [{ exp: "tomorrow" }, "exp  -  not a time: it must be in seconds since 1970"],
    [{ exp: 1e300 }, "exp  -  not a time: it must be in seconds since 1970"],
  ])("tells the time of %j", async (claims, line) => {
    expect((await decode(makeToken(JSON.stringify(claims)))).stdout.split("\n").slice(-2)).toEqual([
      line,
      "",
    ]);
  });

  it.each([
    ["bearer prefix", (token: string) => `Bearer ${token}`],
    ["white space", (token: string) => `\r\n  ${token}\n`],
    ["both", (token: string) => ` bearer   ${token} \n`],
  ])("takes it with %s", async (_what, wrap) => {
    expect((await decode(wrap(makeToken("{}")), "--key", "issuer.pem")).exitCode).toBe(0);
  });

  it("shows what a terminal would obey, or not show, as escapes", async () => {
    const { stdout } = await decode(makeToken('{"a":"\u009b31m\u202e\u{e0041}é"}'));
    expect(stdout).toContain('"a": "\\u009b31m\\u202e\\udb40\\udc41é"');
  });

  it("has JSON", async () => {
    const token = makeToken(`{"exp":${seconds + 60}}`);
    const { exitCode, json, stderr } = await decode(token, "--json");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(json).toEqual({
      ok: true,
      header,
      claims: { exp: seconds + 60 },
      times: [{ claim: "exp", at: "2025-06-01T12:01:00.000Z", inWords: "valid for 1 minute more" }],
      verified: false,
      warnings: [expect.stringMatching(/^Nothing is verified/)],
    });
    expect((await decode(token, "--json", "--key", "issuer.pem")).json).toMatchObject({
      ok: true,
      verified: true,
    });
  });

  it("prints neither the token nor its signature", async () => {
    const token = makeToken('{"a":1}');
    const [, claims = "", signature = ""] = token.split(".");
    for (const args of [[], ["--json"], ["--key", "issuer.pem"], ["--key", "other.pem"]]) {
      const { stdout, stderr } = await decode(token, ...args);
      expect(stdout + stderr).not.toContain(claims);
      expect(stdout + stderr).not.toContain(signature);
    }
  });
});

describe("with a key", () => {
  it.each(["issuer.pem", "issuer-cert.pem", "one.jwks", "several.jwks"])(
    "in %s it verifies",
    async (file) => {
      const { stdout } = await terminal.succeed(["token", "decode", "--key", file], {
        stdin: makeToken(`{"exp":${seconds - 60}}`),
      });
      expect(stdout).toMatch(
        /expired 1 minute ago\n\nThe signature verifies; nothing but the signature was checked\.\n$/,
      );
    },
  );

  it("in a key set it verifies without a kid where there is one RSA key only", async () => {
    const token = makeToken("{}", { alg: "RS256" });
    expect((await decode(token, "--key", "one.jwks")).exitCode).toBe(0);
    const { exitCode, stdout } = await decode(token, "--key", "several.jwks");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /ERR_SIGNATURE_KEY_UNKNOWN\): The token names no key \(kid\), and the key set has 2 for RSA/,
    );
  });

  const altered = (token: string) => token.replace(/\..*\./, `.${encode('{"sub":"somebody else"}')}.`);
  it.each<[what: string, token: () => string, key: string, code: string, message: RegExp]>([
    ["is another's", () => makeToken("{}"), "other.pem", "ERR_SIGNATURE_INVALID", /is not this key's/],
    [
      "is over other claims",
      () => altered(makeToken("{}")),
      "issuer.pem",
      "ERR_SIGNATURE_INVALID",
      /is not this key's/,
    ],
    [
      "is not there",
      () => makeToken("{}").replace(/[^.]*$/, ""),
      "issuer.pem",
      "ERR_SIGNATURE_INVALID",
      /is not this/,
    ],
    [
      "is by an algorithm that is not taken",
      () => makeToken("{}", { alg: "HS256" }),
      "issuer.pem",
      "ERR_SIGNATURE_ALGORITHM",
      /signed by another algorithm; only RS256/,
    ],
    [
      "is none",
      () => makeToken("{}", { alg: "none" }),
      "issuer.pem",
      "ERR_SIGNATURE_ALGORITHM",
      /is not signed; only/,
    ],
    [
      "has extensions that it must be understood with",
      () => makeToken("{}", { alg: "RS256", crit: ["b64"], b64: false }),
      "issuer.pem",
      "ERR_SIGNATURE_PARAMETER",
      /demands extensions/,
    ],
    [
      "names a key that is not there",
      () => makeToken("{}"),
      "unknown.jwks",
      "ERR_SIGNATURE_KEY_UNKNOWN",
      /has no RSA key/,
    ],
    [
      "names a key that is there twice",
      () => makeToken("{}"),
      "twice.jwks",
      "ERR_SIGNATURE_KEY_UNKNOWN",
      /has several keys/,
    ],
  ])("a signature that %s does not verify", async (_what, token, key, code, message) => {
    const { exitCode, stdout, stderr } = await decode(token(), "--key", key);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(stdout).toMatch(/^header\n/);
    expect(stdout).toContain(`\nThe signature does not verify (${code}): `);
    expect(stdout).toMatch(message);
    expect((await decode(token(), "--key", key, "--json")).json).toMatchObject({
      ok: false,
      code,
      message: expect.stringMatching(message),
      verified: false,
    });
  });

  it.each([
    ["nowhere.pem", /ERR_FILE_MISSING: nowhere\.pem: /],
    ["no-json.jwks", /ERR_KEY_UNREADABLE: no-json\.jwks: The key set is not JSON/],
    ["no-list.jwks", /ERR_KEY_MISSING: no-list\.jwks: The JSON has no list of "keys"/],
    ["broken.jwks", /ERR_KEY_UNREADABLE: broken\.jwks: The key of the key set cannot be read/],
    ["small.jwks", /ERR_KEY_TOO_SMALL: small\.jwks: /],
    ["private.pem", /ERR_KEY_MISSING: private\.pem: /],
  ])("that cannot be used, nothing is printed: %s", async (file, message) => {
    const { exitCode, stdout, stderr } = await decode(makeToken("{}"), "--key", file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(message);
  });
});

describe("what is no token", () => {
  const good = makeToken('{"a":1}');
  const [head = "", claims = "", signature = ""] = good.split(".");
  it.each<[what: string, stdin: string | Uint8Array, message: RegExp]>([
    ["nothing", " \n", /standard input is empty/],
    ["a prefix alone", "Bearer ", /it has one part/],
    ["one part", head, /it has one part; a token has three with dots between/],
    ["two parts", `${head}.${claims}`, /it has 2 parts/],
    ["four parts", `${good}.a`, /it has 4 parts/],
    ["an encrypted token", `${head}.a.b.c.d`, /five parts, as encrypted tokens \(JWE\)/],
    [
      "a header that is not base64url",
      `+.${claims}.${signature}`,
      /header, its first part, is not base64url/,
    ],
    [
      "a header of an impossible length",
      `a.${claims}.${signature}`,
      /header, its first part, is not base64url/,
    ],
    ["no header", `.${claims}.${signature}`, /header, its first part, is empty/],
    ["a header that is not JSON", `${encode("{")}.${claims}.${signature}`, /header, .* is not a JSON object/],
    ["claims that are a list", `${head}.${encode("[1]")}.${signature}`, /claims, .* is not a JSON object/],
    ["claims that are null", `${head}.${encode("null")}.${signature}`, /claims, .* is not a JSON object/],
    ["claims that are not text", `${head}.__8.${signature}`, /claims, .* is not UTF-8 text/],
    [
      "claims that were broken over lines",
      `${head}.${claims}\n${claims}.${signature}`,
      /claims, .* is not base64url/,
    ],
    ["a signature with padding", `${good}==`, /signature, its third part, is not base64url/],
    ["bytes", Buffer.of(0xff, 0xfe, 0), /it has one part/],
  ])("is refused: %s", async (_what, stdin, message) => {
    const { exitCode, stdout, stderr } = await decode(stdin);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^countersign: ERR_TOKEN_MALFORMED: Not a signed JSON Web Token: .*\n$/);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain(claims);
  });

  it("is not taken as an argument, and not repeated", async () => {
    const { exitCode, stdout, stderr } = await decode("", good);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(
      /^countersign: ERR_USAGE: A token is not taken as an argument.*give it on standard input\./,
    );
    expect(stderr).not.toContain(head);
  });
});
