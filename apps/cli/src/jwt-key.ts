import { createPublicKey, type JsonWebKey } from "node:crypto";
import { importVerifier, KeyError, SignatureError, type Verifier } from "@countersign/crypto-core";
import type { Jwt } from "./jwt.js";

/**
 * Verifies a token's signature with the contents of a key file: a public key, a certificate, or a key set
 * (RFC 7517 section 5). The algorithm is RS256, whatever the token wants.
 *
 * @throws {@link SignatureError} where it does not verify; {@link KeyError} where the file cannot be used.
 */
export async function verifyJwtSignature(
  { header, signedText, signature }: Jwt,
  file: Uint8Array,
): Promise<void> {
  const { alg, kid, crit } = header.value;
  const keys = parseKeySet(file);
  const verifier = await (keys ? importFromSet(keys, kid) : importVerifier(file));
  if (alg !== "RS256") {
    throw new SignatureError(
      "ERR_SIGNATURE_ALGORITHM",
      `The token is ${alg === "none" ? "not signed" : "signed by another algorithm"}; only RS256 is verified here.`,
    );
  }
  if (crit !== undefined) {
    throw new SignatureError(
      "ERR_SIGNATURE_PARAMETER",
      "The token demands extensions (crit), and none is known here.",
    );
  }
  await verifier.verify(Buffer.from(signedText, "latin1"), signature);
}

/** The keys of a key set; undefined where the file is none. */
function parseKeySet(file: Uint8Array): readonly JsonWebKey[] | undefined {
  const text = Buffer.from(file).toString("utf8");
  if (!/^\s*\{/.test(text)) return undefined;
  let set: { readonly keys?: unknown };
  try {
    set = JSON.parse(text);
  } catch {
    throw new KeyError("ERR_KEY_UNREADABLE", "The key set is not JSON.");
  }
  if (!Array.isArray(set.keys)) throw new KeyError("ERR_KEY_MISSING", 'The JSON has no list of "keys".');
  return set.keys;
}

async function importFromSet(keys: readonly JsonWebKey[], kid: unknown): Promise<Verifier> {
  const candidates = keys.filter((key) => key?.kty === "RSA" && (kid === undefined || key.kid === kid));
  const [key] = candidates;
  if (key === undefined || candidates.length > 1) {
    throw new SignatureError(
      "ERR_SIGNATURE_KEY_UNKNOWN",
      kid === undefined
        ? `The token names no key (kid), and the key set has ${candidates.length} for RSA, not one.`
        : `The key set has ${candidates.length === 0 ? "no RSA key" : "several keys"} of the kid that the token names.`,
    );
  }
  try {
    const spki = createPublicKey({ key, format: "jwk" }).export({ format: "der", type: "spki" });
    return await importVerifier(spki);
  } catch (cause) {
    if (cause instanceof KeyError) throw cause;
    throw new KeyError("ERR_KEY_UNREADABLE", "The key of the key set cannot be read.", { cause });
  }
}
