import { createHash, timingSafeEqual } from "node:crypto";
import { DigestError } from "../errors.js";
import { decodeBase64, encodeBase64 } from "./base64.js";
import { sha256 } from "./sha256.js";

const checkedAlgorithms: Readonly<Record<string, { readonly hash: string; readonly length: number }>> = {
  "sha-256": { hash: "sha256", length: 32 },
  "sha-512": { hash: "sha512", length: 64 },
};

/**
 * The value of a Digest header for a body, `SHA-256=` and base64.
 *
 * @param body the bytes that are sent; text stands for its UTF-8 bytes; nothing for a request without body.
 *
 * @example
 * ```ts
 * digestHeader(""); // "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
 * ```
 * @see RFC 3230 section 4.3.2; Worldline, "The Digest header"
 */
export function digestHeader(body: string | Uint8Array = ""): string {
  return `SHA-256=${encodeBase64(sha256(body))}`;
}

/**
 * Checks a Digest header against the body that was received. Every SHA-256 and SHA-512 in it must be the
 * body's and one must be there; other algorithms are passed over. Names are compared without regard to case.
 *
 * @param value the header as received; null or undefined where there was none.
 * @param body the bytes as received, never parsed and serialised again.
 * @throws {@link DigestError} `ERR_DIGEST_MISSING`, `ERR_DIGEST_MALFORMED`, `ERR_DIGEST_UNSUPPORTED`,
 * `ERR_DIGEST_MISMATCH`.
 *
 * @example
 * ```ts
 * verifyDigestHeader(request.headers.get("digest"), new Uint8Array(await request.arrayBuffer()));
 * ```
 * @see RFC 3230 section 4.3.2
 */
export function verifyDigestHeader(value: string | null | undefined, body: string | Uint8Array): void {
  if (value === null || value === undefined || value.trim() === "") {
    throw new DigestError("ERR_DIGEST_MISSING", "There is no Digest header.");
  }
  let checked = 0;
  for (const instance of value.split(",")) {
    const [, name = "", encoded = ""] = /^[ \t]*([^=]*)=(.*?)[ \t]*$/s.exec(instance) ?? [];
    if (name === "") {
      throw new DigestError("ERR_DIGEST_MALFORMED", "The Digest header is not a list of algorithm=value.");
    }
    const algorithm = Object.hasOwn(checkedAlgorithms, name.toLowerCase())
      ? checkedAlgorithms[name.toLowerCase()]
      : undefined;
    if (algorithm) {
      compare(name, encoded, algorithm, body);
      checked += 1;
    }
  }
  if (checked === 0) {
    throw new DigestError("ERR_DIGEST_UNSUPPORTED", "The Digest header has neither SHA-256 nor SHA-512.");
  }
}

function compare(
  name: string,
  encoded: string,
  { hash, length }: { hash: string; length: number },
  body: string | Uint8Array,
): void {
  const claimed = decodeBase64(encoded);
  if (claimed?.length !== length) {
    const hex = encoded.length === length * 2 && /^[0-9a-f]*$/i.test(encoded);
    throw new DigestError(
      "ERR_DIGEST_MALFORMED",
      hex
        ? `The ${name} digest is written in hex; it must be the base64 of the ${length} bytes of the hash.`
        : `The ${name} digest is not the base64 of ${length} bytes.`,
    );
  }
  if (!timingSafeEqual(claimed, createHash(hash).update(body).digest())) {
    throw new DigestError(
      "ERR_DIGEST_MISMATCH",
      `The ${name} digest is not that of the body: the body was changed, cut or serialised again on its way.`,
    );
  }
}
