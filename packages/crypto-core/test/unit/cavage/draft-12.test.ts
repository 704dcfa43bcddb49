import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  type HttpMessage,
  importVerifier,
  type SignatureSyntax,
  strictProfile,
  type Verifier,
  type VerifyMessageOptions,
  verifyMessage,
} from "../../../src/index.js";

/**
 * What draft-cavage-http-signatures-12 decides, and what libraries get wrong. Each message carries a signature
 * that is right over the string which a careless implementation would build; only what the draft says decides.
 */

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicPem = publicKey.export({ type: "spki", format: "pem" }) as string;
const verifier = await importVerifier(publicPem);
const now = new Date("2026-03-01T12:00:00Z");
const date = now.toUTCString();
const seconds = now.getTime() / 1000;

const rsa = (text: string, hash = "sha256") =>
  createSign(hash).update(Buffer.from(text, "latin1")).sign(privateKey, "base64");

const headers: [string, string][] = [
  ["Host", "example.com"],
  ["Date", date],
];
const base = `(request-target): get /a?b=c\nhost: example.com\ndate: ${date}`;
const covered = 'headers="(request-target) host date"';

interface Case {
  /** The Signature header, with `%` for the base64 of a signature over `over`. */
  readonly header: string;
  readonly over?: string;
  readonly sign?: (text: string) => string;
  readonly fields?: HttpMessage["headers"];
  readonly options?: Partial<VerifyMessageOptions>;
}

async function outcome({
  header,
  over = base,
  sign = rsa,
  fields = headers,
  options = {},
}: Case): Promise<string> {
  const value = header.replace("%", sign(over));
  const withSignature: HttpMessage["headers"] = Array.isArray(fields)
    ? [...fields, ["Signature", value]]
    : { ...(fields as Record<string, string | string[]>), Signature: value };
  const message = { method: "GET", target: "/a?b=c", headers: withSignature, body: new Uint8Array() };
  return await verifyMessage({
    message,
    resolveKey: () => verifier,
    requiredHeaders: [],
    now,
    ...options,
  }).then(
    () => "accepted",
    (error) => error.code ?? String(error),
  );
}

const hs2019 = { profile: { ...strictProfile, algorithms: ["hs2019"] } };
const lenient = (syntax: SignatureSyntax) => ({ profile: { ...strictProfile, syntax } });
const id = 'keyId="k"';
const rsaSha256 = 'algorithm="rsa-sha256"';

