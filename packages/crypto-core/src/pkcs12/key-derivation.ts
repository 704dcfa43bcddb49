import { createHash, pbkdf2 } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import type { IterationBudget } from "./iteration-budget.js";
import { type Password, toBmpPassword, toUtf8Password } from "./password.js";

/** What the derived bytes are for; it is hashed in, so that they differ (RFC 7292 appendix B.3). */
export const purpose = { key: 1, iv: 2, mac: 3 } as const;

/** How a key is derived from a password. */
export interface Derivation {
  /** As node:crypto calls it: "sha1", "sha256", … */
  readonly hash: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

const derivePbkdf2 = promisify(pbkdf2);

/** PBKDF2 with HMAC (RFC 8018 section 5.2), off the main thread. */
export async function deriveWithPbkdf2(
  { hash, salt, iterations }: Derivation,
  password: Password,
  length: number,
  budget: IterationBudget,
): Promise<Uint8Array> {
  budget.spend(iterations * Math.ceil(length / hashLength(hash)));
  return derivePbkdf2(toUtf8Password(password), salt, iterations, length, hash);
}

/** Some milliseconds of hashing, after which others have their turn. */
const iterationsPerTurn = 5_000;

/** The key derivation of PKCS#12 itself (RFC 7292 appendix B.2), by its letters. */
export async function deriveWithPkcs12(
  { hash, salt, iterations }: Derivation,
  password: Password,
  id: (typeof purpose)[keyof typeof purpose],
  length: number,
  budget: IterationBudget,
): Promise<Uint8Array> {
  budget.spend(iterations * Math.ceil(length / hashLength(hash)));
  const v = hash === "sha384" || hash === "sha512" ? 128 : 64;
  const diversifier = new Uint8Array(v).fill(id);
  const input = Buffer.concat([fill(salt, v), fill(toBmpPassword(password), v)]);
  const output: Uint8Array[] = [];
  for (let derived = 0; derived < length; ) {
    let a = createHash(hash).update(diversifier).update(input).digest();
    for (let i = 1; i < iterations; i++) {
      a = createHash(hash).update(a).digest();
      if (i % iterationsPerTurn === 0) await setImmediate();
    }
    output.push(a);
    derived += a.length;
    const b = fill(a, v).subarray(0, v);
    for (let start = 0; start < input.length; start += v) addPlusOne(input.subarray(start, start + v), b);
  }
  return Buffer.concat(output).subarray(0, length);
}

function hashLength(hash: string): number {
  return createHash(hash).digest().length;
}

/** Repeats the bytes up to a multiple of v; nothing stays nothing. */
function fill(bytes: Uint8Array, v: number): Uint8Array {
  const length = v * Math.ceil(bytes.length / v);
  return Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length] ?? 0);
}

/** block = block + addend + 1, as big-endian numbers of that many bytes. */
function addPlusOne(block: Uint8Array, addend: Uint8Array): void {
  let carry = 1;
  for (let i = block.length - 1; i >= 0; i--) {
    carry += (block[i] ?? 0) + (addend[i] ?? 0);
    block[i] = carry;
    carry >>= 8;
  }
}
