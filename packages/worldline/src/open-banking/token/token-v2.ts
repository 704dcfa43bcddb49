import { clientCredentialsGrant, clientSecretPost } from "@countersign/auth";
import { signMessage } from "@countersign/crypto-core";
import { type SigningIdentity, signatureIdentity } from "../identity.js";
import type { TokenRequest } from "./token-v1.js";

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
 * Builds a token request of version 2.
 *
 * @param id initiating party id, with `:` and the sub id where there is one.
 *
 * @see Worldline, "Access Token - Version 2"
 */
export async function buildTokenV2Request(
  { realm, tenant, scope, authentication }: TokenV2,
  id: string,
  identity: SigningIdentity,
  now: Date,
): Promise<TokenRequest> {
  const path = `/auth/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`;
  const clientId = `${tenant}-${id}`;
  if (authentication.method === "secret") {
    const client = clientSecretPost(clientId, authentication.clientSecret);
    return { path, headers: {}, form: clientCredentialsGrant({ client, scope }) };
  }
  const fields = { client_id: clientId, date: now.toISOString() };
  const { value, signatureBase } = await signMessage({
    message: { headers: fields },
    headers: ["client_id", "date"],
    ...signatureIdentity(identity),
  });
  const signature = `Signature ${value}`;
  return authentication.sentAs === "headers"
    ? {
        path,
        headers: { ...fields, Authorization: signature },
        form: clientCredentialsGrant({ scope }),
        signatureBase,
      }
    : {
        path,
        headers: {},
        form: clientCredentialsGrant({ scope, client: { ...fields, signature } }),
        signatureBase,
      };
}
