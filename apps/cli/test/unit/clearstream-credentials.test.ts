import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseCertificate } from "@countersign/crypto-core";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClearstreamBench, openClearstreamBench, password, userId } from "../support/clearstream.js";
import type { Result, Surroundings } from "../support/terminal.js";

const dayMs = 24 * 60 * 60 * 1000;
const now = new Date();
const env = { PASSWORD: password };
const ssl = `ocapi-${userId}-ssl.pem`;
const signing = `ocapi-${userId}-signing.pem`;
let bench: ClearstreamBench;
let other: Sandbox;

beforeAll(async () => {
  [bench, other] = await Promise.all([openClearstreamBench(), startSandbox()]);
  const made = await bench.makeCredentials("keystores");
  expect(made).toMatchObject({ exitCode: 0, stderr: "" });
  await bench.terminal.succeed([
    "clearstream",
    "ca",
    "fetch",
    ...sandboxWith("client"),
    "--out",
    "client-ca.pem",
  ]);
});
afterAll(async () => {
  await bench?.close();
  await other?.close();
});

const run = (args: readonly string[], more: Surroundings = {}): Promise<Result> =>
  bench.terminal.run(["clearstream", ...args], { now, env, ...more });
const read = (name: string) => bench.terminal.read(name).toString();
const sandboxWith = (bundle: "server" | "client") => [
  ...["--base-url", bench.sandbox.urls.clearstream, "--ca", "sandbox-ca.pem", "--bundle", bundle],
];

/** A folder with some of the files, changed. */
function folderWith(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  mkdirSync(join(bench.terminal.folder, folder), { recursive: true });
  for (const [name, data] of Object.entries(files)) {
    bench.terminal.write(join(folder, name), data);
    chmodSync(join(bench.terminal.folder, folder, name), 0o600);
  }
  return folder;
}

describe("clearstream credentials new", () => {
  it("makes both files, which only their owner can read, and leaves the password out of them", () => {
    const { terminal } = bench;
    expect([terminal.mode(join("keystores", ssl)), terminal.mode(join("keystores", signing))]).toEqual([
      "600",
      "600",
    ]);
    for (const name of [ssl, signing]) {
      expect(read(join("keystores", name))).toMatch(/BEGIN CERTIFICATE[\s\S]+BEGIN PRIVATE KEY/);
      expect(read(join("keystores", name))).not.toContain(password);
    }
  });

  const create = (...args: string[]) => run(["credentials", "new", "--password-env", "PASSWORD", ...args]);
  const here = () => ["--portal", bench.sandbox.urls.control];

  it("does not replace what is there", async () => {
    const before = read(join("keystores", ssl));
    const { exitCode, stderr } = await create("--user", userId, "--out", "keystores", ...here());
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ERR_FILE_EXISTS: keystores.*ssl\.pem: .*"clearstream credentials rehearse"/);
    expect(read(join("keystores", ssl))).toBe(before);
  });

  it("says what comes before, where the portal does not know the user", async () => {
    const { exitCode, stderr } = await create("--user", "unknown_1", "--out", "unknown", ...here());
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ERR_PORTAL: .* answered 404: .*POST http.*\{"userId": "unknown_1"/);
    expect(stderr).not.toContain(password);
    expect(() => read(`unknown/ocapi-unknown_1-ssl.pem`)).toThrow("ENOENT");
  });

  it.each<[string, string[], string, number, RegExp]>([
    ["a portal elsewhere", ["--portal", "https://xact.clearstream.com/"], "ERR_USAGE", 2, /on this machine/],
    [
      "a portal that does not answer",
      ["--portal", "http://127.0.0.1:9"],
      "ERR_PORTAL",
      1,
      /does the sandbox run/,
    ],
    [
      "a user id that is none",
      ["--portal", "http://127.0.0.1:9", "--user", "a b"],
      "ERR_CREDENTIALS_USER_ID",
      1,
      /a00/,
    ],
  ])("refuses %s", async (_what, args, code, exitCode, message) => {
    const user = args.includes("--user") ? [] : ["--user", userId];
    const refused = await create(...args, ...user, "--out", "nothing", "--json");
    expect(refused).toMatchObject({
      exitCode,
      json: { ok: false, code, message: expect.stringMatching(message) },
    });
  });

  it("takes the password from the environment or a file only", async () => {
    const args = ["credentials", "new", "--user", userId, "--out", "x", ...here(), "--password", password];
    const { exitCode, stderr } = await run(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/use --password-env NAME or --password-file FILE/);
    expect(stderr).not.toContain(password);
  });
});

