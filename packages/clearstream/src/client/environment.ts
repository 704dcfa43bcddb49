/** The base URLs of the Clearstream API Platform. */
export const clearstreamEnvironments = {
  /** Behind the portal xact.clearstream.com. */
  production: "https://api.clearstream.com",
  /** Also called OCCT. */
  preProduction: "https://api-t2s-test.clearstream.com",
} as const;

/** `production`, `preProduction`, or a base URL. */
export type ClearstreamEnvironment = keyof typeof clearstreamEnvironments | URL;

/** The portal's hosts, where people work, and the API hosts that belong to them. */
const apiHosts: ReadonlyMap<string, string> = new Map([
  ["xact.clearstream.com", clearstreamEnvironments.production],
  ["xact-t2s-test.clearstream.com", clearstreamEnvironments.preProduction],
]);

/**
 * Where the API of an environment is.
 *
 * @throws TypeError for the portal's host, for another scheme than `https:`, and for an unknown environment.
 * @see Clearstream API Developer Guide, "Troubleshooting" 3
 */
export function baseUrlOf(environment: ClearstreamEnvironment): URL {
  if (!(environment instanceof URL) && !Object.hasOwn(clearstreamEnvironments, environment)) {
    throw new TypeError(
      `environment is one of ${Object.keys(clearstreamEnvironments).join(", ")}, or a URL object`,
    );
  }
  const base = new URL(environment instanceof URL ? environment : clearstreamEnvironments[environment]);
  const right = apiHosts.get(base.hostname.replace(/\.$/, ""));
  if (right !== undefined) {
    throw new TypeError(
      `${base.hostname} is the web portal, which refuses API calls: the API of this environment is at ${right}`,
    );
  }
  if (base.protocol !== "https:") {
    throw new TypeError(`mutual TLS needs an https: URL; this one is ${base.protocol}`);
  }
  return base;
}
