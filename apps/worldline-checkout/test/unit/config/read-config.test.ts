import { join } from "node:path";
import { type ConfigSources, readConfig } from "@countersign/service";
import { problemsOf, temporaryFolder } from "@countersign/service/testing";
import { describe, expect, it } from "vitest";
import { program } from "../../../src/program.js";

const test = {
  environment: "test",
  publicUrl: "https://shop.example",
  notificationUrl: "https://shop.example/worldline/v3",
  acquirer: "rabobank",
  initiatingPartyId: "002881",
  keyFile: "private.key",
  certificateFile: "certificate.pem",
  serviceCertificateFiles: ["service.pem"],
};
const token = { COUNTERSIGN_NOTIFICATION_TOKEN: "from the back office" };

/** Reads a file with these members, and an environment. */
function read(members: unknown, env: ConfigSources["env"] = {}) {
  const text = typeof members === "string" ? members : JSON.stringify(members);
  const cwd = temporaryFolder({ "worldline-checkout.json": text });
  return { cwd, config: () => readConfig(program, { cwd, env }) };
}

describe("the settings", () => {
  it("need nothing for the sandbox, and listen to this machine only", () => {
    expect(readConfig(program, { cwd: temporaryFolder(), env: {} })).toMatchObject({
      environment: "sandbox",
      ...{ host: "127.0.0.1", port: 8080 },
      ...{ operatorHost: "127.0.0.1", operatorPort: 8081, operatorPassword: undefined },
      ...{ notificationHost: "127.0.0.1", notificationPort: 8082 },
    });
  });

  it("are read for the test environment, paths from the file's folder and secrets from the environment", () => {
    const { cwd, config } = read(test, token);
    expect(config()).toMatchObject({
      publicUrl: new URL("https://shop.example"),
      keyFile: join(cwd, "private.key"),
      serviceCertificateFiles: [join(cwd, "service.pem")],
      notificationToken: "from the back office",
    });
  });

  it("are named where the test environment misses them, all at once", () => {
    expect(problemsOf(read({ environment: "test" }).config)).toEqual(
      [
        "publicUrl",
        "notificationUrl",
        "acquirer",
        "initiatingPartyId",
        "keyFile",
        "certificateFile",
        "serviceCertificateFiles",
        "notificationToken",
      ].map((name) => `${name} is missing: the test environment needs it.`),
    );
  });

  it("ask for no service certificate of an acquirer that signs nothing", () => {
    const { serviceCertificateFiles: _none, ...rest } = test;
    expect(read({ ...rest, acquirer: "abn-amro" }, token).config().acquirer).toBe("abn-amro");
    expect(problemsOf(read(rest, token).config)).toHaveLength(1);
  });

  it("are named where they are wrong, all at once", () => {
    const { config } = read(
      {
        ...test,
        port: 65536,
        acquirer: "ing",
        publicUrl: "http://shop.example",
        baseUrl: "https://user@worldline.example",
        notificationToken: "in the file",
        keyfile: "misspelt",
      },
      { COUNTERSIGN_OPERATOR_PORT: "x" },
    );
    expect(problemsOf(config)).toEqual([
      "keyfile is not the name of a setting; --help lists them.",
      "port must be a port number from 0 to 65535.",
      "publicUrl must be an https URL.",
      "COUNTERSIGN_OPERATOR_PORT must be a port number from 0 to 65535.",
      "acquirer must be one of generic, abn-amro, rabobank, bnp-paribas, deutsche-bank, bng.",
      "baseUrl must hold no user name, password, query or fragment.",
      "notificationToken is a secret: give it as COUNTERSIGN_NOTIFICATION_TOKEN, or in a file that COUNTERSIGN_NOTIFICATION_TOKEN_FILE names.",
    ]);
  });

  it.each([
    [{ publicUrl: "https://shop.example/path" }, "publicUrl must be an origin, without a path."],
    [{ notificationUrl: "https://shop.example/" }, "notificationUrl: The notification URL must end in /v3"],
    [{ operatorHost: "0.0.0.0" }, "operatorPassword is missing"],
  ])("refuse %j", (changes, problem) => {
    expect(problemsOf(read({ ...test, ...changes }, token).config)).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  it("let the office listen elsewhere with a password", () => {
    const env = { COUNTERSIGN_OPERATOR_HOST: "0.0.0.0", COUNTERSIGN_OPERATOR_PASSWORD: "correct horse" };
    expect(readConfig(program, { cwd: temporaryFolder(), env })).toMatchObject({
      operatorPassword: "correct horse",
    });
  });

  it("of the test environment are refused for the sandbox, where they would be without effect", () => {
    expect(problemsOf(read({ keyFile: "private.key" }).config)).toEqual([
      'keyFile is for the test environment: set environment to "test".',
    ]);
  });
});
