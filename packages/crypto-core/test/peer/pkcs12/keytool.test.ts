import { afterAll, expect, test } from "vitest";
import { readPkcs12 } from "../../../src/pkcs12/read-pkcs12.js";
import { writePkcs12 } from "../../../src/pkcs12/write-pkcs12.js";
import { writeTrustStore } from "../../../src/pkcs12/write-trust-store.js";
import { thumbprint } from "../../../src/x509/thumbprint.js";
import { createThreeTier } from "../../support/three-tier.js";
import { describeWith, run, temporaryFolder } from "../../support/tools.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const { root, intermediate, leaf, leafKey } = await createThreeTier();
const password = "correct horse";
const keytool = (...args: string[]) => run("keytool", ["-J-Duser.language=en", ...args]);
const store = (file: string, secret = password) => ["-keystore", file, "-storepass", secret];
const ours = await writePkcs12({
  privateKey: leafKey.privateKey,
  certificates: [root, intermediate, leaf],
  password,
  friendlyName: "xact",
});

describeWith("keytool", "what we write, Java reads", () => {
  const file = folder.write("ours.p12", ours);

  test("a key with its whole chain under its name", () => {
    const listed = keytool("-list", "-v", ...store(file));
    expect(listed).toContain("Keystore type: PKCS12");
    expect(listed).toContain("Your keystore contains 1 entry");
    expect(listed).toContain("Alias name: xact");
    expect(listed).toContain("Entry type: PrivateKeyEntry");
    expect(listed).toContain("Certificate chain length: 3");
    const owners = Array.from(listed.matchAll(/^Owner: (.*)$/gm), ([, owner]) => owner);
    expect(owners).toEqual(["CN=Test Leaf", "CN=Test Intermediate", "CN=Test Root"]);
  });

  test("the private key itself, which it writes anew for us to read", async () => {
    const copy = folder.path("copy.p12");
    keytool(
      ...["-importkeystore", "-srckeystore", file, "-srcstorepass", password],
      ...["-destkeystore", copy, "-deststorepass", password, "-deststoretype", "PKCS12"],
    );
    expect(await readPkcs12(folder.read("copy.p12"), { password })).toEqual({
      privateKey: leafKey.privateKey,
      certificates: [leaf, intermediate, root],
      friendlyName: "xact",
      warnings: [],
    });
  });

  test("not with a wrong password", () => {
    expect(() => keytool("-list", ...store(file, "wrong password"))).toThrow(/password was incorrect/);
  });

  test("a trust store", async () => {
    const bytes = await writeTrustStore({ certificates: [intermediate, root], password });
    const listed = keytool("-list", ...store(folder.write("trust.p12", bytes)));
    expect(listed).toContain("Your keystore contains 2 entries");
    expect(listed.match(/trustedCertEntry/g)).toHaveLength(2);
    expect(listed).toMatch(/^test root, /m);
    expect(listed.replaceAll(":", "")).toContain(thumbprint(root, "SHA-256"));
  });

  test("a trust store with two certificates of one name, and with names that were given", async () => {
    const { root: namesake } = await createThreeTier();
    const bytes = await writeTrustStore({ certificates: [root, namesake], password });
    expect(keytool("-list", ...store(folder.write("alike.p12", bytes)))).toMatch(/^test root \(2\), /m);
    const named = await writeTrustStore({
      certificates: [root, namesake],
      password,
      friendlyNames: ["a", "ü"],
    });
    expect(keytool("-list", ...store(folder.write("named.p12", named)))).toContain("2 entries");
  });
});

describeWith("keytool", "what Java writes, we read", () => {
  const generate = (name: string, ...options: string[]) =>
    keytool(
      ...["-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-alias", "Mine", "-storetype", "PKCS12"],
      ...["-dname", 'CN="A, B", O=Example, C=GB', ...store(folder.path(name)), ...options],
    );

  test.each<[string, string[], number]>([
    ["modern", [], 0],
    ["legacy", ["-J-Dkeystore.pkcs12.legacy"], 3],
  ])("a %s key store", async (name, options, warnings) => {
    generate(`${name}.p12`, ...options);
    const contents = await readPkcs12(folder.read(`${name}.p12`), { password });
    expect(contents.friendlyName).toBe("mine");
    expect(contents.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(contents.certificates).toHaveLength(1);
    // The same order as ours: keytool's -dname is written backwards too.
    expect(contents.certificates[0]?.subject).toBe("CN=A\\, B,O=Example,C=GB");
    expect(contents.warnings).toHaveLength(warnings);
  });

  test("a trust store", async () => {
    const path = folder.path("java-trust.p12");
    keytool(
      ...["-importcert", "-noprompt", "-alias", "root", "-storetype", "PKCS12"],
      ...["-file", folder.write("root.pem", root.pem), ...store(path)],
    );
    expect(await readPkcs12(folder.read("java-trust.p12"), { password })).toEqual({
      certificates: [root],
      friendlyName: "root",
      warnings: [],
    });
  });
});
