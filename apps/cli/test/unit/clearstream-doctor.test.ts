import { chmodSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { hideSecrets } from "../../src/clearstream/hide-secrets.js";
import { type ClearstreamBench, openClearstreamBench, password, userId } from "../support/clearstream.js";
import type { Result, Surroundings } from "../support/terminal.js";

const now = new Date();
const ssl = join("keystores", `ocapi-${userId}-ssl.pem`);
let bench: ClearstreamBench;
let other: Sandbox;

beforeAll(async () => {
  [bench, other] = await Promise.all([openClearstreamBench(), startSandbox()]);
  await bench.makeCredentials("keystores");
  bench.terminal.write("other-ca.pem", other.ca);
  fakeCurl("curl 8.5.0 (x86_64-pc-linux-gnu) libcurl/8.5.0");
});
afterAll(async () => {
  await bench?.close();
  await other?.close();
});
afterEach(async () => {
  await bench.control("PUT", "/switches/clearstream.clientCertificate", { value: "request-then-403" });
  await bench.control("PUT", "/switches/clearstream.maintenance", { value: "off" });
});

/** What `curl --version` says in the tests' PATH. */
function fakeCurl(says: string): void {
  chmodSync(join(bench.terminal.folder, bench.terminal.write("curl", `#!/bin/sh\necho '${says}'\n`)), 0o755);
}

async function doctor(args: readonly string[] = [], more: Surroundings = {}): Promise<Result> {
  const env = { PASSWORD: password, PATH: bench.terminal.folder, ...more.env };
  return await bench.terminal.run(["clearstream", "doctor", ...bench.caller(), ...args], {
    now,
    ...more,
    env,
  });
}

/** Each step and what came of it. */
function results({ json }: Result): Readonly<Record<string, string>> {
  const steps = json.steps as readonly { step: string; result: string }[];
  return Object.fromEntries(steps.map(({ step, result }) => [step, result]));
}

const local = { files: "ok", dates: "ok", chain: "ok" };
const connection = { dns: "ok", tcp: "ok", tls: "ok", "tls-certificate": "ok" };
const portal = (result: string) => ({
  "ou-service": result,
  "ou-resource": result,
  "consumer-credentials": result,
  "consumer-grants": result,
});
const playground = "token:ocapi-playground-v1";

describe("clearstream doctor", () => {
  it("goes through everything, in order, and lets answers prove what only the portal shows", async () => {
    const args = [
      "--path",
      "/playground/v1/echo?value=x",
      "--scope",
      "ocapi-playground-v1",
      "--scope",
      "cmax-api",
    ];
    const { exitCode, stdout, stderr } = await doctor(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/\nEverything that was tried works\.\n$/);
    expect(results(await doctor([...args, "--json"]))).toEqual({
      ...local,
      ...connection,
      [playground]: "ok",
      "token:cmax-api": "ok",
      playground: "ok",
      api: "ok",
      curl: "ok",
      ...portal("ok"),
    });
    const lines = stdout.trimEnd().split("\n").slice(0, -1);
    expect(lines.map((line) => /^ok {7}([\w:-]+): .*\.$/.exec(line)?.[1])).toEqual(
      Object.keys(results(await doctor([...args, "--json"]))),
    );
  });

  it("does not take what was not answered for proved, and asks the administrator by a path to click", async () => {
    const result = await doctor(["--path", "/cmax/v1", "--scope", "cmax-api", "--json"]);
    expect(result.exitCode).toBe(1);
    expect(results(result)).toMatchObject({
      api: "failed",
      "ou-service": "ok",
      "ou-resource": "unknown",
      "consumer-credentials": "ok",
      "consumer-grants": "unknown",
    });
    const { stdout } = await doctor(["--path", "/cmax/v1", "--scope", "cmax-api"]);
    expect(stdout).toMatch(
      /^FAILED {3}api: .*answered 404 .*Fix: Look at path and method in the API's page/m,
    );
    expect(stdout).toMatch(
      /^unknown {2}ou-resource: .*Fix: ask your administrator: Xact Web Portal > My OU Details > R/m,
    );
    expect(stdout).toMatch(/\nThis fails: api\. Begin with api\.\n$/);
  });

  it("says where nothing was asked for", async () => {
    const { exitCode, stdout } = await doctor();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^unknown {2}api: Not tried: no API was asked for\. Fix: Name one with --path and --scope\.$/m,
    );
  });

  it("sends a wrong password once, and says where the reason is", async () => {
    const before = (await tokenRequests()).length;
    const result = await doctor(["--scope", "cmax-api", "--json"], { env: { PASSWORD: "another password" } });
    expect((await tokenRequests()).length - before).toBe(1);
    expect(results(result)).toEqual({
      ...local,
      ...connection,
      [playground]: "failed",
      "token:cmax-api": "unknown",
      playground: "unknown",
      api: "unknown",
      curl: "ok",
      ...portal("unknown"),
    });
    expect(result.json).toMatchObject({ ok: false, code: "ERR_CLEARSTREAM_DOCTOR" });
    expect(JSON.stringify(result.json)).toMatch(
      /403.*Look at the password, and whether .*audit log of the OU/,
    );
    expect(result.stdout).not.toContain("another password");
  });

  it("names the valid scopes where one is not", async () => {
    const { stdout } = await doctor(["--scope", "digital-instruments"]);
    expect(stdout).toMatch(
      /^FAILED {3}token:digital-instruments: .*valid scopes are: allow ocapi-playground-v1 cmax-api/m,
    );
    expect(stdout).toMatch(/^ok {7}playground:/m);
  });

  it("does without the playground where another API was asked for", async () => {
    await bench.control("PUT", `/clearstream/consumers/${userId}/grants`, { apis: ["cmax-api"] });
    try {
      expect(results(await doctor(["--scope", "cmax-api", "--json"]))).toMatchObject({
        [playground]: "unknown",
        "token:cmax-api": "ok",
        playground: "unknown",
      });
      expect(results(await doctor(["--json"]))).toMatchObject({ [playground]: "failed" });
    } finally {
      await bench.control("PUT", `/clearstream/consumers/${userId}/grants`, {
        apis: ["ocapi-playground-v1", "cmax-api"],
      });
    }
  });

  it("takes a web page for no API", async () => {
    const { stdout } = await doctor(["--path", "/nowhere", "--scope", "ocapi-playground-v1"]);
    expect(stdout).toMatch(/^FAILED {3}api: .*web page.*Fix: Look at the address and the path/m);
  });

  it("tells of maintenance", async () => {
    await bench.control("PUT", "/switches/clearstream.maintenance", { value: "on" });
    const { stdout } = await doctor();
    expect(stdout).toMatch(/^ok {7}tls-certificate:/m);
    expect(stdout).toMatch(
      /^FAILED {3}token:ocapi-playground-v1: .*503.*Fix: Wait until the maintenance is over/m,
    );
  });

  it("still looks at the connection where the certificate has ended, and says why the rest waits", async () => {
    const later = new Date(now.getTime() + 800 * 24 * 60 * 60 * 1000);
    const result = await doctor(["--json"], { now: later });
    expect(results(result)).toMatchObject({ files: "ok", dates: "failed", chain: "unknown", tls: "ok" });
    expect(results(result)).toMatchObject({
      "tls-certificate": "unknown",
      [playground]: "unknown",
      api: "unknown",
    });
    const { stdout } = await doctor([], { now: later });
    expect(stdout).toMatch(/^unknown {2}token:.*: Not tried: first what fails above has to be right\.$/m);
    expect(stdout).toMatch(/Begin with dates\.\n$/);
  });
});

