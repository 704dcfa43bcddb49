import { readFile } from "node:fs/promises";
import { importSigner } from "@countersign/crypto-core";
import { naming } from "@countersign/service";
import type { SigningIdentity, WorldlineAcquirerName } from "@countersign/worldline";
import type { Config } from "./config/settings.js";

/** How Worldline is reached, and as whom. */
export interface Connection {
  readonly acquirer: WorldlineAcquirerName;
  /** Undefined for the acquirer's test host. */
  readonly baseUrl: URL | undefined;
  /** What its TLS certificate is checked with, in PEM; undefined for the public authorities. */
  readonly ca: string | undefined;
  readonly initiatingPartyId: string;
  readonly subId: string | undefined;
  /** Undefined for the acquirer's. */
  readonly client: string | undefined;
  readonly signing: SigningIdentity;
  readonly serviceCertificates: readonly string[];
  readonly notificationToken: string;
}

/**
 * Loads what the test environment is reached with.
 *
 * @throws ConfigError where a file that is named cannot be used.
 */
export async function loadConnection(config: Config): Promise<Connection> {
  const { acquirer, initiatingPartyId, keyFile, certificateFile, notificationToken } = config;
  if (!acquirer || !initiatingPartyId || !keyFile || !certificateFile || !notificationToken) {
    throw new TypeError("The configuration is not one for the test environment.");
  }
  const { keyPassphrase: passphrase } = config;
  const read = (setting: string, file: string) => naming(setting, readFile(file, "utf8"));
  const key = await read("keyFile", keyFile);
  const signer = await naming("keyFile", importSigner(key, passphrase === undefined ? {} : { passphrase }));
  return {
    acquirer,
    baseUrl: config.baseUrl,
    ca: undefined,
    initiatingPartyId,
    subId: config.subId,
    client: config.client,
    signing: { signer, certificate: await read("certificateFile", certificateFile) },
    serviceCertificates: await Promise.all(
      config.serviceCertificateFiles.map((file) => read("serviceCertificateFiles", file)),
    ),
    notificationToken,
  };
}
