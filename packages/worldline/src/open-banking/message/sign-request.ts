import { digestHeader, signMessage } from "@countersign/crypto-core";
import { type SigningIdentity, signatureIdentity } from "../identity.js";

/** What of a request is signed. */
export interface RequestToSign {
  /** In capitals; it is part of the request target that is signed. */
  readonly method: string;
  /** Path and query as on the request line. */
  readonly target: string;
  /** Empty for a GET, which is signed over the digest of nothing. */
  readonly body: Uint8Array;
  /** X-Request-ID. */
  readonly requestId: string;
  /** ISO 8601 */
  readonly messageCreateDateTime: string;
}

/** The headers that a signed request has, and the string that was signed. */
export interface RequestSignature {
  /** Digest, X-Request-ID, MessageCreateDateTime and Signature: to be sent as they are. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first thing to look at when the signature is refused. */
  readonly signatureBase: string;
}

/**
 * Digest, X-Request-ID, MessageCreateDateTime and the Signature over them and the request target.
 *
 * @see Worldline, "Sending signed requests and responses"
 */
export async function signRequest(
  { method, target, body, requestId, messageCreateDateTime }: RequestToSign,
  identity: SigningIdentity,
  signal?: AbortSignal,
): Promise<RequestSignature> {
  const headers = {
    Digest: digestHeader(body),
    "X-Request-ID": requestId,
    MessageCreateDateTime: messageCreateDateTime,
  };
  const { value, signatureBase } = await signMessage({
    message: { method, target, headers },
    headers: ["digest", "x-request-id", "messagecreatedatetime", "(request-target)"],
    ...signatureIdentity(identity),
    ...(signal && { signal }),
  });
  return { headers: { ...headers, Signature: value }, signatureBase };
}
