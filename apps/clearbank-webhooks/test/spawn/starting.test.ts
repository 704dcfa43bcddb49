import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { settingsOf } from "@countersign/service";
import { describe, expect, it, onTestFinished } from "vitest";
import { program } from "../../src/program.js";
import { openWorkplace } from "../support/program.js";

describe("starting", () => {
  it("explains itself and every setting", () => {
    const { run } = openWorkplace();
    const { status, stdout, stderr } = run(["--help"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const { variable, about } of settingsOf(program)) {
      expect(stdout).toContain(variable);
      expect(stdout).toContain(about);
    }
    expect(run(["--version"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it("refuses a wrong command line", () => {
    const { run } = openWorkplace();
    const unknown = run(["--chek"]);
    expect(unknown).toMatchObject({ status: 2, stdout: "" });
    expect(unknown.stderr).toMatch(/^clearbank-webhooks: .*--chek.*\(--help lists the options\)\n$/s);
    expect(run(["extra"]).status).toBe(2);
  });

  it("checks settings, keys and store, and says what would run", () => {
    const { run, folder } = openWorkplace();
    const env = {
      COUNTERSIGN_FORWARD_URL: "https://example.com/in?key=hunter2",
      COUNTERSIGN_KEY_PASSPHRASE: "hunter3",
    };
    const { status, stdout, stderr } = run(["--check"], env);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(`This would run:
  environment: simulation
  signer: ${folder}/private.key
  store: SQLite, clearbank-webhooks.sqlite
  forwardsTo: https://example.com/in
  allowList: false
  tls: false
  unsafeLogPayloads: false
`);
    expect(run(["--check"]).stdout).toContain("Webhooks are kept and go nowhere");
  });

  it("names all that is wrong, each in a line, and does not start", () => {
    const { run } = openWorkplace();
    const result = run(["--port", "http"], { COUNTERSIGN_ENVIRONMENT: "test" });
    expect(result).toMatchObject({ status: 2, stdout: "" });
    expect(result.stderr.split("\n")).toEqual([
      "clearbank-webhooks: COUNTERSIGN_ENVIRONMENT must be one of simulation, production, eu-simulation, eu-production.",
      "clearbank-webhooks: --port must be a port number from 0 to 65535.",
      "",
    ]);
  });

  it("does not start in production on a key from a file", () => {
    const { run } = openWorkplace();
    const production = { COUNTERSIGN_ENVIRONMENT: "production" };
    const refused = run(["--check"], production);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/HSM.*allowFileKeyInProduction/);
    const allowed = { ...production, COUNTERSIGN_ALLOW_FILE_KEY_IN_PRODUCTION: "true" };
    expect(run(["--check"], allowed)).toMatchObject({ status: 0 });
  });

  it("names a key that is missing or none, without showing it", () => {
    const { run, write, institution } = openWorkplace();
    expect(run(["--check"], { COUNTERSIGN_PUBLIC_KEY_FILES: "missing.pem" })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/publicKeyFiles: .*missing\.pem.*ENOENT/),
    });
    write("cut.key", institution.privatePem.slice(0, 200));
    const cut = run(["--check"], { COUNTERSIGN_KEY_FILE: "cut.key" });
    expect(cut).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("clearbank-webhooks: keyFile: ERR_KEY_"),
    });
    expect(cut.stderr).not.toContain(institution.privatePem.slice(40, 60));
  });

  it("does not share its file with another", async () => {
    const { run, start } = openWorkplace();
    await start();
    const second = run(["--check"]);
    expect(second).toMatchObject({ status: 1, stderr: expect.stringContaining("ERR_DELIVERY_LOCKED") });
  });

  it("ends where a port is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const port = String((server.address() as AddressInfo).port);
    const { run } = openWorkplace();
    for (const name of ["COUNTERSIGN_PORT", "COUNTERSIGN_METRICS_PORT"]) {
      const { status, stderr } = run([], { [name]: port });
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringContaining(`EADDRINUSE: address already in use 127.0.0.1:${port}`),
      });
    }
  });

  it("replays dead letters, of which there are none", () => {
    const { run } = openWorkplace();
    expect(run(["--replay"])).toEqual({ status: 0, stdout: "0 dead letters are due again.\n", stderr: "" });
  });
});
