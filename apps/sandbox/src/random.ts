import { createHash, randomBytes } from "node:crypto";

/** Where every random value of the sandbox comes from, so that a test can foresee them. */
export interface Random {
  bytes(size: number): Buffer;
  /** A version 4 UUID. */
  uuid(): string;
  /**
   * Uniform in [min, max).
   *
   * @throws RangeError where that holds no integer.
   */
  integer(min: number, max: number): number;
}

export function createRandom(bytes: (size: number) => Buffer = randomBytes): Random {
  return {
    bytes,
    uuid() {
      const raw = bytes(16);
      raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x40;
      raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80;
      const hex = raw.toString("hex");
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        "-",
      );
    },
    integer(min, max) {
      const range = max - min;
      // Else no draw would ever do.
      if (!(range >= 1)) throw new RangeError(`there is no integer from ${min} up to and without ${max}`);
      // A plain remainder would favour small values: draw again above the last whole multiple of the range.
      const limit = 2 ** 48 - (2 ** 48 % range);
      for (;;) {
        const drawn = bytes(6).readUIntBE(0, 6);
        if (drawn < limit) return min + (drawn % range);
      }
    },
  };
}

/** Bytes that depend on nothing but the seed and on how many were drawn before: SHA-256 over a counter. */
export function seededBytes(seed: string): (size: number) => Buffer {
  let pool = Buffer.alloc(0);
  let counter = 0;
  return (size) => {
    while (pool.length < size) {
      pool = Buffer.concat([pool, createHash("sha256").update(`${counter} ${seed}`).digest()]);
      counter += 1;
    }
    const drawn = Buffer.from(pool.subarray(0, size));
    pool = pool.subarray(size);
    return drawn;
  };
}

/** The same values in another order. */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const left = [...values];
  return values.flatMap(() => left.splice(random.integer(0, left.length), 1));
}
