import { encodeBase64, type Signer } from "@countersign/crypto-core";
import { writeJson } from "../json/wire-json.js";

/**
 * The bytes of a request body and ClearBank's DigitalSignature over them. They are one value, so that it is
 * impossible to sign one thing and send another.
 */
export interface SignedBody {
  /** What was signed: send these, and no other writing of the same value. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Base64, for the DigitalSignature header. */
  readonly digitalSignature: string;
}

/**
 * Serialises a body once and signs exactly those bytes.
 *
 * @param body a value to be written as JSON, amounts from text, or ready bytes, which are signed and sent as they
 * are.
 * @throws TypeError where the value cannot be written without loss.
 *
 * @example
 * ```ts
 * const { bytes, digitalSignature } = await signBody({ amount: "13.00" }, signer); // {"amount":13.00}
 * ```
 * @see ClearBank, "Create your digital signature"
 */
export async function signBody(body: unknown, signer: Signer, signal?: AbortSignal): Promise<SignedBody> {
  const bytes = toBytes(body);
  const signature = await signer.sign(bytes, signal ? { signal } : {});
  return { bytes, digitalSignature: encodeBase64(signature) };
}

/** The bytes of a body: a copy, which nobody can change while it is being signed. */
export function toBytes(body: unknown): Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array ? Uint8Array.from(body) : new TextEncoder().encode(writeJson(body));
}
