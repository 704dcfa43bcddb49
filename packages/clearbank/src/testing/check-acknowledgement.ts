import { CountersignError, decodeBase64, SignatureError, type Verifier } from "@countersign/crypto-core";
import { findNonce } from "../webhook/nonce.js";

/** What ClearBank would find wrong with an answer. */
export type AcknowledgementErrorCode =
  | "ERR_ACKNOWLEDGEMENT_STATUS"
  | "ERR_ACKNOWLEDGEMENT_UNSIGNED"
  | "ERR_ACKNOWLEDGEMENT_SIGNATURE"
  | "ERR_ACKNOWLEDGEMENT_MALFORMED"
  | "ERR_ACKNOWLEDGEMENT_NONCE";

/** An answer to a webhook that ClearBank would not take for an acknowledgement: it would deliver again. */
export class AcknowledgementError extends CountersignError<AcknowledgementErrorCode> {}

/** What is looked at of an answer: a `Response`, or what looks like one. */
export interface AcknowledgementResponse {
  /** Only 200 acknowledges. */
  readonly status: number;
  /** Looked at for DigitalSignature. */
  readonly headers: Pick<Headers, "get">;
  /** The bytes of the body. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What an acknowledgement must say, and whose signature it must have. */
export interface ExpectedAcknowledgement {
  /** The digits of the webhook's nonce. */
  readonly nonce: string;
  /** The public half of the key that acknowledges: the one of the CSR behind the API token. */
  readonly verifier: Verifier;
}

/**
 * Checks the answer to a webhook as ClearBank does: status 200, a DigitalSignature over the bytes received, JSON with
 * the nonce in either spelling (`Nonce`, `nonce`). Its five seconds are yours to measure.
 *
 * @throws {@link AcknowledgementError} with the reason why ClearBank would deliver again.
 * @example
 * ```ts
 * await checkAcknowledgement(await handle(request), { nonce: "8553416320", verifier });
 * ```
 * @see ClearBank, "Response structure"
 */
export async function checkAcknowledgement(
  response: AcknowledgementResponse,
  { nonce, verifier }: ExpectedAcknowledgement,
): Promise<void> {
  if (response.status !== 200) {
    throw new AcknowledgementError(
      "ERR_ACKNOWLEDGEMENT_STATUS",
      `The status is ${response.status}: only 200 acknowledges a webhook.`,
    );
  }
  const body = new Uint8Array(await response.arrayBuffer());
  await checkSignature(response.headers.get("digitalsignature"), body, verifier);
  const json = readJson(body);
  const digits = findNonce(json, ["Nonce", "nonce"])?.digits;
  if (digits === undefined) {
    throw new AcknowledgementError(
      "ERR_ACKNOWLEDGEMENT_MALFORMED",
      'The body has no nonce that is one whole number: {"Nonce":…}.',
    );
  }
  if (digits !== nonce) {
    throw new AcknowledgementError(
      "ERR_ACKNOWLEDGEMENT_NONCE",
      `The nonce is ${digits}, and the webhook's was ${nonce}: copy its digits as text.`,
    );
  }
}

async function checkSignature(encoded: string | null, body: Uint8Array, verifier: Verifier): Promise<void> {
  if (!encoded)
    throw new AcknowledgementError("ERR_ACKNOWLEDGEMENT_UNSIGNED", "There is no DigitalSignature header.");
  const signature = decodeBase64(encoded);
  if (!signature)
    throw new AcknowledgementError(
      "ERR_ACKNOWLEDGEMENT_SIGNATURE",
      "The DigitalSignature header is not standard base64.",
    );
  try {
    await verifier.verify(body, signature);
  } catch (cause) {
    if (!(cause instanceof SignatureError)) throw cause;
    const message = "The DigitalSignature is not of this key over the bytes of the body.";
    throw new AcknowledgementError("ERR_ACKNOWLEDGEMENT_SIGNATURE", message, { cause });
  }
}

function readJson(body: Uint8Array): string {
  try {
    const json = new TextDecoder("utf-8", { fatal: true }).decode(body);
    JSON.parse(json);
    return json;
  } catch (cause) {
    throw new AcknowledgementError("ERR_ACKNOWLEDGEMENT_MALFORMED", "The body is not JSON in UTF-8.", {
      cause,
    });
  }
}