const accepted: Record<string, Case> = {
  "a plain request": { header: `${id},${rsaSha256},${covered},signature="%"` },
  "a comma and a blank between parameters": { header: `${id}, ${rsaSha256}, ${covered}, signature="%"` },
  "tabs and blanks around =": {
    header: `keyId = "k",${rsaSha256},headers\t=\t${covered.slice(8)},signature="%"`,
  },
  "no algorithm": { header: `${id},${covered},signature="%"` },
  "an unknown parameter": { header: `${id},foo="bar",${covered},signature="%"` },
  "an unknown parameter with a dash and a digit": { header: `${id},x-1="b",${covered},signature="%"` },
  "a keyId with a comma": { header: `keyId="CN=a,O=b",${covered},signature="%"` },
  "a keyId with an escaped quote": { header: `keyId="a\\"b",${covered},signature="%"` },
  "parameters in another case": {
    header: `KEYID="k",Headers="host",SIGNATURE="%"`,
    over: "host: example.com",
  },
  "hs2019 where it is allowed": {
    header: `${id},algorithm="hs2019",${covered},signature="%"`,
    options: hs2019,
  },
  "(created) in the middle": {
    header: `${id},algorithm="hs2019",created=${seconds},headers="(created)",signature="%"`,
    over: `(created): ${seconds}`,
    options: hs2019,
  },
  "(created) as the last parameter": {
    header: `${id},algorithm="hs2019",headers="(created)",signature="%",created=${seconds}`,
    over: `(created): ${seconds}`,
    options: hs2019,
  },
  "no headers parameter: (created)": {
    header: `${id},algorithm="hs2019",created=${seconds},signature="%"`,
    over: `(created): ${seconds}`,
    options: hs2019,
  },
  "(expires) in the future": {
    header: `${id},expires=${seconds + 5},headers="(expires)",signature="%"`,
    over: `(expires): ${seconds + 5}`,
  },
  "a repeated header, joined": {
    header: `${id},headers="x-a",signature="%"`,
    fields: { "x-a": ["one", "two"] },
    over: "x-a: one, two",
  },
  "a header that is empty": {
    header: `${id},headers="x-a",signature="%"`,
    fields: [["X-A", ""]],
    over: "x-a: ",
  },
  "white space around a value": {
    header: `${id},headers="x-a",signature="%"`,
    fields: [["X-A", " \tvalue\t "]],
    over: "x-a: value",
  },
  "names in upper case": {
    header: `${id},headers="Host DATE",signature="%"`,
    over: `host: example.com\ndate: ${date}`,
  },
  "a required header that is covered": {
    header: `${id},${covered},signature="%"`,
    options: { requiredHeaders: ["Host"] },
  },
  "two spellings of keyId where names are exact": {
    header: `keyid="a",${id},${covered},signature="%"`,
    options: lenient({ exactNames: true }),
  },
  "created in quotes where that is allowed": {
    header: `${id},created="${seconds}",headers="(created)",signature="%"`,
    over: `(created): ${seconds}`,
    options: lenient({ quotedTimes: true }),
  },
  "two blanks between names where that is allowed": {
    header: `${id},headers="host  date",signature="%"`,
    over: `host: example.com\ndate: ${date}`,
    options: lenient({ extraBlanks: true }),
  },
  "a name listed twice where that is allowed": {
    header: `${id},headers="host host",signature="%"`,
    over: "host: example.com\nhost: example.com",
    options: lenient({ repeatedNames: true }),
  },
  "no list, over the date, where older drafts are allowed": {
    header: `${id},${rsaSha256},signature="%"`,
    over: `date: ${date}`,
    options: { profile: { ...strictProfile, defaultHeaders: ["date"] } },
  },
  "an old date where no clock is to be consulted": {
    header: `${id},headers="date",signature="%"`,
    fields: [["Date", "Thu, 01 Jan 1970 00:00:00 GMT"]],
    over: "date: Thu, 01 Jan 1970 00:00:00 GMT",
    options: { unsafeIgnoreTimes: true, maxAgeSeconds: 1 },
  },
  "a value in Latin-1": {
    header: `${id},headers="x-a",signature="%"`,
    fields: [["X-A", "caf\xe9"]],
    over: "x-a: caf\xe9",
  },
};

