import type { ClearstreamEnvironment } from "@countersign/clearstream";
import type { Arguments, OptionSpec } from "../command.js";
import { UsageError } from "../errors.js";
import { secretNames, secretOptions } from "../options.js";

/** Where the API is: one of them is given. */
export const environmentOptions: Readonly<Record<string, OptionSpec>> = {
  environment: {
    value: "NAME",
    choices: ["production", "pre-production"],
    summary: "which API platform; pre-production is also called OCCT",
  },
  "base-url": { value: "URL", summary: "another address, such as the sandbox's" },
};

export const environmentNames: readonly string[] = ["base-url", "environment"];

/** What is given as an address is not repeated: a URL may hold a password. */
export function readEnvironment(args: Arguments): ClearstreamEnvironment {
  const name = args.optional("environment");
  if (name !== undefined) return name === "production" ? "production" : "preProduction";
  const text = args.optional("base-url");
  if (text === undefined) throw new UsageError("One of --environment and --base-url is missing.");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^xact[\w-]*\.clearstream\.com\.?$/.test(url.hostname)) {
    throw new UsageError(
      `${url.hostname} is the web portal, which refuses API calls: the API of this environment is at https://${url.hostname.replace(/^xact/, "api").replace(/\.$/, "")}.`,
    );
  }
  if (url?.protocol === "https:" && !url.username && !url.password && !url.search && !url.hash) return url;
  throw new UsageError("--base-url begins with https://, and has no user name, password, query or fragment.");
}

/** The address of an environment. */
export async function readBase(environment: ClearstreamEnvironment): Promise<URL> {
  if (environment instanceof URL) return environment;
  const { clearstreamEnvironments } = await import("@countersign/clearstream");
  return new URL(clearstreamEnvironments[environment]);
}

/** Where the credentials are. */
export const credentialsOption: OptionSpec = {
  value: "DIR",
  summary: "the folder with ocapi-USERID-ssl.pem and server-cert-cacerts.pem",
  isRequired: true,
};

/** Which of the files in a folder are meant, and what opens them. */
export const fileOptions: Readonly<Record<string, OptionSpec>> = {
  user: { value: "ID", summary: "the API consumer, where the folder has the files of several" },
  ca: { value: "FILE", summary: "the server's authorities, where they are elsewhere" },
  ...secretOptions("passphrase", "the keys, where they are encrypted"),
};

export const passwordOptions: Readonly<Record<string, OptionSpec>> = secretOptions(
  "password",
  "the API consumer",
);

export const atMostOneSecret: readonly (readonly string[])[] = [secretNames("passphrase")];
export const exactlyOneCaller: readonly (readonly string[])[] = [environmentNames, secretNames("password")];
