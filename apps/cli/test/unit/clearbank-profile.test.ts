import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseCertificateRequest } from "@countersign/crypto-core";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openTerminal, testTime } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);
const env = { PASS: "correct horse" };
const profile = (...args: string[]) => terminal.run(["clearbank", "profile", ...args], { env });
const json = (name: string) => JSON.parse(terminal.read(name).toString()) as Record<string, unknown>;

/** A module whose signer has its key somewhere else than in a profile. */
function writeSigner(name: string, { signsWith = "own" }: { signsWith?: "own" | "other" } = {}): string {
  const [own, other] = [
    generateKeyPairSync("rsa", { modulusLength: 2048 }),
    generateKeyPairSync("rsa", { modulusLength: 2048 }),
  ];
  const spki = own.publicKey.export({ format: "der", type: "spki" }).toString("base64");
  const key = (signsWith === "own" ? own : other).privateKey.export({ format: "pem", type: "pkcs8" });
  return terminal.write(
    name,
    `import { createSign } from "node:crypto";
export const createSigner = async () => ({
  algorithm: "rsa-v1_5-sha256",
  publicKey: new Uint8Array(Buffer.from("${spki}", "base64")),
  sign: async (message) => new Uint8Array(createSign("sha256").update(message).sign(${JSON.stringify(key)})),
  close() { globalThis.closedSigners = (globalThis.closedSigners ?? 0) + 1; },
});
`,
  );
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(terminal.folder, "p-")).slice(terminal.folder.length + 1);
  rmSync(join(terminal.folder, folder), { recursive: true });
});

const make = (...args: string[]) =>
  terminal.succeed(
    ["clearbank", "profile", "new", "--subject", "CN=payments,O=Example,C=GB", "--out", folder, ...args],
    {
      env,
    },
  );

