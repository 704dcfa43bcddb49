import { createPrivateKey, createPublicKey } from "node:crypto";
import { chmodSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  basicConstraintsExtension,
  createSelfSignedCertificate,
  importSigner,
  parseCertificate,
  parseCertificateRequest,
  readPkcs12,
  thumbprint,
} from "@countersign/crypto-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTerminal, testTime } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);
const subject = "C=GB,O=Example,CN=example";
const env = { PASS: "correct horse", OTHER: "wrong", P12: "changeit" };

beforeAll(async () => {
  await terminal.succeed(["key", "generate", "--out", "key.pem"]);
  await terminal.succeed(["key", "generate", "--out", "other.pem"]);
  await terminal.succeed(["key", "generate", "--out", "locked.pem", "--passphrase-env", "PASS"], { env });
  for (const [key, out] of [
    ["key.pem", "cert.pem"],
    ["other.pem", "other-cert.pem"],
  ] as const) {
    await terminal.succeed([
      "cert",
      "self-signed",
      "--key",
      key,
      "--subject",
      subject,
      "--days",
      "365",
      "--out",
      out,
    ]);
  }
});

describe("key generate", () => {
  it("writes a private key that only its owner can read, and prints the public one", async () => {
    const { stdout } = await terminal.succeed(["key", "generate", "--out", "a.pem", "--bits", "3072"]);
    const key = createPrivateKey(terminal.read("a.pem"));
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(3072);
    expect(createPublicKey(stdout).equals(createPublicKey(key))).toBe(true);
    expect(terminal.mode("a.pem")).toBe("600");
  });

  it("never replaces a file without --force, and then gives it its own mode", async () => {
    terminal.write("taken.pem", "precious");
    chmodSync(join(terminal.folder, "taken.pem"), 0o644);
    const { exitCode, stderr } = await terminal.run(["key", "generate", "--out", "taken.pem"]);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      "countersign: ERR_FILE_EXISTS: taken.pem: exists already; give another name, or --force to replace it.\n",
    );
    expect(terminal.read("taken.pem").toString()).toBe("precious");
    await terminal.succeed(["key", "generate", "--out", "taken.pem", "--force"]);
    expect(terminal.read("taken.pem").toString()).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(terminal.mode("taken.pem")).toBe("600");
    expect(readdirSync(terminal.folder).filter((name) => name.startsWith(".countersign-"))).toEqual([]);
  });

  it("encrypts the key with a passphrase from the environment or a file", async () => {
    expect(terminal.read("locked.pem").toString()).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    terminal.write("pass.txt", "correct horse\n");
    await terminal.succeed([
      "body",
      "sign",
      "--key",
      "locked.pem",
      "--passphrase-file",
      "pass.txt",
      "key.pem",
    ]);
    await terminal.succeed(["body", "sign", "--key", "locked.pem", "--passphrase-file", "-", "key.pem"], {
      stdin: "correct horse\r\n",
    });
  });

  it("has JSON without the private key", async () => {
    const { json, stdout } = await terminal.succeed(["key", "generate", "--out", "j.pem", "--json"]);
    expect(json).toMatchObject({
      ok: true,
      file: "j.pem",
      bits: 2048,
      publicKey: expect.stringMatching(/^-----BEGIN PUBLIC/),
    });
    expect(stdout).not.toContain("PRIVATE");
  });
});

describe("an encrypted key", () => {
  const sign = ["body", "sign", "--key", "locked.pem", "key.pem"];

  it("needs its passphrase", async () => {
    const { exitCode, stderr } = await terminal.run(sign);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      "countersign: ERR_KEY_PASSPHRASE_MISSING: locked.pem: The key is encrypted: give its passphrase. Use --passphrase-env NAME or --passphrase-file FILE.\n",
    );
  });

  it("is not opened by another one", async () => {
    const { exitCode, stderr } = await terminal.run([...sign, "--passphrase-env", "OTHER"], { env });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^countersign: ERR_KEY_PASSPHRASE_WRONG: locked\.pem: .*--passphrase-env.*\n$/);
    expect(stderr).not.toContain("wrong");
  });

  it("is not opened by an empty one", async () => {
    terminal.write("empty.txt", "\n");
    const { exitCode, stderr } = await terminal.run([...sign, "--passphrase-file", "empty.txt"]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/is empty/) });
  });
});

