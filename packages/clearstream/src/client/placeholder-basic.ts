import type { Grant } from "@countersign/auth";

/**
 * An Authorization header for token requests of OAuth libraries and gateways that insist on a client id and a
 * secret. Clearstream ignores what is in it: the certificate and the password say who asks.
 *
 * @see Clearstream API Developer Guide, "Getting an OAuth2.0 Bearer Token (access_token)"
 */
export const placeholderBasicHeader: string = `Basic ${btoa("placeholder:placeholder")}`;

/** A grant whose requests carry the placeholder. */
export function withPlaceholderBasic(grant: Grant): Grant {
  return {
    ...grant,
    async buildRequest(context) {
      const request = await grant.buildRequest(context);
      request.headers.set("authorization", placeholderBasicHeader);
      return request;
    },
  };
}
