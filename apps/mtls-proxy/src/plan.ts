import type { Config } from "./config/settings.js";

/** What the settings amount to, without secrets: for the log, and for `--check`. */
export function describePlan(config: Config): Readonly<Record<string, string | boolean>> {
  const { upstream, sslFile, caFile, allow, scope } = config;
  return {
    upstream: upstream?.origin ?? "",
    certificate: sslFile ?? "",
    authorities: caFile ?? "",
    allow: allow.join(", "),
    tls: config.tlsCertificateFile !== undefined,
    localSecret: config.localSecretEnv !== undefined,
    injectsToken: config.injectToken ? `allow ${scope.filter((each) => each !== "allow").join(" ")}` : false,
  };
}

/** What works, but hardly as it was meant. */
export function findDoubts({
  unsafeListen,
  tlsCertificateFile,
  allow,
  injectToken,
}: Config): readonly string[] {
  const doubts: string[] = [];
  if (unsafeListen !== undefined && tlsCertificateFile === undefined) {
    doubts.push("unsafeListen without TLS: secret, tokens and data cross the network in clear.");
  }
  if (allow.includes("/")) doubts.push("allow has /: every path of the upstream may be called.");
  if (injectToken && allow.some((path) => path.startsWith("/authmanager"))) {
    doubts.push("injectToken with /authmanager in allow: callers can get tokens of their own.");
  }
  return doubts;
}
