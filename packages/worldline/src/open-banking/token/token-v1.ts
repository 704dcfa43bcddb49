import { type Grant, signedClientCredentialsGrant } from "@countersign/auth";
import { signMessage } from "@countersign/crypto-core";
import { type SigningIdentity, signatureIdentity } from "../identity.js";
import { dateFormatter, type TokenDateFormat } from "./date-formats.js";

/** Version 1: one service per token, asked for with a signature over headers. */
export interface TokenV1 {
  /** Tells it from {@link TokenV2}. */
  readonly version: 1;
  /** The service. */
  readonly app: "PIS" | "IDEAL" | "AIS";
  /** The name of the client, as given at onboarding; the acquirer's by default, where it has one. */
  readonly client?: string;
  /** `iso` by default. */
  readonly dateFormat?: TokenDateFormat;
}

/** Where a token is asked for, how, and when a new one is. */
export interface TokenEndpoint {
  readonly url: URL;
  readonly grant: Grant;
  readonly refreshAheadSeconds: number;
}

/** Who asks for a token of version 1. */
export interface TokenV1Party {
  readonly token: TokenV1;
  readonly client: string;
  /** Initiating party id, with `:` and the sub id where there is one. */
  readonly id: string;
  readonly identity: SigningIdentity;
  readonly onSigned: ((signatureBase: string) => void) | undefined;
}

/** Where tokens of version 1 are asked for, below the acquirer's host. */
export const tokenV1Path = "/xs2a/routingservice/services/authorize/token";
export const revokeV1Path = "/xs2a/routingservice/services/authorize/revoke";

/**
 * How a token of version 1 is asked for: `Authorization: Signature` over App, Client, Id and Date. The same token
 * comes back until its last ten minutes, in which it and the next one both hold.
 *
 * @see Worldline, "Sending authorization requests" and "Access Token - Version 1"
 */
export function tokenEndpointV1(
  url: URL,
  { token, client, id, identity, onSigned }: TokenV1Party,
): TokenEndpoint {
  return {
    url,
    grant: signedClientCredentialsGrant({
      ...signatureIdentity(identity),
      parameters: { App: token.app, Client: client, Id: id },
      sentAs: "headers",
      formatDate: dateFormatter(token.dateFormat),
      ...(onSigned && { onSigned }),
    }),
    refreshAheadSeconds: 600,
  };
}

/** The request that ends a token of version 1: signed like the one that got it. */
export async function revokeRequestV1(
  url: URL,
  value: string,
  { token, client, id, identity, onSigned }: TokenV1Party,
  { now, signal }: { readonly now: Date; readonly signal?: AbortSignal | undefined },
): Promise<Request> {
  const headers = { App: token.app, Client: client, Id: id, Date: dateFormatter(token.dateFormat)(now) };
  const signed = await signMessage({
    message: { headers },
    headers: ["app", "client", "id", "date"],
    ...signatureIdentity(identity),
    ...(signal && { signal }),
  });
  onSigned?.(signed.signatureBase);
  return new Request(url, {
    method: "POST",
    headers: { ...headers, authorization: `Signature ${signed.value}`, accept: "application/json" },
    body: new URLSearchParams({ token: value }),
    ...(signal && { signal }),
  });
}
