import { describe, expect, test } from "vitest";
import * as der from "../../../src/asn1/der-writer.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("DER writer", () => {
  test.each([
    [0, "0400"],
    [127, "047f"],
    [128, "048180"],
    [255, "0481ff"],
    [256, "04820100"],
    [65536, "0483010000"],
  ])("a length of %i takes as few bytes as it can", (length, header) => {
    const bytes = der.octetString(new Uint8Array(length));
    expect(hex(bytes.subarray(0, bytes.length - length))).toBe(header);
  });

  test.each([
    [0, "020100"],
    [127, "02017f"],
    [128, "02020080"],
    [256, "02020100"],
    [Uint8Array.of(0, 0, 0x80), "02020080"],
    [Uint8Array.of(), "020100"],
    [Uint8Array.of(0, 0), "020100"],
  ])("the integer %o is %s", (value, encoded) => {
    expect(hex(der.unsignedInteger(value))).toBe(encoded);
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 60])("%d is refused as an integer", (value) => {
    expect(() => der.unsignedInteger(value)).toThrow(TypeError);
  });

  test.each([
    ["1.2.840.113549.1.1.11", "06092a864886f70d01010b"],
    ["2.5.4.3", "0603550403"],
    ["2.999.3", "0603883703"],
    ["0.39", "060127"],
  ])("the object identifier %s is %s", (dotted, encoded) => {
    expect(hex(der.objectIdentifier(dotted))).toBe(encoded);
  });

  test.each(["", "1", "3.1", "1.40", "1.02", "1.2.", "1.2.x", "01.2"])(
    "%o is not an object identifier",
    (text) => {
      expect(() => der.objectIdentifier(text)).toThrow(TypeError);
    },
  );

  test.each([
    [[], "030100"],
    [[0], "03020780"],
    [[5, 6], "03020106"],
    [[0, 8], "0303078080"],
  ])("the named bits %o are %s", (positions, encoded) => {
    expect(hex(der.namedBits(positions))).toBe(encoded);
  });

  test("a SET OF is in the order of its encodings", () => {
    expect(hex(der.setOf(der.unsignedInteger(2), der.boolean(true), der.unsignedInteger(1)))).toBe(
      "31090101ff020101020102",
    );
  });

  test.each([
    ["2049-12-31T23:59:59.999Z", "UTCTime", "170d3439313233313233353935395a"],
    ["1950-01-01T00:00:00Z", "UTCTime", "170d3530303130313030303030305a"],
    ["2050-01-01T00:00:00Z", "GeneralizedTime", "180f32303530303130313030303030305a"],
  ])("%s is a %s, in whole seconds", (iso, _, encoded) => {
    expect(hex(der.time(new Date(iso)))).toBe(encoded);
  });

  test.each(["1949-12-31T23:59:59Z", "+010000-01-01T00:00:00Z", "no date"])(
    "%s is no time of a certificate",
    (iso) => {
      expect(() => der.time(new Date(iso))).toThrow(TypeError);
    },
  );
});
