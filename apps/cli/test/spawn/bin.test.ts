import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What is built lies in a folder of its own: the one that people use may be in use, or not be there. */
const folder = mkdtempSync(join(tmpdir(), "countersign-bin-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bin = join(folder, "bin/countersign.js");
const app = new URL("../../", import.meta.url).pathname;

const run = (args: readonly string[], input: string | Uint8Array = "") => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { input, cwd: folder });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
};

describe("bin/countersign.js", () => {
  beforeAll(() => {
    for (const file of ["bin", "package.json"])
      cpSync(join(app, file), join(folder, file), { recursive: true });
  });

  it("says in one line to build, where that was not done", () => {
    expect(existsSync(join(folder, "dist"))).toBe(false);
    const { status, stdout, stderr } = run(["--help"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^countersign: not built yet; run: .*\n$/);
  });

  it("runs once it is built: help, standard input, exit codes", { timeout: 120_000 }, async () => {
    await build({
      config: false,
      silent: true,
      entry: [join(app, "src/main.ts")],
      outDir: join(folder, "dist"),
      format: ["esm"],
      target: "es2022",
      platform: "node",
      // The folder has no node_modules: everything goes into the one file, from the sources.
      noExternal: [/./],
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
      esbuildOptions(options) {
        options.conditions = ["@countersign/source", "node"];
      },
    });
    expect(run(["--help"])).toMatchObject({
      status: 0,
      stderr: "",
      stdout: expect.stringMatching(/^countersign: /),
    });
    expect(run(["--version"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(run(["digest", "-"])).toEqual({
      status: 0,
      stdout: "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
      stderr: "",
    });
    expect(run(["digest"]).status).toBe(2);
    expect(run(["digest", "nowhere"])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^countersign: ERR_FILE_MISSING/),
    });
    expect(run(["key", "generate", "--out", "key.pem"])).toMatchObject({ status: 0, stderr: "" });
    const message = Buffer.from("POST / HTTP/1.1\r\nhost: h\r\n\r\n\x00\xff\n", "latin1");
    const args = ["http", "sign", "--key", "key.pem", "--key-id", "k", "--headers", "host digest", "-"];
    const { stdout } = spawnSync(process.execPath, [bin, ...args], { input: message, cwd: folder });
    expect(stdout.subarray(-3)).toEqual(message.subarray(-3));
    const large = Buffer.concat([message, Buffer.alloc(1 << 22)]);
    const line = `"${process.execPath}" "${bin}" ${args.map((arg) => `"${arg}"`).join(" ")} | head -c 4`;
    const cut = spawnSync("sh", ["-c", line], { input: large, cwd: folder });
    expect({ stdout: cut.stdout.toString(), stderr: cut.stderr.toString() }).toEqual({
      stdout: "POST",
      stderr: "",
    });
    expect(run(["http", "verify", "--cert", "key.pem", "-"], stdout).stderr).toMatch(/ERR_KEY_MISSING/);
    // What only this command loads is found, too. Nothing listens on port 1.
    expect(run(["tls", "probe", "https://127.0.0.1:1/"])).toMatchObject({
      status: 1,
      stderr: "",
      stdout: expect.stringMatching(/\nIt would not work \(tcp\): /),
    });
  });
});
