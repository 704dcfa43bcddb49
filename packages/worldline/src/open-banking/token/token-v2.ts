import { clientSecretGrant, signedClientCredentialsGrant } from "@countersign/auth";
import { type SigningIdentity, signatureIdentity } from "../identity.js";
import type { TokenEndpoint } from "./token-v1.js";

/** The services that a token can be for. */
export type Service = "AIS" | "PIS" | "IDEAL" | "VOP";

/** Version 2: one token for several services, from the central authentication service. */
export interface TokenV2 {
  readonly version: 2;
  /** `merchant-clients-qa1-tpp`, `merchant-clients-qa2-tpp` or, in production, `merchant-clients`. */
  readonly realm: string;
  /** The first half of the client id, such as `Worldline`. */
  readonly tenant: string;
  readonly scope: readonly Service[];
  /**
   * A secret from the back office, or a signature by the uploaded certificate. The documentation prints the
   * latter in two ways that contradict one another: as HTTP headers in its example, as form fields in its
   * table. Neither could be tried against the real service.
   */
  readonly authentication:
    | { readonly method: "secret"; readonly clientSecret: string }
    | { readonly method: "certificate"; readonly sentAs: "headers" | "body" };
}

/**
 * How a token of version 2 is asked for. Tokens hold for five minutes, each by itself.
 *
 * @param id initiating party id, with `:` and the sub id where there is one.
 *
 * @see Worldline, "Access Token - Version 2"
 */
export function tokenEndpointV2(
  { realm, tenant, scope, authentication }: TokenV2,
  id: string,
  identity: SigningIdentity,
  onSigned?: (signatureBase: string) => void,
): TokenEndpoint {
  const clientId = `${tenant}-${id}`;
  return {
    path: `/auth/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`,
    grant:
      authentication.method === "secret"
        ? clientSecretGrant({ clientId, clientSecret: authentication.clientSecret, scope })
        : signedClientCredentialsGrant({
            ...signatureIdentity(identity),
            parameters: { client_id: clientId },
            sentAs: authentication.sentAs,
            form: {
              scope: scope.join(" "),
              ...(authentication.sentAs === "body" && { client_id: clientId }),
            },
            ...(onSigned && { onSigned }),
          }),
    refreshAheadSeconds: 60,
  };
}
