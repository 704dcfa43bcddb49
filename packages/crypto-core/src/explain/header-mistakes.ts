import { decodeBase64 } from "../digest/base64.js";
import type { CountersignError } from "../errors.js";
import type { CauseCode, SignatureCause } from "./explanation.js";
import { hasTypographicQuotes } from "./quotes.js";
import { signatureLength } from "./recover-block.js";
import { readSignatureText } from "./signature-text.js";

/** What verification refuses apart from the signature itself, by the error's code. */
const refusals: Readonly<Record<string, readonly [code: CauseCode, fix: string]>> = {
  ERR_SIGNATURE_MISSING: ["signature-header", "Send the signature in the header where it is looked for."],
  ERR_SIGNATURE_MALFORMED: ["signature-header", 'Write name="value" pairs with commas between them.'],
  ERR_SIGNATURE_PARAMETER: ["signature-header", "Correct the parameter."],
  ERR_SIGNATURE_DUPLICATE_PARAMETER: ["signature-header", "Write each parameter once."],
  ERR_SIGNATURE_HEADER_REPEATED: ["signature-header", "Send the header once."],
  ERR_SIGNATURE_HEADER_VALUE: ["header-altered", "Send a value that headers can carry, and sign that."],
  ERR_SIGNATURE_ALGORITHM: ["algorithm-label", "Write the label that the other side expects."],
  ERR_SIGNATURE_HEADER_NOT_COVERED: ["header-not-covered", "Sign everything that the other side requires."],
  ERR_SIGNATURE_NOT_YET_VALID: ["signature-time", "Synchronise the clock of the signer."],
  ERR_SIGNATURE_EXPIRED: ["signature-time", "Sign anew for every attempt, and synchronise the clocks."],
  ERR_SIGNATURE_TOO_OLD: ["signature-time", "Sign anew for every attempt, and synchronise the clocks."],
};

/** The cause that a refusal is by itself, such as a label that is not accepted; undefined for a wrong signature. */
export function refusalCause({ code, message }: CountersignError): SignatureCause | undefined {
  const refusal = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
  return refusal && { code: refusal[0], message, fix: refusal[1] };
}

/** Why the header with the signature cannot be read. */
export function headerCause(
  failure: CountersignError | undefined,
  header: string,
  publicKey: Uint8Array,
): SignatureCause | undefined {
  if (hasTypographicQuotes(header)) {
    return {
      code: "typographic-quotes",
      message: "The header with the signature has typographic quotes (“ ”).",
      fix: 'Write straight quotes ("), and copy examples from plain text, not from a word processor or PDF.',
    };
  }
  if (/^signature[ \t]+\w+[ \t]*=/i.test(header)) {
    return {
      code: "signature-header",
      message:
        'The Signature header starts with the word "Signature", which belongs into Authorization only.',
      fix: 'Start the header with keyId="…".',
    };
  }
  const encoded = /(?:^|[\s,])signature[ \t]*=[ \t]*"([^"]*)"/i.exec(header)?.[1];
  if (encoded && !decodeBase64(encoded)) {
    const read = readSignatureText(encoded, (bytes) => bytes.length === signatureLength(publicKey));
    if ("cause" in read) return read.cause;
  }
  return failure && refusalCause(failure);
}
