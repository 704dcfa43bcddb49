import { describe, expect, it } from "vitest";
import {
  createSignatureBase,
  formatSignatureHeader,
  type HttpMessage,
  parseSignatureHeader,
  signMessage,
} from "../../../src/index.js";
import { generateNodeSigner } from "../../support/node-signer.js";

const signature = Uint8Array.of(1);

describe("createSignatureBase", () => {
  it("keeps the target as it is on the request line", () => {
    const base = (target: string) =>
      createSignatureBase({ method: "GET", target, headers: {} }, ["(request-target)"]);
    expect(base("/a/../b?q=a%20b&x=|")).toBe("(request-target): get /a/../b?q=a%20b&x=|");
    expect(base("/%41?")).toBe("(request-target): get /%41?");
    expect(base("*")).toBe("(request-target): get *");
  });

  it.each(["https://evil.example/a", "/a b", "/a\nhost: evil.example", "a", "/caf\u00e9"])(
    "refuses the target %j",
    (target) => {
      expect(() => createSignatureBase({ method: "GET", target, headers: {} }, ["(request-target)"])).toThrow(
        expect.objectContaining({ code: "ERR_SIGNATURE_HEADER_VALUE" }),
      );
    },
  );

  it("refuses a response's target, which it does not have", () => {
    expect(() => createSignatureBase({ headers: {} }, ["(request-target)"])).toThrow(
      expect.objectContaining({ code: "ERR_SIGNATURE_HEADER_MISSING" }),
    );
  });

  it.each<[string, HttpMessage["headers"]]>([
    ["Headers", new Headers({ Host: "a", "X-B": " 1 " })],
    [
      "pairs",
      [
        ["HOST", "a"],
        ["x-b", "\t1"],
      ],
    ],
    ["an object", { Host: "a", "x-b": "1" }],
    ["an object in any case with values that are absent", { Host: "a", "X-B": "1", "X-C": undefined }],
    ["Node's distinct headers", { host: ["a"], "x-b": ["1"], "x-c": undefined }],
    ["a null prototype", Object.assign(Object.create(null), { host: "a", "x-b": "1" })],
  ])("reads %s", (_name, headers) => {
    expect(createSignatureBase({ headers }, ["Host", "X-B"])).toBe("host: a\nx-b: 1");
  });

  it("finds a header that is called like a method of every object", () => {
    const headers = { constructor: "x", tostring: ["y", "z"] } as Record<string, string | string[]>;
    expect(createSignatureBase({ headers }, ["constructor", "toString"])).toBe(
      "constructor: x\ntostring: y, z",
    );
  });

  it.each<[string, HttpMessage["headers"], string]>([
    ["absent", {}, "ERR_SIGNATURE_HEADER_MISSING"],
    ["present without a value", { "x-a": [] }, "ERR_SIGNATURE_HEADER_MISSING"],
    ["of several lines", { "x-a": "1\nhost: evil.example" }, "ERR_SIGNATURE_HEADER_VALUE"],
    ["with a NUL", { "x-a": "a\0b" }, "ERR_SIGNATURE_HEADER_VALUE"],
    ["beyond Latin-1", { "x-a": "\u20ac" }, "ERR_SIGNATURE_HEADER_VALUE"],
  ])("refuses to sign a header that is %s", async (_name, headers, code) => {
    const signing = signMessage({
      message: { headers },
      headers: ["x-a"],
      signer: generateNodeSigner(),
      keyId: "k",
    });
    await expect(signing).rejects.toMatchObject({ code });
  });

  it("refuses a host that is there in two spellings", () => {
    expect(() => createSignatureBase({ headers: { Host: "a", host: "b" } }, ["host"])).toThrow(
      expect.objectContaining({ code: "ERR_SIGNATURE_HEADER_REPEATED" }),
    );
  });

  it("needs something to sign", () => {
    expect(() => createSignatureBase({ headers: {} }, [])).toThrow(
      new TypeError("headers must name at least one thing to sign"),
    );
  });

  const noRequest =
    "The signature covers (request-target), but the message has no method and target: is it a response?";
  it.each<[Partial<HttpMessage>, string, string, string]>([
    [
      {},
      "X-A",
      "ERR_SIGNATURE_HEADER_MISSING",
      "The signature covers x-a, but the message has no such header.",
    ],
    [
      { headers: { "x-a": "\n" } },
      "X-A",
      "ERR_SIGNATURE_HEADER_VALUE",
      "The value of x-a has a line break or another character that no header can carry.",
    ],
    [{ method: "GET" }, "(request-target)", "ERR_SIGNATURE_HEADER_MISSING", noRequest],
    [{ target: "/" }, "(request-target)", "ERR_SIGNATURE_HEADER_MISSING", noRequest],
    [
      { method: "GET", target: "a" },
      "(request-target)",
      "ERR_SIGNATURE_HEADER_VALUE",
      "The request target must be path and query as on the request line, starting with a slash: no scheme, no host, nothing unescaped.",
    ],
    [{}, "(expires)", "ERR_SIGNATURE_PARAMETER", "(expires) is covered, but the parameter is absent."],
  ])("says of %o and %s what is wrong", (part, name, code, message) => {
    expect(() => createSignatureBase({ headers: {}, ...part }, [name])).toThrow(
      expect.objectContaining({ code, message }),
    );
  });

  const ofCreated = (algorithm: string) =>
    createSignatureBase({ headers: {} }, ["(created)"], { algorithm, created: 1 });

  it.each(["rsa-sha256", "RSA-SHA512", "hmac-sha256", "ecdsa-sha256", "SHA256withRSA", "sha256withrsa"])(
    "covers no times with %s",
    (algorithm) => {
      expect(() => ofCreated(algorithm)).toThrow(
        expect.objectContaining({
          code: "ERR_SIGNATURE_PARAMETER",
          message: `(created) cannot be covered with the algorithm ${algorithm}.`,
        }),
      );
    },
  );

  it.each(["hs2019", "x-rsa", "SHA256withRSAandMGF1"])("covers times with %s", (algorithm) => {
    expect(ofCreated(algorithm)).toBe("(created): 1");
  });
});

describe("formatSignatureHeader", () => {
  it("does not let a keyId become a parameter of its own", () => {
    const keyId = 'a",headers="date\\';
    const value = formatSignatureHeader({ keyId, headers: ["host"], signature });
    expect(value).toBe('keyId="a\\",headers=\\"date\\\\",headers="host",signature="AQ=="');
    expect(parseSignatureHeader(value)).toEqual({ keyId, headers: ["host"], signature });
  });

  it.each([
    ["an empty keyId", { keyId: "" }],
    ["a line break", { keyId: "a\nb" }],
    ["a character beyond Latin-1", { keyId: "\u20ac" }],
    ["a time with a fraction", { keyId: "k", created: 1.5 }],
    ["a time before 1970", { keyId: "k", expires: -1 }],
  ])("refuses %s", (_name, parameters) => {
    expect(() => formatSignatureHeader({ signature, ...parameters })).toThrow(TypeError);
  });
});
