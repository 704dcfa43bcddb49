import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { FileKeyError } from "@countersign/clearbank";
import {
  importSigner,
  importVerifier,
  parseCertificate,
  parseCertificateRequest,
  type Signer,
} from "@countersign/crypto-core";
import { ConfigError, naming } from "@countersign/service";
import { isFileKeyRefused } from "./config/contradictions.js";
import type { Config } from "./config/settings.js";

/**
 * Our signer, tried out: it signs once, and where a certificate request or a certificate is there, its key is the
 * one that signed. Else ClearBank would refuse every acknowledgement, and say so a quarter of an hour later.
 *
 * @throws ConfigError
 */
export async function loadSigner(config: Config): Promise<Signer> {
  const signer = await openSigner(config);
  if (signer.isKeyFromFile && isFileKeyRefused(config)) throw new ConfigError(new FileKeyError().message);
  const probe = new TextEncoder().encode("clearbank-webhooks");
  const signature = await naming("The signer does not sign", signer.sign(probe));
  for (const { setting, publicKey } of await publicKeys(config)) {
    const verifier = await naming(setting, importVerifier(publicKey));
    try {
      await verifier.verify(probe, signature);
    } catch {
      throw new ConfigError(
        `The key of ${setting} is not the one that signs: ClearBank would refuse every answer.`,
      );
    }
  }
  return signer;
}

async function openSigner({ keyFile, keyPassphrase, signerModule }: Config): Promise<Signer> {
  if (signerModule === undefined) {
    const key = await naming("keyFile", readFile(keyFile ?? ""));
    return await naming(
      "keyFile",
      importSigner(key, keyPassphrase === undefined ? {} : { passphrase: keyPassphrase }),
    );
  }
  const module: { createSigner?: unknown } = await naming(
    "signerModule",
    import(pathToFileURL(signerModule).href),
  );
  const { createSigner } = module;
  if (typeof createSigner !== "function") {
    throw new ConfigError("signerModule exports no function createSigner.");
  }
  const signer: Partial<Signer> | undefined = await naming(
    "signerModule",
    Promise.resolve().then(() => createSigner()),
  );
  if (typeof signer?.sign !== "function") {
    throw new ConfigError("createSigner of signerModule gave no Signer: that has a method sign.");
  }
  return signer as Signer;
}

async function publicKeys({ csrFile, certificateFile }: Config) {
  const keys: { setting: string; publicKey: Uint8Array }[] = [];
  if (csrFile !== undefined) {
    const { publicKey } = await naming("csrFile", readFile(csrFile).then(parseCertificateRequest));
    keys.push({ setting: "csrFile", publicKey });
  }
  if (certificateFile !== undefined) {
    const { publicKey } = await naming("certificateFile", readFile(certificateFile).then(parseCertificate));
    keys.push({ setting: "certificateFile", publicKey });
  }
  return keys;
}