describe("clearstream doctor, on the connection", () => {
  const at = (url: string, ...args: string[]) =>
    bench.terminal.run(
      [
        "clearstream",
        "doctor",
        "--credentials",
        "keystores",
        "--password-env",
        "PASSWORD",
        "--base-url",
        url,
        ...args,
      ],
      { now, env: { PASSWORD: password } },
    );

  it("finds a name that has no address", async () => {
    const result = await at(`https://${"a".repeat(64)}.example/`, "--json");
    expect(results(result)).toMatchObject({
      dns: "failed",
      tcp: "unknown",
      tls: "unknown",
      [playground]: "unknown",
    });
  });

  it("finds a port where nobody listens, which is unknown where a proxy is set", async () => {
    const result = await at("https://127.0.0.1:9", "--json");
    expect(results(result)).toMatchObject({
      dns: "ok",
      tcp: "failed",
      tls: "unknown",
      [playground]: "unknown",
    });
    const proxied = await bench.terminal.run(
      [
        "clearstream",
        "doctor",
        "--credentials",
        "keystores",
        "--password-env",
        "PASSWORD",
        "--base-url",
        "https://127.0.0.1:9",
        "--json",
      ],
      { now, env: { PASSWORD: password, HTTPS_PROXY: "http://127.0.0.1:9" } },
    );
    expect(results(proxied)).toMatchObject({ tcp: "unknown", [playground]: "failed" });
  });

  it("finds a server that is another", async () => {
    const { stdout } = await at(bench.sandbox.urls.clearstream, "--ca", "other-ca.pem");
    expect(stdout).toMatch(/^FAILED {3}tls: .*Fix: Compare the authorities with "clearstream ca fetch"/m);
    expect(stdout).toMatch(/^unknown {2}tls-certificate:/m);
    expect(stdout).toMatch(/^unknown {2}token:/m);
  });

  it("finds nothing wrong with a server that insists on the certificate", async () => {
    await bench.control("PUT", "/switches/clearstream.clientCertificate", { value: "require-in-handshake" });
    expect(results(await doctor(["--json"]))).toMatchObject({ ...connection, playground: "ok" });
  });

  it("finds a certificate of another environment, in the handshake or by the token's 403", async () => {
    const control = (path: string, body: unknown) =>
      fetch(other.urls.control + path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    await control("/clearstream/consumers", { userId, apis: ["ocapi-playground-v1"] });
    const created = await bench.terminal.run(
      [
        "clearstream",
        "credentials",
        "new",
        "--user",
        userId,
        "--out",
        "foreign",
        "--portal",
        other.urls.control,
        "--password-env",
        "PASSWORD",
      ],
      { now, env: { PASSWORD: password } },
    );
    expect(created.exitCode).toBe(0);
    const foreign = async () =>
      await bench.terminal.run(
        ["clearstream", "doctor", ...bench.caller("foreign"), "--ca", "sandbox-ca.pem", "--json"],
        {
          now,
          env: { PASSWORD: password },
        },
      );
    expect(results(await foreign())).toMatchObject({ ...connection, [playground]: "failed" });
    await bench.control("PUT", "/switches/clearstream.clientCertificate", { value: "require-in-handshake" });
    expect(results(await foreign())).toMatchObject({
      tls: "ok",
      "tls-certificate": "failed",
      [playground]: "unknown",
    });
  });

  it("refuses the portal's host before anything is sent", async () => {
    const { exitCode, stderr } = await at("https://xact-t2s-test.clearstream.com/");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /is the web portal, which refuses API calls: the API of this environment is at https:\/\/api-t2s-test\.clearstream\.com\. /,
    );
  });

  it.each([
    [["--path", "/cmax/v1"], /--path begins with \/, and goes with --scope/],
    [["--path", "cmax", "--scope", "cmax-api"], /--path begins with \//],
  ])("is told wrongly: %j", async (args, message) => {
    const { exitCode, stderr } = await doctor(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe("clearstream doctor, on curl", () => {
  it.each<[string, string, string, RegExp]>([
    [
      "the one that the guide names",
      "curl 7.47.0 (x86_64-pc-linux-gnu)",
      "failed",
      /7\.47\.0 is installed; Clearstream says/,
    ],
    ["an older one", "curl 7.29.0 (x86_64-redhat-linux-gnu)", "failed", /7\.29\.0 is installed/],
    ["a newer one", "curl 7.47.1 (x86_64-pc-linux-gnu)", "ok", /7\.47\.1 is installed; it is newer/],
    ["something else of that name", "curling", "unknown", /There is no curl here/],
  ])("reports %s", async (_what, says, result, message) => {
    fakeCurl(says);
    const { json } = await doctor(["--json"]);
    const steps = json.steps as { step: string; result: string; message: string }[];
    expect(steps.find(({ step }) => step === "curl")).toMatchObject({
      result,
      message: expect.stringMatching(message),
    });
  });

  it("does without", async () => {
    const result = await doctor(["--json"], { env: { PATH: join(bench.terminal.folder, "keystores") } });
    expect(results(result)).toMatchObject({ curl: "unknown", playground: "ok" });
    expect(result.exitCode).toBe(0);
  });
});

describe("clearstream doctor --bundle", () => {
  it("writes an HTTP Archive with all that the support asks for, which only the owner can read", async () => {
    fakeCurl("curl 8.5.0 (x86_64-pc-linux-gnu)");
    const args = ["--path", "/cmax/v1", "--scope", "cmax-api", "--bundle", "support.har"];
    const { stdout } = await doctor(args);
    expect(stdout).toMatch(
      /\nWrote support\.har, for Clearstream's support: look it through before you send it\.\n$/,
    );
    expect(bench.terminal.mode("support.har")).toBe("600");
    const { log } = JSON.parse(bench.terminal.read("support.har").toString());
    expect(log.version).toBe("1.2");
    expect(log.comment).toMatch(/^First failing step: api \(step 5 of the guide's checklist\): .*404/);
    const base = bench.sandbox.urls.clearstream;
    expect(
      log.entries.map(({ request, response }: Entry) => [request.method, request.url, response.status]),
    ).toEqual([
      ["POST", `${base}/authmanager/oauth2/access_token`, 200],
      ["POST", `${base}/authmanager/oauth2/access_token`, 200],
      ["GET", `${base}/playground/v1/info`, 200],
      ["GET", `${base}/cmax/v1`, 404],
    ]);
    const { commands, steps, tls, versions, ...rest } = log._countersign;
    expect(rest).toMatchObject({
      createdAt: now.toISOString(),
      consumer: userId,
      certificate: { subject: `CN=${userId}` },
      firstFailingStep: { step: "api", checklistStep: 5, at: now.toISOString() },
    });
    expect(versions).toMatchObject({ curl: "8.5.0", node: process.versions.node });
    expect(steps.every(({ at }: { at: string }) => at === now.toISOString())).toBe(true);
    expect(tls.map(({ httpStatus }: { httpStatus: number }) => httpStatus)).toEqual([200, 200]);
    expect(commands).toHaveLength(4);
    expect(commands[0]).toMatch(
      /^curl --verbose --cert 'ocapi-.*-ssl\.pem' --cacert 'server-cert-cacerts\.pem' /m,
    );
  });

  it("has nothing secret in it", async () => {
    await doctor(["--bundle", "secrets.har", "--force"]);
    const bundle = bench.terminal.read("secrets.har").toString();
    const key =
      /-----BEGIN PRIVATE KEY-----\n([\s\S]+)\n-----END/.exec(bench.terminal.read(ssl).toString())?.[1] ?? "";
    const lines = key.split("\n").filter((line) => line.length > 20);
    expect(lines.length).toBeGreaterThan(10);
    const encoded = [
      password,
      encodeURIComponent(password),
      new URLSearchParams({ p: password }).toString().slice(2),
    ];
    for (const secret of [...encoded, ...lines, "PRIVATE KEY", "eyJ"]) expect(bundle).not.toContain(secret);
  });

  it("is written where something fails early, and says so", async () => {
    await doctor(["--bundle", "early.har"], { env: { PASSWORD: "another password" } });
    const text = bench.terminal.read("early.har").toString();
    expect(JSON.parse(text).log.comment).toMatch(/^First failing step: token:ocapi-playground-v1 \(step 3 /);
    expect(text).not.toContain("another password");
    expect(text).not.toContain("another+password");
  });

  it("does not replace a file, and does not try anything before it knows that", async () => {
    bench.terminal.write("mine.har", "mine");
    const before = (await tokenRequests()).length;
    const { exitCode, stdout, stderr } = await doctor(["--bundle", "mine.har"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/ERR_FILE_EXISTS: mine\.har/);
    expect((await tokenRequests()).length).toBe(before);
    await doctor(["--bundle", "mine.har", "--force"]);
    expect(bench.terminal.read("mine.har").toString()).toMatch(/^\{/);
  });
});

describe("hideSecrets", () => {
  const secret = 'pass & "word"';
  it.each([
    ["as it is", secret],
    ["in a URL", encodeURIComponent(secret)],
    ["in a form", new URLSearchParams({ a: secret }).toString().slice(2)],
    ["in JSON", JSON.stringify(secret).slice(1, -1)],
    ["in base64", Buffer.from(secret).toString("base64")],
  ])("masks a secret %s", (_how, written) => {
    expect(hideSecrets(`before ${written} after`, new Set([secret]))).toBe("before *** after");
  });

  it("masks the longer of two where one is part of the other", () => {
    expect(hideSecrets("x abcdefgh1 y abcdefgh z", new Set(["abcdefgh", "abcdefgh1"]))).toBe("x *** y *** z");
  });

  it("leaves what may be an everyday word: in a sentence that is known, a mask would give it away", () => {
    expect(hideSecrets("the password is wrong", new Set(["wrong"]))).toBe("the password is wrong");
  });
});

interface Entry {
  readonly request: { readonly method: string; readonly url: string };
  readonly response: { readonly status: number };
}

async function tokenRequests(): Promise<readonly unknown[]> {
  const all = (await bench.control("GET", "/clearstream/requests")) as unknown as { target: string }[];
  return all.filter(({ target }) => target.startsWith("/authmanager/"));
}
