import { execFileSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { parseCertificates, writePkcs12 } from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import { importTlsIdentity } from "../../../src/tls/import-tls-identity.js";
import { createAuthority } from "../../support/authority.js";
import { daysFromNow, makeCertificate, now, type TestCertificate } from "../../support/certificates.js";
import { describeWith } from "../../support/tools.js";

let own: TestCertificate;
let other: TestCertificate;

beforeAll(async () => {
  [own, other] = await Promise.all([makeCertificate("own"), makeCertificate("other")]);
});

type Options = Parameters<typeof importTlsIdentity>[0];

async function expectRefusal(options: Options, name: string, code: string, message: RegExp): Promise<void> {
  await expect(importTlsIdentity(options)).rejects.toMatchObject({
    name,
    code,
    message: expect.stringMatching(message),
  });
}

function encrypt(key: string, type: "pkcs8" | "pkcs1" = "pkcs8"): string {
  const options = { format: "pem", type, cipher: "aes-256-cbc", passphrase: "right" } as const;
  return createPrivateKey(key).export(options) as string;
}

describe("PEM", () => {
  it.each<[string, () => Options]>([
    ["certificate, then key", () => ({ certificate: own.certificate + own.key, now })],
    ["key, then certificate", () => ({ certificate: own.key + own.certificate, now })],
    [
      "another certificate first",
      () => ({ certificate: other.certificate + own.certificate + own.key, now }),
    ],
    ["the same certificate twice", () => ({ certificate: own.certificate.repeat(2) + own.key, now })],
    [
      "lines that end as on Windows",
      () => ({ certificate: (own.key + own.certificate).replaceAll("\n", "\r\n"), now }),
    ],
    [
      "what openssl writes in between",
      () => ({ certificate: `Bag Attributes\n${own.key}subject=CN = own\n${own.certificate}`, now }),
    ],
    ["two files", () => ({ ...own, now })],
    ["two files, the second with both", () => ({ ...own, key: own.certificate + own.key, now })],
    ["an encrypted key", () => ({ ...own, key: encrypt(own.key), passphrase: "right", now })],
    [
      "an encrypted key in the same file",
      () => ({ certificate: encrypt(own.key) + own.certificate, passphrase: "right", now }),
    ],
    [
      "a key encrypted as in PKCS#1",
      () => ({ ...own, key: encrypt(own.key, "pkcs1"), passphrase: "right", now }),
    ],
  ])("is read: %s", async (_name, options) => {
    const identity = await importTlsIdentity(options());
    expect(identity.certificate.subjectCommonName).toBe("own");
    expect(identity.credentials()).toEqual({ cert: own.certificate, key: own.key });
  });

  it.each<[string, () => Options, string, string, RegExp]>([
    [
      "no certificate",
      () => ({ certificate: own.key, now }),
      "TlsIdentityError",
      "ERR_TLS_IDENTITY_NO_CERTIFICATE",
      /^There is no certificate in the PEM file\.$/,
    ],
    [
      "a damaged certificate",
      () => ({ certificate: own.certificate.replace(/\n.{20}/, "\n"), key: own.key, now }),
      "CertificateError",
      "ERR_CERTIFICATE_UNREADABLE",
      /./,
    ],
    [
      "no key",
      () => ({ certificate: own.certificate, now }),
      "TlsIdentityError",
      "ERR_TLS_IDENTITY_NO_KEY",
      /^There is a certificate but no private key in the PEM file: put the key into the file, or give it as `key`\.$/,
    ],
    [
      "a key file without a key",
      () => ({ ...own, key: own.certificate, now }),
      "TlsIdentityError",
      "ERR_TLS_IDENTITY_NO_KEY",
      /^There is no private key in the PEM file given as `key`\.$/,
    ],
    [
      "an empty key file, whatever the other file has",
      () => ({ certificate: own.certificate + own.key, key: "", now }),
      "TlsIdentityError",
      "ERR_TLS_IDENTITY_NO_KEY",
      /given as `key`/,
    ],
    [
      "a damaged key",
      () => ({ ...own, key: own.key.replace(/\n.{20}/, "\n"), now }),
      "KeyError",
      "ERR_KEY_UNREADABLE",
      /cannot be read/,
    ],
    [
      "another's key",
      () => ({ ...own, key: other.key, now }),
      "TlsIdentityError",
      "ERR_TLS_IDENTITY_KEY_MISMATCH",
      /^The private key belongs to none of the certificates \(CN=own\)\.$/,
    ],
    [
      "an encrypted key without its passphrase",
      () => ({ ...own, key: encrypt(own.key), now }),
      "KeyError",
      "ERR_KEY_PASSPHRASE_MISSING",
      /give its passphrase/,
    ],
    [
      "an encrypted key with another passphrase",
      () => ({ ...own, key: encrypt(own.key), passphrase: "wrong", now }),
      "KeyError",
      "ERR_KEY_PASSPHRASE_WRONG",
      /does not open/,
    ],
    [
      "a certificate that has expired",
      () => ({ ...own, now: daysFromNow(2) }),
      "TlsIdentityError",
      "ERR_TLS_IDENTITY_EXPIRED",
      /^The certificate of CN=own expired at \S+: get a new one\.$/,
    ],
    [
      "a certificate of the future",
      () => ({ ...own, now: daysFromNow(-2) }),
      "TlsIdentityError",
      "ERR_TLS_IDENTITY_NOT_YET_VALID",
      /^The certificate of CN=own is valid from \S+ on; now is \S+\.$/,
    ],
  ])("is refused: %s", (_name, options, name, code, message) =>
    expectRefusal(options(), name, code, message),
  );
});

describe("PKCS#12", () => {
  const password = "right";
  const pack = (certificates: string) => writePkcs12({ privateKey: own.key, certificates, password });

  it("is read", async () => {
    const identity = await importTlsIdentity({ pkcs12: await pack(own.certificate), password, now });
    expect(identity.certificate.subjectCommonName).toBe("own");
    expect(identity.credentials()).toEqual({ cert: own.certificate, key: own.key });
  });

  it.each<[string, () => Promise<Options>, string, string, RegExp]>([
    [
      "another password",
      async () => ({ pkcs12: await pack(own.certificate), password: "wrong", now }),
      "CertificateError",
      "ERR_PKCS12_PASSWORD",
      /password/,
    ],
    [
      "something else",
      async () => ({ pkcs12: Buffer.from(own.certificate), password, now }),
      "CertificateError",
      "ERR_PKCS12_UNREADABLE",
      /./,
    ],
    [
      "a certificate that has expired",
      async () => ({ pkcs12: await pack(own.certificate), password, now: daysFromNow(2) }),
      "TlsIdentityError",
      "ERR_TLS_IDENTITY_EXPIRED",
      /CN=own expired/,
    ],
  ])("is refused: %s", async (_name, options, name, code, message) =>
    expectRefusal(await options(), name, code, message),
  );
});

describeWith("openssl", "what openssl makes", () => {
  it("is put in order: a chain whose authority comes first", async () => {
    const root = createAuthority("Root");
    const intermediate = root.createIntermediate("Intermediate");
    const { key, certificate } = intermediate.issue("client");
    const stranger = root.issue("stranger");
    root.remove();
    intermediate.remove();

    const shuffled = [root.certificate, stranger.certificate, intermediate.certificate, certificate];
    const identity = await importTlsIdentity({ certificate: shuffled.join(""), key, now });
    expect(identity.certificate.subjectCommonName).toBe("client");
    const sent = parseCertificates(identity.credentials().cert);
    expect(sent.map(({ subject }) => subject)).toEqual(["CN=client", "CN=Intermediate", "CN=Root"]);
  });

  const pkcs12 = (input: string, ...args: string[]) =>
    execFileSync("openssl", ["pkcs12", "-export", "-passout", "pass:right", ...args], {
      input,
      stdio: "pipe",
    });

  it("is read: PKCS#12", async () => {
    const file = pkcs12(own.key + own.certificate);
    const identity = await importTlsIdentity({ pkcs12: file, password: "right", now });
    expect(identity.credentials()).toEqual({ cert: own.certificate, key: own.key });
  });

  it.each<[string, () => Uint8Array, string, RegExp]>([
    [
      "without a key",
      () => pkcs12(own.certificate, "-nokeys"),
      "ERR_TLS_IDENTITY_NO_KEY",
      /^There is a certificate but no private key in the PKCS#12 file: export it together with its key\.$/,
    ],
    [
      "without a certificate",
      () => pkcs12(own.key, "-nocerts"),
      "ERR_TLS_IDENTITY_NO_CERTIFICATE",
      /^There is no certificate in the PKCS#12 file\.$/,
    ],
  ])("is refused: PKCS#12 %s", (_name, file, code, message) =>
    expectRefusal({ pkcs12: file(), password: "right", now }, "TlsIdentityError", code, message),
  );
});
