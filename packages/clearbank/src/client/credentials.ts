import type { Signer } from "@countersign/crypto-core";
import { FileKeyError } from "../errors.js";

/** Who we are to ClearBank: an API token and the key whose request for a certificate it was made with. */
export interface ClearBankCredentials {
  /** From ClearBank's portal, without `Bearer `: visible ASCII. */
  readonly token: string;
  /** Holds the private key of that request; it signs bodies, and acknowledgements of webhooks. */
  readonly signer: Signer;
}

/** The credentials themselves, or where the current ones come from: they may be replaced while the client runs. */
export type ClearBankCredentialsSource =
  | ClearBankCredentials
  | (() => ClearBankCredentials | Promise<ClearBankCredentials>);

/**
 * A function that gives both credentials at once, so that a rotation never joins the old token with the new key.
 * Constant ones are checked now, others each time.
 */
export function openCredentials(
  source: ClearBankCredentialsSource,
  isFileKeyRefused: boolean,
): () => Promise<ClearBankCredentials> {
  if (typeof source !== "function") {
    const constant = checkCredentials(source, isFileKeyRefused);
    return async () => constant;
  }
  return async () => checkCredentials(await source(), isFileKeyRefused);
}

function checkCredentials(
  { token, signer }: ClearBankCredentials,
  isFileKeyRefused: boolean,
): ClearBankCredentials {
  // The platform's own error would show the token, and an unset variable would be sent as "undefined".
  if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError("the API token is visible ASCII, without blanks or line breaks");
  }
  if (isFileKeyRefused && signer.isKeyFromFile) throw new FileKeyError();
  return { token, signer };
}
