import { signMessage } from "@countersign/crypto-core";
import { type SigningIdentity, signatureIdentity } from "../identity.js";

/** Version 1: one service per token, asked for with a signature over headers. */
export interface TokenV1 {
  readonly version: 1;
  /** The service. */
  readonly app: "PIS" | "IDEAL" | "AIS";
  /** The name of the client, as given at onboarding. */
  readonly client: string;
}

/** A token request that is ready to be sent, and the string that was signed for it. */
export interface TokenRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: URLSearchParams;
  readonly signatureBase?: string;
}

/**
 * Builds a token request of version 1: `Authorization: Signature` over App, Client, Id and Date.
 *
 * @param id initiating party id, with `:` and the sub id where there is one.
 *
 * @see Worldline, "Sending authorization requests" and "Access Token - Version 1"
 */
export async function buildTokenV1Request(
  { app, client }: TokenV1,
  id: string,
  identity: SigningIdentity,
  now: Date,
): Promise<TokenRequest> {
  const headers = { App: app, Client: client, Id: id, Date: now.toISOString() };
  const { value, signatureBase } = await signMessage({
    message: { headers },
    headers: ["app", "client", "id", "date"],
    ...signatureIdentity(identity),
  });
  return {
    path: "/xs2a/routingservice/services/authorize/token",
    headers: { ...headers, Authorization: `Signature ${value}` },
    form: new URLSearchParams({ grant_type: "client_credentials" }),
    signatureBase,
  };
}
