import {
  type Authority,
  authority,
  file,
  flag,
  listOf,
  loopbackHost,
  pathPrefix,
  type Setting,
  text,
  upstream,
  wholeNumber,
} from "./setting.js";

/** All settings of the proxy, read and checked. */
export interface Config {
  readonly upstream: URL | undefined;
  readonly sslFile: string | undefined;
  readonly passphrase: string | undefined;
  readonly caFile: string | undefined;
  readonly allow: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly unsafeListen: Authority | undefined;
  readonly serverNames: readonly string[];
  readonly tlsCertificateFile: string | undefined;
  readonly tlsKeyFile: string | undefined;
  readonly localSecretEnv: string | undefined;
  readonly injectToken: boolean;
  readonly scope: readonly string[];
  readonly password: string | undefined;
  readonly timeoutSeconds: number;
  readonly metricsHost: string;
  readonly metricsPort: number;
}

const ports = [0, 65535] as const;

/** Every setting there is; {@link Config} says nothing about how one is read. */
export const settings: { readonly [Name in keyof Config]: Setting<Config[Name]> } = {
  upstream: upstream({ about: "where requests go: production, preProduction, or an https URL. Required" }),
  sslFile: file({ about: "the consumer's certificate and key, ocapi-{USERID}-ssl.pem. Required" }),
  passphrase: text({ about: "opens an encrypted key in sslFile", isSecret: true }),
  caFile: file({ about: "the authorities behind the upstream, server-cert-cacerts.pem. Required" }),
  allow: listOf(
    pathPrefix({
      about: "which paths may be called: these and all below them, such as /playground. Required",
    }),
  ),
  host: loopbackHost({ about: "the loopback address that takes requests" }),
  port: wholeNumber(8090, ports, { about: "its port; 0 is any free one" }),
  unsafeListen: authority({
    about: "HOST:PORT in place of host and port, for other machines to reach; needs localSecretEnv",
  }),
  serverNames: listOf(
    text({
      about: "names by which clients may call the proxy, besides loopback's and the address it listens on",
    }),
  ),
  tlsCertificateFile: file({ about: "the chain in PEM, leaf first: makes the listener speak one-way TLS" }),
  tlsKeyFile: file({ about: "the key of that certificate, in PEM" }),
  localSecretEnv: text({
    about:
      "names an environment variable with a secret that each request must carry as Countersign-Proxy-Secret",
  }),
  injectToken: flag({ about: "gets access tokens and puts them into requests; needs localSecretEnv" }),
  scope: listOf(text({ about: "what tokens are asked for, such as ocapi-playground-v1; allow is added" })),
  password: text({ about: "the consumer's password, for injectToken", isSecret: true }),
  timeoutSeconds: wholeNumber(60, [1, 3600], { about: "how long the upstream may be silent" }),
  metricsHost: loopbackHost({ about: "the loopback address of /healthz, /readyz and /metrics" }),
  metricsPort: wholeNumber(8091, ports, { about: "its port; 0 is any free one" }),
};

/** Their names, in the order of the table. */
export const settingNames = Object.keys(settings) as readonly (keyof Config)[];

/** `sslFile` is `COUNTERSIGN_PROXY_SSL_FILE` in the environment. */
export function variableName(name: keyof Config): string {
  return `COUNTERSIGN_PROXY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/** `sslFile` is `--ssl-file` on the command line. */
export function optionName(name: keyof Config): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
