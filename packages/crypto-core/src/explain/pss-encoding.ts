import { createHash } from "node:crypto";

/** Hash and mask hash of what signs with PSS: the same one as a rule, SHA-1 for the mask where it was forgotten. */
const variants = [
  ["sha256", "sha256"],
  ["sha512", "sha512"],
  ["sha384", "sha384"],
  ["sha1", "sha1"],
  ["sha256", "sha1"],
  ["sha512", "sha1"],
] as const;

/**
 * Whether an opened RSA block has the form of PSS. The trailer 0xbc alone would be there by chance once in 256
 * blocks of noise; that the unmasked part is zeros, a one and a salt is not.
 *
 * @see RFC 8017 section 9.1.2
 */
export function isPssEncoded(block: Uint8Array, modulusBits: number): boolean {
  const length = Math.ceil((modulusBits - 1) / 8);
  const encoded = block.subarray(block.length - length);
  if (encoded.at(-1) !== 0xbc) return false;
  return variants.some(([hash, maskHash]) => hasPssForm(encoded, modulusBits, hash, maskHash));
}

function hasPssForm(encoded: Uint8Array, modulusBits: number, hash: string, maskHash: string): boolean {
  const hashLength = createHash(hash).digest().length;
  const split = encoded.length - hashLength - 1;
  if (split < 1) return false;
  const mask = generateMask(encoded.subarray(split, -1), split, maskHash);
  const block = encoded.subarray(0, split).map((byte, index) => byte ^ (mask[index] ?? 0));
  block[0] = (block[0] ?? 0) & (0xff >> (8 * encoded.length - (modulusBits - 1)));
  return block.find((byte) => byte !== 0) === 1;
}

/** MGF1, RFC 8017 appendix B.2.1. */
function generateMask(seed: Uint8Array, length: number, hash: string): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let counter = 0, size = 0; size < length; counter++) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const part = createHash(hash).update(seed).update(count).digest();
    parts.push(part);
    size += part.length;
  }
  return Buffer.concat(parts).subarray(0, length);
}
