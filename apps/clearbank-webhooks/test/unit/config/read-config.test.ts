import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ConfigSources, readConfig } from "../../../src/config/read-config.js";
import { ConfigError } from "../../../src/errors.js";
import { temporaryFolder } from "../../support/folder.js";

const least = { environment: "simulation", publicKeyFiles: ["bank.pem"], keyFile: "private.key" };

/** Reads a file with these members, and an environment. */
function read(members: unknown, env: ConfigSources["env"] = {}, configFile?: string) {
  const text = typeof members === "string" ? members : JSON.stringify(members);
  const cwd = temporaryFolder({ "clearbank-webhooks.json": text });
  return { cwd, config: () => readConfig({ cwd, env, configFile }) };
}

/** The lines of the refusal. */
function problemsOf(config: () => unknown): string[] {
  try {
    config();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message.split("\n");
  }
  throw new Error("The settings were taken.");
}

describe("readConfig", () => {
  it("fills in the defaults, on loopback and in SQLite", () => {
    const { cwd, config } = read(least);
    expect(config()).toEqual({
      environment: "simulation",
      host: "127.0.0.1",
      port: 8080,
      tlsCertificateFile: undefined,
      tlsKeyFile: undefined,
      metricsHost: "127.0.0.1",
      metricsPort: 8081,
      publicKeyFiles: [join(cwd, "bank.pem")],
      keyFile: join(cwd, "private.key"),
      keyPassphrase: undefined,
      allowFileKeyInProduction: false,
      signerModule: undefined,
      csrFile: undefined,
      certificateFile: undefined,
      tokenExpiresAt: undefined,
      allowList: false,
      trustedProxies: [],
      databaseFile: "clearbank-webhooks.sqlite",
      databaseUrl: undefined,
      databaseSchema: "countersign",
      forwardUrl: undefined,
      forwardAuthorization: undefined,
      unsafeLogPayloads: false,
    });
  });

  it("takes everything from the environment, where it wins over the file", () => {
    const { cwd, config } = read(
      { ...least, port: 1, databaseFile: "a.sqlite" },
      {
        COUNTERSIGN_ENVIRONMENT: "eu-production",
        COUNTERSIGN_PORT: "0",
        COUNTERSIGN_PUBLIC_KEY_FILES: "old.pem, new.pem",
        COUNTERSIGN_ALLOW_FILE_KEY_IN_PRODUCTION: "true",
        COUNTERSIGN_KEY_PASSPHRASE: "open sesame",
        COUNTERSIGN_TRUSTED_PROXIES: "10.0.0.0/8,::1",
        COUNTERSIGN_TOKEN_EXPIRES_AT: "2027-01-31",
        COUNTERSIGN_FORWARD_URL: "https://example.com/webhooks",
        COUNTERSIGN_DATABASE_FILE: "",
        DATABASE_URL: "postgres://user@host/database",
        OTHER_PORT: "7",
      },
    );
    expect(config()).toMatchObject({
      environment: "eu-production",
      port: 0,
      publicKeyFiles: [join(cwd, "old.pem"), join(cwd, "new.pem")],
      keyFile: join(cwd, "private.key"),
      allowFileKeyInProduction: true,
      keyPassphrase: "open sesame",
      trustedProxies: ["10.0.0.0/8", "::1"],
      tokenExpiresAt: new Date("2027-01-31T00:00:00Z"),
      forwardUrl: new URL("https://example.com/webhooks"),
      databaseFile: join(cwd, "a.sqlite"),
      databaseUrl: "postgres://user@host/database",
    });
  });

  it("resolves paths in a file from the file's folder, and those in the environment from the working directory", () => {
    const elsewhere = temporaryFolder({ "settings.json": JSON.stringify({ ...least, csrFile: "ours.csr" }) });
    const cwd = temporaryFolder();
    const env = { COUNTERSIGN_KEY_FILE: "private.key" };
    const config = readConfig({ cwd, env, configFile: join(elsewhere, "settings.json") });
    expect(config).toMatchObject({
      csrFile: join(elsewhere, "ours.csr"),
      keyFile: join(cwd, "private.key"),
    });
  });

  it("needs no file, but the one that was named", () => {
    const cwd = temporaryFolder();
    const env = {
      COUNTERSIGN_ENVIRONMENT: "simulation",
      COUNTERSIGN_PUBLIC_KEY_FILES: "bank.pem",
      COUNTERSIGN_SIGNER_MODULE: "signer.mjs",
    };
    expect(readConfig({ cwd, env })).toMatchObject({ signerModule: join(cwd, "signer.mjs") });
    const missing = () => readConfig({ cwd, env, configFile: "settings.json" });
    expect(problemsOf(missing)).toEqual([`--config: ${join(cwd, "settings.json")} cannot be read (ENOENT).`]);
  });

  it("names every setting that is wrong at once", () => {
    const { config } = read(
      {
        environment: "sandbox",
        host: 7,
        port: 65536,
        publicKeyFiles: [],
        keyFile: "a",
        signerModule: "b",
        tlsKeyFile: "key.pem",
        allowList: "yes",
        trustedProxies: ["10.0.0.0/33"],
        tokenExpiresAt: "2027-02-31",
        forwardUrl: "http://example.com/",
        alowList: true,
      },
      { COUNTERSIGN_METRICS_PORT: "http", COUNTERSIGN_LOG_PAYLOADS: "true" },
    );
    expect(problemsOf(config)).toEqual([
      "alowList is not the name of a setting; --help lists them.",
      "COUNTERSIGN_LOG_PAYLOADS is not the name of a setting; --help lists them.",
      "environment must be one of simulation, production, eu-simulation, eu-production.",
      "host must be text.",
      "port must be a port number from 0 to 65535.",
      "COUNTERSIGN_METRICS_PORT must be a port number from 0 to 65535.",
      'tokenExpiresAt must be a date such as "2027-01-31" or "2027-01-31T12:00:00Z".',
      "allowList must be true or false.",
      'trustedProxies must be addresses or ranges such as "10.0.0.0/8".',
      "forwardUrl must be an https URL, or an http URL of this machine.",
      expect.stringMatching(/^publicKeyFiles is missing/),
      "Give keyFile or signerModule, one of the two: it signs acknowledgements.",
      "Give tlsCertificateFile and tlsKeyFile, or neither.",
    ]);
  });

  it("says what is missing", () => {
    expect(problemsOf(read({}).config)).toEqual([
      expect.stringMatching(/^environment is missing/),
      expect.stringMatching(/^publicKeyFiles is missing/),
      expect.stringMatching(/^Give keyFile or signerModule/),
    ]);
  });

  it("refuses a key from a file in production, unless that is allowed", () => {
    for (const environment of ["production", "eu-production"]) {
      const [problem] = problemsOf(read({ ...least, environment }).config);
      expect(problem).toMatch(/HSM.*allowFileKeyInProduction/);
      const allowed = read({ ...least, environment, allowFileKeyInProduction: true });
      expect(allowed.config()).toMatchObject({ environment });
    }
  });

  it.each([
    ["databaseUrl", "DATABASE_URL"],
    ["keyPassphrase", "COUNTERSIGN_KEY_PASSPHRASE"],
    ["forwardAuthorization", "COUNTERSIGN_FORWARD_AUTHORIZATION"],
  ] as const)(
    "takes %s from the environment or a file of its own, not from the settings",
    (name, variable) => {
      expect(problemsOf(read({ ...least, [name]: "hunter2" }).config)).toEqual([
        `${name} is a secret: give it as ${variable}, or in a file that ${variable}_FILE names.`,
      ]);
      expect(read(least, { [variable]: "hunter2" }).config()).toMatchObject({ [name]: "hunter2" });
      const secrets = temporaryFolder({ secret: "hunter2\n", empty: "\n" });
      const inFile = { [`${variable}_FILE`]: join(secrets, "secret") };
      expect(read(least, inFile).config()).toMatchObject({ [name]: "hunter2" });
      expect(read(least, { ...inFile, [variable]: "first" }).config()).toMatchObject({ [name]: "first" });
      const missing = { [`${variable}_FILE`]: join(secrets, "missing") };
      expect(problemsOf(read(least, missing).config)).toEqual([
        `${variable}_FILE: ${join(secrets, "missing")} cannot be read (ENOENT).`,
      ]);
      const empty = { [`${variable}_FILE`]: join(secrets, "empty") };
      expect(problemsOf(read(least, empty).config)).toEqual([`What ${variable}_FILE names must be text.`]);
    },
  );

  it.each(["[]", "null", '"text"'])("refuses a file that holds %s", (text) => {
    expect(problemsOf(read(text).config)[0]).toMatch(/must hold one JSON object/);
  });

  it("does not quote a file that is not JSON", () => {
    const [problem, ...more] = problemsOf(read("hunter2").config);
    expect(problem).toMatch(/clearbank-webhooks\.json is not JSON\.$/);
    expect([problem, ...more].join("")).not.toContain("hunter2");
  });
});
