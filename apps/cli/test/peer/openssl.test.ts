import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTerminal } from "../support/terminal.js";
import { describeWith, runTool } from "../support/tools.js";

const terminal = openTerminal();
afterAll(terminal.remove);
const openssl = (...args: string[]) => runTool(terminal.folder, "openssl", args);
const env = { PASS: "correct horse", P12: "changeit" };
const subject = "CN=Zürich\\, \\#1,O=Example,C=GB";

describeWith("openssl", "what the command line writes, openssl reads", () => {
  beforeAll(async () => {
    terminal.write("public.pem", (await terminal.succeed(["key", "generate", "--out", "key.pem"])).stdout);
    await terminal.succeed(["key", "generate", "--out", "locked.pem", "--passphrase-env", "PASS"], { env });
    const args = ["--subject", subject, "--days", "30", "--out", "cert.pem"];
    await terminal.succeed(["cert", "self-signed", "--key", "key.pem", ...args], { now: new Date() });
    terminal.write("body.json", '{"a": 1}');
  });

  it("a private key, plain and encrypted, and the public key", () => {
    expect(openssl("pkey", "-in", "key.pem", "-check", "-noout")).toContain("Key is valid");
    expect(openssl("pkey", "-in", "key.pem", "-pubout")).toBe(terminal.read("public.pem").toString());
    expect(
      openssl("pkey", "-in", "locked.pem", "-passin", "pass:correct horse", "-check", "-noout"),
    ).toContain("valid");
    expect(() => openssl("pkey", "-in", "locked.pem", "-passin", "pass:wrong", "-noout")).toThrow();
  });

  it("a certificate request", async () => {
    const args = ["--subject", subject, "--san", "DNS:example.com", "--out", "request.csr"];
    await terminal.succeed(["csr", "--key", "key.pem", ...args]);
    const shown = openssl(
      "req",
      "-in",
      "request.csr",
      "-verify",
      "-noout",
      "-text",
      "-nameopt",
      "RFC2253,-esc_msb,utf8",
    );
    expect(shown).toContain("verify OK");
    expect(shown).toContain(subject.replace("\\#", "#"));
    expect(shown).toContain("DNS:example.com");
  });

  it("a self-signed certificate", () => {
    expect(openssl("verify", "-CAfile", "cert.pem", "cert.pem")).toContain("cert.pem: OK");
    expect(openssl("x509", "-in", "cert.pem", "-noout", "-checkend", String(29 * 86_400))).toContain(
      "will not expire",
    );
    expect(() => openssl("x509", "-in", "cert.pem", "-noout", "-checkend", String(31 * 86_400))).toThrow();
  });

  it("a PKCS#12 file, without -legacy", async () => {
    const args = [
      "--key",
      "key.pem",
      "--cert",
      "cert.pem",
      "--out",
      "a.p12",
      "--password-env",
      "P12",
      "--name",
      "api",
    ];
    await terminal.succeed(["p12", "pack", ...args], { env });
    const shown = openssl("pkcs12", "-in", "a.p12", "-passin", "pass:changeit", "-nodes", "-info");
    for (const text of [
      "MAC: sha256",
      "AES-256-CBC",
      "friendlyName: api",
      "BEGIN PRIVATE KEY",
      "BEGIN CERTIFICATE",
    ]) {
      expect(shown).toContain(text);
    }
  });

  it("a signature over a body, and one over the string of a message", async () => {
    const body = (await terminal.succeed(["body", "sign", "--key", "key.pem", "body.json"])).stdout;
    terminal.write("body.sig", Buffer.from(body, "base64"));
    expect(
      openssl("dgst", "-sha256", "-verify", "public.pem", "-signature", "body.sig", "body.json"),
    ).toContain("Verified OK");
    const message = 'POST /a HTTP/1.1\nhost: h\n\n{"a": 1}';
    const args = [
      "--key",
      "key.pem",
      "--key-id",
      "k",
      "--headers",
      "(request-target) digest host",
      "--json",
      "-",
    ];
    const { json } = await terminal.succeed(["http", "sign", ...args], { stdin: message });
    const headers = json.headers as Record<string, string>;
    terminal.write("base.txt", String(json.signatureBase));
    terminal.write(
      "base.sig",
      Buffer.from(/signature="(.*)"/.exec(headers.Signature ?? "")?.[1] ?? "", "base64"),
    );
    expect(
      openssl("dgst", "-sha256", "-verify", "public.pem", "-signature", "base.sig", "base.txt"),
    ).toContain("Verified OK");
    const digest = runTool(terminal.folder, "sh", [
      "-c",
      "openssl dgst -sha256 -binary body.json | openssl base64 -A",
    ]);
    expect(headers.Digest).toBe(`SHA-256=${digest}`);
    expect((await terminal.succeed(["digest", "body.json"])).stdout).toBe(`SHA-256=${digest}\n`);
  });
});

