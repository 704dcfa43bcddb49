import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { retryReasons } from "../../src/clearbank/retry-reasons.js";
import { startFakeClearBank } from "../support/fake-clearbank.js";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);
const token = "an-api-token-of-the-tests";
const env = { TOKEN: token, OTHER: "another-token" };
const bank = generateKeyPairSync("rsa", { modulusLength: 2048 });
const newProfile = (folder: string, ...args: string[]) =>
  terminal.succeed(["clearbank", "profile", "new", "--subject", "CN=p", "--out", folder, ...args]);

beforeAll(async () => {
  await newProfile("profile");
  terminal.write("bank.pem", bank.publicKey.export({ format: "pem", type: "spki" }));
});

const publicKeyOf = (folder: string) =>
  createPublicKey(createPrivateKey(terminal.read(`${folder}/clearbank-1.key`)));
const clearBank = (folder = "profile") =>
  startFakeClearBank({ token, publicKey: publicKeyOf(folder), bankKey: bank.privateKey });

type Options = Parameters<typeof terminal.run>[1];
const doctor = (args: readonly string[], options: Options = {}) =>
  terminal.run(["clearbank", "doctor", ...args], { env, ...options });
const base = (url: string, folder = "profile") => [
  "--profile",
  folder,
  "--token-env",
  "TOKEN",
  "--base-url",
  url,
];

interface Shown {
  readonly check: string;
  readonly result: string;
  readonly message: string;
  readonly remedies: readonly string[];
}
const checksOf = ({ json }: { json: Record<string, unknown> }) => json.checks as Shown[];
const results = (result: { json: Record<string, unknown> }) =>
  checksOf(result).map(({ check, result }) => `${check} ${result}`);

