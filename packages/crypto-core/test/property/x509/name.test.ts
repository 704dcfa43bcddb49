import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDer } from "../../../src/asn1/der-reader.js";
import { isAscii } from "../../../src/asn1/der-strings.js";
import { CertificateError } from "../../../src/errors.js";
import { formatName, parseName } from "../../../src/x509/name.js";
import { decodeName, encodeName, encodeSubject } from "../../../src/x509/name-der.js";

/** Everything that a name may have in it, with what has a meaning in RFC 4514 more often. */
const character = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(..." \"#+,;<=>\\/'\n\r\t\u007f\u0085\u2028é東😀0aF") },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }) },
);
const text = (maxLength: number) =>
  fc
    .array(character, { minLength: 1, maxLength })
    .map((characters) => characters.join(""))
    .filter((value) => !value.includes("\0") && [...value].length <= maxLength);
const attribute = fc.oneof(
  fc.record({ type: fc.constantFrom("CN", "O", "OU", "L", "ST", "UID", "title"), value: text(40) }),
  fc.record({ type: fc.constant("C"), value: fc.stringMatching(/^[A-Z]{2}$/) }),
  fc.record({
    type: fc.constant("serialNumber"),
    value: fc.stringMatching(/^[A-Za-z0-9 '()+,\-./:=?]{1,20}$/),
  }),
  fc.record({ type: fc.constantFrom("DC", "emailAddress"), value: text(20).filter(isAscii) }),
);
const element = fc.uniqueArray(attribute, { minLength: 1, maxLength: 3, selector: ({ type }) => type });
const name = fc.array(element, { minLength: 1, maxLength: 5 });

describe("names", () => {
  test("parse(format(name)) is the name", () => {
    fc.assert(
      fc.property(name, (value) => {
        expect(parseName(formatName(value))).toEqual(value);
      }),
      { numRuns: 1_000 },
    );
  });

  test("the encoding loses and changes nothing", () => {
    fc.assert(
      fc.property(name, (value) => {
        const decoded = decodeName(parseDer(encodeName(value)));
        // DER has an order of its own for the attributes of one element.
        const sorted = (elements: typeof decoded) =>
          elements.map((attributes) => [...attributes].sort((a, b) => a.type.localeCompare(b.type)));
        expect(sorted(decoded)).toEqual(sorted(value));
        expect(encodeSubject(formatName(decoded))).toEqual(encodeName(value));
      }),
      { numRuns: 1_000 },
    );
  });

  test("what is formatted stays on one line", () => {
    fc.assert(
      fc.property(name, (value) => {
        expect(formatName(value)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test("any string is read or refused, and what is read is written to the same name", () => {
    const almost = fc.array(
      fc.oneof(character, fc.constantFrom("CN=", "O=", "1.2.3=", ",", "+", "\\", "\\C3", "#0c01")),
    );
    fc.assert(
      fc.property(almost, (parts) => {
        try {
          const parsed = parseName(parts.join(""));
          expect(parseName(formatName(parsed))).toEqual(parsed);
        } catch (error) {
          expect(error).toBeInstanceOf(CertificateError);
          expect(error).toMatchObject({ code: "ERR_CERTIFICATE_SUBJECT" });
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ["commas", "CN=a,"],
    ["backslashes", "\\\\"],
    ["hex pairs", "\\41"],
    ["spaces", " "],
    ["equals signs", "="],
    ["plus signs", "CN=a+"],
  ])("64 KiB of %s take less than half a second", (_, part) => {
    const hostile = `CN=${part.repeat(65_536 / part.length)}`;
    const started = performance.now();
    try {
      parseName(hostile);
    } catch (error) {
      expect(error).toBeInstanceOf(CertificateError);
    }
    expect(performance.now() - started).toBeLessThan(500);
  });
});
