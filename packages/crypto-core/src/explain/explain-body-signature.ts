import { SignatureError } from "../errors.js";
import type { Verifier } from "../keys/signer.js";
import { findBodyMistake, findTruncation, truncatedBody } from "./body-mistakes.js";
import {
  failedExplanation,
  type SignatureCause,
  type SignatureExplanation,
  verifiedExplanation,
} from "./explanation.js";
import { type ExpectedKey, findKeyMistake } from "./key-mistakes.js";
import { isSignedOver, type RecoveredBlock, recoverBlock, signatureLength } from "./recover-block.js";
import { findFormMistake, findHashMistake } from "./rsa-mistakes.js";
import { readSignatureText } from "./signature-text.js";
import { visibleLines } from "./visible-lines.js";

/** A body, the signature that came with it, and the key that this should be by. */
export interface ExplainBodySignatureOptions extends Pick<ExpectedKey, "certificate"> {
  /** The bytes as they were sent or received. */
  readonly body: Uint8Array;
  /** The header as it came, base64; or the bytes of the signature. */
  readonly signature: string | Uint8Array;
  /** The key that the signature should be by. */
  readonly verifier: Verifier;
  /** What the message's Content-Length says, where it is known. */
  readonly contentLength?: number;
}

/**
 * Why a signature over the bytes of a body, such as ClearBank's `DigitalSignature`, does not verify. It does for a
 * body what {@link explainSignature} does for a message.
 *
 * @throws {@link CertificateError} where the certificate cannot be read.
 *
 * @example
 * ```ts
 * const signature = request.headers.get("DigitalSignature") ?? "";
 * const { cause } = await explainBodySignature({ body, signature, verifier });
 * console.log(cause?.code); // "body-reserialised"
 * ```
 */
export async function explainBodySignature(
  options: ExplainBodySignatureOptions,
): Promise<SignatureExplanation> {
  const { body, signature: given, verifier, certificate } = options;
  const shown = { lines: visibleLines(body) };
  const read =
    typeof given === "string"
      ? readSignatureText(given, (bytes) => bytes.length === signatureLength(verifier.publicKey))
      : { signature: given };
  if ("cause" in read) return failedExplanation(read.cause, shown, "");
  const block = recoverBlock(verifier.publicKey, read.signature);
  const expected = certificate === undefined ? {} : { certificate };
  const keyMistake = findKeyMistake(read.signature, block, verifier.publicKey, expected);
  if (!keyMistake && (await isVerified(verifier, body, read.signature))) return verifiedExplanation(shown);
  return failedExplanation(keyMistake ?? findCause(block, options), shown, nothingFits);
}

const nothingFits =
  "Nothing of what is commonly done wrong leads to this signature. It is by this key, with the right algorithm, but over other bytes than those shown: compare them with those that were signed.";

function findCause(
  block: RecoveredBlock,
  { body, contentLength }: ExplainBodySignatureOptions,
): SignatureCause | undefined {
  const subject = "The signature is over";
  const mistake =
    findFormMistake(block) ??
    findHashMistake(block, body) ??
    findBodyMistake(body, subject, (other) => isSignedOver(block, other)) ??
    findTruncation(
      body,
      subject,
      (hash) => block.kind === "digest-info" && Buffer.compare(block.value, hash) === 0,
    );
  if (mistake || contentLength === undefined || contentLength <= body.length) return mistake;
  return truncatedBody(body.length, contentLength);
}

async function isVerified(verifier: Verifier, body: Uint8Array, signature: Uint8Array): Promise<boolean> {
  try {
    await verifier.verify(body, signature);
    return true;
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}
