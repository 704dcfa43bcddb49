import { type ClearBankEnvironment, clearBankEnvironments } from "@countersign/clearbank";
import { flag, listOf, oneOf, type Program, path, port, text } from "@countersign/service";
import { addressRange, date, secureUrl } from "./setting.js";

/** All settings of the service, read and checked. */
export interface Config {
  readonly environment: ClearBankEnvironment | undefined;
  readonly host: string;
  readonly port: number;
  readonly tlsCertificateFile: string | undefined;
  readonly tlsKeyFile: string | undefined;
  readonly metricsHost: string;
  readonly metricsPort: number;
  readonly publicKeyFiles: readonly string[];
  readonly keyFile: string | undefined;
  readonly keyPassphrase: string | undefined;
  readonly allowFileKeyInProduction: boolean;
  readonly signerModule: string | undefined;
  readonly csrFile: string | undefined;
  readonly certificateFile: string | undefined;
  readonly tokenExpiresAt: Date | undefined;
  readonly allowList: boolean;
  readonly trustedProxies: readonly string[];
  readonly databaseFile: string;
  readonly databaseUrl: string | undefined;
  readonly databaseSchema: string;
  readonly forwardUrl: URL | undefined;
  readonly forwardAuthorization: string | undefined;
  readonly unsafeLogPayloads: boolean;
}

const environments = Object.keys(clearBankEnvironments) as ClearBankEnvironment[];

/** Every setting there is; {@link Config} says nothing about how one is read. */
export const settings: Program<Config>["settings"] = {
  environment: oneOf(environments)({
    about: `whose webhooks: ${environments.join(", ")}. Required`,
  }),
  host: text({ default: "127.0.0.1", about: "the address that takes webhooks" }),
  port: port({ default: 8080, about: "its port; 0 is any free one" }),
  tlsCertificateFile: path({
    about: "the chain in PEM, leaf first: makes the listener speak TLS",
  }),
  tlsKeyFile: path({ about: "the key of that certificate, in PEM" }),
  metricsHost: text({ default: "127.0.0.1", about: "the address of /healthz, /readyz and /metrics" }),
  metricsPort: port({ default: 8081, about: "its port; 0 is any free one" }),
  publicKeyFiles: listOf(
    path({
      about: "ClearBank's public key, from the portal; while it changes, the old and the new one. Required",
    }),
  ),
  keyFile: path({ about: "our private key, which signs acknowledgements. This or signerModule" }),
  keyPassphrase: text({ about: "opens keyFile", isSecret: true }),
  allowFileKeyInProduction: flag({ about: "lets production run on a key from a file" }),
  signerModule: path({
    about: "an ES module that exports createSigner(): Promise<Signer>, for a key in an HSM or key service",
  }),
  csrFile: path({ about: "our certificate request: the start fails where the key is another" }),
  certificateFile: path({ about: "our certificate: likewise, and its expiry becomes a metric" }),
  tokenExpiresAt: date({ about: "when the API token expires: becomes a metric" }),
  allowList: flag({ about: "refuses webhooks from addresses that ClearBank has not published" }),
  trustedProxies: listOf(
    addressRange({ about: "addresses or ranges of proxies that are believed whom they forward for" }),
  ),
  databaseFile: path({
    default: "clearbank-webhooks.sqlite",
    about: "where webhooks are kept without DATABASE_URL",
  }),
  databaseUrl: text({
    about: "keeps webhooks in PostgreSQL instead, such as postgres://user@host/database",
    variable: "DATABASE_URL",
    isSecret: true,
  }),
  databaseSchema: text({ default: "countersign", about: "the schema of the tables in PostgreSQL" }),
  forwardUrl: secureUrl({ about: "your own system, to which each webhook is posted; without it they wait" }),
  forwardAuthorization: text({
    about: "the Authorization header of what is posted to forwardUrl",
    isSecret: true,
  }),
  unsafeLogPayloads: flag({ about: "writes payment data into the log" }),
};
