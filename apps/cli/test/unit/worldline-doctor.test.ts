import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
let sandbox: Sandbox;
let env: Record<string, string>;
let subscriptionId: string;
let merchantId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ warn: () => {} });
  terminal.write("ca.pem", sandbox.ca);
  terminal.write("service.pem", sandbox.worldline.certificate());
  await makeIdentity("us", "365");
  await makeIdentity("other", "365");
  const subscription = sandbox.worldline.createSubscription({
    initiatingPartyId: "000021",
    client: "Worldline",
    tenant: "Worldline",
    services: ["IDEAL", "PIS"],
  });
  ({ id: subscriptionId, merchantId } = subscription);
  sandbox.worldline.uploadCertificate(subscriptionId, terminal.read("us.pem").toString());
  sandbox.worldline.uploadMerchantCertificate(merchantId, terminal.read("us.pem").toString());
  env = { SECRET: sandbox.worldline.generateSecret(merchantId).secret, WRONG: "not-the-secret" };
});
afterAll(async () => {
  await sandbox?.close();
  terminal.remove();
});

async function makeIdentity(name: string, days: string): Promise<void> {
  await terminal.succeed(["key", "generate", "--out", `${name}.key`]);
  const args = ["--key", `${name}.key`, "--subject", `CN=${name}`, "--days", days, "--out", `${name}.pem`];
  await terminal.succeed(["cert", "self-signed", ...args], { now: new Date() });
}

interface Given {
  readonly base?: string;
  readonly id?: string;
  readonly key?: string;
  readonly cert?: string;
  readonly service?: string;
  readonly client?: string;
}

const v2 = ["--tenant", "Worldline", "--realm", "merchant-clients-qa1-tpp"];

function doctor(args: readonly string[] = [], given: Given = {}, now = new Date()) {
  const { base = sandbox.urls.worldline, id = "000021", key = "us.key", cert = "us.pem" } = given;
  const { service = "service.pem", client = "Worldline" } = given;
  const common = ["--base-url", base, "--id", id, "--key", key, "--cert", cert, "--service-cert", service];
  const all = ["worldline", "doctor", ...common, "--client", client, "--ca", "ca.pem", ...args];
  return terminal.run(all, { env, now });
}

interface Shown {
  readonly step: string;
  readonly result: string;
  readonly message: string;
  readonly remedy?: string;
}
const stepsOf = ({ json }: { json: Record<string, unknown> }) => json.steps as Shown[];
const results = (result: { json: Record<string, unknown> }) =>
  stepsOf(result).map(({ step, result }) => `${step} ${result}`);
const step = (result: { json: Record<string, unknown> }, name: string) =>
  stepsOf(result).find((each) => each.step === name) as Shown;

