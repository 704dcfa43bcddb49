import { describe, expect, test } from "vitest";
import { parseDer } from "../../../src/asn1/der-reader.js";
import { decodeExtensions, encodeExtensions } from "../../../src/x509/extensions.js";
import { decodeGeneralNames, encodeGeneralNames } from "../../../src/x509/general-names.js";
import { decodeIpAddress, encodeIpAddress } from "../../../src/x509/ip-address.js";
import { readKnownExtensions } from "../../../src/x509/known-extensions.js";
import * as make from "../../../src/x509/make-extensions.js";
import { expectCode } from "../../support/expect-error.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("IP addresses", () => {
  test.each([
    ["192.0.2.1", "c0000201", "192.0.2.1"],
    ["0.0.0.0", "00000000", "0.0.0.0"],
    ["::", "0".repeat(32), "::"],
    ["::1", "1".padStart(32, "0"), "::1"],
    ["1::", "0001".padEnd(32, "0"), "1::"],
    ["2001:DB8::1", "20010db8000000000000000000000001", "2001:db8::1"],
    ["2001:db8:0:1:1:1:1:1", "20010db8000000010001000100010001", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "20010000000000010000000000000001", "2001:0:0:1::1"],
    ["2001:db8:0:0:1:0:0:1", "20010db8000000000001000000000001", "2001:db8::1:0:0:1"],
    ["::ffff:192.0.2.1", "00000000000000000000ffffc0000201", "::ffff:c000:201"],
    ["1:2:3:4:5:6:7::", "00010002000300040005000600070000", "1:2:3:4:5:6:7:0"],
    ["10:0:0:2:3:4:5:60", "00100000000000020003000400050060", "10::2:3:4:5:60"],
  ])("%s is %s", (text, encoded, canonical) => {
    const bytes = encodeIpAddress(text);
    expect(hex(bytes ?? new Uint8Array())).toBe(encoded);
    expect(decodeIpAddress(bytes ?? new Uint8Array())).toBe(canonical);
  });

  test.each([
    "",
    "1.2.3",
    "1.2.3.256",
    "1.2.3.04",
    "1.2.3.4.5",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "1::2::3",
    ":::",
    ":1:2:3:4:5:6:7:8",
    "::12345",
    "::g",
    "fe80::1%eth0",
    "::1.2.3.256",
  ])("%o is none", (text) => {
    expect(encodeIpAddress(text)).toBeUndefined();
  });

  test("takes 4 or 16 bytes", () => {
    expect(decodeIpAddress(new Uint8Array(5))).toBeUndefined();
  });
});

describe("subject alternative names", () => {
  test("come back as they were", () => {
    const names = [
      "DNS:*.example.com",
      "IP:192.0.2.1",
      "IP:2001:db8::1",
      "email:a@b.example",
      "URI:https://a/?b=c,d",
    ];
    expect(decodeGeneralNames(parseDer(encodeGeneralNames(names)))).toEqual(names);
  });

  test.each([
    ["3010a40e300c310a300806035504030c0161", ["dirName:CN=a"]],
    ["300aa00806022a03a0020500", ["otherName:1.2.3"]],
    ["300488022a03", ["other:88022a03"]],
  ])("%s of others' is %o", (encoded, names) => {
    expect(decodeGeneralNames(parseDer(Buffer.from(encoded, "hex")))).toEqual(names);
  });

  test("without anything in it is refused", () => {
    const empty = parseDer(Buffer.from("3002a000", "hex"));
    expect(() => decodeGeneralNames(empty)).toThrow("an empty otherName");
  });

  test.each([
    [[], /empty list/],
    [["example.com"], /does not begin with DNS:/],
    [["dns:example.com"], /does not begin with DNS:/],
    [["DNS:"], /does not begin with DNS:/],
    [["DNS:bücher.example"], /outside of ASCII/],
    [["DNS:a\0.example"], /control character/],
    [["DNS:a b"], /a space/],
    [["IP:example.com"], /not an IP address/],
    [["constructor:x"], /does not begin with DNS:/],
  ])("refuses %o", (names, message) =>
    expectCode("ERR_CERTIFICATE_SUBJECT", message, () => encodeGeneralNames(names)),
  );
});

describe("extensions", () => {
  test.each([
    ["keyUsage", make.keyUsageExtension(["digitalSignature", "decipherOnly"]), "0303078080", true],
    ["extendedKeyUsage", make.extendedKeyUsageExtension(["clientAuth"]), "300a06082b06010505070302", false],
    ["no authority", make.basicConstraintsExtension({ certificateAuthority: false }), "3000", true],
    [
      "an authority",
      make.basicConstraintsExtension({ certificateAuthority: true, pathLength: 0 }),
      "30060101ff020100",
      true,
    ],
  ])("%s", (_, { value, critical }, encoded, isCritical) => {
    expect(hex(value)).toBe(encoded);
    expect(critical).toBe(isCritical);
  });

  test("refuse what means nothing", () => {
    expect(() => make.keyUsageExtension([])).toThrow(TypeError);
    expect(() => make.keyUsageExtension(["sign" as "cRLSign"])).toThrow(TypeError);
    expect(() => make.extendedKeyUsageExtension([])).toThrow(TypeError);
    expect(() => make.extendedKeyUsageExtension(["client"])).toThrow(TypeError);
    expect(() => make.basicConstraintsExtension({ certificateAuthority: false, pathLength: 1 })).toThrow(
      TypeError,
    );
  });

  test("are read back with those that are not known", () => {
    const unknown = { oid: "1.2.3", critical: true, value: Uint8Array.of(5, 0) };
    const given = [unknown, make.keyUsageExtension(["cRLSign", "digitalSignature"])];
    const decoded = decodeExtensions(parseDer(encodeExtensions(given)));
    expect(decoded).toEqual(given);
    expect(readKnownExtensions(decoded)).toEqual({
      isCertificateAuthority: false,
      subjectAltNames: [],
      keyUsages: ["digitalSignature", "cRLSign"],
      extendedKeyUsages: [],
    });
  });

  test("the same one twice is refused, in writing and in reading", () => {
    const one = encodeExtensions([make.keyUsageExtension(["cRLSign"])]);
    const { children } = parseDer(one);
    const twice = Buffer.concat([
      Buffer.of(0x30, 2 * (one.length - 2)),
      ...[1, 2].map(() => children[0]?.bytes ?? one),
    ]);
    expect(() => decodeExtensions(parseDer(twice))).toThrow("same object identifier");
    const usage = make.keyUsageExtension(["cRLSign"]);
    expect(() => encodeExtensions([usage, usage])).toThrow(TypeError);
  });
});
