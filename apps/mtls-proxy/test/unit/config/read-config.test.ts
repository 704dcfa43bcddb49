import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ConfigSources, localSecretOf, readConfig } from "../../../src/config/read-config.js";
import { ConfigError } from "../../../src/errors.js";
import { temporaryFolder } from "../../support/folder.js";

const least = { upstream: "preProduction", sslFile: "ssl.pem", caFile: "ca.pem", allow: ["/playground"] };

/** Reads a file with these members, an environment and options. */
function read(members: unknown, env: ConfigSources["env"] = {}, options: ConfigSources["options"] = {}) {
  const text = typeof members === "string" ? members : JSON.stringify(members);
  const cwd = temporaryFolder({ "mtls-proxy.json": text });
  return { cwd, config: () => readConfig({ cwd, env, options }) };
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
  it("fills in the defaults, on loopback and without tokens", () => {
    const { cwd, config } = read(least);
    expect(config()).toEqual({
      upstream: new URL("https://api-t2s-test.clearstream.com"),
      sslFile: join(cwd, "ssl.pem"),
      passphrase: undefined,
      caFile: join(cwd, "ca.pem"),
      allow: ["/playground"],
      host: "127.0.0.1",
      port: 8090,
      unsafeListen: undefined,
      serverNames: [],
      tlsCertificateFile: undefined,
      tlsKeyFile: undefined,
      localSecretEnv: undefined,
      injectToken: false,
      scope: [],
      password: undefined,
      timeoutSeconds: 60,
      metricsHost: "127.0.0.1",
      metricsPort: 8091,
    });
  });

  it("takes options before the environment, and that before the file", () => {
    const { cwd, config } = read(
      { ...least, port: 1, metricsPort: 1, timeoutSeconds: 1 },
      {
        COUNTERSIGN_PROXY_PORT: "2",
        COUNTERSIGN_PROXY_METRICS_PORT: "2",
        COUNTERSIGN_PROXY_ALLOW: "/scim2, /playground/v1/",
        COUNTERSIGN_PROXY_CA_FILE: "",
        COUNTERSIGN_PORT: "another program's",
      },
      { port: "3", injectToken: false, sslFile: "other.pem" },
    );
    expect(config()).toMatchObject({
      port: 3,
      metricsPort: 2,
      timeoutSeconds: 1,
      allow: ["/scim2", "/playground/v1/"],
      caFile: join(cwd, "ca.pem"),
      sslFile: join(cwd, "other.pem"),
    });
  });

  it("names every setting that is wrong at once", () => {
    const { config } = read(
      {
        upstream: "http://api.clearstream.com",
        sslFile: 7,
        caFile: "ca.pem",
        allow: ["playground"],
        host: "0.0.0.0",
        port: 65536,
        tlsKeyFile: "key.pem",
        injectTokens: true,
      },
      { COUNTERSIGN_PROXY_PORTS: "1", COUNTERSIGN_PROXY_TIMEOUT_SECONDS: "0" },
      { unsafeListen: "8090", injectToken: true },
    );
    expect(problemsOf(config)).toEqual([
      "injectTokens is not the name of a setting; --help lists them.",
      "COUNTERSIGN_PROXY_PORTS is not the name of a setting; --help lists them.",
      "upstream must be production, preProduction, or an https URL without user, path and query.",
      "sslFile must be text.",
      'allow must be paths that begin with "/", without "//", "..", "%", "?" and "#".',
      "host must be a loopback address: 127.0.0.1, ::1 or localhost.",
      "port must be a whole number from 0 to 65535.",
      '--unsafe-listen must be HOST:PORT, such as "0.0.0.0:8090" or "[::]:8090".',
      "COUNTERSIGN_PROXY_TIMEOUT_SECONDS must be a whole number from 1 to 3600.",
      expect.stringMatching(/^injectToken needs localSecretEnv/),
      expect.stringMatching(/^injectToken needs the consumer's password/),
      expect.stringMatching(/^injectToken needs scope/),
      "Give tlsCertificateFile and tlsKeyFile, or neither.",
    ]);
  });

  it("says what is missing", () => {
    expect(problemsOf(read({}).config)).toEqual([
      expect.stringMatching(/^upstream is missing/),
      expect.stringMatching(/^sslFile is missing/),
      expect.stringMatching(/^caFile is missing/),
      expect.stringMatching(/^allow is missing/),
    ]);
  });

  it.each(["https://xact.clearstream.com", "https://xact-t2s-test.clearstream.com/"])(
    "refuses the portal, %s",
    (upstream) => {
      expect(problemsOf(read({ ...least, upstream }).config)).toEqual([
        `upstream is the web portal, which refuses API calls: the API is at ${new URL(upstream.replace("xact", "api")).origin}.`,
      ]);
    },
  );

  it.each([
    "https://example.com/api",
    "https://user:secret@example.com",
    "https://example.com?x=1",
    "example.com",
  ])("refuses the upstream %s, without a secret that it holds", (upstream) => {
    const problems = problemsOf(read({ ...least, upstream }).config);
    expect(problems).toEqual([expect.stringMatching(/^upstream must be/)]);
    expect(problems.join()).not.toContain("user:secret");
  });

  it.each(["/a/../b", "/a//b", "/a/.", "/a?b", "/a%2f", "/a b", ""])(
    "refuses the allowed path %j",
    (path) => {
      expect(problemsOf(read({ ...least, allow: [path] }).config)).toHaveLength(1);
    },
  );

  it("wants a local secret worth the name, wherever requests could come from anybody", () => {
    for (const more of [{ unsafeListen: "0.0.0.0:8090" }, { injectToken: true, scope: ["x"] }]) {
      const env = { COUNTERSIGN_PROXY_PASSWORD: "password" };
      expect(problemsOf(read({ ...least, ...more }, env).config)[0]).toMatch(/needs localSecretEnv/);
      const named = { ...least, ...more, localSecretEnv: "COUNTERSIGN_PROXY_SECRET" };
      for (const secret of [undefined, "", "fifteen letters", "with blanks in it all"]) {
        const problems = problemsOf(read(named, { ...env, COUNTERSIGN_PROXY_SECRET: secret }).config);
        expect(problems).toEqual([expect.stringMatching(/COUNTERSIGN_PROXY_SECRET.*16 to 256/)]);
        if (secret) expect(problems.join()).not.toContain(secret);
      }
      const good = { ...env, COUNTERSIGN_PROXY_SECRET: "0123456789abcdef" };
      expect(localSecretOf(read(named, good).config(), good)).toBe("0123456789abcdef");
    }
  });

  it.each(["password", "passphrase"] as const)(
    "takes %s from the environment or a file of its own only",
    (name) => {
      const variable = `COUNTERSIGN_PROXY_${name.toUpperCase()}`;
      expect(problemsOf(read({ ...least, [name]: "hunter2" }).config)).toEqual([
        `${name} is a secret: give it as ${variable}, or in a file that ${variable}_FILE names.`,
      ]);
      expect(read(least, { [variable]: "hunter2" }).config()).toMatchObject({ [name]: "hunter2" });
      const folder = temporaryFolder({ secret: "hunter2\n" });
      const inFile = { [`${variable}_FILE`]: join(folder, "secret") };
      expect(read(least, inFile).config()).toMatchObject({ [name]: "hunter2" });
      const missing = { [`${variable}_FILE`]: join(folder, "missing") };
      expect(problemsOf(read(least, missing).config)[0]).toMatch(/cannot be read \(ENOENT\)/);
    },
  );

  it.each(["[]", "null", '"hunter2"', "hunter2"])(
    "refuses a file that holds %s, without quoting it",
    (text) => {
      const problems = problemsOf(read(text).config);
      expect(problems[0]).toMatch(/must hold one JSON object|is not JSON/);
      expect(problems.join()).not.toContain("hunter2");
    },
  );
});