describe("worldline doctor", () => {
  it("finds that everything works, with both versions of tokens, and shows no secret", async () => {
    const result = await doctor([...v2, "--scope", "IDEAL PIS", "--secret-env", "SECRET"]);
    expect(result).toMatchObject({ exitCode: 0, stderr: "" });
    expect(result.stdout.match(/^\S+ +\S+:/gm)).toEqual(
      [
        "certificate",
        "key",
        "service-certificate",
        "host",
        "clock",
        "token-v1",
        "token-v2",
        "tenant",
        "signed-request",
      ].map((name) => `ok       ${name}:`),
    );
    expect(result.stdout).toMatch(/token-v2: There is one for (IDEAL and PIS|PIS and IDEAL), until/);
    expect(result.stdout).toMatch(
      /signed-request: .*no such payment, as was to be expected.*the answer's is right/,
    );
    expect(result.stdout).toMatch(/Everything that was tried works\.\n$/);
    expect(result.stdout).not.toContain(env.SECRET);
  });

  it("asks for a token of version 2 with the certificate, where there is no secret", async () => {
    const result = await doctor([...v2, "--token-version", "2", "--json"]);
    expect(result.exitCode).toBe(0);
    expect(step(result, "token-v1")).toMatchObject({
      result: "unknown",
      remedy: expect.stringMatching(/--token-version/),
    });
    expect(step(result, "token-v2").message).toMatch(
      /by certificate, with the signature sent in the (headers|body)/,
    );
  });

  it("leaves version 2 out where nothing is said of it", async () => {
    const result = await doctor(["--json"]);
    expect(result.exitCode).toBe(0);
    expect(step(result, "token-v2")).toMatchObject({
      result: "unknown",
      remedy: expect.stringMatching(/--tenant/),
    });
    expect(step(result, "tenant").message).toBe("The service knows Worldline with the id 000021.");
  });

  it("takes the other label of the algorithm", async () => {
    expect(await doctor(["--algorithm", "SHA256withRSA"])).toMatchObject({ exitCode: 0 });
  });

  it("explains unsigned answers of an acquirer that should sign, and takes them of one that does not", async () => {
    sandbox.setSwitch("worldline.signing", "off");
    onTestFinished(() => void sandbox.setSwitch("worldline.signing", "required"));
    const strict = await doctor(["--json"]);
    expect(step(strict, "signed-request")).toMatchObject({
      result: "failed",
      message: expect.stringContaining("not signed"),
      remedy: expect.stringMatching(/name it with --acquirer/),
    });
    const unsigned = await doctor(["--acquirer", "abn-amro", "--json"]);
    expect(unsigned.exitCode).toBe(0);
    expect(step(unsigned, "signed-request").message).toMatch(/this acquirer does not sign messages/);
  });

  it("shows a client certificate where TLS is mutual, and says of which option it wants one", async () => {
    sandbox.setSwitch("worldline.clientCertificate", "required");
    onTestFinished(() => void sandbox.setSwitch("worldline.clientCertificate", "off"));
    const without = await doctor(["--json"]);
    expect(without.exitCode).toBe(1);
    expect(step(without, "token-v1")).toMatchObject({
      result: "failed",
      remedy: expect.stringMatching(/give --tls-cert/),
    });
    const withIt = await doctor(["--tls-cert", "us.pem", "--tls-key", "us.key", "--json"]);
    expect(results(withIt)).toContain("token-v1 ok");
    expect(withIt.exitCode).toBe(0);
  });

  it.each([
    [["--tls-key", "us.key"], "ERR_USAGE", /--tls-cert is missing/],
    [["--tls-cert", "us.pem"], "ERR_TLS_IDENTITY_NO_KEY", /us\.pem/],
    [
      ["--tls-cert", "us.pem", "--tls-key", "other.key"],
      "ERR_TLS_IDENTITY_KEY_MISMATCH",
      /us\.pem with other\.key/,
    ],
  ])("refuses a client certificate that is not whole: %s", async (args, code, message) => {
    const { json } = await doctor([...args, "--json"]);
    expect(json).toMatchObject({ ok: false, code, message: expect.stringMatching(message) });
  });

  it("explains a certificate that was not uploaded", async () => {
    const result = await doctor([...v2, "--json"], { key: "other.key", cert: "other.pem" });
    expect(result.exitCode).toBe(1);
    expect(result.json).toMatchObject({ ok: false, code: "ERR_WORLDLINE_DOCTOR" });
    expect(step(result, "token-v1")).toMatchObject({
      result: "failed",
      message: expect.stringContaining("003"),
      remedy: expect.stringMatching(/under the subscription/),
    });
    expect(step(result, "token-v2")).toMatchObject({
      result: "failed",
      remedy: expect.stringMatching(/under the merchant/),
    });
    expect(step(result, "signed-request")).toMatchObject({
      result: "unknown",
      message: expect.stringContaining("a token"),
    });
  });

  it("explains an id, or a client, that the service does not know, as one of the tenant", async () => {
    const result = await doctor(["--json"], { id: "999999" });
    expect(step(result, "tenant")).toMatchObject({
      result: "failed",
      message: expect.stringContaining("101"),
      remedy: expect.stringMatching(/Compare --client, --tenant and --id/),
    });
    expect(result.exitCode).toBe(1);
  });

  it.each([
    ["a wrong secret", [...v2, "--secret-env", "WRONG"], /generate a new secret/],
    [
      "a realm that there is not",
      ["--tenant", "Worldline", "--realm", "nowhere", "--secret-env", "SECRET"],
      /Look at --realm/,
    ],
  ])("explains %s", async (_name, args, remedy) => {
    const result = await doctor([...args, "--token-version", "2", "--json"]);
    expect(result.exitCode).toBe(1);
    expect(step(result, "token-v2")).toMatchObject({
      result: "failed",
      remedy: expect.stringMatching(remedy),
    });
    expect(result.stdout).not.toContain(env.WRONG);
  });

  it("explains answers that are not signed with the service's certificate", async () => {
    const result = await doctor(["--json"], { service: "other.pem" });
    expect(results(result).slice(-2)).toEqual(["tenant ok", "signed-request failed"]);
    expect(step(result, "signed-request").remedy).toMatch(/Download the service's certificate again/);
  });

  it("tells of a key of another certificate, and goes on", async () => {
    const result = await doctor(["--json"], { key: "other.key" });
    expect(step(result, "key")).toMatchObject({
      result: "failed",
      message: "--key is not the key of --cert.",
    });
    expect(step(result, "token-v1").result).toBe("failed");
  });

  it("tells what the back office does not take of a certificate, and when it is time for the next", async () => {
    await makeIdentity("short", "20");
    await makeIdentity("soon", "50");
    const short = await doctor(["--json"], { key: "short.key", cert: "short.pem" });
    expect(step(short, "certificate")).toMatchObject({
      result: "failed",
      message: expect.stringMatching(
        /does not take our certificate\. It ends on .*more than 1 month must be left/,
      ),
    });
    const soon = await doctor(["--json"], { key: "soon.key", cert: "soon.pem" });
    expect(step(soon, "certificate")).toMatchObject({
      result: "failed",
      remedy: expect.stringMatching(/next certificate now/),
    });
  });

  it.each([
    [-120_000, "slow"],
    [3_600_000, "fast"],
  ])("tells that the clock is wrong by %i ms", async (ms, way) => {
    const result = await doctor(["--json"], {}, new Date(Date.now() + ms));
    expect(step(result, "clock")).toMatchObject({
      result: "failed",
      message: expect.stringContaining(` ${way} against the host's`),
      remedy: expect.stringContaining("NTP"),
    });
  });

  it("tells that nobody answers, and tries nothing more", async () => {
    const result = await doctor(["--json"], { base: "https://127.0.0.1:1" });
    expect(result.exitCode).toBe(1);
    expect(results(result)).toEqual([
      "certificate ok",
      "key ok",
      "service-certificate ok",
      "host failed",
      "clock unknown",
      "token-v1 unknown",
      "token-v2 unknown",
      "tenant unknown",
      "signed-request unknown",
    ]);
    expect(step(result, "host").remedy).toBe(
      "See more of it with: countersign tls probe https://127.0.0.1:1/",
    );
  });

  it("tells that something else answers", async () => {
    const result = await doctor(["--json"], { base: sandbox.urls.clearstream });
    expect(result.exitCode).toBe(1);
    expect(step(result, "token-v1")).toMatchObject({
      result: "failed",
      message: expect.stringContaining("instead of JSON"),
      remedy: expect.stringMatching(/Something else answers in Worldline's place/),
    });
  });

  it.each<[readonly string[], RegExp]>([
    [["--base-url", "https://a.example", "--environment", "test"], /Give only one of/],
    [["--base-url", "http://a.example"], /--base-url begins with https/],
    [["--base-url", "https://me:secret@a.example"], /--base-url begins with https/],
    [["--environment", "production"], /production host is the acquirer's/],
    [["--environment", "test", "--id", "a:b:c"], /--id is the initiating party's id/],
    [["--environment", "test", "--realm", "r"], /--tenant NAME is missing/],
    [["--environment", "test", "--token-version", "2"], /--tenant NAME is missing/],
    [["--environment", "test", "--tenant", "Worldline"], /--realm NAME is missing/],
    [["--environment", "test", ...v2, "--scope", "IDEAL XYZ"], /--scope has some of/],
    [["--environment", "test", ...v2, "--secret", "x"], /Secrets are not taken as arguments/],
  ])("refuses %j", async (args, message) => {
    const id = args.includes("--id") ? [] : ["--id", "1"];
    const common = [
      ...id,
      "--key",
      "us.key",
      "--cert",
      "us.pem",
      "--service-cert",
      "service.pem",
      "--client",
      "W",
    ];
    const { exitCode, stderr } = await terminal.run(["worldline", "doctor", ...common, ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("secret@");
  });

  it.each<[readonly string[], RegExp]>([
    [["--service-cert", "service.pem"], /--client NAME is missing/],
    [["--client", "W"], /--service-cert FILE is missing/],
  ])("needs more than %j", async (args, message) => {
    const common = ["--environment", "test", "--id", "1", "--key", "us.key", "--cert", "us.pem"];
    const { exitCode, stderr } = await terminal.run(["worldline", "doctor", ...common, ...args]);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});
