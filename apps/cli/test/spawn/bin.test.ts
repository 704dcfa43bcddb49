import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { copyProgram } from "../support/program.js";

const { folder, bin, build, remove } = copyProgram();
afterAll(remove);

const run = (args: readonly string[], input: string | Uint8Array = "") => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { input, cwd: folder });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
};

describe("bin/countersign.js", () => {
  it("says in one line to build, where that was not done", () => {
    expect(existsSync(join(folder, "dist"))).toBe(false);
    const { status, stdout, stderr } = run(["--help"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^countersign: not built yet; run: .*\n$/);
  });

  it("runs once it is built: help, standard input, exit codes", { timeout: 120_000 }, async () => {
    await build();
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
