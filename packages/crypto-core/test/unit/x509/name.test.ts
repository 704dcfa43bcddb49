import { describe, expect, test } from "vitest";
import { parseDer } from "../../../src/asn1/der-reader.js";
import { formatName, parseName } from "../../../src/x509/name.js";
import { decodeName, encodeSubject, formatDistinguishedName } from "../../../src/x509/name-der.js";
import { expectCode } from "../../support/expect-error.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const roundTrip = (subject: string) => formatDistinguishedName(encodeSubject(subject));
const refused = (message: RegExp, subject: string) =>
  expectCode("ERR_CERTIFICATE_SUBJECT", message, () => encodeSubject(subject));

describe("parseName", () => {
  test("gives the encoding's order, which is the string's backwards", () => {
    expect(parseName("CN=example,O=Example,C=GB")).toEqual([
      [{ type: "C", value: "GB" }],
      [{ type: "O", value: "Example" }],
      [{ type: "CN", value: "example" }],
    ]);
  });

  // RFC 4514 section 4
  test.each<[string, unknown]>([
    [
      "UID=jsmith,DC=example,DC=net",
      [
        ["DC", "net"],
        ["DC", "example"],
        ["UID", "jsmith"],
      ],
    ],
    [
      "OU=Sales+CN=J.  Smith,DC=net",
      [
        ["DC", "net"],
        ["OU", "Sales", "CN", "J.  Smith"],
      ],
    ],
    ['CN=James \\"Jim\\" Smith\\, III', [["CN", 'James "Jim" Smith, III']]],
    ["CN=Before\\0dAfter", [["CN", "Before\rAfter"]]],
    ["CN=Lu\\C4\\8Di\\C4\\87", [["CN", "Lučić"]]],
  ])("reads the example %s", (text, expected) => {
    expect(parseName(text).map((element) => element.flatMap(({ type, value }) => [type, value]))).toEqual(
      expected,
    );
  });

  test("reads a value in hex as bytes of DER", () => {
    expect(parseName("1.3.6.1.4.1.1466.0=#04024869")).toEqual([
      [{ type: "1.3.6.1.4.1.1466.0", value: new Uint8Array([4, 2, 0x48, 0x69]) }],
    ]);
  });

  test.each([
    ["cn=a,commonName=b,2.5.4.3=c", "CN=a,CN=b,CN=c"],
    ["C=GB, O=Example", "C=GB,O=Example"],
    ["E=a@example.com,EMAILADDRESS=b@example.com", "emailAddress=a@example.com,emailAddress=b@example.com"],
    ["CN=a=b", "CN=a=b"],
    ["CN=\\ a\\ ", "CN=\\ a\\ "],
    ["CN=\\20a\\20", "CN=\\ a\\ "],
    ["CN=a\\\\", "CN=a\\\\"],
    ["CN=a#b", "CN=a#b"],
    ["CN=\\#b", "CN=\\#b"],
    ["CN=\\<\\>\\;\\=", "CN=\\<\\>\\;="],
    ["CN=\\E2\\82\\AC", "CN=€"],
    ["CN=a\\0Ab", "CN=a\\0Ab"],
  ])("%s is written %s", (text, written) => {
    expect(formatName(parseName(text))).toBe(written);
  });

  test.each([
    ["example", /"example" has no "="/],
    ["CN=a,", /"" has no "="/],
    ["CN=a+", /has no "="/],
    ["FOO=a", /"FOO" is not a known attribute/],
    ["=a", /"" is not a known attribute/],
    ["1.2.x=a", /"1\.2\.x" is not a known attribute/],
    ['CN=A "B" C', /write \\" for this character/],
    ['CN="A, B"', /write \\" for this character/],
    ["CN=a;O=b", /write \\; for/],
    ["CN=a<b", /write \\< for/],
    ["CN= a", /a space at an end/],
    ["CN=a ", /a space at an end/],
    ["CN=a ,O=b", /a space at an end/],
    ["CN=a\\\\ ", /a space at an end/],
    ["CN=a\\", /a backslash before ""/],
    ["CN=a\\x", /a backslash before "x"/],
    ["CN=\\C3", /is not UTF-8/],
    ["CN=\\C3\\", /is not UTF-8|a backslash before/],
    ["CN=#abc", /value in hex; write \\#/],
    ["CN=#", /value in hex/],
    ["CN=#zz", /value in hex/],
    ["CN=a\0b", /write \\00/],
  ])("refuses %o", (text, message) => refused(message, text));
});

describe("encodeSubject", () => {
  test("encodes C,O,CN in this order for the RFC 4514 string that ends with C", () => {
    expect(hex(encodeSubject("CN=b,O=a,C=GB"))).toBe(
      "3025310b30090603550406130247423 10a3008060355040a0c0161310a300806035504030c0162".replaceAll(" ", ""),
    );
  });

  test("encodes an array in its own order", () => {
    const attributes = [
      { type: "C", value: "GB" },
      { type: "organizationName", value: "a" },
      { type: "2.5.4.3", value: "b" },
    ];
    expect(hex(encodeSubject(attributes))).toBe(hex(encodeSubject("CN=b,O=a,C=GB")));
  });

  test.each([
    ["C=GB", "1302"],
    ["serialNumber=12-3", "1304"],
    ["DC=example", "1607"],
    ["emailAddress=a@b.c", "1605"],
    ["CN=GB", "0c02"],
    ["1.2.3=GB", "0c02"],
  ])("%s has the string type of its attribute", (subject, header) => {
    const value = subject.slice(subject.indexOf("=") + 1);
    expect(hex(encodeSubject(subject))).toContain(header + Buffer.from(value).toString("hex"));
  });

  test.each([
    'CN=A \\"B\\" C',
    "CN=\\#abc",
    "CN=a\\,b\\+c",
    "CN=\\ a \\ ",
    "CN=Zürich 東京 😀",
    "CN=back\\\\slash",
    "CN=a\\0D\\0Ab",
    "CN=b+OU=a,C=GB",
    "1.2.3.4=#0c0161",
    "CN=e\u0301",
  ])("%s survives exactly", (subject) => {
    expect(roundTrip(subject)).toBe(subject);
  });

  test.each([
    ["", /at least one attribute/],
    ["CN=", /CN is empty/],
    ["C=", /C is empty/],
    ["C=GBR", /3 characters, where X\.520 allows 2/],
    ["C=G1", /two letters/],
    [`CN=${"x".repeat(65)}`, /CN has 65 characters, where X\.520 allows 64/],
    [`O=${"é".repeat(65)}`, /O has 65/],
    [`serialNumber=${"1".repeat(65)}`, /serialNumber has 65/],
    ["serialNumber=1_2", /outside of A-Z/],
    ["DC=bücher", /Punycode/],
    ["emailAddress=ü@example.com", /Punycode/],
    ["CN=a\\00b", /NUL/],
    ["CN=\ud800", /surrogate/],
    ["CN=#0c0200", /not DER/],
    ["CN=#020105", /not a character string/],
    ["C=#0c03474252", /3 characters/],
    ["1.2.3=#04", /not DER/],
    ["CN=a+CN=b", /same attribute twice/],
  ])("refuses %o", (subject, message) => refused(message, subject));

  test(`takes ${64} characters, however many bytes`, () => {
    const subject = `CN=${"😀".repeat(64)}`;
    expect(roundTrip(subject)).toBe(subject);
  });

  test("refuses an array with an unknown attribute", () =>
    expectCode("ERR_CERTIFICATE_SUBJECT", /"foo" is not a known/, () =>
      encodeSubject([{ type: "foo", value: "a" }]),
    ));
});

describe("decodeName", () => {
  test("shows what it cannot read as text in hex", () => {
    const name = parseDer(Buffer.from("300c310a300806035504030c01e9", "hex"));
    expect(formatName(decodeName(name))).toBe("CN=#0c01e9");
  });

  test("a NUL from elsewhere is shown, and read back", () => {
    const name = parseDer(Buffer.from("300e310c300a06035504030c03610062", "hex"));
    expect(formatName(decodeName(name))).toBe("CN=a\\00b");
    expect(parseName("CN=a\\00b")).toEqual([[{ type: "CN", value: "a\0b" }]]);
  });
});

test.each(["0500", "30050c", "30003000", ""])("%j in hex is no distinguished name", (name) =>
  expectCode("ERR_CERTIFICATE_UNREADABLE", /no distinguished name/, () =>
    formatDistinguishedName(Buffer.from(name, "hex")),
  ),
);
