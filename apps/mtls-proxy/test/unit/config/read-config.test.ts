import { join } from "node:path";
import { type ConfigSources, readConfig } from "@countersign/service";
import { problemsOf, temporaryFolder } from "@countersign/service/testing";
import { describe, expect, it } from "vitest";
import { localSecretOf } from "../../../src/local-secret.js";
import { program } from "../../../src/program.js";

const least = { upstream: "preProduction", sslFile: "ssl.pem", caFile: "ca.pem", allow: ["/playground"] };

/** Reads a file with these members, an environment and options. */
function read(members: unknown, env: ConfigSources["env"] = {}, options: ConfigSources["options"] = {}) {
  const text = typeof members === "string" ? members : JSON.stringify(members);
  const cwd = temporaryFolder({ "mtls-proxy.json": text });
  return { cwd, config: () => readConfig(program, { cwd, env, options }) };
}

describe("the settings", () => {
  it("have defaults, on loopback and without tokens", () => {
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

  it("are named where they are wrong, all at once", () => {
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
      { "unsafe-listen": "8090", "inject-token": true },
    );
    expect(problemsOf(config)).toEqual([
      "injectTokens is not the name of a setting; --help lists them.",
      "COUNTERSIGN_PROXY_PORTS is not the name of a setting; --help lists them.",
      "upstream must be production, preProduction, or an https URL without user, path and query.",
      "sslFile must be text.",
      'allow must be paths that begin with "/", without "//", "..", "%", "?" and "#".',
      "host must be a loopback address: 127.0.0.1, ::1 or localhost.",
      "port must be a port number from 0 to 65535.",
      '--unsafe-listen must be HOST:PORT, such as "0.0.0.0:8090" or "[::]:8090".',
      "COUNTERSIGN_PROXY_TIMEOUT_SECONDS must be a whole number from 1 to 3600.",
      expect.stringMatching(/^injectToken needs localSecretEnv/),
      expect.stringMatching(/^injectToken needs the consumer's password/),
      expect.stringMatching(/^injectToken needs scope/),
      "Give tlsCertificateFile and tlsKeyFile, or neither.",
    ]);
  });

  it("are named where they are missing", () => {
    expect(problemsOf(read({}).config)).toEqual([
      expect.stringMatching(/^upstream is missing/),
      expect.stringMatching(/^sslFile is missing/),
      expect.stringMatching(/^caFile is missing/),
      expect.stringMatching(/^allow is missing/),
    ]);
  });

  it.each(["https://xact.clearstream.com", "https://xact-t2s-test.clearstream.com/"])(
    "refuse the portal, %s",
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
  ])("refuse the upstream %s, without a secret that it holds", (upstream) => {
    const problems = problemsOf(read({ ...least, upstream }).config);
    expect(problems).toEqual([expect.stringMatching(/^upstream must be/)]);
    expect(problems.join()).not.toContain("user:secret");
  });

  it.each(["/a/../b", "/a//b", "/a/.", "/a?b", "/a%2f", "/a b", ""])("refuse the allowed path %j", (path) => {
    expect(problemsOf(read({ ...least, allow: [path] }).config)).toHaveLength(1);
  });

  it("want a local secret worth the name, wherever requests could come from anybody", () => {
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

  it.each(["password", "passphrase"] as const)("take %s from the environment, not from the file", (name) => {
    const variable = `COUNTERSIGN_PROXY_${name.toUpperCase()}`;
    expect(problemsOf(read({ ...least, [name]: "hunter2" }).config)).toEqual([
      `${name} is a secret: give it as ${variable}, or in a file that ${variable}_FILE names.`,
    ]);
    expect(read(least, { [variable]: "hunter2" }).config()).toMatchObject({ [name]: "hunter2" });
  });
});
