import { inspect } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { importTlsIdentity } from "../../../src/tls/import-tls-identity.js";
import type { TlsIdentity } from "../../../src/tls/tls-identity.js";
import { daysFromNow, makeCertificate, now, type TestCertificate } from "../../support/certificates.js";

let own: TestCertificate;
let other: TestCertificate;
let identity: TlsIdentity;

beforeAll(async () => {
  [own, other] = await Promise.all([makeCertificate("own"), makeCertificate("other")]);
  identity = await importTlsIdentity({ ...own, now });
});

it("has what a TLS stack takes", () => {
  expect(identity.credentials()).toEqual({ cert: own.certificate, key: own.key });
  expect(identity.credentials()).toBe(identity.credentials());
});

it("does not show the key", () => {
  const shown = inspect(identity, { depth: 10, showHidden: true }) + JSON.stringify(identity) + identity;
  expect(shown).not.toContain("PRIVATE KEY");
  expect(shown).not.toContain(own.key.split("\n")[5]);
});

it("is another one after it was replaced", async () => {
  const replaced = await importTlsIdentity({ ...own, now });
  const before = replaced.credentials();
  replaced.replace(await importTlsIdentity({ ...other, now }));
  expect(replaced.certificate.subjectCommonName).toBe("other");
  expect(replaced.credentials()).toEqual({ cert: other.certificate, key: other.key });
  expect(before).toEqual({ cert: own.certificate, key: own.key });
});

describe("the validity", () => {
  it("is from the first second to the last", () => {
    const { notBefore, notAfter } = identity.certificate;
    for (const date of [notBefore, now, notAfter]) expect(() => identity.checkValidity(date)).not.toThrow();
    expect(() => identity.checkValidity(new Date(notBefore.getTime() - 1))).toThrow(
      expect.objectContaining({ code: "ERR_TLS_IDENTITY_NOT_YET_VALID" }),
    );
    expect(() => identity.checkValidity(new Date(notAfter.getTime() + 1))).toThrow(
      expect.objectContaining({ code: "ERR_TLS_IDENTITY_EXPIRED" }),
    );
  });

  it("is that of the one in use", async () => {
    const later = await makeCertificate("later", undefined, {
      notBefore: daysFromNow(-1),
      notAfter: daysFromNow(9),
    });
    const replaced = await importTlsIdentity({ ...own, now });
    expect(() => replaced.checkValidity(daysFromNow(5))).toThrow(
      expect.objectContaining({ name: "TlsIdentityError", code: "ERR_TLS_IDENTITY_EXPIRED" }),
    );
    replaced.replace(await importTlsIdentity({ ...later, now }));
    expect(() => replaced.checkValidity(daysFromNow(5))).not.toThrow();
  });
});
