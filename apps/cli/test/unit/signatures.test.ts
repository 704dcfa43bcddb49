import { constants, createPrivateKey, sign } from "node:crypto";
import { thumbprint } from "@countersign/crypto-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);
const body = '{"Amount":13.0}';
const headers = "(request-target) digest x-request-id";
const lines = ["POST /payments?x=1 HTTP/1.1", "Host: api.example", "X-Request-Id: 1"];
const request = (lineEnd: string, ...more: string[]) => [...lines, ...more, "", body].join(lineEnd);
let keyId = "";

beforeAll(async () => {
  terminal.write("public.pem", (await terminal.succeed(["key", "generate", "--out", "key.pem"])).stdout);
  await terminal.succeed(["key", "generate", "--out", "other.pem"]);
  for (const [key, out] of [
    ["key.pem", "cert.pem"],
    ["other.pem", "other-cert.pem"],
  ] as const) {
    const subject = `CN=${key}`;
    await terminal.succeed([
      "cert",
      "self-signed",
      "--key",
      key,
      "--subject",
      subject,
      "--days",
      "9",
      "--out",
      out,
    ]);
  }
  keyId = thumbprint(terminal.read("cert.pem"), "SHA-1");
  terminal.write("body.json", body);
  terminal.write("request.http", request("\r\n"));
});