describe("clearstream credentials check", () => {
  const check = (folder: string, ...args: string[]) => run(["credentials", "check", folder, ...args]);

  it("finds nothing wrong with what the portal gives", async () => {
    const { exitCode, stdout, stderr } = await check("keystores", "--client-ca", "client-ca.pem");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.match(/^ok +\S+:/gm)).toEqual(
      ["files", "dates", "chain", "permissions"].map((step) => `ok       ${step}:`),
    );
    const { json } = await check("keystores", "--json");
    const { notAfter } = parseCertificate(bench.terminal.read(join("keystores", ssl)));
    expect(json).toMatchObject({ ok: true, userId, notAfter: notAfter.toISOString(), expiry: [] });
  });

  it("takes the file names of the guide for the authorities, and --ca", async () => {
    const files = { [ssl]: read(join("keystores", ssl)), [signing]: read(join("keystores", signing)) };
    const named = folderWith("guide", { ...files, [`ocapi-${userId}-cacert.pem`]: bench.sandbox.ca });
    expect((await check(named)).exitCode).toBe(0);
    const without = folderWith("without", files);
    expect((await check(without, "--ca", "sandbox-ca.pem")).exitCode).toBe(0);
    const { exitCode, stdout } = await check(without);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^ok {7}files: .*\nok {7}dates: .*\nFAILED {3}chain: There is no server-cert-cacerts\.pem/,
    );
    expect(stdout).toMatch(/Fix: .*"clearstream ca fetch"/);
  });

  it.each<[string, number, number, RegExp]>([
    ["long before the end", 0, 0, /^ok {7}dates: The ssl certificate is valid until/m],
    ["at two thirds", 500, 0, /^ok {7}dates: The ssl certificate of .* expires at .* in \d{3} days/m],
    ["at 30 days", 731 - 25, 1, /^ok {7}dates: .* in 2[45] days[\s\S]+It is time for new credentials\.\n$/m],
    [
      "after the end",
      732,
      1,
      /^FAILED {3}dates: .* expired at .*Fix: Have an administrator make new credentials/m,
    ],
    ["before the beginning", -30, 1, /^FAILED {3}dates: .* is valid from .*Fix: Set this computer's clock/m],
  ])("tells of a certificate %s", async (_when, days, exitCode, text) => {
    const later = new Date(now.getTime() + days * dayMs);
    const result = await run(["credentials", "check", "keystores"], { now: later });
    expect(result.stdout).toMatch(text);
    expect(result.exitCode).toBe(exitCode);
  });

  it.each<[string, () => Record<string, string>, RegExp]>([
    [
      "a key that is not the certificate's",
      () => ({ [ssl]: certificateOf(ssl) + keyOf(signing) }),
      /FAILED {3}files: .*The private key belongs to none of the certificates/,
    ],
    ["no key", () => ({ [ssl]: certificateOf(ssl) }), /FAILED {3}files: .*no private key/],
    ["no certificate", () => ({ [ssl]: keyOf(ssl) }), /FAILED {3}files: .*no certificate/],
    [
      "the signing file in the place of the other",
      () => ({ [ssl]: read(join("keystores", signing)) }),
      /FAILED {3}files: .*certificate that is not for TLS clients/,
    ],
    [
      "another consumer's file",
      () => ({ "ocapi-other_1-ssl.pem": read(join("keystores", ssl)) }),
      /FAILED {3}files: .*named for other_1, but its certificate is for a00012345_0012345/,
    ],
    [
      "the server's own certificate among the authorities",
      () => ({
        [ssl]: read(join("keystores", ssl)),
        "server-cert-cacerts.pem": bench.sandbox.ca + certificateOf(ssl),
      }),
      /ok {7}files: .*\n.*dates.*\nFAILED {3}chain: .*CN=a00012345_0012345, which is no certificate authority/,
    ],
  ])("finds %s", async (what, files, text) => {
    const folder = folderWith(what.replaceAll(" ", "-"), {
      "server-cert-cacerts.pem": bench.sandbox.ca,
      ...files(),
    });
    const { exitCode, stdout } = await check(folder);
    expect(stdout).toMatch(text);
    expect(exitCode).toBe(1);
    expect((await check(folder, "--json")).json).toMatchObject({
      ok: false,
      code: "ERR_CLEARSTREAM_CREDENTIALS",
    });
  });

  it("finds certificates of another client CA, and files that others can open", async () => {
    bench.terminal.write("other-ca.pem", other.ca);
    const { exitCode, stdout } = await check("keystores", "--client-ca", "other-ca.pem");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED {3}chain: .*is not in the client CA bundle.*Fix: .*same environment/m);
    const open = folderWith("open", {
      [ssl]: read(join("keystores", ssl)),
      "server-cert-cacerts.pem": bench.sandbox.ca,
    });
    chmodSync(join(bench.terminal.folder, open, ssl), 0o640);
    expect((await check(open)).stdout).toMatch(
      /^FAILED {3}permissions: open.*ssl\.pem can be opened .*Fix: chmod 600/m,
    );
  });

  it("opens encrypted keys, and says how where it cannot", async () => {
    const locked = await lockedFolder();
    const without = await check(locked);
    expect(without.stdout).toMatch(/^FAILED {3}files: .*Fix: Give --passphrase-env NAME/m);
    const withIt = await run(["credentials", "check", locked, "--passphrase-env", "PASS"], {
      env: { PASS: "open sesame" },
    });
    expect(withIt.stdout).toMatch(/^ok {7}files:/m);
  });

  it.each([
    ["nowhere", /ERR_FILE_MISSING: nowhere: there is no such folder/],
    [".", /ERR_FILE_MISSING: \.: there is no ocapi-USERID-ssl\.pem/],
  ])("says where it looked: %s", async (folder, message) => {
    expect((await check(folder)).stderr).toMatch(message);
  });
});

