import { webcrypto } from "node:crypto";

/** Fills the bytes with random ones, like `crypto.getRandomValues`. */
export type RandomSource = (bytes: Uint8Array) => unknown;

/** So many random bytes, from the system's generator where no other is given. */
export function randomBytes(length: number, getRandomValues: RandomSource | undefined): Uint8Array {
  const bytes = new Uint8Array(length);
  if (getRandomValues === undefined) webcrypto.getRandomValues(bytes);
  else getRandomValues(bytes);
  return bytes;
}
