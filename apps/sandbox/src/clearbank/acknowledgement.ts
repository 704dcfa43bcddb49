import type { KeyObject } from "node:crypto";
import { decodeBase64 } from "../wire/base64.js";
import type { PostOutcome } from "../wire/post.js";
import { rsaVerifies } from "../wire/rsa.js";
import { memberToken } from "./json-token.js";

/** The words of ClearBank's x-retry-reason header. */
export type RetryReason = "Connection" | "Timeout" | "HTTP" | "Non-repudiation" | "Payload / Response Format";

export type Verdict =
  | { readonly acknowledged: true }
  | { readonly acknowledged: false; readonly reason: RetryReason; readonly detail: string };

/**
 * Judges what a listener answered to a webhook: status 200, signed over the exact bytes by a key of the
 * institution, with the webhook's nonce digit for digit.
 */
export function judgeAcknowledgement(
  outcome: PostOutcome,
  nonce: string,
  keys: readonly KeyObject[],
): Verdict {
  if (outcome.kind === "connection") return failed("Connection", outcome.message);
  if (outcome.kind === "timeout") return failed("Timeout", "no complete answer in time");
  if (outcome.status !== 200) return failed("HTTP", `expected status 200, got ${outcome.status}`);
  const header = outcome.headers.digitalsignature;
  if (header === undefined) return failed("Non-repudiation", "the answer has no DigitalSignature header");
  const signature = decodeBase64(header);
  if (signature === undefined) return failed("Non-repudiation", "DigitalSignature is not standard base64");
  if (!keys.some((key) => rsaVerifies(outcome.body, signature, key))) {
    return failed(
      "Non-repudiation",
      `DigitalSignature does not verify over the ${outcome.body.length} bytes of the answer with any uploaded key`,
    );
  }
  const answered = memberToken(outcome.body.toString("utf8"), ["Nonce", "nonce"]);
  if (answered === undefined) {
    return failed("Payload / Response Format", "expected a JSON object with one Nonce member");
  }
  if (answered !== nonce) {
    return failed("Payload / Response Format", `expected the nonce ${nonce}, got ${answered.slice(0, 40)}`);
  }
  return { acknowledged: true };
}

function failed(reason: RetryReason, detail: string): Verdict {
  return { acknowledged: false, reason, detail };
}
