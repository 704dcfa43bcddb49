import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "countersign-demo-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly output: string;
  readonly complaints: string;
  readonly code: number;
}

/** Runs the built demo with a temporary folder of its own; `watch` sees the output as it grows. */
async function runDemo(
  args: string[],
  watch: (output: string, pid: number) => void = () => {},
): Promise<Run> {
  const { DEBUG: _debug, ...env } = process.env;
  const child = spawn(process.execPath, [main, ...args], { env: { ...env, TMPDIR: folder } });
  let output = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    watch(output, child.pid as number);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const [code] = await once(child, "close");
  return { output, complaints, code };
}

const lastLine = (output: string) => output.trimEnd().split("\n").at(-1);

it("performs every step, says so in its last line, and leaves nothing behind", async () => {
  const { output, complaints, code } = await runDemo([]);
  expect([lastLine(output), complaints, code]).toEqual(["demo: 40 steps, 40 passed", "", 0]);
  expect(readdirSync(folder)).toEqual([]);
  expect(output).not.toMatch(/PRIVATE KEY|FAILED/);
});

it("says what happened when the sandbox dies, and ends with exit code 1", async () => {
  let isKilled = false;
  const { output, complaints, code } = await runDemo([], (sofar, pid) => {
    if (isKilled || !sofar.includes("ClearBank: signed bodies")) return;
    isKilled = true;
    spawn("pkill", ["-KILL", "-P", String(pid)]);
  });
  expect([code, complaints]).toEqual([1, ""]);
  expect(output).toMatch(
    /FAILED: The sandbox died: it was ended by SIGKILL\. Run the demo again.*\n\ndemo: \d+ steps, \d+ passed\n$/,
  );
  expect(readdirSync(folder)).toEqual([]);
});

it("stops and cleans up when it is interrupted", async () => {
  let isInterrupted = false;
  const { code, output } = await runDemo([], (sofar, pid) => {
    if (isInterrupted || !sofar.includes("Clearstream: mutual TLS")) return;
    isInterrupted = true;
    process.kill(pid, "SIGINT");
  });
  expect(code).toBe(1);
  expect(output).toMatch(/FAILED: Interrupted\.\n\ndemo: \d+ steps, \d+ passed\n$/);
  expect(readdirSync(folder)).toEqual([]);
});

it("says what it takes where the arguments are wrong", async () => {
  const { output, complaints, code } = await runDemo(["--kepp"]);
  expect([output, code]).toEqual(["", 2]);
  expect(complaints).toMatch(/'--kepp'[\s\S]*Try "pnpm demo --help"/);
  expect((await runDemo(["--help"])).output).toMatch(/--keep/);
});

it("leaves the sandbox running with --keep, for curl commands that work when pasted", async () => {
  const { output, code } = await runDemo(["--keep"]);
  const [, cleanUp = ""] = /stop and clean up with:\n(.*)/.exec(output) ?? [];
  try {
    expect([code, lastLine(output)]).toEqual([0, "demo: 40 steps, 40 passed"]);
    const paste = async (institution: string) => {
      const [, command = ""] = new RegExp(`# ${institution}\\n((?:.*\\\\\\n)*.*)`).exec(output) ?? [];
      const { stdout } = await promisify(execFile)("bash", ["-c", `${command} --silent --show-error`]);
      return JSON.parse(stdout);
    };
    expect(await paste("ClearBank")).toEqual({ body: "hello world!" });
    expect(await paste("ClearBank")).toEqual({ body: "hello world!" });
    expect(await paste("Clearstream")).toMatchObject({
      scope: "allow ocapi-playground-v1",
      token_type: "Bearer",
    });
    expect(await paste("Worldline")).toMatchObject({ token_type: "Bearer", expires_in: 300 });
    expect(await paste("Card issuing")).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
  } finally {
    await promisify(execFile)("bash", ["-c", cleanUp]);
  }
  expect(readdirSync(folder)).toEqual([]);
});
