import { ApiConnectionError, ApiContentError, ApiError, ApiTimeoutError, TlsError } from "@countersign/auth";
import { ClearBankApiError } from "@countersign/clearbank";
import { CountersignError } from "@countersign/crypto-core";
import { type Check, type CheckName, failed } from "./diagnosis.js";
import type { Environment, ProfileKey } from "./profile.js";

/** What a failed call may be explained with. */
export interface CallFacts {
  readonly environment: Environment;
  readonly key: ProfileKey;
  readonly base: string;
}

/** Why a call of the Test endpoints failed, and what to do; what is no answer to that is thrown on. */
export function explainCall(check: CheckName, error: unknown, facts: CallFacts): Check {
  // It is below the errors for answers, and no answer of ClearBank's.
  if (error instanceof ApiContentError) {
    return failed(check, error.message, [
      `Something else answers in ClearBank's place, such as a proxy or a gateway: look at ${facts.base}, at --base-url and at HTTPS_PROXY.`,
    ]);
  }
  if (error instanceof ApiError) {
    const title = error instanceof ClearBankApiError ? error.title : undefined;
    return failed(check, error.message, remediesFor(error.status, title, facts));
  }
  const isUnreached =
    error instanceof ApiConnectionError || error instanceof ApiTimeoutError || error instanceof TlsError;
  if (!isUnreached || !(error instanceof CountersignError)) throw error;
  return failed(check, error.message, [
    `See which part of the connection fails: countersign tls probe ${facts.base}`,
    "Behind a proxy, set HTTPS_PROXY; where that brings its own certificates, give them with --ca.",
  ]);
}

function remediesFor(status: number, title: string | undefined, facts: CallFacts): readonly string[] {
  const { environment, key, base } = facts;
  if (status === 401 || status === 403) {
    return [
      `Use a token of this environment: a token made in the portal of another is unknown at ${base} (the profile is for ${environment}).`,
      "Look in Institution > Certificates and Tokens whether the token is there still and has not expired; it lives for a year at most.",
      "Where it may have been copied in part, generate a new one: a token is shown once.",
      "Ask ClearBank whether the token may use the API, where all of that is right.",
    ];
  }
  if (status === 400 && /signature/i.test(title ?? "")) {
    return [
      `Use the token that was generated with ${key.name}.csr: the signature is checked with the key of the request that was uploaded for the token, and ${key.name} signed it.`,
      `Where that is not certain, upload ${key.name}.csr again and generate a new token.`,
      "Where a proxy stands in between, have it leave body and headers as they are: the exact bytes are signed.",
    ];
  }
  if (status === 400 && /request-id/i.test(title ?? "")) {
    return ["Have the proxy in between leave the X-Request-Id header as it is."];
  }
  if (status === 404) return [`Look at --base-url: ${base} has no /v1/Test.`];
  if (status === 409) return ["Run this again: ClearBank has had a request with this id."];
  if (status === 429)
    return ["Wait a minute and run this again: too many requests came from this institution."];
  if (status >= 500)
    return ["Run this again later: the fault is on ClearBank's side. Its status page may say more."];
  return ["Give ClearBank's support the two ids above."];
}
