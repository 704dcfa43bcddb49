import { createSignatureBase } from "@countersign/crypto-core";
import type { CallParts, PreparedCall } from "./call-parts.js";
import { keptHeaders } from "./message.js";
import type { RequestHeaders } from "./request-headers.js";
import { verifyAnswer } from "./verify-answer.js";

/** Tells `onMessage` of one sending. */
export function tellRequest(
  { method, url, requestId, body = new Uint8Array() }: PreparedCall,
  { headers, signatureBase }: RequestHeaders,
  { onMessage, now }: CallParts,
): void {
  onMessage?.({
    direction: "request",
    at: now(),
    method,
    url: url.origin + url.pathname,
    status: undefined,
    requestId,
    body,
    headers: keptHeaders(new Headers(headers)),
    verification: signatureBase === undefined ? "unsigned" : "signed",
    signatureBase,
    signature: headers.Signature,
    usedFallback: false,
  });
}

/** Tells `onMessage` of one answer, those included after which the request is sent again. */
export async function tellAnswer(
  answer: Response,
  { method, url, requestId }: PreparedCall,
  { onMessage, ...parts }: CallParts,
): Promise<void> {
  if (!onMessage) return;
  const { status, headers } = answer;
  const body = new Uint8Array(await answer.arrayBuffer());
  const at = parts.now();
  const { found, error } = await verifyAnswer(headers, body, parts).then(
    (found) => ({ found, error: undefined }),
    (error: unknown) => ({ found: undefined, error }),
  );
  onMessage({
    direction: "answer",
    at,
    method,
    url: url.origin + url.pathname,
    status,
    requestId,
    body,
    headers: keptHeaders(headers),
    verification: error === undefined ? (found ? "verified" : "unsigned") : "refused",
    signatureBase: found && createSignatureBase({ headers }, found.headers),
    signature: headers.get("signature") ?? undefined,
    usedFallback: found?.usedFallback ?? false,
    ...(error !== undefined && { error }),
  });
}