describe("clearbank profile new", () => {
  it("makes a key that only its owner can read, its request, a note and the profile", async () => {
    const { stdout } = await make();
    expect(stdout).toContain(`${folder}/clearbank-1.key`);
    expect(readdirSync(join(terminal.folder, folder)).sort()).toEqual([
      "clearbank-1.csr",
      "clearbank-1.key",
      "clearbank-1.md",
      "profile.json",
    ]);
    expect(terminal.mode(`${folder}/clearbank-1.key`)).toBe("600");
    expect(terminal.read(`${folder}/clearbank-1.key`).toString()).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    const request = parseCertificateRequest(terminal.read(`${folder}/clearbank-1.csr`));
    expect(request).toMatchObject({ subject: "CN=payments,O=Example,C=GB", modulusLength: 2048 });
    expect(json(`${folder}/profile.json`)).toEqual({
      environment: "simulation",
      allowFileKeyInProduction: false,
      keysMade: 1,
      current: { name: "clearbank-1", isInFile: true, createdAt: testTime.toISOString() },
    });
    const note = terminal.read(`${folder}/clearbank-1.md`).toString();
    for (const step of [
      "https://institution-sim.clearbank.co.uk/",
      "Institution > Certificates and Tokens",
      "Generate API Token",
      "`clearbank-1.csr`",
      "expiry date",
      "Webhook Management",
      "Download Public Key",
    ])
      expect(note).toContain(step);
  });

  it("tells what it wrote as JSON, without the key", async () => {
    const { json: told, stdout } = await make("--json", "--bits", "3072");
    expect(told).toEqual({
      ok: true,
      folder,
      environment: "simulation",
      request: `${folder}/clearbank-1.csr`,
      key: `${folder}/clearbank-1.key`,
      note: `${folder}/clearbank-1.md`,
    });
    expect(stdout).not.toContain("PRIVATE");
    expect(parseCertificateRequest(terminal.read(`${folder}/clearbank-1.csr`)).modulusLength).toBe(3072);
  });

  it("encrypts the key where it is given a passphrase", async () => {
    await make("--passphrase-env", "PASS");
    expect(terminal.read(`${folder}/clearbank-1.key`).toString()).toMatch(
      /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/,
    );
  });

  it("never writes over a profile, or over a key without one", async () => {
    await make();
    const before = terminal.read(`${folder}/clearbank-1.key`);
    const args = ["new", "--subject", "CN=other", "--out", folder];
    expect(await profile(...args)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ERR_FILE_EXISTS: .*profile\.json: exists already.*profile rotate/),
    });
    rmSync(join(terminal.folder, folder, "profile.json"));
    expect((await profile(...args)).stderr).toMatch(/ERR_FILE_EXISTS: .*clearbank-1\.key/);
    expect(terminal.read(`${folder}/clearbank-1.key`)).toEqual(before);
  });

  it.each(["csr", "md"])("makes no key where a file clearbank-1.%s is in the way", async (extension) => {
    mkdirSync(join(terminal.folder, folder));
    terminal.write(`${folder}/clearbank-1.${extension}`, "somebody's");
    const { stderr } = await profile("new", "--subject", "CN=p", "--out", folder);
    expect(stderr).toMatch(/ERR_FILE_EXISTS/);
    expect(readdirSync(join(terminal.folder, folder))).toEqual([`clearbank-1.${extension}`]);
  });

  it("writes nothing where the subject is refused", async () => {
    const { exitCode, stderr } = await profile("new", "--subject", "no name", "--out", folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ERR_CERTIFICATE_SUBJECT/);
    expect(existsSync(join(terminal.folder, folder))).toBe(false);
  });

  it("makes only the request where a signer has the key, and lets go of the signer", async () => {
    const module = writeSigner("signer.mjs");
    const closedBefore = (globalThis as { closedSigners?: number }).closedSigners ?? 0;
    await make("--environment", "production", "--signer", module);
    expect(readdirSync(join(terminal.folder, folder)).sort()).toEqual([
      "clearbank-1.csr",
      "clearbank-1.md",
      "profile.json",
    ]);
    expect(json(`${folder}/profile.json`)).toMatchObject({
      environment: "production",
      current: { isInFile: false },
    });
    expect(terminal.read(`${folder}/clearbank-1.md`).toString()).toContain(
      "https://institution.clearbank.co.uk/",
    );
    expect((globalThis as { closedSigners?: number }).closedSigners).toBe(closedBefore + 1);
  });

  it("refuses a key in a file for production, unless it is allowed aloud", async () => {
    const args = ["new", "--subject", "CN=p", "--out", folder, "--environment", "production"];
    expect(await profile(...args)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(
        /ERR_KEY_NOT_IN_HSM: .*HSM.*--signer MODULE.*--allow-file-key-in-production/,
      ),
    });
    expect(existsSync(join(terminal.folder, folder))).toBe(false);
    await make("--environment", "production", "--allow-file-key-in-production");
    expect(json(`${folder}/profile.json`)).toMatchObject({ allowFileKeyInProduction: true });
    expect((await profile("check", folder)).exitCode).toBe(0);
  });

  it("refuses a module's signer that says its key is from a file, for production", async () => {
    const module = writeSigner("file-signer.mjs");
    terminal.write(
      module,
      terminal.read(module).toString().replace("algorithm:", "isKeyFromFile: true, algorithm:"),
    );
    const args = [
      "new",
      "--subject",
      "CN=p",
      "--out",
      folder,
      "--environment",
      "production",
      "--signer",
      module,
    ];
    expect((await profile(...args)).stderr).toMatch(/ERR_KEY_NOT_IN_HSM/);
  });

  it.each([
    ["is not there", undefined, /cannot be loaded/],
    ["exports nothing", "export const a = 1;", /exports no function createSigner/],
    ["gives no signer", "export const createSigner = () => ({});", /no signer with sign\(\) and publicKey/],
    [
      "gives nothing",
      "export const createSigner = () => undefined;",
      /no signer with sign\(\) and publicKey/,
    ],
  ])("says what is wrong with a module that %s", async (what, source, message) => {
    const name = `${what.replaceAll(" ", "-")}.mjs`;
    if (source !== undefined) terminal.write(name, source);
    const { exitCode, stderr } = await profile("new", "--subject", "CN=p", "--out", folder, "--signer", name);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ERR_SIGNER_MODULE/);
    expect(stderr).toMatch(message);
  });

  it("says that a signer which signs with another key makes no request", async () => {
    const module = writeSigner("two-keys.mjs", { signsWith: "other" });
    const { stderr } = await profile("new", "--subject", "CN=p", "--out", folder, "--signer", module);
    expect(stderr).toMatch(/ERR_CERTIFICATE_NO_MATCH/);
  });
});

