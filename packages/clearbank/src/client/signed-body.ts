import { encodeBase64, type Signer } from "@countersign/crypto-core";

/**
 * The bytes of a request body and ClearBank's DigitalSignature over them. They are one value, so that it is
 * impossible to sign one thing and send another.
 */
export interface SignedBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Base64, for the DigitalSignature header. */
  readonly digitalSignature: string;
}

/**
 * Serialises a body once and signs exactly those bytes.
 *
 * @param body a value to be written as JSON, or ready bytes, which are signed and sent as they are.
 *
 * @see ClearBank, "Create your digital signature"
 */
export async function signBody(body: unknown, signer: Signer, signal?: AbortSignal): Promise<SignedBody> {
  const bytes =
    body instanceof Uint8Array ? Uint8Array.from(body) : new TextEncoder().encode(serialise(body));
  const signature = await signer.sign(bytes, signal ? { signal } : {});
  return { bytes, digitalSignature: encodeBase64(signature) };
}

function serialise(body: unknown): string {
  const text: string | undefined = JSON.stringify(body);
  if (text === undefined) throw new TypeError("the body must be a JSON value or bytes");
  return text;
}
