import { signRequest } from "../message/sign-request.js";
import type { CallParts, PreparedCall } from "./call-parts.js";

/** The headers that make a request a message. */
export interface RequestHeaders {
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where the request is not signed. */
  readonly signatureBase: string | undefined;
}

/** X-Request-ID and MessageCreateDateTime; with Digest and Signature where the request is signed. */
export async function requestHeaders(
  { method, url, body = new Uint8Array(), requestId, isSigned, signal }: PreparedCall,
  { identity, now, onSigned }: CallParts,
): Promise<RequestHeaders> {
  const messageCreateDateTime = now().toISOString();
  if (!isSigned) {
    const headers = { "X-Request-ID": requestId, MessageCreateDateTime: messageCreateDateTime };
    return { headers, signatureBase: undefined };
  }
  const target = url.pathname + url.search;
  const message = { method, target, body, requestId, messageCreateDateTime };
  const signed = await signRequest(message, identity, signal);
  onSigned?.(signed.signatureBase);
  return signed;
}