describe("csr", () => {
  it("makes a request with subject and other names", async () => {
    const names = ["--san", "DNS:example.com", "--san", "IP:192.0.2.1"];
    await terminal.succeed(["csr", "--key", "key.pem", "--subject", subject, "--out", "r.csr", ...names]);
    const request = parseCertificateRequest(terminal.read("r.csr"));
    expect(request.subject).toBe(subject);
    expect(request.subjectAltNames).toEqual(["DNS:example.com", "IP:192.0.2.1"]);
    expect(terminal.mode("r.csr")).toBe("644");
  });

  it("writes to standard output with -, but not beside JSON", async () => {
    const args = [
      "csr",
      "--key",
      "locked.pem",
      "--passphrase-env",
      "PASS",
      "--subject",
      subject,
      "--out",
      "-",
    ];
    const { stdout } = await terminal.succeed(args, { env });
    expect(parseCertificateRequest(stdout).subject).toBe(subject);
    const { exitCode, json } = await terminal.run([...args, "--json"], { env });
    expect({ exitCode, json }).toMatchObject({ exitCode: 2, json: { code: "ERR_USAGE" } });
    expect(existsSync(join(terminal.folder, "-"))).toBe(false);
  });

  it("refuses a subject that is none, and overwrites no private key", async () => {
    const refused = await terminal.run(["csr", "--key", "key.pem", "--subject", "example", "--out", "s.csr"]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/^countersign: ERR_CERTIFICATE_SUBJECT: Not a name of RFC 4514/);
    const slip = await terminal.run(["csr", "--key", "key.pem", "--subject", subject, "--out", "key.pem"]);
    expect(slip).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/ERR_FILE_EXISTS/) });
  });
});

describe("cert self-signed", () => {
  it("is valid from now on for so many days", () => {
    const certificate = parseCertificate(terminal.read("cert.pem"));
    expect(certificate).toMatchObject({
      subject,
      issuer: subject,
      notBefore: testTime,
      notAfter: new Date("2026-06-01T12:00:00Z"),
    });
  });
});

describe("cert show", () => {
  it("prints what the certificate says", async () => {
    const { stdout } = await terminal.succeed(["cert", "show", "cert.pem"]);
    expect(stdout).toMatch(/^subject +C=GB,O=Example,CN=example$/m);
    expect(stdout).toMatch(/^valid until +2026-06-01T12:00:00.000Z$/m);
    expect(stdout).toContain(thumbprint(terminal.read("cert.pem"), "SHA-1"));
  });

  it("prints all of a file, and reads standard input", async () => {
    const both = `${terminal.read("cert.pem")}${terminal.read("other-cert.pem")}`;
    const { json } = await terminal.succeed(["cert", "show", "-", "--json"], { stdin: both });
    expect(json).toMatchObject({ ok: true, subject, keyAlgorithm: "RSA", modulusLength: 2048 });
    expect(json.others).toHaveLength(1);
    expect(
      (await terminal.succeed(["cert", "show", "-"], { stdin: both })).stdout.match(/^subject/gm),
    ).toHaveLength(2);
  });

  it("says yes where it meets the policy", async () => {
    const { stdout } = await terminal.succeed(["cert", "show", "cert.pem", "--policy", "worldline"]);
    expect(stdout).toMatch(/\nIt meets the policy\.\n$/);
  });

  it("says no where it does not, with everything that is against it", async () => {
    await terminal.succeed([
      "cert",
      "self-signed",
      "--key",
      "key.pem",
      "--subject",
      subject,
      "--days",
      "3650",
      "--out",
      "long.pem",
    ]);
    const now = new Date("2035-05-20T00:00:00Z");
    const { exitCode, stdout } = await terminal.run(["cert", "show", "long.pem", "--policy", "worldline"], {
      now,
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/It does not meet the policy:\n {2}lifetime: .*\n {2}time-left: .*\n$/);
    const { json } = await terminal.run(["cert", "show", "long.pem", "--policy", "worldline", "--json"], {
      now,
    });
    expect(json).toMatchObject({
      ok: false,
      code: "ERR_CERTIFICATE_POLICY",
      message: expect.stringMatching(/5 years at most.*more than 1 month/),
      violations: [{ rule: "lifetime" }, { rule: "time-left" }],
    });
  });

  it("says what a file is that has no certificate", async () => {
    const { exitCode, stderr } = await terminal.run(["cert", "show", "key.pem"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^countersign: ERR_CERTIFICATE_UNREADABLE: key\.pem: /);
  });
});

describe("cert needs-renewal", () => {
  const check = (now: string, ...more: string[]) =>
    terminal.run(["cert", "needs-renewal", "cert.pem", ...more], { now: new Date(now) });

  it.each<[now: string, options: string[], exitCode: number]>([
    ["2026-01-30", [], 1],
    ["2026-01-31", [], 0],
    ["2026-05-02T11:59:59Z", ["--before", "30d"], 1],
    ["2026-05-02T12:00:00Z", ["--before", "30d"], 0],
    ["2025-11-30", ["--before", "50%"], 1],
    ["2025-12-01", ["--before", "50%"], 0],
    ["2030-01-01", ["--before", "0d"], 0],
  ])("on %s with %j exits with %i", async (now, options, exitCode) => {
    const { stdout, stderr, exitCode: actual } = await check(now, ...options);
    expect({ actual, stderr }).toEqual({ actual: exitCode, stderr: "" });
    expect(stdout).toMatch(exitCode === 0 ? /^Needs to be renewed/ : /^Does not need/);
    const { json } = await check(now, ...options, "--json");
    expect(json).toMatchObject({ ok: exitCode === 0, needsRenewal: exitCode === 0 });
    if (exitCode === 1)
      expect(json).toMatchObject({ code: "CERTIFICATE_NOT_DUE", message: expect.any(String) });
  });

  it("exits with 2 where there is no such file, and with 255 where it cannot be read", async () => {
    const missing = await terminal.run(["cert", "needs-renewal", "nowhere.pem"]);
    expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/ERR_FILE_MISSING/) });
    const key = await terminal.run(["cert", "needs-renewal", "key.pem"]);
    expect(key).toMatchObject({
      exitCode: 255,
      stderr: expect.stringMatching(/ERR_CERTIFICATE_UNREADABLE: key\.pem: /),
    });
    expect((await terminal.run(["cert", "needs-renewal", "."])).exitCode).toBe(255);
    expect((await terminal.run(["cert", "needs-renewal", "nowhere.pem", "--json"])).json).toMatchObject({
      ok: false,
      code: "ERR_FILE_MISSING",
    });
  });
});

