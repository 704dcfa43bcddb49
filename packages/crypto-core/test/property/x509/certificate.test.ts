import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodePem } from "../../../src/asn1/pem.js";
import { CertificateError } from "../../../src/errors.js";
import { type Certificate, parseCertificate, parseCertificates } from "../../../src/x509/certificate.js";
import { createCertificateRequest, parseCertificateRequest } from "../../../src/x509/certificate-request.js";
import { extendedKeyUsageExtension, keyUsageExtension } from "../../../src/x509/make-extensions.js";
import { createSelfSignedCertificate } from "../../../src/x509/self-signed.js";
import { thumbprint } from "../../../src/x509/thumbprint.js";
import { generateNodeSigner } from "../../support/node-signer.js";

const signer = generateNodeSigner();
const subject = "CN=example+OU=b,O=Example,C=GB";
const subjectAltNames = ["DNS:example.com", "IP:2001:db8::1"];
const extensions = [keyUsageExtension(["digitalSignature"]), extendedKeyUsageExtension(["clientAuth"])];
const certificate = parseCertificate(
  await createSelfSignedCertificate({
    signer,
    subject,
    subjectAltNames,
    extensions,
    notBefore: new Date("2025-01-01"),
    notAfter: new Date("2055-01-01"),
  }),
);
const request = parseCertificateRequest(
  await createCertificateRequest({ signer, subject, subjectAltNames, extensions }),
);

/** A few bytes of it changed, cut out, or put in. */
const mutated = (der: Uint8Array) =>
  fc
    .array(fc.tuple(fc.nat({ max: der.length - 1 }), fc.nat({ max: 3 }), fc.uint8Array({ maxLength: 3 })), {
      minLength: 1,
      maxLength: 3,
    })
    .map((changes) =>
      changes.reduce<Uint8Array>(
        (bytes, [at, removed, added]) =>
          Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]),
        der,
      ),
    );

const parsers = [parseCertificate, parseCertificates, parseCertificateRequest];
const readOrRefused = (data: string | Uint8Array) => {
  for (const parse of parsers) {
    try {
      parse(data);
    } catch (error) {
      expect(error).toBeInstanceOf(CertificateError);
      expect((error as CertificateError).code).toMatch(/^ERR_CERTIFICATE_(UNREADABLE|NO_MATCH)$/);
    }
  }
};

describe("the parsers throw nothing but CertificateError", () => {
  test("on any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), readOrRefused), { numRuns: 1_000 });
  });

  test("on any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), readOrRefused));
  });

  test.each([
    ["certificate", certificate.der, "CERTIFICATE"],
    ["request", request.der, "CERTIFICATE REQUEST"],
  ])("on a %s with a few bytes changed, in DER and PEM", (_, der, label) => {
    fc.assert(
      fc.property(mutated(der), (bytes) => {
        readOrRefused(bytes);
        readOrRefused(encodePem(label, bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  test("on a certificate with one byte changed, each in its turn", () => {
    for (let index = 0; index < certificate.der.length; index++) {
      const bytes = Uint8Array.from(certificate.der);
      bytes[index] = (bytes[index] ?? 0) ^ 0x11;
      readOrRefused(bytes);
    }
  });
});

test("what we and node:crypto both read of a changed certificate, we read alike", () => {
  fc.assert(
    fc.property(mutated(certificate.der), (bytes) => {
      let ours: Certificate;
      let theirs: X509Certificate;
      try {
        ours = parseCertificate(bytes);
        theirs = new X509Certificate(bytes);
      } catch {
        return;
      }
      expect(thumbprint(ours, "SHA-256")).toBe(theirs.fingerprint256.replaceAll(":", ""));
      expect(ours.isCertificateAuthority).toBe(theirs.ca);
      expect(ours.notAfter.getTime()).toBe(Date.parse(theirs.validTo));
    }),
    { numRuns: 2_000 },
  );
});
