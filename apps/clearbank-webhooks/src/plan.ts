import type { Config } from "./config/settings.js";

/** What the settings amount to, without secrets: for the log, and for `--check`. */
export function describePlan(config: Config): Readonly<Record<string, string | boolean | undefined>> {
  const { databaseUrl, databaseFile, databaseSchema, forwardUrl, signerModule, keyFile } = config;
  return {
    environment: config.environment,
    signer: signerModule ?? keyFile,
    store: databaseUrl === undefined ? `SQLite, ${databaseFile}` : `PostgreSQL, schema ${databaseSchema}`,
    // Its query may hold a key.
    forwardsTo: forwardUrl === undefined ? "nobody" : `${forwardUrl.origin}${forwardUrl.pathname}`,
    allowList: config.allowList,
    tls: config.tlsCertificateFile !== undefined,
    unsafeLogPayloads: config.unsafeLogPayloads,
  };
}

/** What works, but hardly as it was meant. */
export function findDoubts({ databaseUrl, forwardUrl, unsafeLogPayloads }: Config): readonly string[] {
  const doubts: string[] = [];
  if (databaseUrl === undefined && forwardUrl === undefined) {
    doubts.push(
      "Webhooks are kept and go nowhere: give forwardUrl, or DATABASE_URL for a process of your own to read them.",
    );
  }
  if (unsafeLogPayloads) doubts.push("unsafeLogPayloads: the log holds payment data.");
  return doubts;
}
