import { createPrivateKey } from "node:crypto";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePkcs12 } from "@countersign/crypto-core";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type TlsIdentityPaths,
  type WatchedTlsIdentity,
  type WatchTlsIdentitySettings,
  watchTlsIdentity,
} from "../../../src/tls/watch-tls-identity.js";
import { daysFromNow, makeCertificate, now, type TestCertificate } from "../../support/certificates.js";

let first: TestCertificate;
let second: TestCertificate;

beforeAll(async () => {
  const longer = { notBefore: daysFromNow(-1), notAfter: daysFromNow(9) };
  [first, second] = await Promise.all([
    makeCertificate("first"),
    makeCertificate("second", undefined, longer),
  ]);
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-watch-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

interface Watching extends WatchedTlsIdentity {
  readonly onReplaced: ReturnType<typeof vi.fn>;
  readonly onFailed: ReturnType<typeof vi.fn>;
  /** The subject of what is in use. */
  subject(): string | undefined;
}

/** Watches without looking on its own, and ends with the test. */
async function watch(paths: TlsIdentityPaths, settings: WatchTlsIdentitySettings = {}): Promise<Watching> {
  const onReplaced = vi.fn();
  const onFailed = vi.fn();
  const day = 24 * 3600 * 1000;
  const watched = await watchTlsIdentity(paths, {
    intervalMs: day,
    now: () => now,
    onReplaced,
    onFailed,
    ...settings,
  });
  onTestFinished(() => watched.close());
  // Not a copy: `failure` changes.
  return Object.assign(watched, {
    onReplaced,
    onFailed,
    subject: () => watched.identity.certificate.subjectCommonName,
  });
}

async function writeBoth(folder: string, { certificate, key }: TestCertificate) {
  await Promise.all([
    writeFile(join(folder, "tls.crt"), certificate),
    writeFile(join(folder, "tls.key"), key),
  ]);
}

const paths = (folder: string) => ({ certificate: join(folder, "tls.crt"), key: join(folder, "tls.key") });

describe("files that are replaced", () => {
  it("by an atomic rename: one file", async () => {
    const folder = await temporaryFolder();
    const path = join(folder, "client.pem");
    await writeFile(path, first.certificate + first.key);
    const watched = await watch({ certificate: path });
    expect(watched.subject()).toBe("first");
    const inUse = watched.identity.credentials();
    await watched.refresh();
    expect(watched.identity.credentials()).toBe(inUse);
    expect(watched.onReplaced).not.toHaveBeenCalled();

    await writeFile(`${path}.new`, second.certificate + second.key);
    await rename(`${path}.new`, path);
    expect(watched.subject()).toBe("first");
    await watched.refresh();
    expect(watched.subject()).toBe("second");
    expect(watched.identity.credentials()).toEqual({ cert: second.certificate, key: second.key });
    await watched.refresh();
    expect(watched.onReplaced.mock.calls).toEqual([[watched.identity.certificate]]);
    expect(watched.onFailed).not.toHaveBeenCalled();
  });

  it("in place, in two steps: not told of when the second is done by the next look", async () => {
    const folder = await temporaryFolder();
    await writeBoth(folder, first);
    const watched = await watch(paths(folder));
    await writeFile(join(folder, "tls.key"), second.key);
    await watched.refresh();
    expect(watched.subject()).toBe("first");
    expect(watched.failure).toMatchObject({ code: "ERR_TLS_IDENTITY_KEY_MISMATCH" });
    await writeFile(join(folder, "tls.crt"), second.certificate);
    await watched.refresh();
    expect(watched.subject()).toBe("second");
    expect(watched.failure).toBeUndefined();
    expect(watched.onFailed).not.toHaveBeenCalled();
    expect(watched.onReplaced).toHaveBeenCalledTimes(1);
  });

  it("in PKCS#12", async () => {
    const path = join(await temporaryFolder(), "client.p12");
    const pack = ({ certificate, key }: TestCertificate) =>
      writePkcs12({ certificates: certificate, privateKey: key, password: "p" });
    await writeFile(path, await pack(first));
    const watched = await watch({ pkcs12: path, password: "p" });
    expect(watched.subject()).toBe("first");
    await writeFile(path, await pack(second));
    await watched.refresh();
    expect(watched.subject()).toBe("second");
  });

  it("with an encrypted key", async () => {
    const options = { format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "p" } as const;
    const encrypt = ({ certificate, key }: TestCertificate) => ({
      certificate,
      key: createPrivateKey(key).export(options) as string,
    });
    const folder = await temporaryFolder();
    await writeBoth(folder, encrypt(first));
    const watched = await watch({ ...paths(folder), passphrase: "p" });
    await writeBoth(folder, encrypt(second));
    await watched.refresh();
    expect(watched.identity.credentials().key).toBe(second.key);
  });
});

describe("the expiry", () => {
  it("is that of what is in memory", async () => {
    const folder = await temporaryFolder();
    await writeBoth(folder, first);
    const watched = await watch(paths(folder));
    const { notAfter } = watched.identity.certificate;
    await writeBoth(folder, second);
    expect(watched.identity.certificate.notAfter).toBe(notAfter);
    await watched.refresh();
    expect(watched.identity.certificate.notAfter.getTime()).toBeGreaterThan(notAfter.getTime());
  });
});

describe("files that cannot be used", () => {
  it.each<[string, (path: string) => Promise<void>, string, RegExp]>([
    ["broken", (path) => writeFile(path, "broken"), "ERR_TLS_IDENTITY_NO_CERTIFICATE", /no certificate/],
    ["gone", (path) => rm(path), "ERR_TLS_IDENTITY_FILE", /tls\.crt cannot be read: ENOENT/],
    [
      "expired",
      async (path) => {
        const past = { notBefore: daysFromNow(-3), notAfter: daysFromNow(-2) };
        const expired = await makeCertificate("expired", undefined, past);
        await writeFile(path, expired.certificate);
        await writeFile(path.replace("crt", "key"), expired.key);
      },
      "ERR_TLS_IDENTITY_EXPIRED",
      /CN=expired expired at/,
    ],
  ])("are told of once, and what was in use stays: %s", async (_name, spoil, code, message) => {
    const folder = await temporaryFolder();
    await writeBoth(folder, first);
    const watched = await watch(paths(folder));
    await spoil(paths(folder).certificate);
    await watched.refresh();
    expect(watched.failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(watched.onFailed).not.toHaveBeenCalled();
    for (let look = 0; look < 3; look++) await watched.refresh();
    expect(watched.onFailed.mock.calls).toEqual([[expect.objectContaining({ code })]]);
    expect(watched.subject()).toBe("first");

    await writeBoth(folder, first);
    await watched.refresh();
    expect(watched.failure).toBeUndefined();
    expect(watched.onReplaced).not.toHaveBeenCalled();

    await spoil(paths(folder).certificate);
    for (let look = 0; look < 3; look++) await watched.refresh();
    expect(watched.onFailed).toHaveBeenCalledTimes(2);
  });

  it("are used when their time comes", async () => {
    const later = { notBefore: daysFromNow(2), notAfter: daysFromNow(9) };
    const future = await makeCertificate("future", undefined, later);
    const folder = await temporaryFolder();
    await writeBoth(folder, first);
    let today = now;
    const watched = await watch(paths(folder), { now: () => today });
    await writeBoth(folder, future);
    await watched.refresh();
    expect(watched.failure).toMatchObject({ code: "ERR_TLS_IDENTITY_NOT_YET_VALID" });
    expect(watched.subject()).toBe("first");
    today = daysFromNow(3);
    await watched.refresh();
    expect(watched.subject()).toBe("future");
    expect(watched.failure).toBeUndefined();
  });

  it.each<[string, (path: string) => Promise<void>, string]>([
    ["missing", (path) => rm(path), "ERR_TLS_IDENTITY_FILE"],
    ["broken", (path) => writeFile(path, "broken"), "ERR_TLS_IDENTITY_NO_CERTIFICATE"],
  ])("at the start are refused: %s", async (_name, spoil, code) => {
    const folder = await temporaryFolder();
    await writeBoth(folder, first);
    await spoil(paths(folder).certificate);
    await expect(watch(paths(folder))).rejects.toMatchObject({ name: "TlsIdentityError", code });
  });
});
