import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkCaBundle, loadCredentials, prepareConsumer } from "../../../src/index.js";
import { type Authority, createAuthority } from "../../support/authority.js";

const userId = "stb2_01014172_1000000";
let authority: Authority;
let now: Date;
let files: readonly { name: string; content: string }[];

beforeAll(async () => {
  authority = createAuthority();
  const consumer = await prepareConsumer(userId);
  const { ssl, signing } = consumer.certificateRequests;
  files = consumer.complete({ ssl: authority.certify(ssl), signing: authority.certify(signing) });
  now = new Date();
});

afterAll(() => authority.remove());

const ssl = () => files[0] as { name: string; content: string };

describe("prepareConsumer", () => {
  it("names the files as the portal does, each with a certificate and its own key", () => {
    expect(files.map(({ name }) => name)).toEqual([`ocapi-${userId}-ssl.pem`, `ocapi-${userId}-signing.pem`]);
    const [one, two] = files.map(({ content }) => content.slice(content.indexOf("-----BEGIN PRIVATE KEY")));
    expect(one).not.toBe(two);
  });

  it.each(["", "a b", "a/../b", "x".repeat(65), "a,O=b"])("refuses the user id %j", async (wrong) => {
    await expect(prepareConsumer(wrong)).rejects.toMatchObject({ code: "ERR_CREDENTIALS_USER_ID" });
  });
});

describe("loadCredentials", () => {
  it("reads what openssl certified", async () => {
    const credentials = await loadCredentials({ ssl: ssl(), ca: authority.bundle, now });
    expect(credentials).toMatchObject({ userId, ca: authority.bundle });
    expect(credentials.identity.certificate.issuer).toBe("CN=Intermediate");
  });

  it.each<[string, () => Parameters<typeof loadCredentials>[0], string, RegExp]>([
    [
      "another consumer's file",
      () => ({ ssl: { ...ssl(), name: "ocapi-other-ssl.pem" }, ca: authority.bundle, now }),
      "ERR_CREDENTIALS_COMMON_NAME",
      /named for other, but its certificate is for stb2/,
    ],
    [
      "a file without key",
      () => ({ ssl: { content: authority.intermediate }, ca: authority.bundle, now }),
      "ERR_TLS_IDENTITY_NO_KEY",
      /no private key/,
    ],
    [
      "an expired certificate",
      () => ({ ssl: ssl(), ca: authority.bundle, now: new Date("2100-01-01") }),
      "ERR_TLS_IDENTITY_EXPIRED",
      /expired/,
    ],
  ])("refuses %s", async (_name, input, code, message) => {
    await expect(loadCredentials(input())).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe("checkCaBundle", () => {
  it("takes root and intermediate in any order", () => {
    expect(checkCaBundle(authority.intermediate + authority.root)).toContain("BEGIN CERTIFICATE");
  });

  it.each<[string, () => string, RegExp]>([
    ["no root", () => authority.intermediate, /no root/],
    ["no intermediate", () => authority.root, /no intermediate/],
    [
      "a server's own certificate",
      () => authority.bundle + ssl().content,
      /CN=stb2_01014172_1000000, which is no certificate authority/,
    ],
  ])("refuses a bundle with %s", (_name, bundle, message) => {
    expect(() => checkCaBundle(bundle())).toThrow(
      expect.objectContaining({ code: "ERR_CREDENTIALS_CA_BUNDLE", message: expect.stringMatching(message) }),
    );
  });

  it("refuses a web page", () => {
    expect(() => checkCaBundle("<html>Scheduled Maintenance</html>")).toThrow(
      expect.objectContaining({ code: "ERR_CERTIFICATE_UNREADABLE" }),
    );
  });
});
