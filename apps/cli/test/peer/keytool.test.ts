import { afterAll, beforeAll, expect, it } from "vitest";
import { openTerminal } from "../support/terminal.js";
import { describeWith, runTool } from "../support/tools.js";

const terminal = openTerminal();
afterAll(terminal.remove);
const keytool = (...args: string[]) => runTool(terminal.folder, "keytool", args);
const env = { P12: "changeit" };

describeWith("keytool", "the command line and Java's keytool", () => {
  beforeAll(async () => {
    await terminal.succeed(["key", "generate", "--out", "key.pem"]);
    const subject = ["--subject", "CN=example,O=Example,C=GB", "--days", "30"];
    await terminal.succeed(["cert", "self-signed", "--key", "key.pem", ...subject, "--out", "cert.pem"]);
  });

  it("keytool lists a packed key under its name", async () => {
    const args = [
      "--key",
      "key.pem",
      "--cert",
      "cert.pem",
      "--out",
      "a.p12",
      "--password-env",
      "P12",
      "--name",
      "api",
    ];
    await terminal.succeed(["p12", "pack", ...args], { env });
    expect(keytool("-list", "-keystore", "a.p12", "-storepass", "changeit")).toMatch(
      /^api, .*PrivateKeyEntry/m,
    );
    expect(() => keytool("-list", "-keystore", "a.p12", "-storepass", "wrong1")).toThrow();
  });

  it("keytool lists a trust store as trusted", async () => {
    const args = ["p12", "truststore", "cert.pem", "--out", "trust.p12", "--password-env", "P12"];
    // Warned of, as it is no authority, and written all the same.
    expect((await terminal.run(args, { env })).exitCode).toBe(0);
    const listed = keytool("-list", "-keystore", "trust.p12", "-storepass", "changeit");
    expect(listed).toMatch(/^example, .*trustedCertEntry/m);
  });

  it("keytool reads certificate and request", async () => {
    expect(keytool("-printcert", "-file", "cert.pem")).toContain("Owner: CN=example, O=Example, C=GB");
    await terminal.succeed([
      "csr",
      "--key",
      "key.pem",
      "--subject",
      "CN=example,O=Example,C=GB",
      "--out",
      "r.csr",
    ]);
    expect(keytool("-printcertreq", "-file", "r.csr")).toContain("Subject: CN=example, O=Example, C=GB");
  });

  it("unpacks what keytool generated", async () => {
    const store = ["-keystore", "java.p12", "-storetype", "PKCS12", "-storepass", "changeit"];
    keytool(
      "-genkeypair",
      "-keyalg",
      "RSA",
      "-keysize",
      "2048",
      "-alias",
      "mine",
      "-dname",
      "CN=java, C=GB",
      ...store,
    );
    const args = ["p12", "unpack", "java.p12", "--password-env", "P12", "--out", "java.pem", "--json"];
    expect((await terminal.succeed(args, { env })).json).toMatchObject({
      hasPrivateKey: true,
      friendlyName: "mine",
      subjects: ["CN=java,C=GB"],
    });
    const signature = (
      await terminal.succeed(["body", "sign", "--key", "java.pem", "cert.pem"])
    ).stdout.trim();
    await terminal.succeed([
      "body",
      "verify",
      "--public-key",
      "java.pem",
      "--signature",
      signature,
      "cert.pem",
    ]);
  });
});
