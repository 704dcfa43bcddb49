import { constants, createHash, generateKeyPairSync, privateEncrypt, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { recoverBlock } from "../../../src/explain/recover-block.js";
import {
  type CauseCode,
  createSelfSignedCertificate,
  explainSignature,
  importVerifier,
  thumbprint,
  worldlineServiceProfile,
} from "../../../src/index.js";
import { nodeSigner } from "../../support/node-signer.js";
import {
  base,
  body,
  digestOf,
  explain,
  fields,
  type Mistaken,
  names,
  pad,
  privateKey,
  publicKeyPem,
  sha256Of,
  signPkcs1,
  signPss,
  target,
  verifier,
} from "./mistaken-signer.js";

const lines = base.split("\n");
const reserialised = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
const prettyPrinted = JSON.stringify(JSON.parse(body.toString()), undefined, 2);
const withoutDigest = lines.filter((line) => !line.startsWith("digest:"));

const withTarget = (value: string) => base.replace(`post ${target}`, value);
const withDigest = (digest: string): Mistaken => ({
  headers: { Digest: digest },
  signed: base.replace(fields.Digest as string, digest),
});
const signer = nodeSigner(privateKey.export({ format: "pem", type: "pkcs8" }).toString());
const certificate = await createSelfSignedCertificate({
  signer,
  subject: "CN=Signer",
  notBefore: new Date("2024-01-01"),
  notAfter: new Date("2025-01-01"),
});

describe("explainSignature: what is wrong with the string", () => {
  it.each<[what: string, mistake: Mistaken, code: CauseCode, message: RegExp]>([
    ["a line feed at the end", { signed: `${base}\n` }, "trailing-newline", /line feed at its end/],
    ["\\r\\n at the end", { signed: `${base}\r\n` }, "trailing-newline", /\\r\\n at its end/],
    [
      "\\r\\n everywhere",
      { signed: `${lines.join("\r\n")}\r\n` },
      "trailing-newline",
      /between its lines and at/,
    ],
    ["a line feed at the start", { signed: `\n${base}` }, "trailing-newline", /at its start/],
    ["\\r\\n between the lines", { signed: lines.join("\r\n") }, "line-separator", /joined by \\r\\n/],
    ["blanks between the lines", { signed: lines.join(" ") }, "line-separator", /joined by blanks/],
    [
      "upper-case names",
      { signed: base.replace(/^[^:]+/gm, (name) => name.toUpperCase()) },
      "upper-case-names",
      /in upper case/,
    ],
    [
      "names as sent",
      {
        signed: base
          .replace("digest:", "Digest:")
          .replace("x-request-id:", "X-Request-Id:")
          .replace("messagecreatedatetime:", "MessageCreateDateTime:"),
      },
      "upper-case-names",
      /as they stand in the message/,
    ],
    ["the method in upper case", { signed: withTarget(`POST ${target}`) }, "method-case", /in upper case/],
    ["no query", { signed: withTarget("post /base/payments/1") }, "query-missing", /without its query/],
    [
      "no query, upper case",
      { signed: withTarget("POST /base/payments/1") },
      "query-missing",
      /without its query/,
    ],
    [
      "an absolute URL",
      { signed: withTarget(`post https://api.example${target}`) },
      "absolute-url",
      /absolute URL/,
    ],
    [
      "POST and an absolute URL",
      { signed: withTarget(`POST https://api.example${target}`) },
      "absolute-url",
      /absolute URL/,
    ],
    [
      "an absolute URL as target",
      { message: { target: `https://api.example${target}` } },
      "absolute-url",
      /has an absolute URL/,
    ],
    [
      "an absolute URL as target, signed as such",
      {
        message: { target: `https://api.example${target}` },
        signed: withTarget(`post https://api.example${target}`),
      },
      "absolute-url",
      /path and query as on the request line/,
    ],
    [
      "the path in lower case",
      { signed: withTarget("post /base/payments/1?expand=a%2fb&x=1") },
      "target-altered",
      /in lower case/,
    ],
    [
      "no percent escapes",
      { signed: withTarget("post /base/payments/1?expand=A/b&x=1") },
      "target-altered",
      /escapes/,
    ],
    [
      "a prefix of a proxy",
      { signed: withTarget("post /payments/1?expand=A%2fb&x=1") },
      "target-altered",
      /beginning of the path/,
    ],
    [
      "no leading slash",
      { signed: withTarget(`post ${target.slice(1)}`) },
      "target-altered",
      /leading slash/,
    ],
    ["another method", { signed: withTarget(`put ${target}`) }, "target-altered", /the method put/],
    ["a line too few", { signed: withoutDigest.join("\n") }, "header-missing", /lacks digest/],
    [
      "a value that was not there",
      { signed: base.replace(/^(x-request-id): .*$/m, "$1: undefined") },
      "header-missing",
      /"undefined" as the value of x-request-id/,
    ],
    [
      "another order",
      { signed: lines.toReversed().join("\n") },
      "header-order",
      /the string has messagecreatedatetime x-request-id digest \(request-target\)/,
    ],
    [
      "another order of fewer",
      { signed: [lines[3], lines[1]].join("\n") },
      "header-order",
      /the string has messagecreatedatetime digest/,
    ],
    [
      "a header that is not named",
      { signed: `${lines[0]}\nhost: api.example\n${lines.slice(1).join("\n")}` },
      "header-added",
      /: host\./,
    ],
    [
      "(request-target) that is not named",
      { covers: names.slice(1), signed: base },
      "header-added",
      /\(request-target\)/,
    ],
    [
      "a name without x-",
      { signed: base.replace("x-request-id", "request-id") },
      "header-renamed",
      /request-id for x-request-id/,
    ],
    [
      "request-target without parentheses",
      { signed: base.replace("(request-target)", "request-target") },
      "header-renamed",
      /request-target for/,
    ],
    [
      "the value of another header",
      {
        headers: { "X-Correlation-Id": "other" },
        signed: base.replace(/^(x-request-id): .*$/m, "$1: other"),
      },
      "header-renamed",
      /with the value of x-correlation-id/,
    ],
    [
      "a value in lower case",
      { signed: base.replace("7E04be55", "7e04be55") },
      "header-altered",
      /x-request-id in lower case/,
    ],
    [
      "blanks run together",
      { headers: { "X-Request-Id": "a  b" }, signed: base.replace(/^(x-request-id): .*$/m, "$1: a b") },
      "header-altered",
      /run together/,
    ],
    [
      "a date in another form",
      { signed: base.replace("52.110Z", "52.11Z") },
      "header-altered",
      /same time in another form/,
    ],
    [
      "UTF-8",
      {
        headers: { "X-Request-Id": "\xe9" },
        signed: Buffer.from(base.replace(/^(x-request-id): .*$/m, "$1: \xe9"), "utf8"),
      },
      "header-altered",
      /UTF-8/,
    ],
    [
      "typographic quotes in a value",
      {
        headers: { "X-Request-Id": '"a"' },
        signed: Buffer.from(base.replace(/^(x-request-id): .*$/m, "$1: \u201ca\u201d")),
      },
      "typographic-quotes",
      /typographic quotes/,
    ],
    ["no blank behind the colon", { signed: base.replaceAll(": ", ":") }, "line-format", /no blank/],
    ["values alone", { signed: base.replace(/^[^:]+: /gm, "") }, "line-format", /values without names/],
  ])("%s", async (_what, mistake, code, message) => {
    const { verified, cause, summary } = await explain(mistake);
    expect({ verified, code: cause?.code }).toEqual({ verified: false, code });
    expect(cause?.message).toMatch(message);
    expect(cause?.fix.length).toBeGreaterThan(10);
    expect(summary).toBe(`${cause?.message} ${cause?.fix}`);
  });

  it("two values of a repeated header, joined by a comma alone", async () => {
    const signed = "x-request-id: a,b";
    const value = `keyId="k",headers="x-request-id",signature="${signPkcs1(signed).toString("base64")}"`;
    const { cause } = await explainSignature({
      message: { headers: { "x-request-id": ["a", "b"], signature: value } },
      verifier: await verifier,
    });
    expect(cause).toMatchObject({ code: "header-altered", message: expect.stringMatching(/comma alone/) });
  });

  it("ten headers in another order, of which not every order can be tried", async () => {
    const many = Array.from({ length: 10 }, (_, index) => [`x-${9 - index}`, String(index)] as const);
    const signed = many
      .toReversed()
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n");
    const covers = many.map(([name]) => name);
    const { cause } = await explain({ covers, signed, headers: Object.fromEntries(many) });
    expect(cause?.code).toBe("header-order");
  });
});

describe("explainSignature: a header that the message does not have", () => {
  it.each<[what: string, mistake: Mistaken, code: CauseCode, message: RegExp]>([
    [
      "renamed on its way",
      { headers: { "X-Request-Id": undefined, X_Request_Id: "7E04be55-f710-4660-8254-a48d0246d56b" } },
      "header-renamed",
      /the message calls X_Request_Id/,
    ],
    ["removed on its way", { headers: { "X-Request-Id": undefined } }, "header-missing", /no such header\.$/],
    [
      "never there, and not signed",
      {
        headers: { "X-Request-Id": undefined },
        signed: lines.filter((line) => !line.startsWith("x-")).join("\n"),
      },
      "header-missing",
      /not signed either/,
    ],
    [
      "never there, and signed as undefined",
      {
        headers: { "X-Request-Id": undefined },
        signed: base.replace(/^(x-request-id): .*$/m, "$1: undefined"),
      },
      "header-missing",
      /signed as "undefined"/,
    ],
    [
      "a Digest that was signed but not sent",
      { headers: { Digest: undefined } },
      "header-missing",
      /no Digest header/,
    ],
    [
      "(created) without the parameter",
      {
        covers: ["(created)"],
        algorithm: "hs2019",
        signed: "(created): 1",
        options: { profile: { algorithms: ["hs2019"], requiredHeaders: [] } },
      },
      "header-missing",
      /parameter is absent/,
    ],
    [
      "(request-target) of a response",
      { message: { method: "", target: "" } },
      "header-missing",
      /is it a response/,
    ],
  ])("%s", async (_what, mistake, code, message) => {
    const { verified, cause, signatureBase } = await explain(mistake);
    expect({ verified, code: cause?.code, signatureBase }).toEqual({
      verified: false,
      code,
      signatureBase: undefined,
    });
    expect(cause?.message).toMatch(message);
  });

  it("shows the lines that there are, and names the one that is not", async () => {
    const { lines: shown } = await explain({ headers: { Digest: undefined } });
    expect(shown).toEqual([lines[0], "digest (not in the message)", lines[2], lines[3]]);
  });
});

describe("explainSignature: what is wrong with the Digest", () => {
  it.each<[what: string, mistake: Mistaken, code: CauseCode, message: RegExp]>([
    ["hex", withDigest(`SHA-256=${sha256Of(body).toString("hex")}`), "digest-hex", /in hex/],
    [
      "hex of another body",
      withDigest(`SHA-256=${sha256Of("other").toString("hex")}`),
      "digest-hex",
      /in hex/,
    ],
    [
      "base64 of the hex",
      withDigest(`SHA-256=${Buffer.from(sha256Of(body).toString("hex")).toString("base64")}`),
      "digest-hex",
      /hex/,
    ],
    [
      "base64url",
      withDigest(`SHA-256=${sha256Of(body).toString("base64url")}`),
      "digest-base64url",
      /base64url/,
    ],
    [
      "base64url of another body",
      withDigest(`SHA-256=${sha256Of("url 1").toString("base64url")}`),
      "digest-base64url",
      /base64url/,
    ],
    ["the hash of the hash", withDigest(digestOf(sha256Of(body))), "double-hash", /hashed again/],
    [
      "the hash of the hex",
      withDigest(digestOf(sha256Of(body).toString("hex"))),
      "double-hash",
      /hashed again/,
    ],
    [
      "colons as in RFC 9530",
      withDigest(`SHA-256=:${sha256Of(body).toString("base64")}:`),
      "digest-format",
      /RFC 9530/,
    ],
    [
      "no name of the hash",
      withDigest(sha256Of(body).toString("base64")),
      "digest-format",
      /without SHA-256=/,
    ],
    [
      "a body that was serialised again",
      withDigest(digestOf(reserialised)),
      "body-reserialised",
      /Digest header is that of the same JSON/,
    ],
    [
      "escaped as PHP does it",
      withDigest(digestOf(body.toString().replace("/", "\\/").replace("\u00e9", "\\u00e9"))),
      "body-reserialised",
      /escapes/,
    ],
    ["a pretty-printed body", withDigest(digestOf(prettyPrinted)), "body-pretty-printed", /pretty-printed/],
    [
      "a pretty-printed body with a newline",
      withDigest(digestOf(`${prettyPrinted}\n`)),
      "body-pretty-printed",
      /pretty-printed/,
    ],
    ["a body with a byte order mark", withDigest(digestOf(`\ufeff${body}`)), "body-bom", /byte order mark/],
    ["a body with a newline", withDigest(digestOf(`${body}\n`)), "body-newline", /newline/],
    ["an empty body", withDigest(digestOf("")), "body-empty", /empty body/],
    [
      "the beginning of the body",
      withDigest(digestOf(body.subarray(0, -2))),
      "body-truncated",
      /first 46 of the 48 bytes/,
    ],
    [
      "a body of another length than Content-Length says",
      { headers: { "Content-Length": "48" }, message: { body: body.subarray(0, 20) } },
      "body-truncated",
      /says 48 bytes, but the body has 20/,
    ],
    ["another body", withDigest(digestOf("other")), "digest-mismatch", /not that of the body/],
  ])("%s", async (_what, mistake, code, message) => {
    const { verified, cause } = await explain(mistake);
    expect({ verified, code: cause?.code }).toEqual({ verified: false, code });
    expect(cause?.message).toMatch(message);
  });

  it.each(["md5", "sha1", "sha512"])("%s in the place of SHA-256", async (name) => {
    const digest = `SHA-256=${createHash(name).update(body).digest("base64")}`;
    expect((await explain(withDigest(digest))).cause?.code).toBe("digest-algorithm");
  });

  it.each<[what: string, signed: string, code: CauseCode]>([
    ["of the sent body, while the header is of another", digestOf(body), "header-altered"],
    ["in hex", `SHA-256=${sha256Of(body).toString("hex")}`, "digest-hex"],
    ["of the pretty-printed body", digestOf(prettyPrinted), "body-pretty-printed"],
  ])("a Digest that was signed but not sent, %s", async (_what, digest, code) => {
    const sent = code === "header-altered" ? digestOf("other") : (fields.Digest as string);
    const { cause } = await explain({
      headers: { Digest: sent },
      signed: base.replace(fields.Digest as string, digest),
    });
    expect(cause?.code).toBe(code);
  });

  it("says nothing of the body where the Digest is to be ignored", async () => {
    const { verified } = await explain({
      ...withDigest(digestOf("other")),
      options: { unsafeIgnoreDigest: true },
    });
    expect(verified).toBe(true);
  });
});

describe("explainSignature: what is wrong with how RSA was used", () => {
  it.each<[what: string, signature: () => Uint8Array, code: CauseCode, message: RegExp]>([
    ["PSS", () => signPss(base), "pss-padding", /RSASSA-PSS/],
    [
      "PSS with the longest salt",
      () => signPss(base, constants.RSA_PSS_SALTLEN_MAX_SIGN),
      "pss-padding",
      /RSASSA-PSS/,
    ],
    ["PSS without salt", () => signPss(base, 0), "pss-padding", /RSASSA-PSS/],
    ["SHA-1", () => signPkcs1(base, "sha1"), "sha-1", /SHA-1/],
    ["SHA-512", () => signPkcs1(base, "sha512"), "other-hash", /another hash/],
    ["MD5", () => signPkcs1(base, "md5"), "other-hash", /another hash/],
    ["a bare hash", () => pad(sha256Of(base)), "no-digest-info", /bare hash/],
    [
      "a bare hash without padding",
      () =>
        privateEncrypt(
          { key: privateKey, padding: constants.RSA_NO_PADDING },
          Buffer.concat([Buffer.alloc(224), sha256Of(base)]),
        ),
      "no-digest-info",
      /bare hash/,
    ],
    [
      "a DigestInfo without NULL",
      () =>
        pad(Buffer.concat([Buffer.from("302f300b0609608648016503040201" + "0420", "hex"), sha256Of(base)])),
      "no-digest-info",
      /without the NULL/,
    ],
    ["a double hash", () => signPkcs1(sha256Of(base)), "double-hash", /hashed twice/],
    [
      "the hex digest",
      () => signPkcs1(sha256Of(base).toString("hex")),
      "hex-digest-signed",
      /text of the SHA-256 hash/,
    ],
    [
      "the hex digest in upper case",
      () => signPkcs1(sha256Of(base).toString("hex").toUpperCase()),
      "hex-digest-signed",
      /text of/,
    ],
    ["the base64 digest", () => signPkcs1(sha256Of(base).toString("base64")), "hex-digest-signed", /text of/],
  ])("%s", async (_what, signature, code, message) => {
    const { verified, cause } = await explain({ signature: signature() });
    expect({ verified, code: cause?.code }).toEqual({ verified: false, code });
    expect(cause?.message).toMatch(message);
  });

  it("does not take noise for PSS, whose last byte it has by chance", async () => {
    const { publicKey } = await verifier;
    for (let index = 0; index < 20; index++) {
      const parts = Array.from({ length: 8 }, (_, part) => sha256Of(`${index} ${part}`));
      const noise = Buffer.concat([
        Uint8Array.of(0, 2),
        Buffer.concat(parts).subarray(0, 253),
        Uint8Array.of(0xbc),
      ]);
      const key = { key: privateKey, padding: constants.RSA_NO_PADDING };
      expect(recoverBlock(publicKey, privateEncrypt(key, noise)).kind).toBe("unreadable");
    }
  });
});

describe("explainSignature: what is wrong with the key", () => {
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const otherSigned = sign("sha256", Buffer.from(base), other);

  it("another private key", async () => {
    const { cause } = await explain({ signature: otherSigned });
    expect(cause).toMatchObject({ code: "key-mismatch", message: expect.stringMatching(/not by this key/) });
  });

  it("a key of another size", async () => {
    const large = generateKeyPairSync("rsa", { modulusLength: 3072 }).privateKey;
    const { cause } = await explain({ signature: sign("sha256", Buffer.from(base), large) });
    expect(cause).toMatchObject({ code: "key-mismatch", message: expect.stringMatching(/384 bytes.* 256/) });
  });

  it("a certificate of another key than the verifier's", async () => {
    const otherPem = other.export({ format: "pem", type: "pkcs8" }).toString();
    const stranger = await createSelfSignedCertificate({
      signer: nodeSigner(otherPem),
      subject: "CN=Stranger",
      notBefore: new Date("2024-01-01"),
      notAfter: new Date("2025-01-01"),
    });
    const { cause } = await explain({ signature: otherSigned, options: { certificate: stranger } });
    expect(cause).toMatchObject({
      code: "key-mismatch",
      message: expect.stringMatching(/CN=Stranger.* is by the certificate's key/),
    });
  });

  it.each<[what: string, keyId: string, message: RegExp]>([
    ["another certificate's thumbprint", "0".repeat(40), /names another key/],
    ["the SHA-256 thumbprint", thumbprint(certificate, "SHA-256"), /SHA-256 thumbprint/],
    [
      "colons in it",
      (thumbprint(certificate, "SHA-1").match(/../g) ?? []).join(":"),
      /not written as plain hex/,
    ],
  ])("a keyId with %s, though the signature is right", async (_what, keyId, message) => {
    const { verified, cause } = await explain({ keyId, options: { certificate } });
    expect({ verified, code: cause?.code }).toEqual({ verified: false, code: "key-id-mismatch" });
    expect(cause?.message).toMatch(message);
  });

  it("a keyId that names the certificate in lower case is right, and so is one that is no thumbprint", async () => {
    const lower = thumbprint(certificate, "SHA-1").toLowerCase();
    expect((await explain({ keyId: lower, options: { certificate } })).verified).toBe(true);
    expect((await explain({ keyId: "my-key", options: { certificate } })).verified).toBe(true);
  });

  it("another keyId than the one that is expected", async () => {
    expect((await explain({ keyId: "b", options: { keyId: "a" } })).cause?.code).toBe("key-id-mismatch");
    expect((await explain({ keyId: "a", options: { keyId: "a" } })).verified).toBe(true);
  });
});

describe("explainSignature: what is wrong with the header of the signature", () => {
  it.each<[what: string, mistake: Mistaken, code: CauseCode, message: RegExp]>([
    [
      "typographic quotes",
      { header: (value) => value.replaceAll('"', "\u201d") },
      "typographic-quotes",
      /typographic/,
    ],
    [
      "typographic quotes, as bytes",
      { header: (value) => Buffer.from(value.replaceAll('"', "\u201c")).toString("latin1") },
      "typographic-quotes",
      /typographic/,
    ],
    [
      "the scheme before it",
      { header: (value) => `Signature ${value}` },
      "signature-header",
      /starts with the word/,
    ],
    ["nothing", { header: () => "" }, "signature-header", /no Signature header/],
    [
      "no keyId",
      { header: (value) => value.replace(/keyId="key",/, "") },
      "signature-header",
      /keyId is required/,
    ],
    [
      "a base64url signature",
      {
        header: (value) =>
          value.replace(/(?<=signature=").*(?=")/, (text) =>
            text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
          ),
      },
      "signature-encoding",
      /base64url/,
    ],
    [
      "a label that is not accepted",
      { algorithm: "SHA256withRSA" },
      "algorithm-label",
      /SHA256withRSA is not accepted/,
    ],
    [
      "too little covered",
      { options: { requiredHeaders: ["host"] } },
      "header-not-covered",
      /must cover host/,
    ],
    [
      "a repeated header",
      {
        headers: { DIGEST: digestOf(body) },
        signed: base.replace(fields.Digest as string, `${fields.Digest}, ${fields.Digest}`),
      },
      "signature-header",
      /2 digest headers/,
    ],
  ])("%s", async (_what, mistake, code, message) => {
    const { verified, cause } = await explain(mistake);
    expect({ verified, code: cause?.code }).toEqual({ verified: false, code });
    expect(cause?.message).toMatch(message);
  });

  it("shows the header that cannot be read", async () => {
    const { lines: shown } = await explain({ header: () => "keyId=\u201ca\u201d" });
    expect(shown).toEqual(["keyId=\\xe2\\x80\\x9ca\\xe2\\x80\\x9d"]);
  });

  it("reads Authorization: Signature", async () => {
    const value = `Signature keyId="k",headers="host",signature="${signPkcs1("Host: h").toString("base64")}"`;
    const { cause } = await explainSignature({
      message: { headers: { host: "h", authorization: value } },
      verifier: await verifier,
      carrier: "authorization",
    });
    expect(cause?.code).toBe("upper-case-names");
  });

  it("consults no clock unless it is given the time", async () => {
    const covers = ["(created)"];
    const header = (value: string) =>
      value.replace('algorithm="hs2019"', 'algorithm="hs2019",created=2000000000');
    const profile = { algorithms: ["hs2019"], requiredHeaders: [] };
    const mistake = { covers, header, algorithm: "hs2019", signed: "(created): 2000000000" };
    expect((await explain({ ...mistake, options: { profile } })).verified).toBe(true);
    const { cause } = await explain({ ...mistake, options: { profile, now: new Date("2024-01-01") } });
    expect(cause).toMatchObject({ code: "signature-time", message: expect.stringMatching(/in the future/) });
  });
});

describe("explainSignature: where nothing is wrong, and where nothing fits", () => {
  it("verifies what is right, and shows it", async () => {
    expect(await explain({})).toEqual({
      verified: true,
      summary: "The signature verifies.",
      signatureBase: base,
      lines: lines.map((line, index) => (index < 3 ? `${line}\\n` : line)),
    });
  });

  it("says that nothing fits and shows the very bytes, unprintables made visible", async () => {
    const value = "a\tb\\c\xa0d";
    const {
      verified,
      cause,
      summary,
      lines: shown,
    } = await explain({
      headers: { "X-Request-Id": value },
      signed: "something else altogether",
    });
    expect({ verified, cause }).toEqual({ verified: false, cause: undefined });
    expect(summary).toMatch(/^Nothing of what is commonly done wrong/);
    expect(shown[2]).toBe("x-request-id: a\\tb\\\\c\\xa0d\\n");
    expect(shown).toHaveLength(4);
  });

  it("accepts the fallback of a profile, and explains over it", async () => {
    const [, digest = "", id = "", date = ""] = lines;
    const fixed = [date, id, digest].join("\n");
    const options = { profile: worldlineServiceProfile };
    expect((await explain({ signed: fixed, options })).verified).toBe(true);
    const wrong = withDigest(digestOf(`${body}\n`)).headers?.Digest as string;
    const { cause, signatureBase } = await explain({
      headers: { Digest: wrong },
      signed: fixed.replace(fields.Digest as string, wrong),
      options,
    });
    expect(cause?.code).toBe("body-newline");
    expect(signatureBase?.split("\n")[0]).toBe(date);
  });

  it("wants the body where its digest is covered, as verification does", async () => {
    const message = {
      headers: {
        digest: "SHA-256=x",
        signature: `keyId="k",headers="digest",signature="${signPkcs1("digest: SHA-256=x").toString("base64")}"`,
      },
    };
    await expect(explainSignature({ message, verifier: await verifier })).rejects.toThrow(TypeError);
  });

  it("never tells a signature that would have been right", async () => {
    const right = signPkcs1(base).toString("base64");
    const explanation = await explain({ signed: `${base}\n` });
    expect(JSON.stringify(explanation)).not.toContain(right);
    expect(JSON.stringify(explanation)).not.toContain(right.slice(0, 40));
  });

  it("takes a verifier of a public key in PEM", async () => {
    const fromPem = await importVerifier(publicKeyPem);
    expect((await explain({ options: { verifier: fromPem } })).verified).toBe(true);
  });
});