describe("digest", () => {
  it.each([
    ["", "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
    ['{"hello": "world"}', "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="],
  ])("of %j", async (stdin, value) => {
    expect((await terminal.succeed(["digest", "-"], { stdin })).stdout).toBe(`${value}\n`);
    terminal.write("digested", stdin);
    const { json } = await terminal.succeed(["digest", "digested", "--json"]);
    const sha256 = Buffer.from(value.slice(8), "base64").toString("hex");
    expect(json).toEqual({ ok: true, digest: value, sha256 });
  });
});

describe("body", () => {
  const verify = (signature: string, file = "body.json", key = "public.pem") =>
    terminal.run(["body", "verify", "--public-key", key, "--signature", signature, file]);

  it("signs what it then verifies, with a public key or a certificate, from a file or standard input", async () => {
    const signature = (
      await terminal.succeed(["body", "sign", "--key", "key.pem", "body.json"])
    ).stdout.trim();
    const expected = sign("sha256", Buffer.from(body), createPrivateKey(terminal.read("key.pem")));
    expect(signature).toBe(expected.toString("base64"));
    const { json } = await terminal.succeed(["body", "sign", "--key", "key.pem", "-", "--json"], {
      stdin: body,
    });
    expect(json).toEqual({ ok: true, signature });
    expect(await verify(signature)).toMatchObject({
      exitCode: 0,
      stdout: "The signature verifies.\n",
      stderr: "",
    });
    expect(await verify(signature, "body.json", "cert.pem")).toMatchObject({ exitCode: 0 });
  });

  it("says no to another body, another key and what is not base64", async () => {
    const signature = (
      await terminal.succeed(["body", "sign", "--key", "key.pem", "body.json"])
    ).stdout.trim();
    const hint = /"countersign body explain" tells why/;
    for (const result of [
      await verify(signature, "key.pem"),
      await verify(signature, "body.json", "other-cert.pem"),
    ]) {
      expect(result).toMatchObject({
        exitCode: 1,
        stdout: "",
        stderr: expect.stringMatching(/^countersign: ERR_SIGNATURE_INVALID: /),
      });
      expect(result.stderr).toMatch(hint);
    }
    expect((await verify("no base64")).stderr).toMatch(/ERR_SIGNATURE_MALFORMED/);
    expect((await verify(signature, "body.json", "key.pem")).stderr).toMatch(/ERR_KEY_MISSING: key\.pem/);
  });

  it("explains", async () => {
    const key = createPrivateKey(terminal.read("key.pem"));
    const explain = (data: string, ...more: string[]) => {
      const signature = sign("sha256", Buffer.from(data), key).toString("base64");
      return terminal.run([
        "body",
        "explain",
        "--public-key",
        "public.pem",
        "--signature",
        signature,
        "body.json",
        ...more,
      ]);
    };
    expect(await explain(body)).toMatchObject({ exitCode: 0, stdout: "The signature verifies.\n" });
    const newline = await explain(`${body}\n`);
    expect(newline).toMatchObject({ exitCode: 1, stderr: "" });
    expect(newline.stdout).toMatch(
      /^body-newline: .*\nfix: .*\n\nChecked against these bytes:\n {2}\{"Amount":13\.0\}\n$/,
    );
    expect((await explain("other")).stdout).toMatch(/^unexplained: Nothing of what is commonly done wrong/);
    expect((await explain(`${body}\n`, "--json")).json).toMatchObject({
      ok: false,
      verified: false,
      code: "body-newline",
      message: expect.any(String),
      fix: expect.any(String),
      lines: [body],
    });
    expect((await explain("other", "--json")).json).toMatchObject({ ok: false, code: "unexplained" });
    const privateKey = ["body", "explain", "--public-key", "key.pem", "--signature", "AA==", "body.json"];
    expect((await terminal.run(privateKey)).stderr).toMatch(/ERR_KEY_MISSING: key\.pem: /);
    expect((await explain(body, "--json")).json).toMatchObject({ ok: true, verified: true });
  });
});

describe("http sign", () => {
  const signed = (...more: string[]) =>
    terminal.run(["http", "sign", "--key", "key.pem", "--headers", headers, "--cert", "cert.pem", ...more]);

  it.each(["\r\n", "\n"])(
    "puts Digest and Signature behind the headers and changes nothing else (%j)",
    async (lineEnd) => {
      const message = request(lineEnd);
      const { stdout, exitCode } = await terminal.run(
        ["http", "sign", "--key", "key.pem", "--headers", headers, "--cert", "cert.pem", "-"],
        { stdin: message },
      );
      expect(exitCode).toBe(0);
      const added = stdout.split(lineEnd).slice(3, 5);
      expect(added[0]).toMatch(/^Digest: SHA-256=/);
      expect(added[1]).toMatch(new RegExp(`^Signature: keyId="${keyId}",algorithm="rsa-sha256",headers="`));
      expect(stdout.replace(`${added.join(lineEnd)}${lineEnd}`, "")).toBe(message);
      const verify = ["http", "verify", "--cert", "cert.pem", "--required", headers, "-"];
      const verified = await terminal.succeed(verify, { stdin: stdout });
      expect(verified.stdout).toBe(`The signature verifies.\nkeyId   ${keyId}\ncovers  ${headers}\n`);
    },
  );

  it("prints the headers alone, or as JSON", async () => {
    const { stdout } = await signed("--header-only", "request.http");
    expect(stdout).toMatch(/^Digest: .*\nSignature: .*\n$/);
    const { json } = await signed("--json", "request.http");
    expect(json).toMatchObject({
      ok: true,
      keyId,
      headers: { Signature: expect.any(String), Digest: expect.any(String) },
    });
    expect(json.signatureBase).toMatch(
      /^\(request-target\): post \/payments\?x=1\ndigest: SHA-256=.*\nx-request-id: 1$/,
    );
  });

  it("signs for Authorization, with a label and a keyId of one's own", async () => {
    const options = [
      "--scheme",
      "authorization",
      "--algorithm",
      "SHA256withRSA",
      "--key-id",
      "me",
      "request.http",
    ];
    const { stdout, exitCode } = await terminal.run([
      "http",
      "sign",
      "--key",
      "key.pem",
      "--headers",
      headers,
      ...options,
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Authorization: Signature keyId="me",algorithm="SHA256withRSA"/m);
    const verify = (...more: string[]) =>
      terminal.run(["http", "verify", "--cert", "cert.pem", ...more, "-"], { stdin: stdout });
    expect(await verify()).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ERR_SIGNATURE_ALGORITHM/),
    });
    expect(await verify("--algorithm", "SHA256withRSA")).toMatchObject({ exitCode: 0 });
    expect(await verify("--algorithm", "SHA256withRSA", "--scheme", "signature")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ERR_SIGNATURE_MISSING/),
    });
  });

  it("signs (created) with hs2019", async () => {
    const args = [
      "http",
      "sign",
      "--key",
      "key.pem",
      "--key-id",
      "k",
      "--algorithm",
      "hs2019",
      "--headers",
      "(created) host",
      "request.http",
    ];
    const { stdout } = await terminal.succeed(args);
    expect(stdout).toContain(",created=1748779200,");
    const verify = [
      "http",
      "verify",
      "--cert",
      "public.pem",
      "--algorithm",
      "hs2019",
      "--max-age",
      "60",
      "-",
    ];
    const at = (now: string) => terminal.run(verify, { stdin: stdout, now: new Date(now) });
    expect(await at("2025-06-01T12:01:00Z")).toMatchObject({ exitCode: 0 });
    expect(await at("2025-06-01T12:01:01Z")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ERR_SIGNATURE_TOO_OLD/),
    });
    expect(await at("2025-06-01T11:59:59Z")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/NOT_YET_VALID/),
    });
    const withoutClock = verify.filter((arg) => arg !== "--max-age" && arg !== "60");
    expect(await terminal.run(withoutClock, { stdin: stdout, now: new Date("2001-01-01") })).toMatchObject({
      exitCode: 0,
    });
  });

  it("refuses what would be signed in vain", async () => {
    const stale = request("\n", "Digest: SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    const args = ["http", "sign", "--key", "key.pem", "--headers", headers, "--cert", "cert.pem"];
    expect((await terminal.run([...args, "-"], { stdin: stale })).stderr).toMatch(/ERR_DIGEST_MISMATCH/);
    const twice = request("\n", "signature: x");
    expect((await terminal.run([...args, "-"], { stdin: twice })).stderr).toMatch(
      /ERR_MESSAGE_MALFORMED: The message has a header Signature already/,
    );
    const missing = args.map((arg) => (arg === headers ? "date" : arg));
    expect((await terminal.run([...missing, "request.http"])).stderr).toMatch(/ERR_SIGNATURE_HEADER_MISSING/);
    const stranger = args.map((arg) => (arg === "cert.pem" ? "other-cert.pem" : arg));
    expect((await terminal.run([...stranger, "request.http"])).stderr).toMatch(
      /ERR_CERTIFICATE_NO_MATCH: other-cert\.pem/,
    );
    const nothing = args.map((arg) => (arg === headers ? " " : arg));
    expect(await terminal.run([...nothing, "request.http"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/headers must name at least one/),
    });
    const broken = [
      "http",
      "sign",
      "--key",
      "key.pem",
      "--headers",
      "host",
      "--key-id",
      "a\nb",
      "request.http",
    ];
    expect(await terminal.run(broken)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/cannot be signed: keyId/),
    });
    terminal.write("broken.http", "no message");
    expect((await terminal.run([...args, "broken.http"])).stderr).toMatch(
      /ERR_MESSAGE_MALFORMED: Not an HTTP/,
    );
  });

  it("leaves a Digest alone that is not to be signed", async () => {
    const args = [
      "http",
      "sign",
      "--key",
      "key.pem",
      "--cert",
      "cert.pem",
      "--headers",
      "host",
      "--header-only",
      "-",
    ];
    expect((await terminal.succeed(args, { stdin: request("\n") })).stdout).toMatch(/^Signature: .*\n$/);
    await terminal.succeed(args, { stdin: request("\n", "Digest: SHA-256=stale") });
  });

  it("signs a response", async () => {
    const stdin = "HTTP/1.1 200 OK\ndate: Sun, 01 Jun 2025 12:00:00 GMT\n\nok";
    const args = ["http", "sign", "--key", "key.pem", "--cert", "cert.pem", "--headers", "date digest", "-"];
    const { stdout } = await terminal.succeed(args, { stdin });
    await terminal.succeed(["http", "verify", "--cert", "cert.pem", "--max-age", "1", "-"], {
      stdin: stdout,
    });
  });
});

