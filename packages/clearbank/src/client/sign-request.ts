import type { Signer } from "@countersign/crypto-core";
import type { ClearBankCall } from "./call.js";
import { signBody } from "./signed-body.js";

/** What is known of a request before its body, and is signed in its place in the EU. */
export interface EuRequestHead {
  /** The two that carry no body. */
  readonly method: "GET" | "DELETE";
  /** Path and query as they stand on the wire, from the slash on. */
  readonly path: string;
  /** X-Request-Id, which in the EU a GET has too. */
  readonly requestId: string;
  /** X-Request-Time: the time of this attempt in whole seconds since 1970. */
  readonly requestTime: string;
}

/**
 * Makes the text that is signed for a GET or a DELETE in the EU. ClearBank names its four parts, and publishes
 * neither how they are joined nor an example: ask for it, and try it in the simulation.
 *
 * @beta
 */
export type EuCanonical = (request: EuRequestHead) => string;

/** Whether a request without a body is signed, over no bytes: never, where it is a DELETE, or where it is no GET. */
export type SignBodyless = "never" | "delete" | "always";

/** Whether a request carries a signature over its body's bytes, which may be none. */
export function isBodySigned(
  method: ClearBankCall["method"],
  hasBody: boolean,
  sign: ClearBankCall["sign"],
  signBodyless: SignBodyless,
): boolean {
  if (sign === "always" || sign === "never") return sign === "always";
  if (hasBody || sign === "whenBody" || method === "GET") return hasBody;
  return signBodyless === "always" || (signBodyless === "delete" && method === "DELETE");
}

/** The headers that a GET or a DELETE needs in the EU; new ones for each attempt, as they hold for 60 seconds. */
export async function signHead(
  head: Omit<EuRequestHead, "requestTime">,
  { euCanonical, now, signer, signal }: EuSigning,
): Promise<Readonly<Record<string, string>>> {
  const requestTime = String(Math.floor(now().getTime() / 1000));
  const canonical = new TextEncoder().encode(euCanonical({ ...head, requestTime }));
  const { digitalSignature } = await signBody(canonical, signer, signal);
  return { "x-request-time": requestTime, digitalsignature: digitalSignature };
}

interface EuSigning {
  readonly euCanonical: EuCanonical;
  readonly now: () => Date;
  readonly signer: Signer;
  readonly signal: AbortSignal | undefined;
}
