import { afterAll, expect, test } from "vitest";
import { parseCertificate, parseCertificates } from "../../../src/x509/certificate.js";
import { createCertificateRequest, parseCertificateRequest } from "../../../src/x509/certificate-request.js";
import { orderChain } from "../../../src/x509/chain.js";
import { extendedKeyUsageExtension, keyUsageExtension } from "../../../src/x509/make-extensions.js";
import { createSelfSignedCertificate } from "../../../src/x509/self-signed.js";
import { thumbprint } from "../../../src/x509/thumbprint.js";
import { expectCode } from "../../support/expect-error.js";
import { generateNodeSigner } from "../../support/node-signer.js";
import { describeWith, run, runVerbosely, temporaryFolder } from "../../support/tools.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const signer = generateNodeSigner();
const keyFile = folder.write("key.pem", signer.privateKey);
/** RFC 2253 with UTF-8 left as it is. */
const nameOptions = ["-nameopt", "RFC2253,-esc_msb,utf8"];

const subjects = [
  "CN=example,O=Example,C=GB",
  'CN=A \\"B\\" C',
  "CN=\\#leading",
  "CN=a\\, b\\+c\\;d\\<e\\>f\\\\g=h",
  "CN=\\ spaces\\ ",
  "CN=Zürich 東京 😀",
  "CN=CN and OU+OU=together,C=GB",
  "UID=u,STREET=1 High St,L=London,ST=England,C=GB",
  "DC=example,DC=com",
  "serialNumber=12-34,emailAddress=a@example.com,CN=x",
  `CN=${"x".repeat(64)},O=${"é".repeat(64)}`,
];

describeWith("openssl", "what we write, openssl reads", () => {
  test.each(subjects)("a request for %s", async (subject) => {
    const request = await createCertificateRequest({
      signer,
      subject,
      subjectAltNames: [
        "DNS:example.com",
        "IP:192.0.2.1",
        "IP:2001:db8::1",
        "email:a@b.c",
        "URI:https://a/b",
      ],
      extensions: [
        keyUsageExtension(["digitalSignature", "keyEncipherment"]),
        extendedKeyUsageExtension(["clientAuth"]),
      ],
    });
    const file = folder.write("request.pem", request);
    // Its exit code is 0 either way.
    expect(runVerbosely("openssl", ["req", "-in", file, "-verify", "-noout"]).stderr).toContain("verify OK");
    const shown = run("openssl", ["req", "-in", file, "-noout", "-subject", ...nameOptions]);
    expect(shown.replace(",street=", ",STREET=")).toBe(`subject=${subject}\n`);
    const text = run("openssl", ["req", "-in", file, "-noout", "-text"]);
    for (const line of [
      "DNS:example.com, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1, email:a@b.c, URI:https://a/b",
      "X509v3 Key Usage: critical",
      "Digital Signature, Key Encipherment",
      "TLS Web Client Authentication",
    ]) {
      expect(text).toContain(line);
    }
  });

  test("in the order in which openssl has it too", async () => {
    const ours = await createCertificateRequest({ signer, subject: "CN=example,O=Example,C=GB" });
    const theirs = run("openssl", ["req", "-new", "-key", keyFile, "-subj", "/C=GB/O=Example/CN=example"]);
    expect(run("openssl", ["req", "-noout", "-subject"], ours)).toBe(
      run("openssl", ["req", "-noout", "-subject"], theirs),
    );
  });

  test("a self-signed certificate", async () => {
    const certificate = await createSelfSignedCertificate({
      signer,
      subject: "CN=example,O=Example,C=GB",
      notBefore: new Date("2020-02-29T00:00:00Z"),
      notAfter: new Date("2050-01-01T00:00:00Z"),
      serialNumber: "00AB",
      extensions: [keyUsageExtension(["digitalSignature"]), extendedKeyUsageExtension(["clientAuth"])],
    });
    const file = folder.write("self-signed.pem", certificate);
    run("openssl", [
      "verify",
      "-x509_strict",
      "-check_ss_sig",
      "-purpose",
      "sslclient",
      "-CAfile",
      file,
      file,
    ]);
    const text = run("openssl", ["x509", "-in", file, "-noout", "-text"]);
    for (const line of [
      "Version: 3 (0x2)",
      "Serial Number: 171 (0xab)",
      "Not Before: Feb 29 00:00:00 2020 GMT",
      "Not After : Jan  1 00:00:00 2050 GMT",
      "CA:FALSE",
      "X509v3 Subject Key Identifier",
      "TLS Web Client Authentication",
    ]) {
      expect(text).toContain(line);
    }
    // The bytes of the time types: UTCTime through 2049, GeneralizedTime after.
    const structure = run("openssl", ["asn1parse", "-in", file]);
    expect(structure).toContain("UTCTIME           :200229000000Z");
    expect(structure).toContain("GENERALIZEDTIME   :20500101000000Z");
  });
});

