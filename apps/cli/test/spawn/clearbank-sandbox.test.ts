import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { copyProgram } from "../support/program.js";

/** The program against the sandbox, on real TLS: what somebody does who gets connected for the first time. */
const { folder, bin, build, remove } = copyProgram();
let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
  await build();
  sandbox = await startSandbox();
  write("ca.pem", sandbox.ca);
  await succeed("clearbank", "profile", "new", "--subject", "CN=p,O=Example,C=GB", "--out", "profile");
  token = await generateToken("clearbank-1.csr");
  write("bank.pem", sandbox.clearbank.publicKey());
  await succeed("key", "generate", "--out", "server.key");
  const sans = ["--san", "IP:127.0.0.1", "--out", "server.pem"];
  await succeed("cert", "self-signed", "--key", "server.key", "--subject", "CN=us", "--days", "2", ...sans);
});
afterAll(async () => {
  await sandbox?.close();
  remove();
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), "utf8");

/** What a person does in the portal, which here is a function. */
async function generateToken(csr: string): Promise<string> {
  const generated = await sandbox.clearbank.generateToken({ csr: read(`profile/${csr}`), name: csr });
  return generated.token;
}

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function ending(child: ChildProcess, onOutput: (text: string) => void = () => {}) {
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    onOutput(text);
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [exitCode, signal] = await once(child, "close");
  return { exitCode: exitCode ?? signal, stdout, stderr };
}

async function succeed(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder });
  const { exitCode, stderr } = await ending(child);
  if (exitCode !== 0) throw new Error(`countersign ${args.join(" ")}: ${exitCode}\n${stderr}`);
}

const doctor = (args: readonly string[], TOKEN: string, onOutput?: (text: string) => void) => {
  const to = [
    "--profile",
    "profile",
    "--token-env",
    "TOKEN",
    "--base-url",
    sandbox.urls.clearbank,
    "--ca",
    "ca.pem",
  ];
  return ending(start(["clearbank", "doctor", ...to, ...args], { TOKEN }), onOutput);
};

describe("countersign clearbank, against the sandbox", () => {
  it("goes through everything with the doctor, the webhook's round trip included", async () => {
    const listen = [
      "--listen",
      "0",
      "--public-key",
      "bank.pem",
      "--tls-cert",
      "server.pem",
      "--tls-key",
      "server.key",
    ];
    const { exitCode, stdout, stderr } = await doctor(listen, token, (text) => {
      const [, url] = /listening on (\S+)/.exec(text) ?? [];
      if (url) sandbox.clearbank.registerWebhook({ type: "FITestEvent", url, ca: read("server.pem") });
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.match(/^ok {9}\S+:/gm)).toEqual(
      ["token", "key", "get-test", "post-test", "webhook"].map((name) => `ok         ${name}:`),
    );
    const [delivery] = await sandbox.clearbank.expectAcknowledged({ type: "FITestEvent" });
    expect(delivery).toMatchObject({ acknowledged: true, attempt: 1 });
  });

  it("shows a webhook of the portal's Test button, and ends at Ctrl-C", async () => {
    const tls = ["--tls-cert", "server.pem", "--tls-key", "server.key", "--port", "0"];
    const keys = ["--public-key", "bank.pem", "--key", "profile/clearbank-1.key"];
    const child = start(["clearbank", "webhook", "listen", ...keys, ...tls]);
    const ended = ending(child, (text) => {
      const [, url] = /Listening on (\S+)\. /.exec(text) ?? [];
      if (url) {
        sandbox.clearbank.registerWebhook({ type: "FITestEvent", url, ca: read("server.pem") });
        sandbox.clearbank.sendTest("FITestEvent", "Hello World");
      }
      if (text.includes("FITestEvent 1")) child.kill("SIGINT");
    });
    const { exitCode, stdout } = await ended;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/ {2}FITestEvent 1, key .*, request \S+, attempt 1, acknowledged in \d+ ms$/m);
    expect(stdout).toMatch(/\n1 acknowledged, 0 refused\.\n$/);
    expect(stdout).not.toContain("Hello World");
    await sandbox.clearbank.expectAcknowledged({ type: "FITestEvent" });
  });

  it("changes from one key to the next, and tells when key and token are mixed up", async () => {
    await succeed("clearbank", "profile", "rotate", "profile");
    const nextToken = await generateToken("clearbank-2.csr");
    expect(await doctor(["--next"], nextToken)).toMatchObject({ exitCode: 0 });
    expect(await doctor([], token)).toMatchObject({ exitCode: 0 });
    const mixed = await doctor(["--next"], token);
    expect(mixed.exitCode).toBe(1);
    expect(mixed.stdout).toMatch(
      /^FAILED {5}post-test: .*Invalid DigitalSignature.*\n {11}fix: .*clearbank-2\.csr/m,
    );
    const expires = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
    await succeed("clearbank", "profile", "token", "profile", "--next", "--expires", expires);
    await succeed("clearbank", "profile", "rotate", "profile", "--confirm");
    expect(await doctor([], nextToken)).toMatchObject({ exitCode: 0 });
    await succeed("clearbank", "profile", "check", "profile");
    token = nextToken;
  });

  it("tells what to do about a token that has expired", async () => {
    await sandbox.advanceClock(366 * 24 * 60 * 60);
    const { exitCode, stdout } = await doctor([], token);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED {5}get-test: .*403.*\n(.*\n)?.*has not expired/m);
    expect(stdout).not.toContain(token);
  });
});