describeWith("openssl", "what openssl writes, the command line reads", () => {
  beforeAll(() => {
    openssl(
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      "theirs.pem",
      "-out",
      "theirs-cert.pem",
      "-subj",
      "/C=GB/CN=theirs",
      "-days",
      "90",
    );
    openssl("pkey", "-in", "theirs.pem", "-pubout", "-out", "theirs-public.pem");
    terminal.write("theirs.json", '{"b": 2}');
  });

  it.each<[what: string, convert: string[]]>([
    [
      "PKCS#8, encrypted",
      ["pkcs8", "-topk8", "-in", "theirs.pem", "-out", "k", "-passout", "pass:correct horse"],
    ],
    [
      "PKCS#8, encrypted with scrypt",
      ["pkcs8", "-topk8", "-scrypt", "-in", "theirs.pem", "-out", "k", "-passout", "pass:correct horse"],
    ],
    [
      "PKCS#1, encrypted in the old way",
      ["rsa", "-traditional", "-aes256", "-in", "theirs.pem", "-out", "k", "-passout", "pass:correct horse"],
    ],
    ["PKCS#1", ["rsa", "-traditional", "-in", "theirs.pem", "-out", "k"]],
    ["DER", ["pkey", "-in", "theirs.pem", "-outform", "DER", "-out", "k"]],
  ])("a key in %s", async (_what, convert) => {
    openssl(...convert);
    const passphrase = convert.includes("-passout") ? ["--passphrase-env", "PASS"] : [];
    const signature = (
      await terminal.succeed(["body", "sign", "--key", "k", ...passphrase, "theirs.json"], { env })
    ).stdout;
    terminal.write("k.sig", Buffer.from(signature, "base64"));
    expect(
      openssl("dgst", "-sha256", "-verify", "theirs-public.pem", "-signature", "k.sig", "theirs.json"),
    ).toContain("OK");
  });

  it("a certificate, PEM and DER", async () => {
    openssl("x509", "-in", "theirs-cert.pem", "-outform", "DER", "-out", "theirs.cer");
    const fingerprint = openssl("x509", "-in", "theirs-cert.pem", "-noout", "-fingerprint", "-sha1");
    for (const file of ["theirs-cert.pem", "theirs.cer"]) {
      const { json } = await terminal.succeed(["cert", "show", file, "--json", "--policy", "worldline"], {
        now: new Date(),
      });
      expect(json).toMatchObject({ subject: "CN=theirs,C=GB", violations: [] });
      expect(fingerprint.replaceAll(":", "").trim()).toMatch(new RegExp(`=${json.sha1Thumbprint}$`));
      const renewal = await terminal.run(["cert", "needs-renewal", file, "--before", "89d"], {
        now: new Date(),
      });
      expect(renewal.exitCode).toBe(1);
    }
  });

  it("a signature over a body", async () => {
    openssl("dgst", "-sha256", "-sign", "theirs.pem", "-out", "theirs.sig", "theirs.json");
    const signature = terminal.read("theirs.sig").toString("base64");
    const verify = ["body", "verify", "--signature", signature, "--public-key"];
    for (const key of ["theirs-public.pem", "theirs-cert.pem"])
      await terminal.succeed([...verify, key, "theirs.json"]);
    openssl("dgst", "-sha1", "-sign", "theirs.pem", "-out", "sha1.sig", "theirs.json");
    const wrong = terminal.read("sha1.sig").toString("base64");
    const explain = [
      "body",
      "explain",
      "--signature",
      wrong,
      "--public-key",
      "theirs-cert.pem",
      "theirs.json",
    ];
    expect((await terminal.run(explain)).stdout).toMatch(/^sha-1: /);
    openssl(
      "pkeyutl",
      "-sign",
      "-inkey",
      "theirs.pem",
      "-in",
      "theirs.json",
      "-rawin",
      "-digest",
      "sha256",
      "-pkeyopt",
      "rsa_padding_mode:pss",
      "-out",
      "pss.sig",
    );
    const pss = terminal.read("pss.sig").toString("base64");
    const other = ["body", "explain", "--signature", pss, "--public-key", "theirs-cert.pem", "theirs.json"];
    expect((await terminal.run(other)).stdout).toMatch(/^pss-padding: /);
  });

  it.each([[[]], [["-legacy"]]])("a PKCS#12 file, written with %j", async (options: string[]) => {
    openssl(
      "pkcs12",
      "-export",
      ...options,
      "-inkey",
      "theirs.pem",
      "-in",
      "theirs-cert.pem",
      "-name",
      "theirs",
      "-out",
      "t.p12",
      "-passout",
      "pass:changeit",
    );
    const args = ["p12", "unpack", "t.p12", "--password-env", "P12", "--out", "t.pem", "--force", "--json"];
    const { json } = await terminal.succeed(args, { env });
    expect(json).toMatchObject({ hasPrivateKey: true, friendlyName: "theirs", subjects: ["CN=theirs,C=GB"] });
    expect(Array.isArray(json.warnings)).toBe(options.length > 0);
    expect(openssl("pkey", "-in", "t.pem", "-pubout")).toBe(terminal.read("theirs-public.pem").toString());
    expect(openssl("x509", "-in", join(terminal.folder, "t.pem"), "-noout", "-subject")).toContain("theirs");
  });
});