describeWith("openssl", "what openssl writes, we read", () => {
  test.each([
    ["/C=GB/O=Example/CN=example", "CN=example,O=Example,C=GB"],
    ['/CN=A "B" C', 'CN=A \\"B\\" C'],
    ["/CN=#a, b\\+c", "CN=\\#a\\, b\\+c"],
    ["/CN= a ", "CN=\\ a\\ "],
    ["/CN=Zürich 東京", "CN=Zürich 東京"],
    ["/C=GB/OU=a+CN=b", "CN=b+OU=a,C=GB"],
    ["/emailAddress=a@example.com/serialNumber=1", "serialNumber=1,emailAddress=a@example.com"],
  ])("a request for %s", (subject, expected) => {
    const request = run("openssl", [
      "req",
      "-new",
      "-utf8",
      "-key",
      keyFile,
      "-subj",
      subject,
      "-multivalue-rdn",
    ]);
    expect(parseCertificateRequest(request)).toMatchObject({
      subject: expected,
      publicKey: new Uint8Array(signer.publicKey),
    });
  });

  const selfSigned = (...options: string[]) =>
    run("openssl", [
      "req",
      "-x509",
      "-nodes",
      "-keyout",
      folder.write("any.pem", ""),
      "-subj",
      "/CN=a",
      ...options,
    ]);

  test.each([
    [
      ["-newkey", "rsa:2048", "-sha512"],
      { keyAlgorithm: "RSA", signatureAlgorithm: "sha512WithRSAEncryption" },
    ],
    [["-newkey", "rsa:2048", "-sha1"], { keyAlgorithm: "RSA", signatureAlgorithm: "sha1WithRSAEncryption" }],
    [
      ["-newkey", "rsa:2048", "-sigopt", "rsa_padding_mode:pss", "-sha384"],
      { keyAlgorithm: "RSA", signatureAlgorithm: "rsassaPss" },
    ],
    [
      ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
      { keyAlgorithm: "EC", signatureAlgorithm: "ecdsa-with-SHA256" },
    ],
    [["-newkey", "ed25519"], { keyAlgorithm: "Ed25519", signatureAlgorithm: "ED25519" }],
  ])("a certificate made with %o, and its signature", (options, expected) => {
    const certificate = parseCertificate(selfSigned(...options));
    expect(certificate).toMatchObject({ ...expected, isCertificateAuthority: true, subjectCommonName: "a" });
    const root = parseCertificate(selfSigned("-newkey", "rsa:2048"));
    // Self-signed, so that the chain ends with itself; the other is of the same name, and not its issuer.
    expect(orderChain([root, certificate], certificate.publicKey)).toEqual({
      chain: [certificate],
      extras: [root],
    });
  });

  test("its fields, its thumbprints and its text before the PEM", () => {
    const pem = selfSigned(
      ...["-newkey", "rsa:3072", "-days", "30", "-set_serial", "0x8000ff"],
      ...["-addext", "subjectAltName=DNS:a.example,IP:::1,dirName:dn,otherName:1.2.3;UTF8:x"],
      ...[
        "-addext",
        "extendedKeyUsage=serverAuth,1.2.3.4",
        "-config",
        folder.write("openssl.cnf", "[req]\ndistinguished_name=dn\nx509_extensions=v3\n[v3]\n[dn]\nC=GB\n"),
      ],
    );
    const file = folder.write("certificate.pem", pem);
    const withText = run("openssl", ["x509", "-in", file, "-text"]);
    const certificate = parseCertificate(withText);
    expect(certificate).toMatchObject({
      serialNumber: "8000FF",
      modulusLength: 3072,
      subjectAltNames: ["DNS:a.example", "IP:::1", "dirName:C=GB", "otherName:1.2.3"],
      extendedKeyUsages: ["serverAuth", "1.2.3.4"],
    });
    expect(certificate.notAfter.getTime() - certificate.notBefore.getTime()).toBe(30 * 86_400_000);
    for (const [name, option] of [
      ["SHA-1", "-sha1"],
      ["SHA-256", "-sha256"],
    ] as const) {
      const shown = run("openssl", ["x509", "-in", file, "-noout", "-fingerprint", option]);
      expect(thumbprint(certificate, name)).toBe(shown.split("=")[1]?.trim().replaceAll(":", ""));
    }
    expect(parseCertificates(withText + pem)).toEqual([certificate, certificate]);
  });

  test("a certificate that openssl issued for our request, put into a chain", async () => {
    const rootKey = folder.write("root-key.pem", generateNodeSigner().privateKey);
    const root = run("openssl", ["req", "-x509", "-key", rootKey, "-subj", "/CN=Root", "-days", "10"]);
    const request = await createCertificateRequest({ signer, subject: "CN=leaf" });
    const leaf = run("openssl", [
      ...["x509", "-req", "-days", "5", "-in", folder.write("leaf.csr", request)],
      ...["-CA", folder.write("root.pem", root), "-CAkey", rootKey, "-set_serial", "5"],
    ]);
    const { chain } = orderChain(parseCertificates(root + leaf), signer.publicKey);
    expect(chain.map(({ subject }) => subject)).toEqual(["CN=leaf", "CN=Root"]);
  });

  test("refuses a request that openssl refuses too", async () => {
    const request = Buffer.from(run("openssl", ["req", "-new", "-key", keyFile, "-subj", "/CN=example"]));
    const der = Buffer.from(request.toString().replace(/-----.*-----/g, ""), "base64");
    der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
    const file = folder.write("broken.der", der);
    const verdict = runVerbosely("openssl", ["req", "-verify", "-noout", "-inform", "DER", "-in", file]);
    expect(verdict.stderr).toContain("verify failure");
    await expectCode("ERR_CERTIFICATE_NO_MATCH", /signature/, () => parseCertificateRequest(der));
  });
});

