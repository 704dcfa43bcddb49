import type { Program } from "@countersign/service";
import { isLocalSecretStrong, localSecretOf } from "../local-secret.js";
import type { Config } from "./settings.js";

/** What is missing, and what does not go together. */
export const findContradictions: Program<Config>["findContradictions"] = (config, add, env) => {
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
  if (localSecretEnv !== undefined && !isLocalSecretStrong(localSecretOf(config, env))) {
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
};
