import { join } from "node:path";
import {
  createCertificateRequest,
  createSelfSignedCertificate,
  importSigner,
} from "@countersign/crypto-core";
import { readConfig } from "@countersign/service";
import { temporaryFolder } from "@countersign/service/testing";
import { describe, expect, it } from "vitest";
import { program } from "../../src/program.js";
import { loadSigner } from "../../src/signing-key.js";
import { type KeyPair, newKeyPair } from "../support/clearbank.js";

const ours = newKeyPair();
const other = newKeyPair();
const passphrase = "open sesame";
const encrypted = ours.privateKey
  .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase })
  .toString();

/** A module over `node:crypto`: it knows nothing of ours. */
const module = (key: string, more = "") => `
  import { sign } from "node:crypto";
  const key = ${JSON.stringify(key)};
  export const createSigner = async () => ({
    algorithm: "rsa-v1_5-sha256",
    sign: async (message) => sign("sha256", message, key),
    ${more}
  });
`;

async function csrOf({ privatePem }: KeyPair): Promise<string> {
  return await createCertificateRequest({ signer: await importSigner(privatePem), subject: "CN=example" });
}

async function certificateOf({ privatePem }: KeyPair): Promise<string> {
  const signer = await importSigner(privatePem);
  const notBefore = new Date("2026-01-01T00:00:00Z");
  const notAfter = new Date("2027-01-01T00:00:00Z");
  const made = await createSelfSignedCertificate({ signer, subject: "CN=example", notBefore, notAfter });
  return made;
}

/** Loads the signer of these settings, in a folder with these files. */
async function load(files: Readonly<Record<string, string>>, members: object, env = {}) {
  const settings = { environment: "simulation", publicKeyFiles: ["bank.pem"], ...members };
  const cwd = temporaryFolder({ ...files, "clearbank-webhooks.json": JSON.stringify(settings) });
  return await loadSigner(readConfig(program, { cwd, env }));
}

describe("loadSigner", () => {
  it("takes a key from a file, encrypted or not", async () => {
    const files = { "private.key": ours.privatePem, "encrypted.key": encrypted };
    const env = { COUNTERSIGN_KEY_PASSPHRASE: passphrase };
    expect(await load(files, { keyFile: "private.key" })).toMatchObject({ isKeyFromFile: true });
    expect(await load(files, { keyFile: "encrypted.key" }, env)).toMatchObject({ isKeyFromFile: true });
    await expect(load(files, { keyFile: "encrypted.key" })).rejects.toThrow(
      /^keyFile: ERR_KEY_PASSPHRASE_MISSING/,
    );
    const wrong = { COUNTERSIGN_KEY_PASSPHRASE: "close sesame" };
    const refusal = load(files, { keyFile: "encrypted.key" }, wrong);
    await expect(refusal).rejects.toThrow(/^keyFile: ERR_KEY_PASSPHRASE_WRONG/);
    await expect(refusal).rejects.not.toThrow(/sesame/);
  });

  it("takes a signer from a module", async () => {
    const signer = await load({ "signer.mjs": module(ours.privatePem) }, { signerModule: "signer.mjs" });
    expect(signer.isKeyFromFile).toBeUndefined();
  });

  it("takes a module's signer in production, but not one over a key from a file", async () => {
    const settings = { environment: "production", signerModule: "signer.mjs" };
    await load({ "signer.mjs": module(ours.privatePem) }, settings);
    const files = { "signer.mjs": module(ours.privatePem, "isKeyFromFile: true") };
    await expect(load(files, settings)).rejects.toThrow(/HSM.*allowFileKeyInProduction/);
    await load(files, { ...settings, allowFileKeyInProduction: true });
  });

  it.each([
    ["export const createSigner = 7;", "signerModule exports no function createSigner."],
    [
      "export const createSigner = () => ({});",
      "createSigner of signerModule gave no Signer: that has a method sign.",
    ],
    ["export const createSigner = () => { throw new Error('no HSM'); };", "signerModule: no HSM"],
    [
      "export const createSigner = () => ({ sign: async () => { throw new Error('no session'); } });",
      "The signer does not sign: no session",
    ],
  ])("names what is wrong with a module: %s", async (text, message) => {
    await expect(load({ "signer.mjs": text }, { signerModule: "signer.mjs" })).rejects.toThrow(message);
  });

  it("finds that the key is the one of the certificate request and of the certificate", async () => {
    const files = {
      "signer.mjs": module(ours.privatePem),
      "ours.csr": await csrOf(ours),
      "other.csr": await csrOf(other),
      "ours.crt": await certificateOf(ours),
      "other.crt": await certificateOf(other),
    };
    const settings = { signerModule: "signer.mjs" };
    await load(files, { ...settings, csrFile: "ours.csr", certificateFile: "ours.crt" });
    await expect(load(files, { ...settings, csrFile: "other.csr" })).rejects.toThrow(
      /^The key of csrFile is not/,
    );
    await expect(
      load(files, { ...settings, csrFile: "ours.csr", certificateFile: "other.crt" }),
    ).rejects.toThrow(/^The key of certificateFile is not/);
  });

  it("names the setting whose file is missing or something else", async () => {
    const files = { "signer.mjs": module(ours.privatePem), "ours.csr": ours.publicPem };
    await expect(load(files, { keyFile: "missing.key" })).rejects.toThrow(/^keyFile: ENOENT/);
    await expect(load(files, { signerModule: join("missing.mjs") })).rejects.toThrow(
      /^signerModule: ERR_MODULE_NOT_FOUND/,
    );
    await expect(load(files, { signerModule: "signer.mjs", csrFile: "ours.csr" })).rejects.toThrow(
      /^csrFile: ERR_/,
    );
  });
});
