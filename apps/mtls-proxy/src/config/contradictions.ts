import { isLocalSecretStrong } from "../local-secret.js";
import type { Config } from "./settings.js";

/** What is wrong with settings that are each right. */
export interface Contradiction {
  /** The settings that it is about. */
  readonly names: readonly (keyof Config)[];
  readonly message: string;
}

/**
 * What is missing, and what does not go together.
 *
 * @param localSecret what the variable that `localSecretEnv` names holds.
 */
export function findContradictions(config: Config, localSecret: string | undefined): Contradiction[] {
  const found: Contradiction[] = [];
  const add = (message: string, ...names: (keyof Config)[]) => found.push({ names, message });
  const { upstream, sslFile, caFile, allow, localSecretEnv, injectToken, unsafeListen } = config;
  if (upstream === undefined) add('upstream is missing: "production" or "preProduction", say.', "upstream");
  if (sslFile === undefined) add("sslFile is missing: the portal gives ocapi-{USERID}-ssl.pem.", "sslFile");
  if (caFile === undefined) {
    add("caFile is missing: Clearstream gives server-cert-cacerts.pem for download.", "caFile");
  }
  if (allow.length === 0) add("allow is missing: which paths may be called, such as /playground.", "allow");
  if (unsafeListen !== undefined && localSecretEnv === undefined) {
    add(
      "unsafeListen needs localSecretEnv: whoever reaches the port could act as the consumer.",
      "unsafeListen",
      "localSecretEnv",
    );
  }
  if (injectToken && localSecretEnv === undefined) {
    add(
      "injectToken needs localSecretEnv: every program on this machine could act as the consumer.",
      "injectToken",
      "localSecretEnv",
    );
  }
  if (localSecretEnv !== undefined && !isLocalSecretStrong(localSecret)) {
    add(
      `The environment variable ${localSecretEnv}, which localSecretEnv names, must hold 16 to 256 visible ASCII characters: "openssl rand -hex 16" gives some.`,
      "localSecretEnv",
    );
  }
  if (injectToken && config.password === undefined) {
    add("injectToken needs the consumer's password: COUNTERSIGN_PROXY_PASSWORD, or …_FILE.", "password");
  }
  if (injectToken && config.scope.length === 0) {
    add("injectToken needs scope: the APIs to be called, such as ocapi-playground-v1.", "scope");
  }
  if ((config.tlsCertificateFile === undefined) !== (config.tlsKeyFile === undefined)) {
    add("Give tlsCertificateFile and tlsKeyFile, or neither.", "tlsCertificateFile", "tlsKeyFile");
  }
  return found;
}
