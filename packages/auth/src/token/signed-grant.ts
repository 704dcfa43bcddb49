import { type Signer, signMessage } from "@countersign/crypto-core";
import { type Grant, postForm } from "./grant.js";

/** What is signed, by whom, and where it stands. */
export interface SignedGrantOptions {
  /** Holds the key that the certificate is for. */
  readonly signer: Signer;
  /** The thumbprint of the certificate whose key signs. */
  readonly keyId: string;
  /** How the algorithm is labelled; `rsa-sha256` by default. */
  readonly algorithm?: "rsa-sha256" | "SHA256withRSA";
  /** What is signed, in this order, with `Date` (headers) or `date` (body) behind it: `{ App, Client, Id }`. */
  readonly parameters: Readonly<Record<string, string>>;
  /**
   * `headers`: the parameters and Date are HTTP headers, the signature is in Authorization. `body`: date and
   * signature are fields of the form; parameters are sent only where `form` names them too.
   */
  readonly sentAs: "headers" | "body";
  /** More fields of the form, such as `client_id` and `scope`. */
  readonly form?: Readonly<Record<string, string>>;
  /** ISO 8601 with milliseconds, in UTC, by default. */
  readonly formatDate?: (now: Date) => string;
  /** Told every string that is signed: the first thing to look at when a signature is refused. */
  readonly onSigned?: (signatureBase: string) => void;
}

/**
 * The client credentials grant of a client that is authenticated by an HTTP signature: Worldline's tokens of
 * version 1 (`headers`: App, Client, Id and Date are signed), and of version 2 by certificate, which its
 * documentation shows in two ways (`headers`: client_id and Date are; `body`: app, client, id and date are).
 *
 * @example
 * ```ts
 * signedClientCredentialsGrant({
 *   signer,
 *   keyId: thumbprint(certificate, "SHA-1"),
 *   parameters: { App: "IDEAL", Client: "RaboiDEAL", Id: "002881" },
 *   sentAs: "headers",
 * });
 * ```
 * @see draft-cavage-http-signatures-12; Worldline, "Sending authorization requests"
 */
export function signedClientCredentialsGrant(options: SignedGrantOptions): Grant {
  const { signer, keyId, algorithm = "rsa-sha256", parameters, sentAs, form = {}, onSigned } = options;
  const { formatDate = (now: Date) => now.toISOString() } = options;
  return {
    name: { ...form, ...parameters, grant: "client_credentials", sentAs, keyId: keyId.toUpperCase() },
    async buildRequest({ url, now, signal }) {
      const date = formatDate(now);
      const signed = { ...parameters, ...(sentAs === "headers" ? { Date: date } : { date }) };
      const { value, signatureBase } = await signMessage({
        message: { headers: signed },
        headers: Object.keys(signed).map((name) => name.toLowerCase()),
        signer,
        keyId,
        algorithm,
        ...(signal && { signal }),
      });
      onSigned?.(signatureBase);
      const signature = `Signature ${value}`;
      const fields = { grant_type: "client_credentials", ...form };
      return sentAs === "headers"
        ? postForm(url, fields, { headers: { ...signed, authorization: signature }, signal })
        : postForm(url, { ...fields, date, signature }, { signal });
    },
  };
}
