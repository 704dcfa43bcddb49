import { execFile } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProgram } from "../support/program.js";

/** The program against the sandbox, on real TLS: from nothing to an API call, and two years later. */
const { folder, bin, build, remove } = copyProgram();
const userId = "a00012345_0012345";
const env = { ...process.env, CLEARSTREAM_PASSWORD: "correct horse & battery" };
let sandbox: Sandbox;

beforeAll(async () => {
  await build();
  sandbox = await startSandbox();
  writeFileSync(join(folder, "sandbox-ca.pem"), sandbox.ca);
});
afterAll(async () => {
  await sandbox?.close();
  remove();
});

const read = (name: string) => readFileSync(join(folder, name), "utf8");
const password = ["--password-env", "CLEARSTREAM_PASSWORD"];
const at = () => ["--base-url", sandbox.urls.clearstream];

function countersign(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [bin, "clearstream", ...args],
      { cwd: folder, env, timeout: 60_000 },
      (error, stdout, stderr) => {
        const exitCode = error ? error.code : 0;
        if (typeof exitCode === "number") resolve({ exitCode, stdout, stderr });
        else reject(error);
      },
    );
  });
}

const done = { exitCode: 0, stderr: "" };

describe("countersign clearstream, against the sandbox", () => {
  it("makes credentials in the portal's two steps, of which the first is the administrator's", async () => {
    const create = () =>
      countersign(
        "credentials",
        "new",
        "--user",
        userId,
        "--out",
        "keystores",
        "--portal",
        sandbox.urls.control,
        ...password,
      );
    const early = await create();
    expect(early).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/Make the user first/) });
    await fetch(`${sandbox.urls.control}/clearstream/consumers`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userId, apis: ["ocapi-playground-v1"] }),
    });
    expect(await create()).toMatchObject(done);
    expect(statSync(join(folder, `keystores/ocapi-${userId}-ssl.pem`)).mode & 0o777).toBe(0o600);
  });

  it("fetches the authorities, and checks the files with them", async () => {
    for (const bundle of ["server", "client"]) {
      const out = ["--bundle", bundle, "--out", `keystores/${bundle}-cert-cacerts.pem`];
      expect(await countersign("ca", "fetch", ...at(), "--ca", "sandbox-ca.pem", ...out)).toMatchObject(done);
    }
    const clientCa = ["--client-ca", "keystores/client-cert-cacerts.pem"];
    expect(await countersign("credentials", "check", "keystores", ...clientCa)).toMatchObject(done);
  });

  it("calls the playground", async () => {
    const call = ["call", "GET", "/playground/v1/echo?value=x", "--scope", "ocapi-playground-v1"];
    const answer = await countersign(...call, "--credentials", "keystores", ...at(), ...password);
    expect(answer).toMatchObject({ ...done, stdout: '{"value":"x"}\n' });
  });

  it("goes through everything with the doctor, and writes the bundle", async () => {
    const doctor = ["doctor", "--credentials", "keystores", ...at(), ...password, "--bundle", "support.har"];
    const { exitCode, stdout } = await countersign(...doctor);
    expect(stdout).toMatch(/^ok {7}playground: /m);
    expect(exitCode).toBe(0);
    const bundle = read("support.har");
    expect(JSON.parse(bundle).log.entries).toHaveLength(2);
    expect(bundle).not.toMatch(/correct.horse|eyJ|PRIVATE KEY/);
  });

  it("changes to new credentials, and back", async () => {
    const before = read(`keystores/ocapi-${userId}-ssl.pem`);
    await sandbox.advanceClock(24 * 60 * 60);
    const create = [
      "credentials",
      "new",
      "--user",
      userId,
      "--out",
      "next",
      "--portal",
      sandbox.urls.control,
    ];
    expect(await countersign(...create, ...password)).toMatchObject(done);
    const rehearse = ["credentials", "rehearse", "--current", "keystores"];
    expect(await countersign(...rehearse, "--new", "next", ...at(), ...password)).toMatchObject(done);
    expect(read(`keystores/ocapi-${userId}-ssl.pem`)).toBe(read(`next/ocapi-${userId}-ssl.pem`));
    expect(await countersign(...rehearse, "--undo")).toMatchObject(done);
    expect(read(`keystores/ocapi-${userId}-ssl.pem`)).toBe(before);
  });

  it("tells what to do once the certificate has ended at Clearstream", async () => {
    await sandbox.advanceClock(2 * 366 * 24 * 60 * 60);
    const { exitCode, stdout } = await countersign(
      "doctor",
      "--credentials",
      "keystores",
      ...at(),
      ...password,
    );
    expect(exitCode).toBe(1);
    // This computer's clock did not move.
    expect(stdout).toMatch(/^ok {7}dates: /m);
    expect(stdout).toMatch(
      /^FAILED {3}token:ocapi-playground-v1: .*403.*audit log of the OU has the reason\.$/m,
    );
  });
});