describe("clearstream credentials rehearse", () => {
  const rehearse = (...args: string[]) =>
    run([
      "credentials",
      "rehearse",
      "--base-url",
      bench.sandbox.urls.clearstream,
      "--password-env",
      "PASSWORD",
      ...args,
    ]);

  it("puts new files in place only where they work, and brings the old ones back", async () => {
    await bench.makeCredentials("current");
    const later = { now: new Date(now.getTime() + dayMs) };
    await bench.sandbox.advanceClock(2);
    await bench.makeCredentials("next", later);
    const [before, after] = [contents("current"), contents("next")];
    expect(after).not.toEqual(before);
    const done = await rehearse("--new", "next", "--current", "current", "--json");
    expect(done).toMatchObject({
      exitCode: 0,
      json: { ok: true, userId, files: [`current/${signing}`, `current/${ssl}`] },
    });
    expect([contents("current"), contents("current/previous")]).toEqual([after, before]);
    expect(bench.terminal.mode(join("current", ssl))).toBe("600");
    expect(bench.terminal.mode(join("current/previous", ssl))).toBe("600");

    const again = await rehearse("--new", "next", "--current", "current");
    expect(again.stderr).toMatch(/ERR_CREDENTIALS_STATE: .*no later than the current one/);
    expect(contents("current/previous")).toEqual(before);

    const undone = await run(["credentials", "rehearse", "--undo", "--current", "current"]);
    expect(undone).toMatchObject({ exitCode: 0, stderr: "" });
    expect([contents("current"), contents("current/undone")]).toEqual([before, after]);
    const twice = await run(["credentials", "rehearse", "--undo", "--current", "current"]);
    expect(twice.stderr).toMatch(/ERR_CREDENTIALS_STATE: Nothing was replaced in current/);
    expect((await rehearse("--new", "current/undone", "--current", "current")).exitCode).toBe(0);
    expect(contents("current")).toEqual(after);
  });

  it("does the rest of a swap that was cut off, and still knows the way back", async () => {
    await bench.makeCredentials("cut");
    await bench.sandbox.advanceClock(2);
    await bench.makeCredentials("cut-next");
    const before = contents("cut");
    // As far as it got: the signing file was saved and replaced, the other not.
    folderWith("cut/previous", { [signing]: read(join("cut", signing)) });
    folderWith("cut", { [signing]: read(join("cut-next", signing)) });
    expect((await rehearse("--new", "cut-next", "--current", "cut")).exitCode).toBe(0);
    expect([contents("cut"), contents("cut/previous")]).toEqual([contents("cut-next"), before]);
  });

  it("changes nothing where the new ones do not work", async () => {
    await bench.makeCredentials("kept");
    await bench.sandbox.advanceClock(2);
    await bench.makeCredentials("refused");
    const before = contents("kept");
    const { exitCode, stderr } = await run(
      [
        ...["credentials", "rehearse", "--new", "refused", "--current", "kept", "--password-env", "PASSWORD"],
        ...["--base-url", bench.sandbox.urls.clearstream],
      ],
      { env: { PASSWORD: "another password" } },
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /ERR_TOKEN_REFUSED: The new credentials do not work, and nothing was changed: .*403/,
    );
    expect(contents("kept")).toEqual(before);
    expect(() => read(join("kept/previous", ssl))).toThrow("ENOENT");
  });

  it("changes nothing where the server cannot be verified with the authorities in use", async () => {
    await bench.makeCredentials("wrong-ca");
    await bench.sandbox.advanceClock(2);
    await bench.makeCredentials("wrong-ca-next");
    const before = contents("wrong-ca");
    folderWith("wrong-ca", { "server-cert-cacerts.pem": other.ca });
    const { exitCode, stderr } = await rehearse("--new", "wrong-ca-next", "--current", "wrong-ca");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/The new credentials do not work, and nothing was changed: /);
    expect(contents("wrong-ca")).toEqual(before);
  });

  it("refuses another consumer's, and one file of two", async () => {
    folderWith("mixed", { "ocapi-other_1-ssl.pem": read(join("keystores", ssl)) });
    expect((await rehearse("--new", "mixed", "--current", "keystores")).stderr).toMatch(/named for other_1/);
    const half = folderWith("half", { [ssl]: read(join("current", ssl)) });
    expect((await rehearse("--new", half, "--current", "keystores")).stderr).toMatch(/has no signing file/);
  });

  it.each<[string[], RegExp]>([
    [["--current", "keystores"], /One of --new and --undo is missing/],
    [["--current", "keystores", "--new", "half", "--undo"], /Give only one of --new and --undo/],
  ])("is told wrongly: %j", async (args, message) => {
    const { exitCode, stderr } = await run(["credentials", "rehearse", ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it("says what is missing, before anything is tried", async () => {
    const { exitCode, stderr } = await run([
      "credentials",
      "rehearse",
      "--new",
      "next",
      "--current",
      "keystores",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/One of --environment and --base-url is missing/);
  });
});

describe("reminders", () => {
  it("writes the ends as a calendar", async () => {
    const { stdout } = await bench.terminal.succeed(
      ["clearstream", "credentials", "calendar", "keystores", "--out", "-"],
      { now },
    );
    const { notAfter } = parseCertificate(bench.terminal.read(join("keystores", ssl)));
    expect(stdout).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
    expect(stdout.match(/^BEGIN:VEVENT/gm)).toHaveLength(2);
    expect(stdout).toContain(`DTSTART:${notAfter.toISOString().replace(/\.\d+|[-:]/g, "")}\r\n`);
  });

  it("writes rules for Prometheus, and does not replace a file", async () => {
    const args = ["clearstream", "credentials", "alert-rule", "--out", "alerts.yml"];
    await bench.terminal.succeed(args);
    expect(read("alerts.yml")).toMatch(
      /^groups:\n[\s\S]*countersign_tls_certificate_expiry_timestamp_seconds/,
    );
    expect((await bench.terminal.run(args)).stderr).toMatch(/ERR_FILE_EXISTS: alerts\.yml/);
  });
});

describe("clearstream ca", () => {
  it("fetches a bundle over a verified connection, and tells where it is the same", async () => {
    const fetchBundle = ["ca", "fetch", ...sandboxWith("server"), "--out", "fetched.pem"];
    expect(await run(fetchBundle)).toMatchObject({ exitCode: 0, stdout: "Wrote the bundle fetched.pem.\n" });
    expect(read("fetched.pem")).toBe(bench.sandbox.ca);
    expect(await run(fetchBundle)).toMatchObject({
      exitCode: 0,
      stdout: "fetched.pem has the same authorities still.\n",
    });
  });

  it("shows what has changed, and replaces the old one with --force only", async () => {
    bench.terminal.write("old.pem", other.ca);
    const fetchBundle = ["ca", "fetch", ...sandboxWith("server"), "--out", "old.pem"];
    const { exitCode, stdout, json } = await run([...fetchBundle, "--json"]);
    expect({ exitCode, code: json.code, ok: json.ok }).toEqual({
      exitCode: 1,
      code: "CA_BUNDLE_CHANGED",
      ok: false,
    });
    expect(stdout).not.toContain("BEGIN CERTIFICATE");
    expect(read("old.pem")).toBe(other.ca);
    const forced = await run([...fetchBundle, "--force"]);
    expect(forced.exitCode).toBe(0);
    expect(forced.stdout).toMatch(
      /^added {4}CN=.*\nadded {4}CN=.*\nremoved {2}CN=.*\nremoved {2}CN=.*\nWrote/,
    );
    expect(read("old.pem")).toBe(bench.sandbox.ca);
  });

  it("takes nothing from a server that it cannot verify", async () => {
    bench.terminal.write("other-ca.pem", other.ca);
    for (const ca of [["--ca", "other-ca.pem"], []]) {
      const args = [
        "ca",
        "fetch",
        "--base-url",
        bench.sandbox.urls.clearstream,
        "--out",
        "unverified.pem",
        ...ca,
      ];
      const { exitCode, stderr } = await run(args);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/ERR_TLS_SERVER_UNTRUSTED/);
    }
    expect(() => read("unverified.pem")).toThrow("ENOENT");
  });

  it("compares two files, in whatever order their authorities are", async () => {
    const [first = "", second = ""] = bench.sandbox.ca.split(/(?<=-----END CERTIFICATE-----\n)/);
    bench.terminal.write("turned.pem", second + first);
    bench.terminal.write("other-ca.pem", other.ca);
    const same = await run(["ca", "compare", "sandbox-ca.pem", "turned.pem"]);
    expect(same).toMatchObject({ exitCode: 0, stdout: "Both have the same authorities.\n" });
    const { exitCode, stdout } = await run(["ca", "compare", "sandbox-ca.pem", "other-ca.pem"]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^added {4}CN=.*SHA-256 [\dA-F]{64}\n[\s\S]*removed {2}CN=[\s\S]*\n2 added, 2 removed\.\n$/,
    );
    const unreadable = await run(["ca", "compare", "sandbox-ca.pem", "alerts.yml"]);
    expect(unreadable.stderr).toMatch(/ERR_CERTIFICATE_UNREADABLE: alerts\.yml: /);
  });
});

describe("PEM to PKCS#12 and back, with the guide's names", () => {
  it("gives files that can be used as before", async () => {
    const file = join("keystores", ssl);
    const secret = ["--password-env", "PASSWORD"];
    const { terminal } = bench;
    await terminal.succeed(
      [
        "p12",
        "pack",
        "--key",
        file,
        "--cert",
        file,
        "--out",
        `ocapi-${userId}-ssl.p12`,
        "--name",
        userId,
        ...secret,
      ],
      { env },
    );
    folderWith("back", { "server-cert-cacerts.pem": bench.sandbox.ca });
    await terminal.succeed(
      ["p12", "unpack", `ocapi-${userId}-ssl.p12`, "--out", join("back", ssl), ...secret],
      { env },
    );
    expect((await run(["credentials", "check", "back", "--client-ca", "client-ca.pem"])).exitCode).toBe(0);
    await terminal.succeed(
      ["p12", "truststore", "keystores/server-cert-cacerts.pem", "--out", "truststore.p12", ...secret],
      { env },
    );
  });
});

function contents(folder: string): readonly string[] {
  return [read(join(folder, ssl)), read(join(folder, signing))];
}

function certificateOf(name: string): string {
  return (
    /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\n/.exec(
      read(join("keystores", name)),
    )?.[0] ?? ""
  );
}

function keyOf(name: string): string {
  return (
    /-----BEGIN PRIVATE KEY-----[\s\S]+-----END PRIVATE KEY-----\n/.exec(
      read(join("keystores", name)),
    )?.[0] ?? ""
  );
}

/** The ssl file with its key encrypted, by way of PKCS#12. */
async function lockedFolder(): Promise<string> {
  const file = join("keystores", ssl);
  const { terminal } = bench;
  const secrets = { env: { ...env, PASS: "open sesame" } };
  await terminal.succeed(
    ["p12", "pack", "--key", file, "--cert", file, "--out", "lock.p12", "--password-env", "PASSWORD"],
    secrets,
  );
  folderWith("locked", { "server-cert-cacerts.pem": bench.sandbox.ca });
  const out = ["--out", join("locked", ssl), "--password-env", "PASSWORD", "--passphrase-env", "PASS"];
  await terminal.succeed(["p12", "unpack", "lock.p12", ...out], secrets);
  return "locked";
}
