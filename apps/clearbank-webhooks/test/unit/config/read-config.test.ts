import { join } from "node:path";
import { type ConfigSources, readConfig } from "@countersign/service";
import { problemsOf, temporaryFolder } from "@countersign/service/testing";
import { describe, expect, it } from "vitest";
import { program } from "../../../src/program.js";

const least = { environment: "simulation", publicKeyFiles: ["bank.pem"], keyFile: "private.key" };

/** Reads a file with these members, and an environment. */
function read(members: unknown, env: ConfigSources["env"] = {}) {
  const text = typeof members === "string" ? members : JSON.stringify(members);
  const cwd = temporaryFolder({ "clearbank-webhooks.json": text });
  return { cwd, config: () => readConfig(program, { cwd, env }) };
}

describe("the settings", () => {
  it("have defaults, on loopback and in SQLite", () => {
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

  it("are all read from the environment, where it wins over the file", () => {
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

  it("are named where they are wrong, all at once", () => {
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

  it("are named where they are missing", () => {
    expect(problemsOf(read({}).config)).toEqual([
      expect.stringMatching(/^environment is missing/),
      expect.stringMatching(/^publicKeyFiles is missing/),
      expect.stringMatching(/^Give keyFile or signerModule/),
    ]);
  });

  it("refuse a key from a file in production, unless that is allowed", () => {
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
  ] as const)("take %s from the environment, not from the file", (name, variable) => {
    expect(problemsOf(read({ ...least, [name]: "hunter2" }).config)).toEqual([
      `${name} is a secret: give it as ${variable}, or in a file that ${variable}_FILE names.`,
    ]);
    expect(read(least, { [variable]: "hunter2" }).config()).toMatchObject({ [name]: "hunter2" });
  });
});
