import { verifyDigestHeader } from "../digest/digest-header.js";
import { SignatureError } from "../errors.js";
import type { Verifier } from "../keys/signer.js";
import { fieldValue, type HttpMessage } from "./http-message.js";
import { type SignatureProfile, strictProfile } from "./profile.js";
import { createSignatureBase, signatureBaseBytes } from "./signature-base.js";
import { parseSignatureHeader, type SignatureParameters } from "./signature-parameters.js";

/** What a signature must be to be accepted. */
export interface VerifyMessageOptions {
  /** With its body, where the signature covers `digest` and `unsafeIgnoreDigest` is not set. */
  readonly message: HttpMessage;
  /** The key that a keyId names, undefined where it names none; see {@link thumbprintResolver}. */
  readonly resolveKey: (keyId: string) => Verifier | undefined | Promise<Verifier | undefined>;
  /** The counterpart's dialect; {@link strictProfile} by default. */
  readonly profile?: SignatureProfile;
  /** What the signature must cover besides what the profile demands. */
  readonly requiredHeaders?: readonly string[];
  /** Where the signature stands: the `Signature` header (default) or `Authorization: Signature`. */
  readonly carrier?: "signature" | "authorization";
  /** Now: times in the signature, and a Date that it covers, are checked against it. */
  readonly now?: Date;
  /** How old a signature may be by its `(created)` or its Date, which then must be covered. Default: no limit. */
  readonly maxAgeSeconds?: number;
  /** How far the clocks of the two sides may differ; 0 by default. */
  readonly clockSkewSeconds?: number;
  /** Consults no clock, for messages out of a log: an expired or replayed signature then verifies. */
  readonly unsafeIgnoreTimes?: boolean;
  /** Leaves the body unchecked: only the headers are then known to be the signer's. */
  readonly unsafeIgnoreDigest?: boolean;
}

/** What a verified signature said of itself. */
export interface VerifiedSignature {
  /** As the signature has it: the name under which `resolveKey` found the key. */
  readonly keyId: string;
  /** What it covers: only this of the message can be trusted. */
  readonly headers: readonly string[];
  /** Whether it verified only over the profile's `fallbackHeaders`. */
  readonly usedFallback: boolean;
}

/**
 * Verifies the signature of a message, and the Digest of its body where the signature covers it.
 *
 * @throws {@link SignatureError}, whose code says what was wrong and whose `keyId` says whose it claimed to
 * be; {@link DigestError} where the body is not the one that was signed; TypeError where `digest` is covered
 * and the message was given without its body, or where there is no `now`.
 *
 * @example
 * ```ts
 * const { keyId } = await verifyMessage({
 *   message: { headers: request.headers, body },
 *   resolveKey: await thumbprintResolver([certificate]),
 *   requiredHeaders: ["digest"],
 *   now: new Date(),
 * });
 * ```
 * @see draft-cavage-http-signatures-12 section 2.5
 */
export async function verifyMessage(options: VerifyMessageOptions): Promise<VerifiedSignature> {
  const { message, resolveKey, profile = strictProfile, carrier = "signature" } = options;
  const parameters = parseSignatureHeader(signatureValue(message, carrier), profile.syntax);
  const { keyId, headers = profile.defaultHeaders ?? ["(created)"] } = parameters;
  checkAlgorithm(parameters, profile.algorithms);
  const verifyOver = async (covered: readonly string[]) => {
    checkCovered(covered, [...profile.requiredHeaders, ...(options.requiredHeaders ?? [])], keyId);
    const base = createSignatureBase(message, covered, parameters);
    checkTimes(parameters, covered, options);
    const verifier = await resolveKey(keyId);
    if (!verifier) {
      throw new SignatureError("ERR_SIGNATURE_KEY_UNKNOWN", `No key is known by the keyId ${keyId}.`, {
        keyId,
      });
    }
    await verifyBase(verifier, base, parameters);
    return covered;
  };

  const { fallbackHeaders } = profile;
  const covered = await verifyOver(headers).catch(async (error: unknown) => {
    if (!fallbackHeaders || !isOverAnotherString(error)) throw error;
    // Where the fallback fails too, what is wrong with the list that was sent is the better answer.
    return await verifyOver(fallbackHeaders).catch(() => {
      throw error;
    });
  });
  if (covered.includes("digest") && !options.unsafeIgnoreDigest) {
    if (!message.body) throw new TypeError("message.body is needed: the signature covers its digest");
    verifyDigestHeader(fieldValue(message.headers, "digest"), message.body);
  }
  return { keyId, headers: covered, usedFallback: covered !== headers };
}

