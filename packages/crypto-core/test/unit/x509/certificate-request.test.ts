import { describe, expect, test } from "vitest";
import {
  contextConstructed,
  objectIdentifier,
  sequence,
  setOf,
  unsignedInteger,
  utf8String,
} from "../../../src/asn1/der-writer.js";
import { encodePem } from "../../../src/asn1/pem.js";
import { createCertificateRequest, parseCertificateRequest } from "../../../src/x509/certificate-request.js";
import { encodeExtensions } from "../../../src/x509/extensions.js";
import { keyUsageExtension, subjectAltNameExtension } from "../../../src/x509/make-extensions.js";
import { encodeSubject } from "../../../src/x509/name-der.js";
import { signContent } from "../../../src/x509/signed.js";
import { expectCode } from "../../support/expect-error.js";
import { generateNodeSigner } from "../../support/node-signer.js";

const signer = generateNodeSigner();
const other = generateNodeSigner();
const subject = "CN=example,O=Example,C=GB";

/** What `openssl req` asks for besides the subject. */
const challengePassword = sequence(objectIdentifier("1.2.840.113549.1.9.7"), setOf(utf8String("secret")));
const wantedName = sequence(
  objectIdentifier("1.2.840.113549.1.9.14"),
  setOf(encodeExtensions([subjectAltNameExtension(["DNS:a.example"])])),
);

describe("createCertificateRequest", () => {
  test("makes a request that says what was given", async () => {
    const pem = await createCertificateRequest({
      signer,
      subject,
      subjectAltNames: ["DNS:example.com"],
      extensions: [keyUsageExtension(["digitalSignature"])],
    });
    expect(parseCertificateRequest(pem)).toMatchObject({
      subject,
      publicKey: new Uint8Array(signer.publicKey),
      keyAlgorithm: "RSA",
      modulusLength: 2048,
      signatureAlgorithm: "sha256WithRSAEncryption",
      subjectAltNames: ["DNS:example.com"],
      keyUsages: ["digitalSignature"],
      pem,
    });
  });

  test("has the extensions left out where there are none", async () => {
    expect(parseCertificateRequest(await createCertificateRequest({ signer, subject })).extensions).toEqual(
      [],
    );
  });

  test("hands the signal to the signer", async () => {
    const { signal } = new AbortController();
    let seen: AbortSignal | undefined;
    const sign: typeof signer.sign = (message, options) => {
      seen = options?.signal;
      return signer.sign(message);
    };
    await createCertificateRequest({ signer: { ...signer, sign }, subject, signal });
    expect(seen).toBe(signal);
  });

  test("needs the signer's public key, of RSA", async () => {
    const { publicKey: _, ...withoutKey } = signer;
    await expect(createCertificateRequest({ signer: withoutKey, subject })).rejects.toThrow(TypeError);
    const ed25519 = Buffer.from(`302a300506032b6570032100${"00".repeat(32)}`, "hex");
    await expect(
      createCertificateRequest({ signer: { ...signer, publicKey: ed25519 }, subject }),
    ).rejects.toThrow("Ed25519, not RSA");
  });

  test("finds a signer that signs with another key than it says", () =>
    expectCode("ERR_CERTIFICATE_NO_MATCH", /does not verify with its own public key/, () =>
      createCertificateRequest({ signer: { ...signer, sign: other.sign }, subject }),
    ));

  test("refuses names", async () => {
    await expectCode("ERR_CERTIFICATE_SUBJECT", /C is the two letters/, () =>
      createCertificateRequest({ signer, subject: "C=1A" }),
    );
    await expectCode("ERR_CERTIFICATE_SUBJECT", /does not begin with DNS:/, () =>
      createCertificateRequest({ signer, subject, subjectAltNames: ["example.com"] }),
    );
  });

  test("refuses the same extension twice", async () => {
    const extensions = [subjectAltNameExtension(["DNS:a"])];
    await expect(
      createCertificateRequest({ signer, subject, subjectAltNames: ["DNS:b"], extensions }),
    ).rejects.toThrow(TypeError);
  });
});

describe("parseCertificateRequest", () => {
  test("refuses a request that was altered", async () => {
    const { der } = parseCertificateRequest(await createCertificateRequest({ signer, subject }));
    const altered = Buffer.from(der);
    altered[altered.indexOf("example")] = "E".charCodeAt(0);
    await expectCode("ERR_CERTIFICATE_NO_MATCH", /signature is not one by the key/, () =>
      parseCertificateRequest(altered),
    );
  });

  test.each([
    ["alone", [challengePassword], []],
    ["before the extensions that are asked for", [challengePassword, wantedName], ["DNS:a.example"]],
  ])("passes over a challenge password %s", async (_, attributes, subjectAltNames) => {
    const content = sequence(
      unsignedInteger(0),
      encodeSubject(subject),
      signer.publicKey,
      contextConstructed(0, ...attributes),
    );
    const der = await signContent(content, signer, undefined);
    expect(parseCertificateRequest(der)).toMatchObject({ subject, subjectAltNames });
  });

  test("refuses version 2", async () => {
    const name = encodeSubject(subject);
    const content = sequence(unsignedInteger(1), name, signer.publicKey, contextConstructed(0));
    const der = await signContent(content, signer, undefined);
    await expectCode("ERR_CERTIFICATE_UNREADABLE", /version 2/, () => parseCertificateRequest(der));
  });

  test("says what was found", async () => {
    await expectCode("ERR_CERTIFICATE_UNREADABLE", /it is a private key/, () =>
      parseCertificateRequest(signer.privateKey),
    );
    await expectCode(
      "ERR_CERTIFICATE_UNREADABLE",
      /as a certificate request \(CSR\): it is binary data/,
      () => parseCertificateRequest(encodePem("NEW CERTIFICATE REQUEST", Uint8Array.of(0xff))),
    );
  });
});
