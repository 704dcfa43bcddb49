/** Why ClearBank sent a webhook again: the words of `x-retry-reason`, what they mean, and what to do. */
export interface RetryReason {
  readonly meaning: string;
  readonly remedies: readonly string[];
}

/**
 * The reasons that there are.
 *
 * @see ClearBank, "Handling a webhook"
 */
export const retryReasons: Readonly<Record<string, RetryReason>> = {
  Connection: {
    meaning: "ClearBank could not reach the listener: no connection, or no TLS that it trusts.",
    remedies: [
      "From outside of your network, run: countersign tls probe URL. The certificate must be in date, be for that name, and come with its whole chain.",
      "Let ClearBank's published address ranges for this environment through the firewall.",
      "Compare the URL in Institution > Webhook Management with where the listener is.",
    ],
  },
  Timeout: {
    meaning: "The answer was not complete 5 seconds after ClearBank had sent the webhook.",
    remedies: [
      "Verify the webhook, store it and acknowledge it; do the rest of the work later, from the store.",
      "Look at how long the store, the HSM and the proxies in between take: all of it counts.",
    ],
  },
  HTTP: {
    meaning: "The answer's status was another one than 200.",
    remedies: [
      "Find the request in the listener's log by its X-Request-Id. 401: its signature did not verify, because of another public key, or because a parser had changed the body. 404: the path is another. 413: a limit is too low, and 1 MiB is enough. 301 or 302: give the final URL in the portal.",
      'Try the listener yourself: "countersign clearbank webhook send".',
    ],
  },
  "Non-repudiation": {
    meaning:
      "The acknowledgement's DigitalSignature is missing, or does not verify with the key of any certificate request that was uploaded.",
    remedies: [
      'Sign with the key of an uploaded request: "countersign clearbank profile check" compares the two.',
      "Sign the bytes that are sent: nothing may write the JSON anew, compress it or add a newline behind the signing.",
      "The signature is RSASSA-PKCS1-v1_5 with SHA-256, hashed once, in standard base64, in the header DigitalSignature of the answer.",
    ],
  },
  "Payload / Response Format": {
    meaning: "The acknowledgement is no JSON object with the Nonce of the webhook.",
    remedies: [
      'Answer {"Nonce":N} with the digits that stand in the webhook.',
      "Copy the digits as text: nonces are larger than 32 bits, and a number in some languages loses digits.",
    ],
  },
};

/** What a reason means, in one sentence; what nobody knows is said to be unknown. */
export function meaningOf(reason: string): string {
  return Object.hasOwn(retryReasons, reason)
    ? (retryReasons[reason]?.meaning ?? "")
    : "This reason is not a documented one.";
}
