import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { encodeDer, sequence } from "../../../src/asn1/der-writer.js";
import { encodePem } from "../../../src/asn1/pem.js";
import { parseCertificate, parseCertificates } from "../../../src/x509/certificate.js";
import { createCertificateRequest } from "../../../src/x509/certificate-request.js";
import { extendedKeyUsageExtension, keyUsageExtension } from "../../../src/x509/make-extensions.js";
import { createSelfSignedCertificate } from "../../../src/x509/self-signed.js";
import { thumbprint } from "../../../src/x509/thumbprint.js";
import { expectCode } from "../../support/expect-error.js";
import { generateNodeSigner } from "../../support/node-signer.js";

const signer = generateNodeSigner();
const pem = await createSelfSignedCertificate({
  signer,
  subject: "CN=example,O=Example,C=GB",
  notBefore: new Date("2025-01-01T00:00:00Z"),
  notAfter: new Date("2055-01-01T00:00:00Z"),
  serialNumber: "00FF01",
  subjectAltNames: ["DNS:example.com", "IP:192.0.2.1", "IP:2001:db8::1", "email:a@example.com"],
  extensions: [keyUsageExtension(["digitalSignature"]), extendedKeyUsageExtension(["clientAuth", "1.2.3"])],
});
const certificate = parseCertificate(pem);
const request = await createCertificateRequest({ signer, subject: "CN=example" });
const derOf = (text: string) => Buffer.from(text.replace(/-----.*-----/g, ""), "base64");