/** Whether the signature may still be right over another string than its `headers` say. */
function isOverAnotherString(error: unknown): boolean {
  const codes = ["ERR_SIGNATURE_INVALID", "ERR_SIGNATURE_HEADER_MISSING", "ERR_SIGNATURE_HEADER_NOT_COVERED"];
  return error instanceof SignatureError && codes.includes(error.code);
}

function checkCovered(covered: readonly string[], required: readonly string[], keyId: string): void {
  for (const name of required) {
    if (!covered.includes(name.toLowerCase())) {
      throw new SignatureError(
        "ERR_SIGNATURE_HEADER_NOT_COVERED",
        `The signature must cover ${name.toLowerCase()}; it covers ${covered.join(" ")}.`,
        { keyId },
      );
    }
  }
}

function signatureValue(message: HttpMessage, carrier: "signature" | "authorization"): string {
  const value = fieldValue(message.headers, carrier);
  const given = carrier === "authorization" ? /^signature +(.*)$/is.exec(value ?? "")?.[1] : value;
  if (!given) {
    const wanted =
      carrier === "authorization" ? "Authorization header with the scheme Signature" : "Signature header";
    throw new SignatureError("ERR_SIGNATURE_MISSING", `The message has no ${wanted}.`);
  }
  return given;
}

function checkAlgorithm({ algorithm, keyId }: SignatureParameters, accepted: readonly string[]): void {
  if (algorithm === undefined) return;
  if (!accepted.some((label) => label.toLowerCase() === algorithm.toLowerCase())) {
    throw new SignatureError(
      "ERR_SIGNATURE_ALGORITHM",
      `The algorithm ${algorithm} is not accepted; ${accepted.join(" or ")} is.`,
      { keyId },
    );
  }
}

function checkTimes(
  { created, expires, keyId }: SignatureParameters,
  headers: readonly string[],
  { message, now, maxAgeSeconds, clockSkewSeconds = 0, unsafeIgnoreTimes }: VerifyMessageOptions,
): void {
  if (unsafeIgnoreTimes) return;
  if (!now) throw new TypeError("now is needed to check the signature's times");
  const nowSeconds = now.getTime() / 1000;
  const refuse = (
    code: "ERR_SIGNATURE_NOT_YET_VALID" | "ERR_SIGNATURE_EXPIRED" | "ERR_SIGNATURE_TOO_OLD",
    what: string,
  ) => new SignatureError(code, `${what} Compare the clocks of the two sides.`, { keyId });

  if (created !== undefined && created > nowSeconds + clockSkewSeconds) {
    throw refuse("ERR_SIGNATURE_NOT_YET_VALID", `The signature was created in the future, at ${created}.`);
  }
  if (expires !== undefined && expires < nowSeconds - clockSkewSeconds) {
    throw refuse("ERR_SIGNATURE_EXPIRED", `The signature expired at ${expires}.`);
  }
  const madeAt = headers.includes("(created)") ? created : dateSeconds(message, headers, keyId);
  if (maxAgeSeconds === undefined) return;
  if (madeAt === undefined) {
    throw new SignatureError(
      "ERR_SIGNATURE_HEADER_NOT_COVERED",
      "The age of the signature is limited, so it must cover (created) or date.",
      { keyId },
    );
  }
  if (madeAt < nowSeconds - maxAgeSeconds - clockSkewSeconds) {
    throw refuse("ERR_SIGNATURE_TOO_OLD", `The signature is older than ${maxAgeSeconds} seconds.`);
  }
  if (madeAt > nowSeconds + clockSkewSeconds) {
    throw refuse("ERR_SIGNATURE_NOT_YET_VALID", "The message is dated in the future.");
  }
}

/** The covered Date in Unix seconds. One that cannot be read is refused: compared as NaN it would always pass. */
function dateSeconds(message: HttpMessage, headers: readonly string[], keyId: string): number | undefined {
  if (!headers.includes("date")) return undefined;
  const milliseconds = Date.parse(fieldValue(message.headers, "date") ?? "");
  if (Number.isNaN(milliseconds)) {
    throw new SignatureError("ERR_SIGNATURE_HEADER_VALUE", "The Date header is not a date.", { keyId });
  }
  return milliseconds / 1000;
}

async function verifyBase(
  verifier: Verifier,
  base: string,
  { keyId, signature }: SignatureParameters,
): Promise<void> {
  try {
    await verifier.verify(signatureBaseBytes(base), signature);
  } catch (cause) {
    if (!(cause instanceof SignatureError)) throw cause;
    throw new SignatureError(
      cause.code,
      "The signature does not verify: what it covers was changed, or it was made over another string or with another key.",
      { cause, keyId },
    );
  }
}
