import { constants, createHash, privateEncrypt, publicDecrypt, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isPssEncoded } from "../../../src/explain/pss-encoding.js";
import { recoverBlock } from "../../../src/explain/recover-block.js";
import { type CauseCode, explainBodySignature, explainSignature } from "../../../src/index.js";
import { body, explain, type Mistaken, privateKey, signPkcs1, signPss, verifier } from "./mistaken-signer.js";

/** Signs one string, and has another message explained that covers these headers. */
async function explainHeaders(headers: Readonly<Record<string, string>>, signed: string, target = "/") {
  const names = Object.keys(headers);
  const value = `keyId="k",headers="${names.join(" ")}",signature="${signPkcs1(signed).toString("base64")}"`;
  const fields = Object.entries(headers).filter(([name]) => !name.startsWith("("));
  return await explainSignature({
    message: { method: "POST", target, headers: [...fields, ["host", "h:1"], ["signature", value]] },
    verifier: await verifier,
  });
}

describe("the string: forms of lines, targets and values", () => {
  it.each<[signed: string, code: CauseCode, message: RegExp]>([
    ["a: 1\nb: 2 ", "trailing-newline", /a blank at its end/],
    ["a : 1\nb : 2", "line-format", /blank before the colon/],
    ["a=1\nb=2", "line-format", /= in the place/],
    ["a 1\nb 2", "line-format", /no colon/],
    ['a: "1"\nb: "2"', "line-format", /quotes around/],
    ["1\n2", "line-format", /values without names/],
    ["a: 1b: 2", "line-separator", /joined by nothing/],
    ["a: 1, b: 2", "line-separator", /joined by commas/],
    ["a: 1\\nb: 2", "line-separator", /backslash and an n/],
  ])("%j", async (signed, code, message) => {
    const { cause } = await explainHeaders({ a: "1", b: "2" }, signed);
    expect(cause).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it.each<[name: string, value: string, signed: string, message: RegExp]>([
    ["x", "Ab", "x: AB", /in upper case/],
    ["x", "ab", "x:  ab", /two blanks/],
    ["x", '"ab"', "x: ab", /without its quotes/],
    ["x", "h", "x: h:443", /with a port/],
    ["content-type", "a/b; charset=utf-8", "content-type: a/b", /without its parameters/],
    ["content-type", "a/b", "content-type: a/b; charset=UTF-8", /with a charset/],
    ["date", "Sun, 01 Jun 2025 12:00:00 GMT", "date: 2025-06-01T12:00:00Z", /same time/],
    ["date", "2025-06-01T12:00:00+02:00", "date: 2025-06-01T10:00:00.000Z", /same time/],
    ["date", "2025-06-01T12:00:00Z", "date: 1748779200", /same time/],
  ])("%s: %s as %j", async (name, value, signed, message) => {
    const { cause } = await explainHeaders({ [name]: value, y: "1" }, `${signed}\ny: 1`);
    expect(cause).toMatchObject({ code: "header-altered", message: expect.stringMatching(message) });
  });

  it("the host without its port", async () => {
    const value = `keyId="k",headers="host",signature="${signPkcs1("host: h").toString("base64")}"`;
    const message = { headers: { host: "h:8443", signature: value } };
    const { cause } = await explainSignature({ message, verifier: await verifier });
    expect(cause).toMatchObject({
      code: "header-altered",
      message: expect.stringMatching(/without the port/),
    });
  });

  it.each<[target: string, signed: string, code: CauseCode, message: RegExp]>([
    ["/a", "post http://h:1/a", "absolute-url", /absolute URL/],
    ["/a", "post //h:1/a", "absolute-url", /with its host/],
    ["/a", "post h:1/a", "absolute-url", /host and path/],
    ["/a%2Fb%20c", "post /a%2Fb c", "target-altered", /without its percent escapes/],
    ["/a%2Fb%20c", "post /a/b c", "target-altered", /without its percent escapes/],
    ["/a|b", "post /a%7Cb", "target-altered", /escapes of its own/],
    ["/A%2fb", "post /A%2Fb", "target-altered", /escapes in upper case/],
    ["/A%2Fb", "post /A%2fb", "target-altered", /escapes in lower case/],
    ["/a?b=1", "post b=1", "target-altered", /the query alone/],
    ["/a", "/a", "target-altered", /without the method/],
    ["/a", "post/a", "target-altered", /no blank/],
    ["/a", "post: /a", "target-altered", /colon behind the method/],
    ["/a", "post", "target-altered", /method alone/],
    ["/a/", "post /a", "target-altered", /slash at the end/],
    ["/a?b", "post /a/?b", "target-altered", /slash at the end/],
    ["/x/y/a?b", "post /a?b", "target-altered", /beginning of the path/],
    ["/%", "get /%", "target-altered", /the method get/],
  ])("(request-target) of %s as %j", async (target, signed, code, message) => {
    const { cause } = await explainHeaders({ "(request-target)": "" }, `(request-target): ${signed}`, target);
    expect(cause).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it.each<[what: string, form: (name: string) => string]>([
    [
      "all names but (request-target) in upper case",
      (name) => (name.startsWith("(") ? name : name.toUpperCase()),
    ],
    ["all names capitalised", (name) => name.replace(/\b[a-z]/g, (first) => first.toUpperCase())],
    [
      "all names but (request-target) capitalised",
      (name) => (name.startsWith("(") ? name : name.replace(/\b[a-z]/g, (first) => first.toUpperCase())),
    ],
  ])("%s", async (_what, form) => {
    const signed = [
      ["(request-target)", "post /"],
      ["x-request-id", "1"],
    ].map(([name = "", value]) => `${form(name)}: ${value}`);
    const { cause } = await explainHeaders(
      { "(request-target)": "", "x-request-id": "1" },
      signed.join("\n"),
    );
    expect(cause?.code).toBe("upper-case-names");
  });

  const many = ["c", "a", "i", "b", "h", "d", "g", "e", "f"];
  it.each<[what: string, order: readonly string[]]>([
    ["sorted", many.toSorted()],
    ["sorted the other way round", many.toSorted().toReversed()],
    ["reversed", many.toReversed()],
    ["with one in another place", [...many.slice(1, 6), "c", ...many.slice(6)]],
  ])("nine headers, %s", async (_what, order) => {
    const { cause } = await explainHeaders(
      Object.fromEntries(many.map((name) => [name, name])),
      order.map((name) => `${name}: ${name}`).join("\n"),
    );
    expect(cause).toMatchObject({ code: "header-order", message: expect.stringContaining(order.join(" ")) });
  });

  it("nine headers, in the order of the wire", async () => {
    const signed = many.map((name) => `${name}: ${name}`).join("\n");
    const covers = ["d", "i", "a", "c", "b", "h", "g", "e", "f"];
    const { cause } = await explain({
      covers,
      signed,
      headers: Object.fromEntries(many.map((name) => [name, name])),
    });
    expect(cause?.code).toBe("header-order");
  });

  it("eleven headers of which one was left out", async () => {
    const eleven = [...many, "j", "k"];
    const signed = eleven.filter((name) => name !== "h").map((name) => `${name}: ${name}`);
    const { cause } = await explainHeaders(
      Object.fromEntries(eleven.map((name) => [name, name])),
      signed.join("\n"),
    );
    expect(cause).toMatchObject({ code: "header-missing", message: expect.stringMatching(/lacks h\./) });
  });

  it("a message without body, where nothing fits", async () => {
    const { cause, verified } = await explainHeaders({ digest: "SHA-256=x" }, "other");
    expect({ cause, verified }).toEqual({ cause: undefined, verified: false });
  });

  it("(created) and (expires) by their values", async () => {
    const profile = { algorithms: ["hs2019"], requiredHeaders: [] };
    const header = (value: string) =>
      value.replace('algorithm="hs2019"', 'algorithm="hs2019",created=1,expires=2');
    const mistake: Mistaken = {
      covers: ["(created)", "(expires)"],
      algorithm: "hs2019",
      header,
      options: { profile },
    };
    expect((await explain({ ...mistake, signed: "(created): 1\n(expires): 2" })).verified).toBe(true);
    expect((await explain({ ...mistake, signed: "(expires): 2\n(created): 1" })).cause?.code).toBe(
      "header-order",
    );
  });
});

describe("the header of the signature: what verification refuses by itself", () => {
  const profile = { algorithms: ["hs2019"], requiredHeaders: [] };
  const times = (parameters: string, now: string): Mistaken => ({
    algorithm: "hs2019",
    header: (value) => value.replace('algorithm="hs2019"', `algorithm="hs2019",${parameters}`),
    options: { profile, now: new Date(now) },
  });
  it.each<[what: string, mistake: Mistaken, code: CauseCode]>([
    ["a parameter twice", { header: (value) => `${value},keyId="key"` }, "signature-header"],
    ["rubbish", { header: (value) => `${value};x` }, "signature-header"],
    [
      "a line break in a value",
      { headers: { "X-Request-Id": "a\nb" }, covers: ["x-request-id"], signed: "x-request-id: a\nb" },
      "header-altered",
    ],
    ["a signature that has expired", times("expires=1000000000", "2025-01-01"), "signature-time"],
    [
      "a signature that is too old",
      {
        ...times("created=1000000000", "2025-01-01"),
        covers: ["(created)"],
        signed: "(created): 1000000000",
        options: { profile, now: new Date("2025-01-01"), maxAgeSeconds: 1 },
      },
      "signature-time",
    ],
  ])("%s", async (_what, mistake, code) => {
    expect((await explain(mistake)).cause?.code).toBe(code);
  });
});

describe("the RSA operation: every hash, and PSS with each", () => {
  it.each(["sha224", "sha384", "sha512", "md5"])("%s", async (hash) => {
    expect((await explain({ signature: signPkcs1("x", hash) })).cause?.code).toBe("other-hash");
  });

  it.each(["sha1", "sha256", "sha384", "sha512"])("PSS with %s", async (hash) => {
    const key = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 20 };
    expect((await explain({ signature: sign(hash, Buffer.from("x"), key) })).cause?.code).toBe("pss-padding");
  });

  it.each(["sha256", "sha512"])("PSS with %s, and SHA-1 for its mask", (hash) => {
    const length = createHash(hash).digest().length;
    const seed = createHash(hash).update("seed").digest();
    const encoded = Buffer.concat([Buffer.alloc(255 - length), seed, Uint8Array.of(0xbc)]);
    encoded[255 - length - 21] = 1;
    for (let offset = 0, counter = 0; offset < 255 - length; offset += 20, counter++) {
      const part = createHash("sha1")
        .update(seed)
        .update(Uint8Array.of(0, 0, 0, counter))
        .digest();
      for (const [index, byte] of part.entries()) {
        const at = offset + index;
        if (at < 255 - length) encoded[at] = (encoded[at] ?? 0) ^ byte;
      }
    }
    encoded[0] = (encoded[0] ?? 0) & 0x7f;
    expect(isPssEncoded(encoded, 2048)).toBe(true);
  });

  it("takes nothing for PSS that has another trailer, or no room for it", async () => {
    const { publicKey } = await verifier;
    const raw = { key: privateKey, padding: constants.RSA_NO_PADDING };
    const block = publicDecrypt(raw, signPss("x"));
    expect(recoverBlock(publicKey, privateEncrypt(raw, block)).kind).toBe("pss");
    block[255] = 0xcc;
    expect(recoverBlock(publicKey, privateEncrypt(raw, block)).kind).toBe("unreadable");
    const short = new Uint8Array(64);
    short.set([1], 10);
    short.set([0xbc], 63);
    expect(isPssEncoded(short, 512)).toBe(false);
  });
});

describe("the body: every encoding, and how much of it is searched", () => {
  const explainBody = async (sent: Uint8Array, signed: Uint8Array) =>
    (await explainBodySignature({ body: sent, signature: signPkcs1(signed), verifier: await verifier })).cause
      ?.code;
  const little = Buffer.from(body.toString(), "utf16le");
  const big = Buffer.from(little).swap16();

  it.each<[what: string, signed: Uint8Array]>([
    ["UTF-16", little],
    ["UTF-16 with a byte order mark", Buffer.concat([Uint8Array.of(0xff, 0xfe), little])],
    ["UTF-16, big-endian", big],
    ["UTF-16, big-endian with a byte order mark", Buffer.concat([Uint8Array.of(0xfe, 0xff), big])],
  ])("%s", async (_what, signed) => {
    expect(await explainBody(body, signed)).toBe("body-encoding");
  });

  it("the beginning of a body of 100 kilobytes, but not of 300", async () => {
    const large = Buffer.alloc(300_000, "x");
    expect(await explainBody(large.subarray(0, 100_000), large.subarray(0, 99_000))).toBe("body-truncated");
    expect(await explainBody(large, large.subarray(0, 99_000))).toBeUndefined();
  });

  it("blanks in the place of + in the signature", async () => {
    // Ten signatures have no + at all about once in 10^27 tests.
    const signature =
      Array.from({ length: 10 }, (_, index) => signPkcs1(`${index}`).toString("base64")).find((text) =>
        text.includes("+"),
      ) ?? "";
    const { cause } = await explainBodySignature({
      body,
      signature: signature.replaceAll("+", " "),
      verifier: await verifier,
    });
    expect(cause).toMatchObject({
      code: "signature-encoding",
      message: expect.stringMatching(/in the place of \+/),
    });
  });
});