const refused: Record<string, readonly [Case, string]> = {
  "hs2019 unless it is allowed": [
    { header: `${id},algorithm="hs2019",${covered},signature="%"` },
    "ERR_SIGNATURE_ALGORITHM",
  ],
  "headers given twice": [
    { header: `${id},headers="host",${covered},signature="%"` },
    "ERR_SIGNATURE_DUPLICATE_PARAMETER",
  ],
  "signature given twice": [
    { header: `${id},${covered},signature="AA==",signature="%"` },
    "ERR_SIGNATURE_DUPLICATE_PARAMETER",
  ],
  "keyId given twice in two spellings": [
    { header: `keyid="a",${id},${covered},signature="%"` },
    "ERR_SIGNATURE_DUPLICATE_PARAMETER",
  ],
  "an unterminated string": [
    { header: `${id},${covered},signature="%",foo="bar` },
    "ERR_SIGNATURE_MALFORMED",
  ],
  "a string whose last quote is escaped": [
    { header: `${id},${covered},signature="%",foo="bar\\"` },
    "ERR_SIGNATURE_MALFORMED",
  ],
  "a keyId that no header can carry": [
    { header: `keyId="\u20ac",${covered},signature="%"` },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "rubbish at the end": [{ header: `${id},${covered},signature="%",foo` }, "ERR_SIGNATURE_MALFORMED"],
  "two parameters without a comma": [{ header: `${id} ${covered},signature="%"` }, "ERR_SIGNATURE_MALFORMED"],
  "typographic quotes": [
    { header: `keyId=\u201dk\u201d,${covered},signature="%"` },
    "ERR_SIGNATURE_MALFORMED",
  ],
  "no keyId": [{ header: `${covered},signature="%"` }, "ERR_SIGNATURE_PARAMETER"],
  "no signature": [{ header: `${id},${covered}` }, "ERR_SIGNATURE_PARAMETER"],
  "an absent header signed as undefined": [
    { header: `${id},headers="x-gone",signature="%"`, over: "x-gone: undefined" },
    "ERR_SIGNATURE_HEADER_MISSING",
  ],
  "an absent header signed as empty": [
    { header: `${id},headers="x-gone",signature="%"`, over: "x-gone: " },
    "ERR_SIGNATURE_HEADER_MISSING",
  ],
  "an absent header that is called like a method": [
    { header: `${id},headers="constructor",signature="%"`, fields: {}, over: `constructor: ${Object}` },
    "ERR_SIGNATURE_HEADER_MISSING",
  ],
  "an empty list, signed over nothing": [
    { header: `${id},headers="",signature="%"`, over: "" },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "an empty list, signed over the date": [
    { header: `${id},headers="",signature="%"`, over: `date: ${date}` },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "no list, signed over the date as in older drafts": [
    { header: `${id},${rsaSha256},signature="%"`, over: `date: ${date}` },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "no list and no created, signed over nothing": [
    { header: `${id},signature="%"`, over: "" },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "(created) with rsa-sha256": [
    {
      header: `${id},${rsaSha256},created=${seconds},headers="(created)",signature="%"`,
      over: `(created): ${seconds}`,
    },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "(expires) with SHA256withRSA": [
    {
      header: `${id},algorithm="SHA256withRSA",expires=${seconds + 5},headers="(expires)",signature="%"`,
      over: `(expires): ${seconds + 5}`,
      options: { profile: { ...strictProfile, algorithms: ["SHA256withRSA"] } },
    },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "created in quotes": [
    { header: `${id},created="${seconds}",headers="(created)",signature="%"`, over: `(created): ${seconds}` },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "created with a fraction": [
    {
      header: `${id},created=${seconds}.5,headers="(created)",signature="%"`,
      over: `(created): ${seconds}.5`,
    },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "(created) without created, signed as undefined": [
    { header: `${id},headers="(created)",signature="%"`, over: "(created): undefined" },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "created in the future": [
    {
      header: `${id},created=${seconds + 3600},headers="(created)",signature="%"`,
      over: `(created): ${seconds + 3600}`,
    },
    "ERR_SIGNATURE_NOT_YET_VALID",
  ],
  "expires in the past": [
    {
      header: `${id},expires=${seconds - 3600},headers="(expires)",signature="%"`,
      over: `(expires): ${seconds - 3600}`,
    },
    "ERR_SIGNATURE_EXPIRED",
  ],
  "expires that is no number": [
    { header: `${id},expires="soon",${covered},signature="%"` },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "an old date": [
    {
      header: `${id},headers="date",signature="%"`,
      fields: [["Date", new Date(now.getTime() - 3_600_000).toUTCString()]],
      over: `date: ${new Date(now.getTime() - 3_600_000).toUTCString()}`,
      options: { maxAgeSeconds: 300 },
    },
    "ERR_SIGNATURE_TOO_OLD",
  ],
  "a date in the future": [
    {
      header: `${id},headers="date",signature="%"`,
      fields: [["Date", new Date(now.getTime() + 3_600_000).toUTCString()]],
      over: `date: ${new Date(now.getTime() + 3_600_000).toUTCString()}`,
      options: { maxAgeSeconds: 300 },
    },
    "ERR_SIGNATURE_NOT_YET_VALID",
  ],
  "a date that is none": [
    {
      header: `${id},headers="date",signature="%"`,
      fields: [["Date", "yesterday"]],
      over: "date: yesterday",
    },
    "ERR_SIGNATURE_HEADER_VALUE",
  ],
  "an old (created)": [
    {
      header: `${id},created=${seconds - 86_400},headers="(created)",signature="%"`,
      over: `(created): ${seconds - 86_400}`,
      options: { maxAgeSeconds: 300 },
    },
    "ERR_SIGNATURE_TOO_OLD",
  ],
  "a limited age and nothing covered that tells it": [
    {
      header: `${id},headers="host",signature="%"`,
      over: "host: example.com",
      options: { maxAgeSeconds: 300 },
    },
    "ERR_SIGNATURE_HEADER_NOT_COVERED",
  ],
  "white space inside a value that was changed": [
    { header: `${id},headers="x-a",signature="%"`, fields: [["X-A", "a  b"]], over: "x-a: a b" },
    "ERR_SIGNATURE_INVALID",
  ],
  "two blanks between names": [
    { header: `${id},headers="host  date",signature="%"`, over: `host: example.com\ndate: ${date}` },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "a name listed twice": [
    { header: `${id},headers="host host",signature="%"`, over: "host: example.com\nhost: example.com" },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "a required header that is not covered": [
    { header: `${id},${covered},signature="%"`, options: { requiredHeaders: ["digest"] } },
    "ERR_SIGNATURE_HEADER_NOT_COVERED",
  ],
  "an HMAC keyed with the public key": [
    {
      header: `${id},algorithm="hmac-sha256",${covered},signature="%"`,
      sign: (text) => createHmac("sha256", publicPem).update(text).digest("base64"),
    },
    "ERR_SIGNATURE_ALGORITHM",
  ],
  "an HMAC keyed with the public key under a label that is allowed": [
    {
      header: `${id},${rsaSha256},${covered},signature="%"`,
      sign: (text) => createHmac("sha256", publicPem).update(text).digest("base64"),
    },
    "ERR_SIGNATURE_INVALID",
  ],
  "SHA-1": [
    { header: `${id},algorithm="rsa-sha1",${covered},signature="%"`, sign: (text) => rsa(text, "sha1") },
    "ERR_SIGNATURE_ALGORITHM",
  ],
  "SHA-1 under a label that is allowed": [
    { header: `${id},${rsaSha256},${covered},signature="%"`, sign: (text) => rsa(text, "sha1") },
    "ERR_SIGNATURE_INVALID",
  ],
  MD5: [
    { header: `${id},algorithm="rsa-md5",${covered},signature="%"`, sign: (text) => rsa(text, "md5") },
    "ERR_SIGNATURE_ALGORITHM",
  ],
  "blanks inside the base64": [
    { header: `${id},${covered},signature="%"`, sign: (text) => rsa(text).replace(/^..../, "$& ") },
    "ERR_SIGNATURE_PARAMETER",
  ],
  base64url: [
    {
      header: `${id},${covered},signature="%"`,
      sign: (text) => rsa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
    },
    "ERR_SIGNATURE_PARAMETER",
  ],
  "a line break in a value that forges a line": [
    {
      header: `${id},headers="x-a host",signature="%"`,
      fields: [
        ["X-A", "1\nhost: evil.example"],
        ["Host", "example.com"],
      ],
      over: "x-a: 1\nhost: evil.example\nhost: example.com",
    },
    "ERR_SIGNATURE_HEADER_VALUE",
  ],
  "two Host headers": [
    {
      header: `${id},headers="host",signature="%"`,
      fields: [
        ["Host", "a"],
        ["host", "b"],
      ],
      over: "host: a, b",
    },
    "ERR_SIGNATURE_HEADER_REPEATED",
  ],
  "two Signature headers": [
    {
      header: `${id},${covered},signature="%"`,
      fields: [...headers, ["signature", `${id},${covered},signature="AA=="`]],
    },
    "ERR_SIGNATURE_HEADER_REPEATED",
  ],
  "a digest that is not the body's": [
    {
      header: `${id},headers="digest",signature="%"`,
      fields: [["Digest", "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="]],
      over: "digest: SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=",
    },
    "ERR_DIGEST_MISMATCH",
  ],
  "a key that is not known": [
    { header: `${id},${covered},signature="%"`, options: { resolveKey: () => undefined } },
    "ERR_SIGNATURE_KEY_UNKNOWN",
  ],
};

describe("accepted", () => {
  it.each(Object.entries(accepted))("%s", async (_name, each) =>
    expect(await outcome(each)).toBe("accepted"),
  );
});

describe("refused", () => {
  it.each(Object.entries(refused))("%s", async (_name, [each, code]) =>
    expect(await outcome(each)).toBe(code),
  );
});

it("tells whose signature was refused", async () => {
  const message = { headers: { signature: 'keyId="who",headers="x",signature="AA=="', x: "1" } };
  await expect(
    verifyMessage({ message, resolveKey: () => verifier, requiredHeaders: [], now }),
  ).rejects.toMatchObject({
    code: "ERR_SIGNATURE_INVALID",
    keyId: "who",
  });
});

it("wants the body where the digest is covered", async () => {
  const digest = "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  const headers = { digest, signature: `keyId="k",headers="digest",signature="${rsa(`digest: ${digest}`)}"` };
  const options = { resolveKey: () => verifier, requiredHeaders: ["digest"], now };
  await expect(verifyMessage({ message: { headers }, ...options })).rejects.toThrow(TypeError);
  const message = { headers, body: new Uint8Array() };
  await expect(verifyMessage({ message, ...options })).resolves.toEqual({
    keyId: "k",
    headers: ["digest"],
    usedFallback: false,
  });
});

it("reads the Authorization header where that is the carrier", async () => {
  const authorization = `Signature keyId="k",headers="host",signature="${rsa("host: a")}"`;
  const options = { resolveKey: () => verifier, requiredHeaders: [], now, carrier: "authorization" as const };
  const message = { headers: { authorization, host: "a" } };
  await expect(verifyMessage({ message, ...options })).resolves.toMatchObject({ keyId: "k" });
  for (const wrong of ["Bearer abc", "", authorization.slice(10)]) {
    await expect(
      verifyMessage({ message: { headers: { authorization: wrong, host: "a" } }, ...options }),
    ).rejects.toMatchObject({ code: "ERR_SIGNATURE_MISSING" });
  }
  await expect(verifyMessage({ message: { headers: { host: "a" } }, ...options })).rejects.toMatchObject({
    code: "ERR_SIGNATURE_MISSING",
  });
});

describe("a fallback of the profile", () => {
  const fields = { date, "x-a": "1", "x-b": "2" };
  const profile = { ...strictProfile, requiredHeaders: ["x-a"], fallbackHeaders: ["x-b", "x-a"] };
  const verify = (list: string, over: string) => {
    const signature = `keyId="k",headers="${list}",signature="${rsa(over)}"`;
    return verifyMessage({
      message: { headers: { ...fields, signature } },
      resolveKey: () => verifier,
      profile,
      now,
    });
  };

  it("is not used where the signature is what it says", async () => {
    await expect(verify("x-a", "x-a: 1")).resolves.toEqual({
      keyId: "k",
      headers: ["x-a"],
      usedFallback: false,
    });
  });

  it.each(["x-a date", "x-a (request-target)", "date"])("is used, and told, for %s", async (list) => {
    const verified = await verify(list, "x-b: 2\nx-a: 1");
    expect(verified).toEqual({ keyId: "k", headers: ["x-b", "x-a"], usedFallback: true });
  });

  it.each([
    ["x-a", "x-a: 2", "ERR_SIGNATURE_INVALID"],
    ["x-a (request-target)", "x-a: 1", "ERR_SIGNATURE_HEADER_MISSING"],
    ["x-b", "x-b: 2", "ERR_SIGNATURE_HEADER_NOT_COVERED"],
  ])("does not help a signature of %s over %j", async (list, over, code) => {
    await expect(verify(list, over)).rejects.toMatchObject({ code });
  });
});

it("takes a verifier that breaks down for what it is, and not for a wrong signature", async () => {
  const headers = { signature: `keyId="k",headers="x-a",signature="${rsa("x-a: 1")}"`, "x-a": "1" };
  const broken: Verifier = { ...verifier, verify: () => Promise.reject(new Error("the HSM is gone")) };
  await expect(verifyMessage({ message: { headers }, resolveKey: () => broken, now })).rejects.toThrow(
    "the HSM is gone",
  );
});

it("wants to know what time it is", async () => {
  const headers = { signature: `keyId="k",headers="x-a",signature="${rsa("x-a: 1")}"`, "x-a": "1" };
  await expect(verifyMessage({ message: { headers }, resolveKey: () => verifier })).rejects.toThrow(
    TypeError,
  );
});