describe("p12", () => {
  const pack = [
    "p12",
    "pack",
    "--key",
    "key.pem",
    "--cert",
    "cert.pem",
    "--password-env",
    "P12",
    "--name",
    "api",
  ];

  it("packs a key and its certificates, and unpacks them", async () => {
    await terminal.succeed([...pack, "--out", "a.p12", "--chain", "other-cert.pem"], { env });
    expect(terminal.mode("a.p12")).toBe("600");
    const { stdout } = await terminal.succeed(
      ["p12", "unpack", "a.p12", "--password-env", "P12", "--out", "a-out.pem"],
      { env },
    );
    expect(stdout).toBe("Wrote the private key and 2 certificates to a-out.pem.\n");
    expect(terminal.mode("a-out.pem")).toBe("600");
    const text = terminal.read("a-out.pem").toString();
    expect(text.match(/BEGIN [A-Z ]+/g)).toEqual([
      "BEGIN PRIVATE KEY",
      "BEGIN CERTIFICATE",
      "BEGIN CERTIFICATE",
    ]);
    expect(createPrivateKey(text).equals(createPrivateKey(terminal.read("key.pem")))).toBe(true);
    const { friendlyName, certificates } = await readPkcs12(terminal.read("a.p12"), { password: "changeit" });
    expect(friendlyName).toBe("api");
    expect(certificates[0]?.pem).toBe(terminal.read("cert.pem").toString());
  });

  it("encrypts what it unpacks, and packs what is encrypted", async () => {
    await terminal.succeed([...pack, "--out", "b.p12"], { env });
    const unpack = [
      "p12",
      "unpack",
      "b.p12",
      "--password-env",
      "P12",
      "--out",
      "b.pem",
      "--passphrase-env",
      "PASS",
      "--json",
    ];
    expect((await terminal.succeed(unpack, { env })).json).toMatchObject({
      ok: true,
      hasPrivateKey: true,
      subjects: [subject],
      friendlyName: "api",
    });
    expect(terminal.read("b.pem").toString()).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY/);
    const again = [
      "p12",
      "pack",
      "--key",
      "b.pem",
      "--cert",
      "b.pem",
      "--out",
      "c.p12",
      "--password-env",
      "P12",
    ];
    expect(await terminal.run(again, { env })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ERR_KEY_PASSPHRASE_MISSING: b\.pem/),
    });
    await terminal.succeed([...again, "--passphrase-env", "PASS"], { env });
  });

  it("refuses a wrong password, a certificate of another key, and a file that is there", async () => {
    await terminal.succeed([...pack, "--out", "d.p12"], { env });
    const wrong = ["p12", "unpack", "d.p12", "--password-env", "OTHER", "--out", "d.pem"];
    expect(await terminal.run(wrong, { env })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^countersign: ERR_PKCS12_PASSWORD: d\.p12: .*--password-env.*\n$/),
    });
    expect(existsSync(join(terminal.folder, "d.pem"))).toBe(false);
    const stranger = pack.map((arg) => (arg === "cert.pem" ? "other-cert.pem" : arg));
    expect(await terminal.run([...stranger, "--out", "e.p12"], { env })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ERR_CERTIFICATE_NO_MATCH/),
    });
    expect((await terminal.run([...pack, "--out", "d.p12"], { env })).stderr).toMatch(/ERR_FILE_EXISTS/);
    expect((await terminal.run([...pack, "--out", "-"], { env })).exitCode).toBe(2);
  });

  it("writes a trust store, without a key", async () => {
    terminal.write("ca.pem", await makeAuthority("CN=authority"));
    const args = ["p12", "truststore", "ca.pem", "--out", "trust.p12", "--password-env", "P12"];
    expect((await terminal.succeed(args, { env })).stdout).toContain("CN=authority");
    const { privateKey, certificates } = await readPkcs12(terminal.read("trust.p12"), {
      password: "changeit",
    });
    expect({ privateKey, count: certificates.length }).toEqual({ privateKey: undefined, count: 1 });
    const { stdout } = await terminal.succeed(
      ["p12", "unpack", "trust.p12", "--password-env", "P12", "--out", "trust.pem"],
      { env },
    );
    expect(stdout).toMatch(/no private key and 1 certificate/);
  });

  it("warns of what is no authority in a trust store, and writes it all the same", async () => {
    terminal.write("mixed.pem", (await makeAuthority("CN=authority")) + terminal.read("cert.pem"));
    const args = ["p12", "truststore", "mixed.pem", "--password-env", "P12", "--out"];
    const warning = `${subject} is no certificate authority: what pins a server's own certificate breaks at its next renewal. Trust the authorities that issue it.`;
    const { exitCode, stderr } = await terminal.run([...args, "mixed.p12"], { env });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `countersign: warning: ${warning}\n` });
    const { certificates } = await readPkcs12(terminal.read("mixed.p12"), { password: "changeit" });
    expect(certificates.map((each) => each.subject)).toEqual(["CN=authority", subject]);
    const { json } = await terminal.run([...args, "json.p12", "--json"], { env });
    expect(json).toMatchObject({ ok: true, warnings: [warning] });
  });

  it("writes to files only, and reads certificates only", async () => {
    const trust = ["p12", "truststore", "--password-env", "P12", "--out"];
    expect(await terminal.run([...trust, "-", "cert.pem"], { env })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/file only/),
    });
    expect((await terminal.run([...trust, "x.p12", "key.pem"], { env })).stderr).toMatch(
      /ERR_CERTIFICATE_UNREADABLE: key\.pem: /,
    );
    const unpack = ["p12", "unpack", "trust.p12", "--password-env", "P12", "--out", "-"];
    expect(await terminal.run(unpack, { env })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/file only/),
    });
  });

  it("says what is no PKCS#12 file", async () => {
    const args = ["p12", "unpack", "cert.pem", "--password-env", "P12", "--out", "f.pem"];
    expect(await terminal.run(args, { env })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ERR_PKCS12_UNREADABLE: cert\.pem/),
    });
  });
});

/** A certificate of an authority, for the key of `key.pem`. */
async function makeAuthority(name: string): Promise<string> {
  return createSelfSignedCertificate({
    signer: await importSigner(terminal.read("key.pem")),
    subject: name,
    notBefore: testTime,
    notAfter: new Date("2030-01-01T00:00:00Z"),
    extensions: [basicConstraintsExtension({ certificateAuthority: true })],
  });
}
