import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { helpText, parseCliOptions } from "../src/cli-options.js";
import { UsageError } from "../src/errors.js";
import { cleanUp } from "./support/cleanup.js";
import { temporaryFolder } from "./support/openssl.js";
import { call } from "./support/wire.js";

describe("the options", () => {
  it("are read", () => {
    const options = parseCliOptions([
      "--state",
      "dir",
      "--seed",
      "7",
      "--control-port",
      "8080",
      "--json",
      "--stop-with-stdin",
    ]);
    expect(options).toMatchObject({ state: "dir", seed: "7", json: true, stopWithStdin: true, help: false });
    expect(options.ports).toEqual({
      clearbank: 0,
      clearstream: 0,
      worldline: 0,
      worldlineIssuing: 0,
      control: 8080,
    });
    for (const name of ["state", "seed", "clearbank-port", "json", "stop-with-stdin", "help", "version"]) {
      expect(helpText).toContain(`--${name}`);
    }
  });

  it("are refused when they are wrong", () => {
    for (const args of [
      ["--bogus"],
      ["stray"],
      ["--control-port", "x"],
      ["--control-port", "65536"],
      ["--state="],
    ]) {
      expect(() => parseCliOptions(args)).toThrow(UsageError);
    }
  });
});

describe("the program", () => {
  const app = fileURLToPath(new URL("..", import.meta.url));
  let program: string;

  /** A build of its own, laid out like the package: the tests of other apps may be running the one in dist. */
  beforeAll(async () => {
    await mkdir(join(app, "node_modules"), { recursive: true });
    const copy = await mkdtemp(join(app, "node_modules", ".cli-test-"));
    cleanUp(() => rm(copy, { recursive: true, force: true }));
    await cp(join(app, "package.json"), join(copy, "package.json"));
    await cp(join(app, "bin"), join(copy, "bin"), { recursive: true });
    program = join(copy, "bin", "countersign-sandbox.js");
    const unbuilt = await run();
    expect([unbuilt.code, unbuilt.stderr]).toEqual([
      1,
      expect.stringMatching(/^countersign-sandbox: not built .*\n$/),
    ]);
    const tsup = join(app, "..", "..", "node_modules", ".bin", "tsup");
    await promisify(execFile)(tsup, ["--out-dir", join(copy, "dist")], { cwd: app });
  });

  function start(...args: string[]): ChildProcess {
    const { DEBUG: _debug, ...env } = process.env;
    const child = spawn(process.execPath, [program, ...args], { env });
    cleanUp(() => child.kill("SIGKILL"));
    return child;
  }

  async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const child = start(...args);
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      exitCode(child),
    ]);
    return { code, stdout, stderr };
  }

  async function text(stream: ChildProcess["stdout"]): Promise<string> {
    let all = "";
    for await (const chunk of stream ?? []) all += chunk;
    return all;
  }

  async function exitCode(child: ChildProcess): Promise<number> {
    const [code, signal] = child.exitCode === null ? await once(child, "exit") : [child.exitCode];
    return code ?? signal;
  }

  async function readyLine(child: ChildProcess): Promise<Record<string, string>> {
    let all = "";
    for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
      all += chunk;
      if (all.endsWith("\n")) break;
    }
    return JSON.parse(all);
  }

  it("is ready within two seconds, says so in one line, and stops at a signal", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const startedAt = performance.now();
      const child = start("--json");
      const ready = await readyLine(child);
      // Four times the promise, for machines that are busy with other tests.
      expect(performance.now() - startedAt).toBeLessThan(8000);
      expect(Object.keys(ready)).toEqual([
        "event",
        "clearbank",
        "clearstream",
        "worldline",
        "worldlineIssuing",
        "control",
      ]);
      expect(ready.event).toBe("ready");
      expect(ready.clearbank).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
      expect(ready.control).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      // Stopping ends this wait, not the other way round. It is under way once a later request is answered.
      const waiting = call(`${ready.control}/clearbank/deliveries?wait=30`);
      expect((await call(`${ready.control}/`)).json.urls).toMatchObject({ worldline: ready.worldline });
      child.kill(signal);
      expect(await exitCode(child)).toBe(0);
      expect((await waiting).text).toBe("[]");
    }
  });

  it("stops with its standard input when it is told to", async () => {
    const child = start("--stop-with-stdin", "--json");
    await readyLine(child);
    child.stdin?.end();
    expect(await exitCode(child)).toBe(0);
  });

  it("says in one line what went wrong", async () => {
    const folder = await temporaryFolder();
    const taken = createServer();
    taken.listen(0, "127.0.0.1");
    await once(taken, "listening");
    cleanUp(() => taken.close());
    const { port } = taken.address() as AddressInfo;
    const cases: [string[], number, RegExp][] = [
      [["--bogus"], 2, /--bogus.*--help/],
      [["--worldline-port", "http"], 2, /--worldline-port needs a port number/],
      [["--worldline-issuing-port", "x"], 2, /--worldline-issuing-port needs a port number/],
      [["--state", join(folder, "no", "where")], 1, /cannot make the state folder/],
      [["--clearstream-port", String(port)], 1, /port \d+ for clearstream is in use.*--clearstream-port/],
    ];
    for (const [args, code, message] of cases) {
      const result = await run(...args);
      expect([result.code, result.stdout]).toEqual([code, ""]);
      expect(result.stderr).toMatch(message);
      expect(result.stderr.trim().split("\n")).toHaveLength(1);
    }
  });

  it("comes with a library that starts the same in the process of a test", async () => {
    const folder = dirname(dirname(program));
    const library: typeof import("../src/index.js") = await import(join(folder, "dist", "index.js"));
    const sandbox = await library.startSandbox();
    const { json } = await call(`${sandbox.urls.control}/`);
    expect(json.urls).toEqual(sandbox.urls);
    await sandbox.close();
    // What its users' compilers see stands alone: nothing but node's own types is imported.
    const types = await readFile(join(folder, "dist", "index.d.ts"), "utf8");
    const imported = [...types.matchAll(/from '([^']+)'/g)].map(([, name]) => name);
    expect(imported.filter((name) => !name?.startsWith("node:"))).toEqual([]);
    expect(types).toContain("declare function startSandbox");
  });

  it("explains itself", async () => {
    expect((await run("--help")).stdout).toBe(helpText);
    expect((await run("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const child = start("--stop-with-stdin");
    child.stdin?.end();
    expect(await text(child.stdout)).toMatch(
      /ready.*\n.*ClearBank +https:.*\n.*\n.*\n.*Worldline issuing +https:.*\n.*Control API +http:/,
    );
  });
});
