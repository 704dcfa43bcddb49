import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { importVerifier, parseCertificate, type Verifier } from "@countersign/crypto-core";
import { ConfigError, errorText, naming } from "@countersign/service";
import type { Config } from "./config/settings.js";

/** ClearBank's keys: while one takes over from another, both are right. */
export async function loadVerifiers({ publicKeyFiles }: Config): Promise<readonly Verifier[]> {
  return await Promise.all(
    publicKeyFiles.map((file) =>
      naming(
        `publicKeyFiles: ${file}`,
        readFile(file).then((pem) => importVerifier(pem)),
      ),
    ),
  );
}

/** What the listener speaks TLS with. */
export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Undefined where the listener speaks plain HTTP. */
export async function loadTlsFiles({
  tlsCertificateFile,
  tlsKeyFile,
}: Config): Promise<TlsFiles | undefined> {
  if (tlsCertificateFile === undefined || tlsKeyFile === undefined) return undefined;
  const cert = await naming("tlsCertificateFile", readFile(tlsCertificateFile));
  const key = await naming("tlsKeyFile", readFile(tlsKeyFile));
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new ConfigError(`tlsCertificateFile and tlsKeyFile make no server's identity: ${errorText(error)}`);
  }
  return { cert, key };
}

/** When the certificates end, by what they are for. */
export async function certificateExpiries(config: Config): Promise<Readonly<Record<string, Date>>> {
  const settings = { signing: "certificateFile", tls: "tlsCertificateFile" } as const;
  const expiries: Record<string, Date> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const file = config[setting];
    if (file === undefined) continue;
    const { notAfter } = await naming(setting, readFile(file).then(parseCertificate));
    expiries[name] = notAfter;
  }
  return expiries;
}
