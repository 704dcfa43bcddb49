import { type ClearBankEnvironment, clearBankEnvironments } from "@countersign/clearbank";
import {
  addressRange,
  date,
  file,
  flag,
  listOf,
  oneOf,
  port,
  type Setting,
  secureUrl,
  text,
} from "./setting.js";

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
export const settings: { readonly [Name in keyof Config]: Setting<Config[Name]> } = {
  environment: oneOf(environments, {
    about: `whose webhooks: ${environments.join(", ")}. Required`,
  }),
  host: text("127.0.0.1", { about: "the address that takes webhooks" }),
  port: port(8080, { about: "its port; 0 is any free one" }),
  tlsCertificateFile: file(undefined, {
    about: "the chain in PEM, leaf first: makes the listener speak TLS",
  }),
  tlsKeyFile: file(undefined, { about: "the key of that certificate, in PEM" }),
  metricsHost: text("127.0.0.1", { about: "the address of /healthz, /readyz and /metrics" }),
  metricsPort: port(8081, { about: "its port; 0 is any free one" }),
  publicKeyFiles: listOf(
    file(undefined, {
      about: "ClearBank's public key, from the portal; while it changes, the old and the new one. Required",
    }),
  ),
  keyFile: file(undefined, { about: "our private key, which signs acknowledgements. This or signerModule" }),
  keyPassphrase: text(undefined, { about: "opens keyFile", isSecret: true }),
  allowFileKeyInProduction: flag({ about: "lets production run on a key from a file" }),
  signerModule: file(undefined, {
    about: "an ES module that exports createSigner(): Promise<Signer>, for a key in an HSM or key service",
  }),
  csrFile: file(undefined, { about: "our certificate request: the start fails where the key is another" }),
  certificateFile: file(undefined, { about: "our certificate: likewise, and its expiry becomes a metric" }),
  tokenExpiresAt: date({ about: "when the API token expires: becomes a metric" }),
  allowList: flag({ about: "refuses webhooks from addresses that ClearBank has not published" }),
  trustedProxies: listOf(
    addressRange({ about: "addresses or ranges of proxies that are believed whom they forward for" }),
  ),
  databaseFile: file("clearbank-webhooks.sqlite", { about: "where webhooks are kept without DATABASE_URL" }),
  databaseUrl: text(undefined, {
    about: "keeps webhooks in PostgreSQL instead, such as postgres://user@host/database",
    variable: "DATABASE_URL",
    isSecret: true,
  }),
  databaseSchema: text("countersign", { about: "the schema of the tables in PostgreSQL" }),
  forwardUrl: secureUrl({ about: "your own system, to which each webhook is posted; without it they wait" }),
  forwardAuthorization: text(undefined, {
    about: "the Authorization header of what is posted to forwardUrl",
    isSecret: true,
  }),
  unsafeLogPayloads: flag({ about: "writes payment data into the log" }),
};

/** Their names, in the order of the table. */
export const settingNames = Object.keys(settings) as readonly (keyof Config)[];

/** `keyFile` is `COUNTERSIGN_KEY_FILE` in the environment. */
export function variableName(name: keyof Config): string {
  return settings[name].variable ?? `COUNTERSIGN_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
