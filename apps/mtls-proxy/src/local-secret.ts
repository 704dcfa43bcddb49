import { createHash, timingSafeEqual } from "node:crypto";
import type { ConfigSources } from "@countersign/service";
import type { Config } from "./config/settings.js";

/** The header that a request carries the local secret in. */
export const secretHeader = "countersign-proxy-secret";

/** The secret that requests must carry; undefined where none is asked for, or the variable is empty. */
export function localSecretOf(
  { localSecretEnv }: Pick<Config, "localSecretEnv">,
  env: ConfigSources["env"],
): string | undefined {
  return (localSecretEnv !== undefined && env[localSecretEnv]) || undefined;
}

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
