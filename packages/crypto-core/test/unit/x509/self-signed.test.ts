import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseCertificate } from "../../../src/x509/certificate.js";
import { basicConstraintsExtension } from "../../../src/x509/make-extensions.js";
import { createSelfSignedCertificate } from "../../../src/x509/self-signed.js";
import { expectCode } from "../../support/expect-error.js";
import { generateNodeSigner } from "../../support/node-signer.js";

const signer = generateNodeSigner();
const options = {
  signer,
  subject: "CN=example,C=GB",
  notBefore: new Date("2025-01-01T00:00:00.999Z"),
  notAfter: new Date("2030-01-01T00:00:00.001Z"),
};

describe("createSelfSignedCertificate", () => {
  test("is signed with its own key, for whole seconds, and is no authority", async () => {
    const pem = await createSelfSignedCertificate(options);
    const peer = new X509Certificate(pem);
    expect(peer.verify(peer.publicKey)).toBe(true);
    expect(parseCertificate(pem)).toMatchObject({
      issuer: "CN=example,C=GB",
      notBefore: new Date("2025-01-01T00:00:00Z"),
      notAfter: new Date("2030-01-01T00:00:00Z"),
      isCertificateAuthority: false,
    });
    expect(parseCertificate(pem).extensions.map(({ oid }) => oid)).toEqual(["2.5.29.19", "2.5.29.14"]);
  });

  test("takes an extension given in place of its own", async () => {
    const extensions = [basicConstraintsExtension({ certificateAuthority: true, pathLength: 0 })];
    const certificate = parseCertificate(await createSelfSignedCertificate({ ...options, extensions }));
    expect(certificate.isCertificateAuthority).toBe(true);
    expect(certificate.extensions).toHaveLength(2);
  });

  test.each([
    ["all ones", 0xff, "7F"],
    ["all zeros", 0x00, "40"],
  ])("a random serial number is positive and 16 bytes long: %s", async (_, byte, first) => {
    const getRandomValues = (bytes: Uint8Array) => bytes.fill(byte);
    const { serialNumber } = parseCertificate(
      await createSelfSignedCertificate({ ...options, getRandomValues }),
    );
    expect(serialNumber).toBe(first + byte.toString(16).toUpperCase().padStart(2, "0").repeat(15));
  });

  test("serial numbers differ by default", async () => {
    const [first, second] = await Promise.all([1, 2].map(() => createSelfSignedCertificate(options)));
    expect(parseCertificate(first ?? "").serialNumber).not.toBe(parseCertificate(second ?? "").serialNumber);
  });

  test.each(["", "0", "00", "0x01", "zz", "80".padEnd(40, "0"), "01".padEnd(42, "0")])(
    "refuses the serial number %o",
    async (serialNumber) => {
      await expect(createSelfSignedCertificate({ ...options, serialNumber })).rejects.toThrow(
        new TypeError("a serial number is positive and at most 20 bytes, in hex"),
      );
    },
  );

  test("takes a serial number of 20 bytes", async () => {
    const serialNumber = "7F".padEnd(40, "0");
    const pem = await createSelfSignedCertificate({ ...options, serialNumber });
    expect(parseCertificate(pem).serialNumber).toBe(serialNumber);
  });

  test.each([
    ["in the wrong order", { notAfter: options.notBefore }],
    ["invalid", { notAfter: new Date(Number.NaN) }],
    ["after 9999", { notAfter: new Date(8.64e15) }],
  ])("refuses times that are %s", async (_, times) => {
    await expect(createSelfSignedCertificate({ ...options, ...times })).rejects.toThrow(TypeError);
  });

  test("refuses an empty subject, and a signer with another key", async () => {
    await expectCode("ERR_CERTIFICATE_SUBJECT", /at least one/, () =>
      createSelfSignedCertificate({ ...options, subject: [] }),
    );
    const sign = async () => new Uint8Array(256);
    await expectCode("ERR_CERTIFICATE_NO_MATCH", /does not verify/, () =>
      createSelfSignedCertificate({ ...options, signer: { ...signer, sign } }),
    );
  });
});
