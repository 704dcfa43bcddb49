import { createHash, timingSafeEqual } from "node:crypto";

/** The header that a request carries the local secret in. */
export const secretHeader = "countersign-proxy-secret";

/** Whether a local secret is there, can stand in a header and is long enough not to be guessed. */
export function isLocalSecretStrong(secret: string | undefined): secret is string {
  return /^[\x21-\x7e]{16,256}$/.test(secret ?? "");
}

/** Tells whether what a request carries is the secret, in a time that says nothing about it. */
export function localSecretCheck(secret: string): (given: string | undefined) => boolean {
  const expected = digest(secret);
  return (given) => given !== undefined && timingSafeEqual(digest(given), expected);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
