import { describe, expect, test } from "vitest";
import { parseCertificate } from "../../../src/x509/certificate.js";
import { checkCertificatePolicy, worldlinePolicy } from "../../../src/x509/policy.js";
import { createSelfSignedCertificate } from "../../../src/x509/self-signed.js";
import { generateNodeSigner } from "../../support/node-signer.js";

const now = new Date("2025-06-15T12:00:00Z");
const certificate = parseCertificate(
  await createSelfSignedCertificate({
    signer: generateNodeSigner(),
    subject: "CN=example",
    notBefore: new Date("2025-01-01T00:00:00Z"),
    notAfter: new Date("2027-01-01T00:00:00Z"),
  }),
);
const rules = (changes: Partial<typeof certificate>, at = now) =>
  checkCertificatePolicy({ ...certificate, ...changes }, worldlinePolicy, { now: at }).map(
    ({ rule }) => rule,
  );

describe("worldlinePolicy", () => {
  test("is met by an ordinary certificate", () => {
    expect(rules({})).toEqual([]);
  });

  test.each([
    [2047, ["key-size"]],
    [2048, []],
    [4096, []],
    [4097, ["key-size"]],
  ])("a key of %i bits: %o", (modulusLength, expected) => {
    expect(rules({ modulusLength })).toEqual(expected);
  });

  test("wants RSA, and SHA-256 with it", () => {
    expect(rules({ signatureAlgorithm: "sha1WithRSAEncryption" })).toEqual(["signature-algorithm"]);
    const { modulusLength: _, ...withoutModulus } = certificate;
    const ec = { ...withoutModulus, keyAlgorithm: "EC", signatureAlgorithm: "ecdsa-with-SHA256" };
    expect(checkCertificatePolicy(ec, worldlinePolicy, { now }).map(({ rule }) => rule)).toEqual([
      "key-algorithm",
      "signature-algorithm",
    ]);
  });

  test.each([
    ["2025-01-01T00:00:00Z", "2030-01-01T00:00:00Z", []],
    ["2025-01-01T00:00:00Z", "2030-01-01T00:00:01Z", ["lifetime"]],
    ["2024-02-29T00:00:00Z", "2029-02-28T00:00:00Z", []],
    ["2024-02-29T00:00:00Z", "2029-02-28T00:00:01Z", ["lifetime"]],
    ["2023-02-28T00:00:00Z", "2028-02-28T00:00:00Z", []],
    ["2023-02-28T00:00:00Z", "2028-02-29T00:00:00Z", ["lifetime"]],
    ["2024-12-31T23:59:59Z", "2029-12-31T23:59:59Z", []],
  ])("valid from %s to %s: %o", (notBefore, notAfter, expected) => {
    expect(rules({ notBefore: new Date(notBefore), notAfter: new Date(notAfter) })).toEqual(expected);
  });

  test.each([
    ["2025-06-15T12:00:00Z", "2025-07-15T12:00:00Z", ["time-left"]],
    ["2025-06-15T12:00:00Z", "2025-07-15T12:00:01Z", []],
    ["2025-06-15T12:00:00.500Z", "2025-07-15T12:00:00Z", ["time-left"]],
    ["2025-01-31T00:00:00Z", "2025-02-28T00:00:00Z", ["time-left"]],
    ["2025-01-31T00:00:00Z", "2025-02-28T00:00:01Z", []],
    ["2024-01-31T00:00:00Z", "2024-02-29T00:00:00Z", ["time-left"]],
    ["2024-01-31T00:00:00Z", "2024-02-29T00:00:01Z", []],
    ["2025-03-31T00:00:00Z", "2025-04-30T00:00:00Z", ["time-left"]],
    ["2025-02-28T00:00:00Z", "2025-03-28T00:00:01Z", []],
    ["2025-12-31T00:00:00Z", "2026-01-31T00:00:00Z", ["time-left"]],
    ["2025-12-31T00:00:00Z", "2026-01-31T00:00:01Z", []],
    ["2026-01-01T00:00:00Z", "2025-12-31T00:00:00Z", ["time-left"]],
  ])("seen on %s and ending on %s: %o", (at, notAfter, expected) => {
    const notBefore = new Date("2024-01-01T00:00:00Z");
    expect(rules({ notBefore, notAfter: new Date(notAfter) }, new Date(at))).toEqual(expected);
  });

  test("lists everything at once, in sentences", () => {
    const violations = checkCertificatePolicy(
      {
        ...certificate,
        modulusLength: 1024,
        signatureAlgorithm: "sha1WithRSAEncryption",
        notBefore: new Date("2015-01-01T00:00:00Z"),
        notAfter: new Date("2025-01-01T00:00:00Z"),
      },
      worldlinePolicy,
      { now },
    );
    expect(violations.map(({ message }) => message)).toEqual([
      "The key has 1024 bits; it must have 2048 to 4096.",
      "It is signed with sha1WithRSAEncryption; it must be sha256WithRSAEncryption.",
      "It is valid from 2015-01-01T00:00:00.000Z to 2025-01-01T00:00:00.000Z; that may be 5 years at most.",
      "It ended on 2025-01-01T00:00:00.000Z; more than 1 month must be left.",
    ]);
  });

  test("a clock that is broken does not pass", () => {
    expect(rules({}, new Date(Number.NaN))).toEqual(["time-left"]);
  });
});

test("a policy that demands nothing is always met", () => {
  expect(checkCertificatePolicy({ ...certificate, modulusLength: 512 }, {}, { now })).toEqual([]);
});
