import { createPrivateKey } from "node:crypto";
import { inspect } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { importTlsIdentity } from "../../../src/index.js";
import { makeCertificate, now, type TestCertificate } from "../../support/certificates.js";

let own: TestCertificate;
let other: TestCertificate;

beforeAll(async () => {
  [own, other] = await Promise.all([makeCertificate("own"), makeCertificate("other")]);
});

it.each<[string, () => string]>([
  ["certificate, then key", () => own.certificate + own.key],
  ["key, then certificate", () => own.key + own.certificate],
  ["another certificate first", () => other.certificate + own.certificate + own.key],
])("reads one file: %s", (_name, file) => {
  const identity = importTlsIdentity({ certificate: file(), now });
  expect(identity.certificate.subjectCommonName).toBe("own");
  expect(identity.credentials().cert).toBe(own.certificate);
  expect(identity.credentials().key).toBe(own.key);
});

it("opens an encrypted key in a file of its own", () => {
  const options = { format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" } as const;
  const key = createPrivateKey(own.key).export(options) as string;
  const identity = importTlsIdentity({ certificate: own.certificate, key, passphrase: "x", now });
  expect(identity.credentials().key).toBe(own.key);
  expect(() => importTlsIdentity({ certificate: own.certificate, key, passphrase: "y", now })).toThrow(
    expect.objectContaining({ code: "ERR_KEY_PASSPHRASE_WRONG" }),
  );
});

it("does not show the key", () => {
  const identity = importTlsIdentity({ certificate: own.certificate + own.key, now });
  expect(inspect(identity, { depth: 10, showHidden: true }) + JSON.stringify(identity)).not.toContain(
    "PRIVATE KEY",
  );
});

it.each<[string, () => Parameters<typeof importTlsIdentity>[0], string, RegExp]>([
  [
    "no certificate",
    () => ({ certificate: own.key, now }),
    "ERR_TLS_IDENTITY_NO_CERTIFICATE",
    /no certificate/,
  ],
  [
    "no key",
    () => ({ certificate: own.certificate, now }),
    "ERR_TLS_IDENTITY_NO_KEY",
    /put the key into the file/,
  ],
  [
    "a key file without a key",
    () => ({ ...own, key: own.certificate, now }),
    "ERR_TLS_IDENTITY_NO_KEY",
    /given as `key`/,
  ],
  [
    "another's key",
    () => ({ ...own, key: other.key, now }),
    "ERR_TLS_IDENTITY_KEY_MISMATCH",
    /none of the certificates \(CN=own\)/,
  ],
  [
    "an expired certificate",
    () => ({ ...own, now: new Date("2100-01-01") }),
    "ERR_TLS_IDENTITY_EXPIRED",
    /CN=own expired at/,
  ],
  [
    "a certificate of the future",
    () => ({ ...own, now: new Date("2000-01-01") }),
    "ERR_TLS_IDENTITY_NOT_YET_VALID",
    /valid from/,
  ],
])("refuses %s", (_name, files, code, message) => {
  expect(() => importTlsIdentity(files())).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});