describe("clearbank doctor", () => {
  it("finds that everything works, and says so without the token", async () => {
    const { url, requests } = await clearBank();
    const { exitCode, stdout, stderr } = await doctor(base(url));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(
      stdout.replace(/[\da-f-]{36}/g, "ID"),
    ).toBe(`ok         token: There is one, of 25 characters; when it ends is not noted; "clearbank profile token" does that.
ok         key: clearbank-1 belongs to its certificate request, and signs.
ok         get-test: GET /v1/Test: ClearBank knows the token (X-Correlation-Id ID).
ok         post-test: POST /v1/Test: ClearBank accepts our signature (X-Correlation-Id ID).
Everything that was tried works.
`);
    expect(requests).toEqual(["GET /v1/Test", "POST /v1/Test"]);
  });

  it("explains a token that ClearBank does not take, and stops there", async () => {
    const { url, requests } = await clearBank();
    const args = ["--profile", "profile", "--token-env", "OTHER", "--base-url", url];
    const result = await doctor([...args, "--json"]);
    expect(result.exitCode).toBe(1);
    expect(result.json).toMatchObject({ ok: false, code: "ERR_CLEARBANK_DOCTOR" });
    expect(results(result)).toEqual(["token ok", "key ok", "get-test failed", "post-test skipped"]);
    expect(checksOf(result)[2]?.remedies).toEqual([
      expect.stringMatching(/of this environment.*simulation/),
      expect.stringMatching(/expired/),
      expect.stringMatching(/generate a new one/),
      expect.stringMatching(/Ask ClearBank/),
    ]);
    expect(requests).toEqual(["GET /v1/Test"]);
    const text = await doctor(args);
    expect(text.stdout).toMatch(/^FAILED {5}get-test: .*403/m);
    expect(text.stdout).toMatch(/^ {11}fix: /m);
    expect(text.stdout).not.toContain(env.OTHER);
  });

  it("explains a signature that ClearBank does not take: the token is another request's", async () => {
    await newProfile("other");
    const { url } = await clearBank("other");
    const result = await doctor([...base(url), "--json"]);
    expect(results(result)).toEqual(["token ok", "key ok", "get-test ok", "post-test failed"]);
    expect(checksOf(result)[3]?.message).toMatch(/Invalid DigitalSignature Header/);
    expect(checksOf(result)[3]?.remedies[0]).toMatch(/generated with clearbank-1\.csr/);
  });

  it("goes on with a key of another request, so that both are told", async () => {
    await newProfile("mixed");
    terminal.write("mixed/clearbank-1.csr", terminal.read("profile/clearbank-1.csr"));
    const { url } = await clearBank();
    const result = await doctor([...base(url, "mixed"), "--json"]);
    expect(results(result)).toEqual(["token ok", "key failed", "get-test ok", "post-test failed"]);
  });

  it("sends nothing where there is nothing to sign with", async () => {
    const passphrase = { ...env, PASS: "correct horse" };
    await terminal.succeed(
      ["clearbank", "profile", "new", "--subject", "CN=p", "--out", "locked", "--passphrase-env", "PASS"],
      { env: passphrase },
    );
    const { url, requests } = await clearBank();
    const result = await doctor([...base(url, "locked"), "--json"]);
    expect(results(result)).toEqual(["token ok", "key failed", "get-test skipped"]);
    expect(requests).toEqual([]);
  });

  it.each([
    ["Bearer abc", /begins with "Bearer "/],
    ['"abc"', /in quotes/],
    ["abc\ndef", /a line break/],
    [" abc", /before or behind/],
    ["-----BEGIN PRIVATE KEY-----\nabc\n", /a key or a certificate/],
    ["abc\u00e9", /special character/],
  ])("finds that %j is no token, without showing it", async (text, message) => {
    const { url } = await clearBank();
    const result = await doctor([...base(url), "--json"], { env: { TOKEN: text } });
    expect(checksOf(result)[0]).toMatchObject({ result: "failed", message: expect.stringMatching(message) });
    expect(result.stdout).not.toContain("abc");
  });

  it("tells that the token has expired by the dates that were noted, and asks all the same", async () => {
    await newProfile("old");
    const dates = ["--created", "2024-05-01", "--expires", "2025-05-01"];
    await terminal.succeed(["clearbank", "profile", "token", "old", ...dates]);
    const { url } = await clearBank("old");
    const result = await doctor([...base(url, "old"), "--json"]);
    expect(results(result)).toEqual(["token failed", "key ok", "get-test ok", "post-test ok"]);
    expect(checksOf(result)[0]?.remedies).toEqual([expect.stringContaining("profile rotate")]);
  });

  it.each<[string, number, string, RegExp]>([
    ["a missing path", 404, "", /--base-url: .* has no \/v1\/Test/],
    ["too many requests", 429, "", /Wait a minute/],
    ["a fault of ClearBank's", 503, "", /ClearBank's side/],
    ["a web page", 200, "<html>", /proxy or a gateway/],
    ["something else", 418, "", /support/],
  ])("explains %s", async (_what, status, body, remedy) => {
    const fake = await clearBank();
    fake.answer = (_incoming, outgoing) =>
      void outgoing.writeHead(status, { "content-type": body ? "text/html" : "application/json" }).end(body);
    const result = await doctor([...base(fake.url), "--json"]);
    expect(results(result)).toContain("get-test failed");
    expect(checksOf(result)[2]?.remedies[0]).toMatch(remedy);
    // What fails is not sent again: it is the finding.
    expect(fake.requests).toHaveLength(1);
  });

  it.each([
    [400, { title: "Missing X-Request-Id Header", status: 400 }, /X-Request-Id header as it is/],
    [409, { status: 409 }, /Run this again/],
  ])("explains the status %i of the POST", async (status, body, remedy) => {
    const fake = await clearBank();
    fake.answer = ({ method }, outgoing) =>
      void outgoing
        .writeHead(method === "GET" ? 200 : status, { "content-type": "application/json" })
        .end(JSON.stringify(body));
    const result = await doctor([...base(fake.url), "--json"]);
    expect(checksOf(result)[3]).toMatchObject({ check: "post-test", result: "failed" });
    expect(checksOf(result)[3]?.remedies[0]).toMatch(remedy);
  });

  it("explains that nobody is there", async () => {
    const result = await doctor([...base("http://127.0.0.1:1"), "--json"]);
    expect(checksOf(result)[2]?.remedies[0]).toMatch(/countersign tls probe http:\/\/127\.0\.0\.1:1/);
  });

  it("tries the next key with the next token", async () => {
    await newProfile("rotating");
    await terminal.succeed(["clearbank", "profile", "rotate", "rotating"]);
    const publicKey = createPublicKey(createPrivateKey(terminal.read("rotating/clearbank-2.key")));
    const { url } = await startFakeClearBank({ token, publicKey, bankKey: bank.privateKey });
    expect((await doctor([...base(url, "rotating"), "--next"])).exitCode).toBe(0);
    expect((await doctor(base(url, "rotating"))).exitCode).toBe(1);
  });

  it.each([
    [["--token-env", "TOKEN"], /One of --profile and --retry-reason is missing/],
    [["--profile", "profile"], /--token-env or --token-file is missing/],
    [["--profile", "profile", "--token", "abc"], /Secrets are not taken as arguments.*--token-env/],
    [
      ["--profile", "profile", "--token-env", "TOKEN", "--listen", "0"],
      /--listen and --public-key go together/,
    ],
    [["--profile", "profile", "--token-env", "TOKEN", "--public-key", "bank.pem"], /go together/],
    [
      ["--profile", "profile", "--token-env", "TOKEN", "--base-url", "http://example.com"],
      /--base-url begins with/,
    ],
    [
      ["--profile", "profile", "--token-env", "TOKEN", "--base-url", "https://a:s3cret@b.c"],
      /--base-url begins with/,
    ],
    [
      ["--profile", "profile", "--token-env", "TOKEN", "--webhook-url", "https://a:s3cret@b.c/"],
      /no user name or password/,
    ],
    [
      ["--profile", "profile", "--token-env", "TOKEN", "--webhook-url", "https://b.c/?apiKey=s3cret"],
      /apiKey/,
    ],
    [
      [
        "--profile",
        "profile",
        "--token-env",
        "TOKEN",
        "--base-url",
        "https://institution-api.eu.clearbank.io",
      ],
      /The EU's environments cannot be tried/,
    ],
    [["--retry-reason", "Bad"], /--retry-reason is one of Connection/],
  ])("refuses %j", async (args, message) => {
    const { exitCode, stderr } = await doctor(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("s3cret");
  });
});

describe("clearbank doctor --listen", () => {
  const listen = ["--listen", "0", "--public-key", "bank.pem"];
  const openTo = (fake: { webhookUrl: string | undefined }) => (text: string) => {
    fake.webhookUrl = /listening on (\S+)/.exec(text)?.[1] ?? fake.webhookUrl;
  };

  it("verifies and acknowledges the webhook of its own message", async () => {
    const fake = await clearBank();
    const { exitCode, stdout } = await doctor([...base(fake.url), ...listen], { onOutput: openTo(fake) });
    expect(stdout).toMatch(
      /^ok {9}webhook: FITestEvent came with the message, verified, and was acknowledged in 0 ms\.$/m,
    );
    expect(exitCode).toBe(0);
    await vi.waitFor(() => expect(fake.acknowledged).toEqual([true]), { timeout: 30_000 });
  });

  it("tells what the reason of a retry means", async () => {
    const fake = await clearBank();
    fake.webhookHeaders = { "x-delivery-attempt": "2", "x-retry-reason": "Timeout" };
    const { stdout } = await doctor([...base(fake.url), ...listen], { onOutput: openTo(fake) });
    expect(stdout).toMatch(/It is attempt 2, because of Timeout: The answer was not complete 5 seconds/);
  });

  it("tells why a webhook was refused", async () => {
    const fake = await clearBank();
    // As a parser that reads and writes JSON does.
    fake.alter = (body) => Buffer.from(JSON.stringify(JSON.parse(body.toString()), undefined, 1));
    const { exitCode, stdout } = await doctor([...base(fake.url), ...listen, "--wait", "2"], {
      onOutput: openTo(fake),
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED {5}webhook: 1 webhook came and was refused: .*\n {11}fix: --public-key/m);
    await vi.waitFor(() => expect(fake.acknowledged).toEqual([false]), { timeout: 30_000 });
  });

  it("takes the message as text in the payload, too, and no other webhook for that of its message", async () => {
    const fake = await clearBank();
    const args = [...base(fake.url), ...listen, "--wait", "2"];
    fake.payload = (posted) => JSON.stringify(posted.toString());
    expect(await doctor(args, { onOutput: openTo(fake) })).toMatchObject({ exitCode: 0 });
    fake.payload = () => '"from the Test button"';
    const { exitCode, stdout } = await doctor(args, { onOutput: openTo(fake) });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED {5}webhook: No FITestEvent .* within 2 s; 1 other webhook did\.$/m);
  });

  it("tells what to look at where no webhook comes", async () => {
    const fake = await clearBank();
    const { exitCode, stdout } = await doctor([...base(fake.url), ...listen, "--wait", "1"]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED {5}webhook: No FITestEvent with the message came within 1 s\.$/m);
    expect(stdout).toContain("Webhook Management");
  });

  it("does not wait longer than its user", async () => {
    const fake = await clearBank();
    const interrupt = new AbortController();
    const onOutput = (text: string) => void (text.includes("post-test") && interrupt.abort());
    const { exitCode } = await doctor([...base(fake.url), ...listen, "--wait", "3600"], {
      onOutput,
      interrupt: interrupt.signal,
    });
    expect(exitCode).toBe(1);
  });

  it("does not wait for a webhook of a POST that failed", async () => {
    await newProfile("stranger");
    const { url } = await clearBank("stranger");
    const result = await doctor([...base(url), ...listen, "--json"]);
    expect(results(result).slice(3)).toEqual(["post-test failed", "webhook skipped"]);
  });
});

describe("clearbank doctor --webhook-url", () => {
  async function listener(answer: RequestListener): Promise<string> {
    const server = createServer(answer);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
  }
  const examine = async (url: string) => {
    const { url: api } = await clearBank();
    const result = await doctor([...base(api), "--webhook-url", url, "--json"]);
    return { result, check: checksOf(result).at(-1) };
  };

  it.each([401, 403, 400])("is content with a listener that answers %i", async (status) => {
    const { result, check } = await examine(await listener((_in, out) => void out.writeHead(status).end()));
    expect(check).toMatchObject({ check: "listener", result: "ok" });
    expect(result.exitCode).toBe(0);
  });

  it.each([
    [200, /anybody can tell it of payments/],
    [202, /anybody can tell it of payments/],
    [404, /the path is another/],
    [500, /X-Request-Id/],
  ])("is not content with a listener that answers %i", async (status, remedy) => {
    const { result, check } = await examine(await listener((_in, out) => void out.writeHead(status).end()));
    expect(check?.result).toBe("failed");
    expect(check?.remedies[0]).toMatch(remedy);
    expect(result.exitCode).toBe(1);
  });

  it("tells that nobody listens", async () => {
    const { check } = await examine("http://127.0.0.1:1/");
    expect(check?.message).toContain(retryReasons.Connection?.meaning);
  });
});

describe("clearbank doctor --retry-reason", () => {
  it.each(Object.keys(retryReasons))("tells what %s means, and what to do", async (reason) => {
    const { stdout } = await terminal.succeed(["clearbank", "doctor", "--retry-reason", reason]);
    expect(stdout).toMatch(new RegExp(`^${reason.replaceAll("/", "\\/")}: .+\n {2}fix: `));
    const { json } = await terminal.succeed(["clearbank", "doctor", "--retry-reason", reason, "--json"]);
    expect(json).toEqual({ ok: true, reason, ...retryReasons[reason] });
  });
});
