import { createHash } from "node:crypto";
import { encodeBase64 } from "../digest/base64.js";
import { digestHeader, verifyDigestHeader } from "../digest/digest-header.js";
import { sha256 } from "../digest/sha256.js";
import { DigestError } from "../errors.js";
import { findBodyMistake, findTruncation, truncatedBody } from "./body-mistakes.js";
import type { SignatureCause } from "./explanation.js";

/** A wrong way to write the digest of the right body. */
interface DigestMistake extends SignatureCause {
  /** Header values that the mistake leads to. */
  values(body: Uint8Array): readonly string[];
  /** What can be told from the header alone, whatever the body is. */
  readonly shape?: RegExp;
}

const rightForm = "Write SHA-256= and the standard base64, with padding, of the 32 bytes of the hash.";

const digestMistakes: readonly DigestMistake[] = [
  {
    code: "digest-hex",
    message: "The digest is written in hex, or is the base64 of the hex text.",
    fix: rightForm,
    shape: /^[^=]+=[0-9a-f]{64}$/i,
    values: (body) => {
      const hex = hash("sha256", body).toString("hex");
      return [hex, hex.toUpperCase(), base64(hex), base64(hex.toUpperCase())].map(labelled);
    },
  },
  {
    code: "digest-base64url",
    message: "The digest is written in base64url, with - and _ or without padding.",
    fix: rightForm,
    // One that has - or _; without either, only the missing padding is left to be seen.
    shape: /^[^=]+=(?=[\w-]{43}=?$)(?:[A-Za-z0-9]*[-_]|[A-Za-z0-9]{43}$)/,
    values: (body) => {
      const encoded = hash("sha256", body).toString("base64url");
      return [encoded, `${encoded}=`, base64(sha256(body)).replace("=", "")].map(labelled);
    },
  },
  {
    code: "double-hash",
    message: "The digest is of the body's hash, which was hashed again.",
    fix: "Hash the body once.",
    values: (body) => {
      const once = hash("sha256", body);
      return [once, once.toString("hex"), once.toString("base64")].map((twice) =>
        labelled(base64(sha256(twice))),
      );
    },
  },
  {
    code: "digest-format",
    message:
      "The digest is right, but written as another header has it: with colons (RFC 9530), or without SHA-256=.",
    fix: rightForm,
    values: (body) => {
      const encoded = base64(sha256(body));
      return [encoded, `:${encoded}:`, `sha-256=:${encoded}:`, `SHA256=${encoded}`, `SHA-256:${encoded}`];
    },
  },
  {
    code: "digest-algorithm",
    message: "The digest is of another hash than SHA-256: MD5, SHA-1, SHA-384 or SHA-512.",
    fix: "Hash the body with SHA-256.",
    values: (body) =>
      ["md5", "sha1", "sha384", "sha512"].flatMap((name) => {
        const encoded = hash(name, body).toString("base64");
        return [labelled(encoded), `${name}=${encoded}`, `${name.replace("sha", "sha-")}=${encoded}`];
      }),
  },
];

/**
 * Why a Digest header is not that of the body; undefined where it is.
 *
 * @param contentLength what the message says of the body's length.
 */
export function explainDigest(
  value: string | undefined,
  body: Uint8Array,
  contentLength: number | undefined,
): SignatureCause | undefined {
  const failure = digestFailure(value, body);
  if (!failure) return undefined;
  if (contentLength !== undefined && contentLength > body.length)
    return truncatedBody(body.length, contentLength);
  const given = value ?? "";
  const matches = (other: Uint8Array) => digestFailure(given, other) === undefined;
  return (
    findDigestMistake(given, body) ??
    findBodyMistake(body, "The Digest header is that of", matches) ??
    findTruncation(body, "The Digest header is that of", (digest) => given.includes(base64(digest))) ?? {
      code: "digest-mismatch",
      message: failure.message,
      fix: "Nothing of what is commonly done wrong leads to this digest: compare the bytes of the body on the two sides.",
    }
  );
}

/** The values of a Digest header that mistakes lead to, for those who signed another one than they sent. */
export function* wrongDigestValues(body: Uint8Array): Generator<readonly [string, SignatureCause]> {
  for (const { code, message, fix, values } of digestMistakes)
    for (const value of values(body)) yield [value, { code, message, fix }];
  const right = digestHeader(body);
  const label = {
    code: "header-altered",
    message: "The signature was made over another Digest header than the message has.",
    fix: "Compute the Digest header once, from the bytes that are sent, and sign that very text.",
  } as const;
  for (const value of [right, right.replace("SHA-256", "sha-256")]) yield [value, label];
}

function findDigestMistake(value: string, body: Uint8Array): SignatureCause | undefined {
  const given = value.toLowerCase();
  const found =
    digestMistakes.find(({ values }) => values(body).some((wrong) => sameDigest(wrong, value))) ??
    digestMistakes.find(({ shape }) => shape?.test(given.trim()));
  return found && { code: found.code, message: found.message, fix: found.fix };
}

/** Algorithm names are compared without regard to case, what follows them is not. */
function sameDigest(wrong: string, value: string): boolean {
  const normal = (text: string) => text.replace(/^[^=:]+=/, (name) => name.toLowerCase());
  return normal(wrong) === normal(value.trim());
}

function digestFailure(value: string | undefined, body: Uint8Array): DigestError | undefined {
  try {
    verifyDigestHeader(value, body);
    return undefined;
  } catch (error) {
    if (error instanceof DigestError) return error;
    throw error;
  }
}

function labelled(value: string): string {
  return `SHA-256=${value}`;
}

function hash(algorithm: string, body: Uint8Array): Buffer {
  return createHash(algorithm).update(body).digest();
}

function base64(value: string | Uint8Array): string {
  return encodeBase64(typeof value === "string" ? Buffer.from(value) : value);
}
