import { flag, listOf, type Program, path, port, text, wholeNumber } from "@countersign/service";
import { type Authority, authority, loopbackHost, pathPrefix, upstream } from "./setting.js";

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

/** Every setting there is; {@link Config} says nothing about how one is read. */
export const settings: Program<Config>["settings"] = {
  upstream: upstream({ about: "where requests go: production, preProduction, or an https URL. Required" }),
  sslFile: path({ about: "the consumer's certificate and key, ocapi-{USERID}-ssl.pem. Required" }),
  passphrase: text({ about: "opens an encrypted key in sslFile", isSecret: true }),
  caFile: path({ about: "the authorities behind the upstream, server-cert-cacerts.pem. Required" }),
  allow: listOf(
    pathPrefix({
      about: "which paths may be called: these and all below them, such as /playground. Required",
    }),
  ),
  host: loopbackHost({ default: "127.0.0.1", about: "the loopback address that takes requests" }),
  port: port({ default: 8090, about: "its port; 0 is any free one" }),
  unsafeListen: authority({
    about: "HOST:PORT in place of host and port, for other machines to reach; needs localSecretEnv",
  }),
  serverNames: listOf(
    text({
      about: "names by which clients may call the proxy, besides loopback's and the address it listens on",
    }),
  ),
  tlsCertificateFile: path({ about: "the chain in PEM, leaf first: makes the listener speak one-way TLS" }),
  tlsKeyFile: path({ about: "the key of that certificate, in PEM" }),
  localSecretEnv: text({
    about:
      "names an environment variable with a secret that each request must carry as Countersign-Proxy-Secret",
  }),
  injectToken: flag({ about: "gets access tokens and puts them into requests; needs localSecretEnv" }),
  scope: listOf(text({ about: "what tokens are asked for, such as ocapi-playground-v1; allow is added" })),
  password: text({ about: "the consumer's password, for injectToken", isSecret: true }),
  timeoutSeconds: wholeNumber(1, 3600)({ default: 60, about: "how long the upstream may be silent" }),
  metricsHost: loopbackHost({
    default: "127.0.0.1",
    about: "the loopback address of /healthz, /readyz and /metrics",
  }),
  metricsPort: port({ default: 8091, about: "its port; 0 is any free one" }),
};