describeWith("keytool", "keytool", () => {
  test.each(["CN=example, O=Example, C=GB", 'CN=A \\"B\\" C', "CN=\\#leading", "CN=a\\, b\\+c"])(
    "prints our request for %s",
    async (subject) => {
      const file = folder.write("request.pem", await createCertificateRequest({ signer, subject }));
      const printed = run("keytool", ["-J-Duser.language=en", "-printcertreq", "-file", file]);
      const shown = /^Subject: (.*)$/m.exec(printed)?.[1] ?? "";
      // Java quotes what RFC 4514 escapes; both are one name.
      const unquoted = shown.replace(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) =>
        text.replace(/\\(.)/g, "$1").replace(/["+,#]/g, "\\$&"),
      );
      expect(unquoted).toBe(subject);
    },
  );

  test("prints our certificate", async () => {
    const certificate = await createSelfSignedCertificate({
      signer,
      subject: "CN=example,C=GB",
      notBefore: new Date("2025-01-01"),
      notAfter: new Date("2055-01-01"),
    });
    const printed = run("keytool", [
      "-J-Duser.language=en",
      "-printcert",
      "-file",
      folder.write("c.pem", certificate),
    ]);
    expect(printed).toContain("Owner: CN=example, C=GB");
    expect(printed.replaceAll(":", "")).toContain(thumbprint(certificate, "SHA-256"));
  });
});
