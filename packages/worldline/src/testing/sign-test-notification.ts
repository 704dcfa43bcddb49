import { createHash } from "node:crypto";
import { digestHeader, type Signer, signMessage, thumbprint } from "@countersign/crypto-core";
import { type ExampleNotifications, exampleNotification } from "./example-notification.js";

/** What a test notification says, and who sends it. */
export interface TestNotification {
  /** Decides on the path, and on the payload where none is given. */
  readonly type: keyof ExampleNotifications;
  /** {@link exampleNotification}'s by default. */
  readonly payload?: unknown;
  /** Without `Bearer `. */
  readonly bearerToken: string;
  /** The key that plays the service's. */
  readonly signer: Signer;
  /** Its certificate, PEM: one of those that the handler knows. */
  readonly certificate: string;
  /** A UUID that depends on the body by default. */
  readonly requestId?: string;
  /** As it is sent and signed; the local time of a moment in 2024 by default, which nothing checks. */
  readonly messageCreateDateTime?: string;
}

/** A request as the service would send it: POST it to the notification URL with `path` behind it. */
export interface SignedTestNotification {
  /** `/notification/status` or `/notification/debtorToken`. */
  readonly path: string;
  /** The bytes that the Digest is of. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Authorization and the signature among them, in the service's spelling. */
  readonly headers: Record<string, string>;
}

/**
 * Makes a notification as the Open Banking Service would send it, signed with a key of the test's own: for tests of a
 * handler, without Worldline. The JSON has no white space, the time has a local offset, and MessageCreateDateTime,
 * X-Request-ID and Digest are signed in this order, as the service does.
 *
 * @throws `CertificateError` where the certificate cannot be read; TypeError where there is no such type.
 * @example
 * ```ts
 * const { path, body, headers } = await signTestNotification({
 *   type: "status",
 *   bearerToken: "token-of-the-test",
 *   signer,
 *   certificate,
 * });
 * const url = `https://shop.example/v3${path}`;
 * const response = await handle(new Request(url, { method: "POST", body, headers }));
 * ```
 */
export async function signTestNotification(notification: TestNotification): Promise<SignedTestNotification> {
  const { type, bearerToken, signer, certificate } = notification;
  const { messageCreateDateTime = "2024-01-30T17:03:52.111+01:00" } = notification;
  const example = exampleNotification(type);
  const body = new TextEncoder().encode(JSON.stringify(notification.payload ?? example));
  const covered = {
    MessageCreateDateTime: messageCreateDateTime,
    "X-Request-ID": notification.requestId ?? uuidOf(body),
    Digest: digestHeader(body),
  };
  const { value } = await signMessage({
    message: { headers: covered },
    headers: ["messagecreatedatetime", "x-request-id", "digest"],
    signer,
    keyId: thumbprint(certificate, "SHA-1"),
    algorithm: "rsa-sha256",
  });
  const headers = {
    Authorization: `Bearer ${bearerToken}`,
    ...covered,
    Signature: value,
    "Content-Type": "application/json",
  };
  return { path: `/notification/${type}`, body, headers };
}

function uuidOf(body: Uint8Array): string {
  const hex = createHash("sha256").update(body).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
