/** Where the API and its token endpoint are. */
export interface IssuingEndpoints {
  /** Such as `https://host/card-issuing/api/v2`. */
  readonly api: URL;
  /** The token endpoint, whole. */
  readonly token: URL;
}

/** What Worldline publishes; production's addresses come with the contract. */
const sandbox: IssuingEndpoints = {
  api: new URL("https://sbx-wlip.api1-eu2.psapigateway.preprod.giservices.io/card-issuing/api/v2"),
  token: new URL("https://sbx-wlip.api1-eu2.psapigateway.preprod.giservices.io/token"),
};

/** @throws TypeError where an address is not https, as a token would then go over the wire in clear. */
export function endpointsOf(environment: "sandbox" | IssuingEndpoints): IssuingEndpoints {
  if (environment === "sandbox") return sandbox;
  for (const [name, url] of Object.entries(environment)) {
    if (url.protocol !== "https:") throw new TypeError(`environment.${name} must be an https URL`);
  }
  return environment;
}
