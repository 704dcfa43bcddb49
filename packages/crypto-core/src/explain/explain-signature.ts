import { signatureBaseBytes } from "../cavage/signature-base.js";
import { parseSignatureHeader, type SignatureParameters } from "../cavage/signature-parameters.js";
import { type VerifyMessageOptions, verifyMessage } from "../cavage/verify-message.js";
import { CountersignError, SignatureError } from "../errors.js";
import type { Verifier } from "../keys/signer.js";
import { type CoveredName, coveredNames, isComplete, lenientValue, renderBase } from "./covered-lines.js";
import { explainDigest } from "./digest-mistakes.js";
import {
  failedExplanation,
  type SignatureCause,
  type SignatureExplanation,
  verifiedExplanation,
} from "./explanation.js";
import { findStringMistake } from "./find-string-mistake.js";
import { headerCause, refusalCause } from "./header-mistakes.js";
import { type ExpectedKey, findKeyMistake } from "./key-mistakes.js";
import { isSignedOver, type RecoveredBlock, recoverBlock } from "./recover-block.js";
import { findFormMistake, findHashMistake } from "./rsa-mistakes.js";
import { visibleLines } from "./visible-lines.js";

/**
 * A message with a signature that does not verify, and what it was verified with. Where `now` is absent no clock is
 * consulted, so that messages out of a log can be explained.
 */
export interface ExplainSignatureOptions extends Omit<VerifyMessageOptions, "resolveKey">, ExpectedKey {
  /** The key that the signature should be by. */
  readonly verifier: Verifier;
}

/**
 * Why the signature of a message does not verify: tries what people get wrong, and names the mistake that leads to
 * exactly this signature, with what to do instead. Nothing of it needs the private key: the public one opens the
 * signature, and the hash in it is compared with those of some thousand strings that may have been signed.
 *
 * For people who look for a fault. What a program decides on is {@link verifyMessage}.
 *
 * @throws TypeError where `digest` is covered and the message was given without its body.
 * @throws {@link CertificateError} where the certificate cannot be read.
 *
 * @example
 * ```ts
 * const { verified, cause, lines } = await explainSignature({ message, verifier, certificate });
 * if (cause) console.log(cause.message, cause.fix); // "The headers were signed in another order than …"
 * else if (!verified) console.log(lines.join("\n")); // what it was checked against, unprintables made visible
 * ```
 * @see draft-cavage-http-signatures-12 section 2.3
 */
export async function explainSignature(options: ExplainSignatureOptions): Promise<SignatureExplanation> {
  const { message, profile, carrier, verifier } = options;
  const failure = await verifyFailure(options);
  const parameters = parse(options);
  if (!parameters) {
    const header = lenientValue(message, carrier ?? "signature") ?? "";
    const shown = { lines: visibleLines(Buffer.from(header)) };
    return failedExplanation(headerCause(failure, header, verifier.publicKey), shown, "");
  }
  const block = recoverBlock(verifier.publicKey, parameters.signature);
  const printed = parameters.headers ?? profile?.defaultHeaders ?? ["(created)"];
  const lists = [printed, ...(profile?.fallbackHeaders ? [profile.fallbackHeaders] : [])];
  const candidates = lists.map((list) => coveredNames(message, list, parameters));
  const names = candidates.find((list) => isOverNames(block, list)) ?? candidates[0] ?? [];
  const shown = showNames(names);
  const cause =
    findKeyMistake(parameters.signature, block, verifier.publicKey, {
      ...options,
      given: parameters.keyId,
    }) ??
    (failure && findCause(failure, block, names, options));
  if (!failure && !cause) return verifiedExplanation(shown);
  return failedExplanation(cause, shown, nothingFits);
}

const nothingFits =
  "Nothing of what is commonly done wrong leads to this signature. It is by this key, with the right algorithm, but over another string than the one shown: compare it with the one that was signed, byte for byte.";

function findCause(
  failure: CountersignError,
  block: RecoveredBlock,
  names: readonly CoveredName[],
  options: ExplainSignatureOptions,
): SignatureCause | undefined {
  const isRightString = isOverNames(block, names);
  const stringCause =
    findFormMistake(block) ?? (isRightString ? undefined : findStringCause(failure, block, names, options));
  const { target = "" } = options.message;
  if (isRightString && failure.code === "ERR_SIGNATURE_HEADER_VALUE" && target.includes("://")) {
    return {
      code: "absolute-url",
      message: failure.message,
      fix: "Take path and query out of the URL, for signing and for verifying.",
    };
  }
  return stringCause ?? digestCause(names, options) ?? refusalCause(failure);
}

function findStringCause(
  failure: CountersignError,
  block: RecoveredBlock,
  names: readonly CoveredName[],
  { message }: ExplainSignatureOptions,
): SignatureCause | undefined {
  if (names.some(({ name, value }) => name.startsWith("(") && value === undefined)) {
    const fix = "Cover it only where the message, or the header with the signature, has what it stands for.";
    return { code: "header-missing", message: failure.message, fix };
  }
  const hashMistake = isComplete(names) ? findHashMistake(block, renderBase(names)) : undefined;
  return hashMistake ?? findStringMistake(block, names, message);
}

function digestCause(
  names: readonly CoveredName[],
  { message, unsafeIgnoreDigest }: ExplainSignatureOptions,
): SignatureCause | undefined {
  if (unsafeIgnoreDigest || !message.body || !names.some(({ name }) => name === "digest")) return undefined;
  const length = lenientValue(message, "content-length");
  const contentLength = /^\d{1,15}$/.test(length ?? "") ? Number(length) : undefined;
  return explainDigest(lenientValue(message, "digest"), message.body, contentLength);
}

async function verifyFailure(options: ExplainSignatureOptions): Promise<CountersignError | undefined> {
  try {
    const { verifier, now, unsafeIgnoreTimes = now === undefined, ...rest } = options;
    await verifyMessage({ ...rest, ...(now && { now }), unsafeIgnoreTimes, resolveKey: () => verifier });
    return undefined;
  } catch (error) {
    if (error instanceof CountersignError) return error;
    throw error;
  }
}

/** The parameters as verification reads them; undefined where it could not. */
function parse({ message, profile, carrier = "signature" }: ExplainSignatureOptions) {
  const value = lenientValue(message, carrier) ?? "";
  const given = carrier === "authorization" ? value.replace(/^signature +/i, "") : value;
  try {
    return parseSignatureHeader(given, profile?.syntax) satisfies SignatureParameters;
  } catch (error) {
    if (error instanceof SignatureError) return undefined;
    throw error;
  }
}

function isOverNames(block: RecoveredBlock, names: readonly CoveredName[]): boolean {
  return isComplete(names) && isSignedOver(block, renderBase(names));
}

function showNames(names: readonly CoveredName[]): Pick<SignatureExplanation, "signatureBase" | "lines"> {
  if (isComplete(names)) {
    const signatureBase = renderBase(names);
    return { signatureBase, lines: visibleLines(signatureBaseBytes(signatureBase)) };
  }
  const lines = names.flatMap(({ name, value }) =>
    value === undefined
      ? `${name} (not in the message)`
      : visibleLines(signatureBaseBytes(`${name}: ${value}`)),
  );
  return { lines };
}