describe("parseCertificate", () => {
  test("says what is in it", () => {
    expect(certificate).toMatchObject({
      subject: "CN=example,O=Example,C=GB",
      issuer: "CN=example,O=Example,C=GB",
      subjectCommonName: "example",
      serialNumber: "FF01",
      notBefore: new Date("2025-01-01T00:00:00Z"),
      notAfter: new Date("2055-01-01T00:00:00Z"),
      publicKey: new Uint8Array(signer.publicKey),
      keyAlgorithm: "RSA",
      modulusLength: 2048,
      signatureAlgorithm: "sha256WithRSAEncryption",
      isCertificateAuthority: false,
      subjectAltNames: ["DNS:example.com", "IP:192.0.2.1", "IP:2001:db8::1", "email:a@example.com"],
      keyUsages: ["digitalSignature"],
      extendedKeyUsages: ["clientAuth", "1.2.3"],
      pem,
    });
  });

  test("agrees with node:crypto", () => {
    const peer = new X509Certificate(pem);
    expect(Buffer.from(certificate.der)).toEqual(peer.raw);
    expect(certificate.serialNumber).toBe(peer.serialNumber);
    expect(certificate.notAfter.getTime()).toBe(Date.parse(peer.validTo));
    expect(thumbprint(certificate, "SHA-1")).toBe(peer.fingerprint.replaceAll(":", ""));
    expect(thumbprint(pem, "SHA-256")).toBe(peer.fingerprint256.replaceAll(":", ""));
  });

  test.each([
    ["DER", derOf(pem)],
    ["PEM as bytes", Buffer.from(pem)],
    ["PEM with CRLF and a byte order mark", `\ufeff${pem.replaceAll("\n", "\r\n")}`],
    [
      "PEM behind a key and Bag Attributes",
      `${signer.privateKey}Bag Attributes\n    friendlyName: x\n${pem}`,
    ],
    ["X509 CERTIFICATE", pem.replaceAll(" CERTIFICATE", " X509 CERTIFICATE")],
  ])("reads %s", (_, data) => {
    expect(parseCertificate(data)).toEqual(certificate);
  });

  test("keeps its own copy of the bytes", () => {
    const der = derOf(pem);
    const parsed = parseCertificate(der);
    der.fill(0);
    expect(parsed).toEqual(certificate);
  });

  test.each<[string, string | Uint8Array]>([
    ["an empty file", ""],
    ["an empty file", new Uint8Array()],
    ["a private key", signer.privateKey],
    ["a private key", derOf(signer.privateKey)],
    ["an encrypted private key", encodePem("ENCRYPTED PRIVATE KEY", Uint8Array.of(1))],
    ["an encrypted private key", Buffer.from("300730030601000400", "hex")],
    ["a public key", Buffer.from(signer.publicKey)],
    ["DER of something else", Buffer.from("30060201010c0161", "hex")],
    ["key parameters", encodePem("DH PARAMETERS", Uint8Array.of(1))],
    ["a list of revoked certificates \\(CRL\\)", encodePem("X509 CRL", Uint8Array.of(1))],
    ["a PEM block PGP MESSAGE", encodePem("PGP MESSAGE", Uint8Array.of(1))],
    ["a certificate request \\(CSR\\)", request],
    ["a certificate request \\(CSR\\)", derOf(request)],
    ["a PKCS#12 file", Buffer.from("300702010330020500", "hex")],
    ["a PKCS#7 bundle", encodePem("PKCS7", Uint8Array.of(1))],
    ["a PKCS#7 bundle", Buffer.from("300d06092a864886f70d010702a000", "hex")],
    ["a Java key store", Buffer.from("feedfeed00000002", "hex")],
    ["an HTML page", "<!DOCTYPE html><title>Login</title>"],
    ["an XML document", "<?xml version='1.0'?>"],
    ["a JSON document", '{"error":"not_found"}'],
    ["an SSH public key", "ssh-rsa AAAA"],
    ["Base64 without BEGIN and END", derOf(pem).toString("base64")],
    ["without its END line", pem.slice(0, 500)],
    ["openssl's trust settings", pem.replaceAll(" CERTIFICATE", " TRUSTED CERTIFICATE")],
    ["text in UTF-16", Buffer.from(`\ufeff${pem}`, "utf16le")],
    ["a public key and a private key", `${encodePem("PUBLIC KEY", Uint8Array.of())}${signer.privateKey}`],
    ["text without a PEM block", "hello, world"],
    ["binary data", Uint8Array.of(0xff, 0x00, 0xfe)],
    ["BER", Buffer.from("30800201030000", "hex")],
  ])("says that it found %s", (found, data) =>
    expectCode("ERR_CERTIFICATE_UNREADABLE", new RegExp(`^Cannot be read as a certificate: .*${found}`), () =>
      parseCertificate(data),
    ),
  );

  test("refuses trailing bytes, and a certificate that is cut off", async () => {
    await expectCode("ERR_CERTIFICATE_UNREADABLE", /followed by something/, () =>
      parseCertificate(Buffer.concat([derOf(pem), Buffer.of(0)])),
    );
    await expectCode("ERR_CERTIFICATE_UNREADABLE", /cut off/, () =>
      parseCertificate(derOf(pem).subarray(0, -1)),
    );
  });

  test("refuses a certificate whose two signature algorithms differ", () => {
    const der = derOf(pem);
    const sha512WithRsa = Buffer.from("2a864886f70d01010d", "hex");
    sha512WithRsa.copy(der, der.lastIndexOf(Buffer.from("2a864886f70d01010b", "hex")));
    return expectCode("ERR_CERTIFICATE_UNREADABLE", /two different signature algorithms/, () =>
      parseCertificate(der),
    );
  });

  test("refuses version 4", () => {
    const der = derOf(pem);
    der[der.indexOf(Buffer.from("a003020102", "hex")) + 4] = 3;
    return expectCode("ERR_CERTIFICATE_UNREADABLE", /damaged: version 4/, () => parseCertificate(der));
  });

  test("takes the most specific of several common names, and none that is not there", async () => {
    const times = { notBefore: new Date("2025-01-01"), notAfter: new Date("2026-01-01") };
    const several = await createSelfSignedCertificate({ signer, subject: "CN=b,CN=a,C=GB", ...times });
    expect(parseCertificate(several).subjectCommonName).toBe("b");
    const none = await createSelfSignedCertificate({ signer, subject: "O=a", ...times });
    expect(parseCertificate(none)).not.toHaveProperty("subjectCommonName");
  });

  test("refuses a SEQUENCE with the form of a certificate and nothing in it", () =>
    expectCode("ERR_CERTIFICATE_UNREADABLE", /damaged: certificate: a field is missing/, () =>
      parseCertificate(
        sequence(sequence(), sequence(Buffer.from("06022a03", "hex")), encodeDer(3, Buffer.of(0))),
      ),
    ));
});

describe("parseCertificates", () => {
  test("reads all of a file in its order", () => {
    expect(parseCertificates(`${pem}${signer.privateKey}${pem}`)).toEqual([certificate, certificate]);
  });

  test("refuses a file in which one is damaged, and one without any", async () => {
    const damaged = encodePem("CERTIFICATE", derOf(pem).subarray(0, -1));
    await expectCode("ERR_CERTIFICATE_UNREADABLE", /damaged, cut off/, () =>
      parseCertificates(pem + damaged),
    );
    await expectCode("ERR_CERTIFICATE_UNREADABLE", /an empty file/, () => parseCertificates("\n"));
  });
});

describe("thumbprint", () => {
  test("refuses other hashes", () => {
    expect(() => thumbprint(pem, "MD5" as "SHA-1")).toThrow(TypeError);
    expect(() => thumbprint(pem, "toString" as "SHA-1")).toThrow(TypeError);
  });

  test("refuses what is not a certificate", () =>
    expectCode("ERR_CERTIFICATE_UNREADABLE", /a private key/, () => thumbprint(signer.privateKey, "SHA-1")));
});
