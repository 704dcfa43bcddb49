import { FileKeyError } from "@countersign/clearbank";
import type { Program } from "@countersign/service";
import type { Config } from "./settings.js";

/** Whether a private key from a file must not sign: in production it belongs in an HSM. */
export function isFileKeyRefused({ environment, allowFileKeyInProduction }: Config): boolean {
  return environment?.endsWith("production") === true && !allowFileKeyInProduction;
}

/** What is missing, and what does not go together. */
export const findContradictions: Program<Config>["findContradictions"] = (config, add) => {
  const { environment, publicKeyFiles, keyFile, signerModule, tlsCertificateFile, tlsKeyFile } = config;
  if (environment === undefined)
    add('environment is missing: "simulation" or "production", say.', "environment");
  if (publicKeyFiles.length === 0) {
    add(
      "publicKeyFiles is missing: the portal's Webhook Management page has ClearBank's key.",
      "publicKeyFiles",
    );
  }
  if ((keyFile === undefined) === (signerModule === undefined)) {
    add(
      "Give keyFile or signerModule, one of the two: it signs acknowledgements.",
      "keyFile",
      "signerModule",
    );
  }
  if (keyFile !== undefined && isFileKeyRefused(config)) {
    add(new FileKeyError().message, "environment", "keyFile", "allowFileKeyInProduction");
  }
  if ((tlsCertificateFile === undefined) !== (tlsKeyFile === undefined)) {
    add("Give tlsCertificateFile and tlsKeyFile, or neither.", "tlsCertificateFile", "tlsKeyFile");
  }
};