describe("http verify", () => {
  let message = "";
  beforeAll(async () => {
    const args = [
      "http",
      "sign",
      "--key",
      "key.pem",
      "--headers",
      headers,
      "--cert",
      "cert.pem",
      "request.http",
    ];
    message = (await terminal.succeed(args)).stdout;
  });
  const verify = (stdin: string, ...more: string[]) =>
    terminal.run(["http", "verify", "--cert", "cert.pem", ...more, "-"], { stdin });

  it.each<[what: string, change: (text: string) => string, code: string]>([
    ["another path", (text) => text.replace("/payments", "/refunds"), "ERR_SIGNATURE_INVALID"],
    ["another header", (text) => text.replace("X-Request-Id: 1", "X-Request-Id: 2"), "ERR_SIGNATURE_INVALID"],
    ["another body", (text) => text.replace("13.0", "99.0"), "ERR_DIGEST_MISMATCH"],
    ["a newline behind the body", (text) => `${text}\n`, "ERR_DIGEST_MISMATCH"],
    ["no signature", (text) => text.replace(/^Signature: .*\r\n/m, ""), "ERR_SIGNATURE_MISSING"],
    [
      "a keyId of another certificate",
      (text) => text.replace(keyId, "0".repeat(40)),
      "ERR_SIGNATURE_KEY_UNKNOWN",
    ],
  ])("says no to %s", async (_what, change, code) => {
    const { exitCode, stdout, stderr } = await verify(change(message));
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^countersign: ${code}: .*"countersign http explain" tells why.*\n$`));
    expect((await verify(change(message), "--json")).json).toMatchObject({
      ok: false,
      code,
      message: expect.any(String),
    });
  });

  it("takes a keyId in lower case, and finds the certificate among several", async () => {
    expect(await verify(message.replace(keyId, keyId.toLowerCase()))).toMatchObject({ exitCode: 0 });
    terminal.write("both.pem", `${terminal.read("other-cert.pem")}${terminal.read("cert.pem")}`);
    expect(
      (await terminal.run(["http", "verify", "--cert", "both.pem", "-"], { stdin: message })).exitCode,
    ).toBe(0);
    expect(
      (await terminal.run(["http", "verify", "--cert", "other-cert.pem", "-"], { stdin: message })).stderr,
    ).toMatch(/KEY_UNKNOWN/);
  });

  it("ignores the body only on demand, and wants what is required", async () => {
    const changed = message.replace("13.0", "99.0");
    expect(await verify(changed, "--ignore-digest")).toMatchObject({ exitCode: 0 });
    expect(await verify(message, "--required", "host digest")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ERR_SIGNATURE_HEADER_NOT_COVERED: The signature must cover host/),
    });
    expect(await verify(message, "--max-age", "60")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/must cover \(created\) or date/),
    });
  });

  it("knows the service's dialect, and warns where its fallback was needed", async () => {
    const fixed = "messagecreatedatetime x-request-id digest";
    const stdin = request("\n", "MessageCreateDateTime: 2025-06-01T12:00:00Z");
    const args = ["http", "sign", "--key", "key.pem", "--cert", "cert.pem", "--headers", fixed, "-"];
    const { stdout } = await terminal.succeed(args, { stdin });
    expect(await verify(stdout, "--profile", "worldline")).toMatchObject({ exitCode: 0, stderr: "" });
    const misprinted = stdout.replace(fixed, "digest x-request-id messagecreatedatetime (request-target)");
    expect(await verify(misprinted)).toMatchObject({ exitCode: 1 });
    expect(await verify(misprinted, "--profile", "worldline")).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^countersign: warning: It verifies only over/),
    });
    expect((await verify(misprinted, "--profile", "worldline", "--json")).json).toMatchObject({
      ok: true,
      usedFallback: true,
      warnings: [expect.any(String)],
    });
  });
});

describe("http explain", () => {
  const explain = (stdin: string, ...more: string[]) =>
    terminal.run(["http", "explain", "--cert", "cert.pem", ...more, "-"], { stdin });
  const signWith = (options: { text: string; padding?: number; id?: string }) => {
    const key = {
      key: createPrivateKey(terminal.read("key.pem")),
      padding: options.padding ?? constants.RSA_PKCS1_PADDING,
    };
    const signature = sign("sha256", Buffer.from(options.text), key).toString("base64");
    return request(
      "\n",
      `Signature: keyId="${options.id ?? keyId}",algorithm="rsa-sha256",headers="host x-request-id",signature="${signature}"`,
    );
  };
  const base = "host: api.example\nx-request-id: 1";

  it.each<[what: string, message: () => string, code: string]>([
    ["the order", () => signWith({ text: "x-request-id: 1\nhost: api.example" }), "header-order"],
    ["a trailing newline", () => signWith({ text: `${base}\n` }), "trailing-newline"],
    ["PSS", () => signWith({ text: base, padding: constants.RSA_PKCS1_PSS_PADDING }), "pss-padding"],
    ["the keyId", () => signWith({ text: base, id: "0".repeat(40) }), "key-id-mismatch"],
    [
      "typographic quotes",
      () => Buffer.from(signWith({ text: base }).replaceAll('"', "\u201d")).toString("utf8"),
      "typographic-quotes",
    ],
  ])("names %s", async (_what, message, code) => {
    const { exitCode, stdout, stderr } = await explain(message());
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^${code}: .*\nfix: .*\n`));
    expect((await explain(message(), "--json")).json).toMatchObject({ ok: false, verified: false, code });
  });

  it("shows the bytes where nothing fits", async () => {
    const { exitCode, stdout } = await explain(signWith({ text: "other" }));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^unexplained: /);
    expect(stdout).toContain("Checked against these bytes:\n  host: api.example\\n\n  x-request-id: 1\n");
  });

  it("says that a right signature is right, and what is not covered", async () => {
    const message = signWith({ text: base });
    expect(await explain(message)).toMatchObject({ exitCode: 0, stdout: "The signature verifies.\n" });
    expect((await explain(message, "--required", "digest")).stdout).toMatch(/^header-not-covered: /);
    expect((await explain(message, "--profile", "worldline")).stdout).toMatch(/^header-not-covered: /);
  });

  it("takes a public key, and the certificate that the keyId names", async () => {
    const stdin = signWith({ text: base });
    expect((await terminal.run(["http", "explain", "--cert", "public.pem", "-"], { stdin })).exitCode).toBe(
      0,
    );
    expect((await terminal.run(["http", "explain", "--cert", "both.pem", "-"], { stdin })).exitCode).toBe(0);
    const wrong = await terminal.run(["http", "explain", "--cert", "other-cert.pem", "-"], { stdin });
    expect(wrong.stdout).toMatch(/^key-id-mismatch: .*names another key/);
  });
});
