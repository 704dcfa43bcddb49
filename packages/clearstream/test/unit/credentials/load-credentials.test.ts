import { createPrivateKey } from "node:crypto";
import { importVerifier } from "@countersign/crypto-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCredentials } from "../../../src/index.js";
import { type Authority, createAuthority } from "../../support/authority.js";
import { type ConsumerFiles, issueConsumer } from "../../support/consumer.js";

const userId = "stb2_01014172_1000000";
let now: Date;
let authority: Authority;
let files: ConsumerFiles;
let others: ConsumerFiles;
/** As a platform may limit them: one for TLS, one for signatures. */
let limited: ConsumerFiles;

beforeAll(async () => {
  authority = createAuthority();
  files = await issueConsumer(authority, userId);
  others = await issueConsumer(authority, "other");
  limited = await issueConsumer(authority, userId, {
    ssl: ["extendedKeyUsage=clientAuth", "keyUsage=keyEncipherment"],
    signing: ["extendedKeyUsage=emailProtection", "keyUsage=digitalSignature"],
  });
  now = new Date();
});

afterAll(() => authority.remove());

const load = (changes: Partial<Parameters<typeof loadCredentials>[0]> = {}) =>
  loadCredentials({ ssl: files.ssl, ca: authority.bundle, now, ...changes });
const blocks = (pem: string) => pem.match(/-----BEGIN [\s\S]+?-----END .+?-----\n/g) ?? [];
const certificateOf = ({ content }: { content: string }) => blocks(content)[0] ?? "";
const keyOf = ({ content }: { content: string }) => blocks(content)[1] ?? "";

describe("loadCredentials", () => {
  it("reads what openssl certified", async () => {
    const { identity, ...credentials } = await load();
    expect(credentials).toEqual({ userId, ca: authority.bundle });
    expect(identity.certificate.issuer).toBe("CN=Intermediate");
  });

  it("takes key, certificate and chain in any order, under any other name or none", async () => {
    const [certificate = "", key = ""] = blocks(files.ssl.content);
    const orders = [
      key + certificate,
      authority.intermediate + key + certificate,
      certificate + authority.bundle + key,
    ];
    for (const content of orders) {
      for (const file of [
        { content },
        { content, name: "tls.pem" },
        { content, name: `/run/ocapi-${userId}-ssl.pem` },
      ]) {
        expect(await load({ ssl: file })).toMatchObject({ userId });
      }
    }
  });

  it("makes a signer of the signing file", async () => {
    const { signing } = await load({ signing: files.signing });
    const message = new TextEncoder().encode("hello");
    const signature = await signing?.signer.sign(message);
    const verifier = await importVerifier(certificateOf(files.signing));
    await verifier.verify(message, signature ?? new Uint8Array());
    expect(signing?.certificate.subjectCommonName).toBe(userId);
  });

  it("takes certificates that are limited to their use", async () => {
    const credentials = await load({ ssl: limited.ssl, signing: limited.signing });
    expect(credentials.signing?.certificate.keyUsages).toEqual(["digitalSignature"]);
  });

  it("opens encrypted keys", async () => {
    const passphrase = "open sesame";
    const encrypt = (file: { name: string; content: string }) => ({
      name: file.name,
      content:
        certificateOf(file) +
        createPrivateKey(keyOf(file)).export({
          type: "pkcs8",
          format: "pem",
          cipher: "aes-256-cbc",
          passphrase,
        }),
    });
    const encrypted = { ssl: encrypt(files.ssl), signing: encrypt(files.signing) };
    expect(await load({ ...encrypted, passphrase })).toMatchObject({ userId });
    await expect(load(encrypted)).rejects.toMatchObject({
      code: "ERR_KEY_PASSPHRASE_MISSING",
      message: expect.stringMatching(/^ocapi-stb2_01014172_1000000-ssl\.pem: The key is encrypted/),
    });
    await expect(load({ ...encrypted, passphrase: "no" })).rejects.toMatchObject({
      code: "ERR_KEY_PASSPHRASE_WRONG",
    });
  });

  it.each<[string, () => Parameters<typeof load>[0], string, RegExp]>([
    [
      "another consumer's certificate in the ssl file",
      () => ({ ssl: { ...files.ssl, name: "ocapi-other-ssl.pem" } }),
      "ERR_CREDENTIALS_COMMON_NAME",
      /named for other, but its certificate is for stb2/,
    ],
    [
      "another consumer's certificate in the signing file",
      () => ({ signing: { ...files.signing, name: "ocapi-other-signing.pem" } }),
      "ERR_CREDENTIALS_COMMON_NAME",
      /named for other, but its certificate is for stb2/,
    ],
    [
      "two consumers' files",
      () => ({ signing: others.signing }),
      "ERR_CREDENTIALS_COMMON_NAME",
      /ssl file is stb2_01014172_1000000's, the signing file other's/,
    ],
    [
      "the signing file, by its name, in place of the ssl file",
      () => ({ ssl: files.signing }),
      "ERR_CREDENTIALS_FILE_TYPE",
      /by its name the signing file; ocapi-stb2_01014172_1000000-ssl\.pem belongs here/,
    ],
    [
      "the CA file in place of the signing file",
      () => ({ signing: { content: authority.bundle, name: `ocapi-${userId}-cacert.pem` } }),
      "ERR_CREDENTIALS_FILE_TYPE",
      /by its name the cacert file/,
    ],
    [
      "a certificate for signatures in place of the ssl file",
      () => ({ ssl: { content: limited.signing.content } }),
      "ERR_CREDENTIALS_FILE_TYPE",
      /^The ssl file has a certificate that is not for TLS clients \(it is for emailProtection\)/,
    ],
    [
      "a certificate for TLS in place of the signing file",
      () => ({ signing: { content: limited.ssl.content } }),
      "ERR_CREDENTIALS_FILE_TYPE",
      /^The signing file has a certificate that is not for signatures \(it is for keyEncipherment\)/,
    ],
    [
      "one file as both",
      () => ({ signing: { content: files.ssl.content } }),
      "ERR_CREDENTIALS_FILE_TYPE",
      /one and the same/,
    ],
    [
      "a file without key",
      () => ({ ssl: { content: certificateOf(files.ssl) } }),
      "ERR_TLS_IDENTITY_NO_KEY",
      /^The ssl file: .*no private key/,
    ],
    [
      "a file without certificate",
      () => ({ ssl: { content: keyOf(files.ssl) } }),
      "ERR_TLS_IDENTITY_NO_CERTIFICATE",
      /no certificate/,
    ],
    [
      "a key of another certificate",
      () => ({ signing: { ...files.signing, content: certificateOf(files.signing) + keyOf(files.ssl) } }),
      "ERR_TLS_IDENTITY_KEY_MISMATCH",
      /^ocapi-stb2_01014172_1000000-signing\.pem: The private key belongs to none/,
    ],
    [
      "an expired certificate",
      () => ({ now: new Date("2100-01-01") }),
      "ERR_TLS_IDENTITY_EXPIRED",
      /ssl\.pem: The certificate of CN=stb2_01014172_1000000 expired at/,
    ],
    [
      "a certificate that is not valid yet",
      () => ({ now: new Date("2020-01-01") }),
      "ERR_TLS_IDENTITY_NOT_YET_VALID",
      /is valid from .* on; now is 2020/,
    ],
    ["a bundle that is none", () => ({ ca: authority.root }), "ERR_CREDENTIALS_CA_BUNDLE", /no intermediate/],
  ])("refuses %s", async (_name, changes, code, message) => {
    await expect(load(changes())).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
