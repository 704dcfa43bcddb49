import type { Signer } from "../keys/signer.js";
import type { HttpMessage } from "./http-message.js";
import { createSignatureBase, signatureBaseBytes } from "./signature-base.js";
import { formatSignatureHeader } from "./signature-parameters.js";

/** What is signed, by whom, and how the header says so. */
export interface SignMessageOptions {
  /** Its body is not looked at: give it a Digest header to have that covered. */
  readonly message: HttpMessage;
  /** What the signature covers, in order. */
  readonly headers: readonly string[];
  /** Holds the key that `keyId` names. */
  readonly signer: Signer;
  /** How the other side knows the key. */
  readonly keyId: string;
  /** The label that the other side expects for RSASSA-PKCS1-v1_5 with SHA-256; `rsa-sha256` by default. */
  readonly algorithm?: "rsa-sha256" | "SHA256withRSA" | "hs2019";
  /** Unix time in seconds, for the label `hs2019` only. */
  readonly created?: number;
  /** Unix time in seconds, for the label `hs2019` only. */
  readonly expires?: number;
  /** Handed to the signer. */
  readonly signal?: AbortSignal;
}

/** A signature, and the string that it is of. */
export interface SignedMessage {
  /** The value of a `Signature` header; for `Authorization`, put `Signature ` before it. */
  readonly value: string;
  /** The string that was signed: what to look at when the other side says that the signature is wrong. */
  readonly signatureBase: string;
}

/**
 * Signs a message.
 *
 * @throws {@link SignatureError} as {@link createSignatureBase} does.
 *
 * @example
 * ```ts
 * const { value } = await signMessage({
 *   message: { method: "GET", target: "/foo", headers: { date: "Tue, 07 Jun 2014 20:51:35 GMT" } },
 *   headers: ["(request-target)", "date"],
 *   signer,
 *   keyId: "my-key",
 * });
 * ```
 * @see draft-cavage-http-signatures-12 sections 3 and 4
 */
export async function signMessage({
  message,
  headers,
  signer,
  signal,
  ...rest
}: SignMessageOptions): Promise<SignedMessage> {
  const parameters = { algorithm: "rsa-sha256", ...rest };
  const signatureBase = createSignatureBase(message, headers, parameters);
  const signature = await signer.sign(signatureBaseBytes(signatureBase), signal ? { signal } : {});
  const names = headers.map((name) => name.toLowerCase());
  return { value: formatSignatureHeader({ ...parameters, headers: names, signature }), signatureBase };
}