describe("clearbank profile token", () => {
  it("notes the dates of the token, and nothing else", async () => {
    await make();
    const { stdout } = await terminal.succeed([
      "clearbank",
      "profile",
      "token",
      folder,
      "--expires",
      "2026-05-31",
    ]);
    expect(stdout).toBe("Noted: the token of clearbank-1 ends at 2026-05-31T00:00:00.000Z, in 363 days.\n");
    expect(json(`${folder}/profile.json`)).toMatchObject({
      current: { token: { createdAt: testTime.toISOString(), expiresAt: "2026-05-31T00:00:00.000Z" } },
    });
  });

  it.each([
    [["--expires", "2026-06-02"], /more than a year/],
    [["--expires", "2025-05-01"], /not after the token's creation/],
    [["--expires", "2025-13-01"], /--expires is a day or a time/],
    [["--expires", "2026-02-30"], /--expires is a day or a time/],
    [["--expires", "next year"], /--expires is a day or a time/],
    [["--expires", "2026-05-31", "--created", "1 June"], /--created is a day or a time/],
    [["--expires", "2026-05-31", "--created", "2025-05-30"], /more than a year/],
    [[], /--expires DATE is missing/],
  ])("refuses %j", async (args, message) => {
    await make();
    const { exitCode, stderr } = await profile("token", folder, ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(json(`${folder}/profile.json`)).not.toHaveProperty("current.token");
  });

  it("takes the last moment of the year, and a token that was made earlier", async () => {
    await make();
    expect((await profile("token", folder, "--expires", "2026-06-01T12:00:00Z")).exitCode).toBe(0);
    expect(
      (await profile("token", folder, "--created", "2025-01-01", "--expires", "2026-01-01")).exitCode,
    ).toBe(0);
  });

  it("does not take a token", async () => {
    await make();
    const { exitCode, stderr } = await profile("token", folder, "s3cret", "--expires", "2026-05-31");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/A token is not taken as an argument/);
    expect(stderr).not.toContain("s3cret");
  });

  it("needs a next key for --next", async () => {
    await make();
    expect((await profile("token", folder, "--next", "--expires", "2026-05-31")).stderr).toMatch(
      /ERR_PROFILE_STATE: .*no next key.*profile rotate/,
    );
  });
});

describe("clearbank profile check", () => {
  const codes = (result: { json: Record<string, unknown> }) =>
    (result.json.findings as { code: string }[]).map(({ code }) => code);
  const check = (...args: string[]) => profile("check", folder, "--json", ...args);

  it("shows a profile that is as it should be", async () => {
    await make();
    await profile("token", folder, "--expires", "2026-05-31");
    const { exitCode, stdout, stderr } = await profile("check", folder);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(`profile        simulation, clearbank-1
key            clearbank-1, in a file, of 2025-06-01T12:00:00.000Z
request for    CN=payments,O=Example,C=GB
size           2048 bits
token          of 2025-06-01T12:00:00.000Z, until 2026-05-31T00:00:00.000Z (363 days left)

It is as it should be.
`);
  });

  it("warns that the token's end is not known", async () => {
    await make();
    expect(await profile("check", folder)).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/warning: .*end is not known.*profile token/),
    });
  });

  it("finds the key of another request", async () => {
    await make();
    await terminal.succeed(["key", "generate", "--out", `${folder}/clearbank-1.key`, "--force"]);
    const result = await check();
    expect(result.exitCode).toBe(1);
    expect(codes(result)).toEqual(["key-mismatch"]);
    expect(result.json).toMatchObject({ ok: false, code: "ERR_CLEARBANK_PROFILE" });
    expect((await profile("check", folder)).stdout).toMatch(
      /It is not as it should be:\n {2}key-mismatch: .*\n {4}fix: .*Non-repudiation/,
    );
  });

  it("finds an encrypted key that is not opened, or wrongly", async () => {
    await make("--passphrase-env", "PASS");
    expect(codes(await check())).toEqual(["key-encrypted"]);
    const key = terminal.read(`${folder}/clearbank-1.key`);
    // Some wrong passphrases in a thousand leave noise whose padding is right by chance.
    const isRefused = (passphrase: string) => {
      try {
        createPrivateKey({ key, passphrase });
        return false;
      } catch (error) {
        return (error as { code: string }).code === "ERR_OSSL_BAD_DECRYPT";
      }
    };
    const WRONG = ["battery", "staple", "wrong", "horse"].find(isRefused) ?? "";
    const args = ["clearbank", "profile", "check", folder, "--json", "--passphrase-env", "WRONG"];
    expect(codes(await terminal.run(args, { env: { WRONG } }))).toEqual(["key-passphrase"]);
    expect((await check("--passphrase-env", "PASS")).exitCode).toBe(0);
  });

  it.each([0o644, 0o640, 0o604, 0o620])(
    "finds a key with the permissions %i, which others can open",
    async (mode) => {
      await make();
      chmodSync(join(terminal.folder, folder, "clearbank-1.key"), mode);
      const result = await check();
      expect(codes(result)).toEqual(["key-permissions"]);
      expect(result.json.findings).toMatchObject([{ remedy: expect.stringContaining("chmod 600") }]);
    },
  );

  it("finds a request in DER", async () => {
    await make();
    const { der } = parseCertificateRequest(terminal.read(`${folder}/clearbank-1.csr`));
    terminal.write(`${folder}/clearbank-1.csr`, der);
    expect(codes(await check())).toEqual(["request-der"]);
  });

  it("finds a request whose signature is wrong", async () => {
    await make();
    const { der } = parseCertificateRequest(terminal.read(`${folder}/clearbank-1.csr`));
    const altered = Buffer.from(der);
    altered.writeUInt8((altered.at(-1) ?? 0) ^ 1, altered.length - 1);
    const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${altered.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE REQUEST-----\n`;
    terminal.write(`${folder}/clearbank-1.csr`, pem);
    expect(codes(await check())).toEqual(["request-signature"]);
  });

  it.each([
    ["the request", "csr", ["request-missing"]],
    ["the key", "key", ["key-missing"]],
  ])("finds that %s is not there", async (_what, extension, expected) => {
    await make();
    rmSync(join(terminal.folder, folder, `clearbank-1.${extension}`));
    expect(codes(await check())).toEqual(expected);
  });

  it.each([
    ["the request", "csr", ["request-unreadable"]],
    ["the key", "key", ["key-unreadable"]],
  ])("finds that %s is something else", async (_what, extension, expected) => {
    await make();
    terminal.write(`${folder}/clearbank-1.${extension}`, "<html>");
    expect(codes(await check())).toEqual(expected);
  });

  it("finds keys that are too small, and of another type", async () => {
    await make();
    for (const [pair, code] of [
      [generateKeyPairSync("rsa", { modulusLength: 1024 }), "key-size"],
      [generateKeyPairSync("ec", { namedCurve: "P-256" }), "key-type"],
    ] as const) {
      terminal.write(
        `${folder}/clearbank-1.key`,
        pair.privateKey.export({ format: "pem", type: "pkcs8" }) as string,
      );
      expect(codes(await check())).toEqual([code]);
    }
  });

  it.each([
    ["2025-06-30T12:00:00Z", ["token-ends-soon"]],
    ["2025-07-01T12:00:00Z", []],
    ["2025-06-01T12:00:00.000Z", ["token-expired"]],
    ["2025-05-01", ["token-expired"]],
  ])("judges a token that ends at %s", async (expires, expected) => {
    await make();
    await profile("token", folder, "--created", "2025-01-01", "--expires", expires);
    expect(codes(await check())).toEqual(expected);
  });

  it("finds a key for production in a file", async () => {
    await make();
    const text = terminal.read(`${folder}/profile.json`).toString().replace("simulation", "production");
    terminal.write(`${folder}/profile.json`, text);
    expect(codes(await check())).toEqual(["key-in-file"]);
  });

  it("compares a signer with the request", async () => {
    const module = writeSigner("checked.mjs");
    await make("--signer", module);
    expect((await check("--signer", module)).exitCode).toBe(0);
    expect(codes(await check("--signer", writeSigner("another.mjs")))).toEqual(["key-mismatch"]);
    const missing = await check();
    expect(missing).toMatchObject({
      exitCode: 2,
      json: { message: expect.stringContaining("--signer MODULE") },
    });
  });

  it("finds a signer that signs with another key than it names", async () => {
    const module = writeSigner("changed.mjs");
    await make("--signer", module);
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const text = terminal.read(module).toString();
    const pem = JSON.stringify(other.export({ format: "pem", type: "pkcs8" }));
    const wrong = terminal.write("changed-2.mjs", text.replace(/"-----BEGIN.*-----\\n"/, pem));
    expect(codes(await check("--signer", wrong))).toEqual(["signer-wrong-signature"]);
  });

  it.each([
    ["not JSON", "{"],
    ["another JSON", '{"environment":"simulation"}'],
    ["a path in a name", ""],
  ])("refuses a profile.json that is %s", async (_what, text) => {
    await make();
    const own = terminal.read(`${folder}/profile.json`).toString();
    terminal.write(`${folder}/profile.json`, text || own.replace("clearbank-1", "../clearbank-1"));
    expect(await check()).toMatchObject({ exitCode: 1, json: { code: "ERR_PROFILE_MALFORMED" } });
  });

  it("says that there is no profile", async () => {
    expect((await check()).json).toMatchObject({ code: "ERR_FILE_MISSING" });
  });
});

describe("clearbank profile rotate", () => {
  const files = () => readdirSync(join(terminal.folder, folder)).sort();

  it("makes the next key beside the current one, and changes over once it is confirmed", async () => {
    await make();
    const { stdout } = await terminal.succeed(["clearbank", "profile", "rotate", folder]);
    expect(stdout).toContain("clearbank-1 stays in use");
    expect(files()).toEqual([
      "clearbank-1.csr",
      "clearbank-1.key",
      "clearbank-1.md",
      "clearbank-2.csr",
      "clearbank-2.key",
      "clearbank-2.md",
      "profile.json",
    ]);
    const [one, two] = [1, 2].map((n) =>
      parseCertificateRequest(terminal.read(`${folder}/clearbank-${n}.csr`)),
    );
    expect(two?.subject).toBe(one?.subject);
    expect(two?.publicKey).not.toEqual(one?.publicKey);
    expect(json(`${folder}/profile.json`)).toMatchObject({
      current: { name: "clearbank-1" },
      next: { name: "clearbank-2" },
    });
    const note = terminal.read(`${folder}/clearbank-2.md`).toString();
    expect(note).toContain("`clearbank-2.csr`");
    expect(note).toMatch(/acknowledgements/i);
    for (const next of [[], ["--next"]]) expect((await profile("check", folder, ...next)).exitCode).toBe(0);

    await profile("token", folder, "--next", "--expires", "2026-05-31");
    const confirmed = await terminal.succeed([
      "clearbank",
      "profile",
      "rotate",
      folder,
      "--confirm",
      "--json",
    ]);
    expect(confirmed.json).toEqual({
      ok: true,
      current: "clearbank-2",
      retired: "clearbank-1",
      folder: `${folder}/retired`,
    });
    expect(json(`${folder}/profile.json`)).toMatchObject({
      keysMade: 2,
      current: { name: "clearbank-2", token: { expiresAt: "2026-05-31T00:00:00.000Z" } },
    });
    expect(json(`${folder}/profile.json`)).not.toHaveProperty("next");
    expect(readdirSync(join(terminal.folder, folder, "retired")).sort()).toEqual([
      "clearbank-1.csr",
      "clearbank-1.key",
      "clearbank-1.md",
    ]);
    expect(terminal.mode(`${folder}/retired/clearbank-1.key`)).toBe("600");
    expect((await profile("check", folder)).exitCode).toBe(0);
  });

  it("goes back with --abort, and gives the number away once", async () => {
    await make();
    const before = json(`${folder}/profile.json`);
    await profile("rotate", folder);
    const { stdout } = await terminal.succeed(["clearbank", "profile", "rotate", folder, "--abort"]);
    expect(stdout).toContain("clearbank-1 stays the current key");
    expect(json(`${folder}/profile.json`)).toEqual({ ...before, keysMade: 2 });
    await profile("rotate", folder);
    expect(json(`${folder}/profile.json`)).toMatchObject({ next: { name: "clearbank-3" } });
  });

  it.each([
    [["--confirm"], /No rotation is under way/],
    [["--abort"], /No rotation is under way/],
  ])("refuses %j where nothing is under way", async (args, message) => {
    await make();
    const { exitCode, stderr } = await profile("rotate", folder, ...args);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ERR_PROFILE_STATE/);
    expect(stderr).toMatch(message);
  });

  it("refuses to begin twice, and to confirm what has no token", async () => {
    await make();
    await profile("rotate", folder);
    expect((await profile("rotate", folder)).stderr).toMatch(/ERR_PROFILE_STATE: .*clearbank-2 is under way/);
    expect((await profile("rotate", folder, "--confirm")).stderr).toMatch(
      /ERR_PROFILE_STATE: No token is noted for clearbank-2/,
    );
    expect(json(`${folder}/profile.json`)).toMatchObject({ current: { name: "clearbank-1" } });
  });

  it("changes from a file to a signer, and refuses a signer that has the current key still", async () => {
    await make();
    const module = writeSigner("next.mjs");
    await profile("rotate", folder, "--signer", module);
    expect(json(`${folder}/profile.json`)).toMatchObject({ next: { name: "clearbank-2", isInFile: false } });
    await profile("token", folder, "--next", "--expires", "2026-05-31");
    await profile("rotate", folder, "--confirm");
    expect((await profile("check", folder, "--signer", module)).exitCode).toBe(0);
    expect((await profile("rotate", folder, "--signer", module)).stderr).toMatch(
      /ERR_PROFILE_STATE: The signer has the key of clearbank-2 still/,
    );
  });

  it("makes no key in a file for production", async () => {
    const module = writeSigner("production.mjs");
    await make("--environment", "production", "--signer", module);
    expect((await profile("rotate", folder)).stderr).toMatch(/ERR_KEY_NOT_IN_HSM/);
    expect(files()).toEqual(["clearbank-1.csr", "clearbank-1.md", "profile.json"]);
  });

  it("takes one of its switches only", async () => {
    await make();
    expect(await profile("rotate", folder, "--confirm", "--abort")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/Give only one of --confirm and --abort/),
    });
  });
});
