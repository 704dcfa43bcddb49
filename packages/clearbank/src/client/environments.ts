/** The base URLs of ClearBank's API. */
export const clearBankEnvironments = {
  /** The UK's, for tests. */
  simulation: "https://institution-api-sim.clearbank.co.uk",
  /** The UK's. */
  production: "https://institution-api.clearbank.co.uk",
  /** The EU's, for tests. */
  "eu-simulation": "https://institution-api-sim.eu.clearbank.io",
  /** The EU's. */
  "eu-production": "https://institution-api.eu.clearbank.io",
} as const;

/** One of ClearBank's own environments; those without a region are the UK's. */
export type ClearBankEnvironment = keyof typeof clearBankEnvironments;

/** What follows from an environment. */
export interface EnvironmentFacts {
  readonly base: URL;
  readonly isProduction: boolean;
  /** Undefined where only the base URL is known, and it is none of ClearBank's. */
  readonly isEu: boolean | undefined;
}

/** @throws TypeError for an unknown name, and a base URL that has more than an address and a path. */
export function describeEnvironment(environment: ClearBankEnvironment | URL): EnvironmentFacts {
  const isUrl = environment instanceof URL;
  if (!isUrl && !Object.hasOwn(clearBankEnvironments, environment)) {
    throw new TypeError(
      `environment must be a URL object, as new URL("https://…") makes one, or one of ${names.join(", ")}`,
    );
  }
  const base = new URL(isUrl ? environment : clearBankEnvironments[environment]);
  if (!isPrivate(base) || base.username || base.password || base.search || base.hash) {
    throw new TypeError("the base URL must be https and hold no user name, password, query or fragment");
  }
  // Production is production, also where it is named by its URL.
  const name = names.find((each) => new URL(clearBankEnvironments[each]).hostname === plainHost(base));
  return {
    base,
    isProduction: name?.endsWith("production") ?? false,
    isEu: name?.startsWith("eu-"),
  };
}

const names = Object.keys(clearBankEnvironments) as ClearBankEnvironment[];

/** Of the two hosts behind each of ClearBank's names, which its links show, the name; without a root's dot. */
function plainHost({ hostname }: URL): string {
  return hostname.replace(/^(blue|green)-/, "").replace(/\.$/, "");
}

/** The token must not cross a network in clear. */
function isPrivate({ protocol, hostname }: URL): boolean {
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLoopback);
}
