import { type Grant, signedClientCredentialsGrant } from "@countersign/auth";
import { type SigningIdentity, signatureIdentity } from "../identity.js";

/** Version 1: one service per token, asked for with a signature over headers. */
export interface TokenV1 {
  readonly version: 1;
  /** The service. */
  readonly app: "PIS" | "IDEAL" | "AIS";
  /** The name of the client, as given at onboarding. */
  readonly client: string;
}

/** Where a token is asked for, how, and when a new one is. */
export interface TokenEndpoint {
  readonly path: string;
  readonly grant: Grant;
  readonly refreshAheadSeconds: number;
}

/**
 * How a token of version 1 is asked for: `Authorization: Signature` over App, Client, Id and Date. The same token
 * comes back until its last ten minutes, in which it and the next one both hold.
 *
 * @param id initiating party id, with `:` and the sub id where there is one.
 *
 * @see Worldline, "Sending authorization requests" and "Access Token - Version 1"
 */
export function tokenEndpointV1(
  { app, client }: TokenV1,
  id: string,
  identity: SigningIdentity,
  onSigned?: (signatureBase: string) => void,
): TokenEndpoint {
  return {
    path: "/xs2a/routingservice/services/authorize/token",
    grant: signedClientCredentialsGrant({
      ...signatureIdentity(identity),
      parameters: { App: app, Client: client, Id: id },
      sentAs: "headers",
      ...(onSigned && { onSigned }),
    }),
    refreshAheadSeconds: 600,
  };
}
