import type { AccessToken } from "@countersign/auth";
import type { ForbiddenReason } from "../errors.js";

/** What the caller knows of the call that was refused. */
export interface ForbiddenCall {
  /** The parsed body of the 403. */
  readonly body: unknown;
  /** The common name of the client certificate that was presented, undefined where none was. */
  readonly certificateCommonName: string | undefined;
  /** The token that was sent, undefined where none was. */
  readonly token: Pick<AccessToken, "value" | "scope"> | undefined;
  /** Without it nothing is said of the token's end. */
  readonly now?: Date;
}

/** Why a call was refused. */
export interface ForbiddenExplanation {
  /** What was found; `unknown` where all that was sent fits, as with a token that was revoked. */
  readonly reason: ForbiddenReason;
  /** The same in a sentence, with what to do. */
  readonly message: string;
  /** The scopes that the answer names, those of which one is enough included. */
  readonly requiredScopes: readonly string[];
}

/**
 * Clearstream answers a missing certificate, a missing token, a missing scope and a certificate of somebody
 * else with one and the same 403. What was sent tells them apart.
 *
 * @example
 * ```ts
 * const { message } = explainForbidden({ body, token, certificateCommonName: "a00012345_0012345", now: new Date() });
 * ```
 * @see Clearstream API Developer Guide, "Accessing the Playground API"
 */
export function explainForbidden({
  body,
  certificateCommonName,
  token,
  now,
}: ForbiddenCall): ForbiddenExplanation {
  const { mandatory, oneOf } = requiredScopes(body);
  const needed = [...mandatory, ...oneOf];
  const explain = (reason: ForbiddenReason, message: string) => ({
    reason,
    message,
    requiredScopes: needed,
  });
  if (certificateCommonName === undefined) {
    return explain(
      "no-certificate",
      "No client certificate was presented. It is decided once per connection: never share one with calls that have none.",
    );
  }
  if (!token) return explain("no-token", "No access token was sent.");
  const lacking = lackingScopes(token.scope, mandatory, oneOf);
  if (lacking.length > 0) {
    return explain(
      "scope",
      `The token lacks the scope ${lacking.join(" and ")}; it has ${token.scope.join(" ")}. Ask for it, and have the API granted to the consumer.`,
    );
  }
  const { subject, endsAt } = readClaims(token.value);
  if (subject !== undefined && subject !== certificateCommonName) {
    return explain(
      "other-user",
      `The certificate is ${certificateCommonName}'s, the token ${subject}'s: both must be one consumer's.`,
    );
  }
  if (now && endsAt && endsAt <= now) {
    return explain(
      "token-expired",
      `The token expired at ${endsAt.toISOString()}; now is ${now.toISOString()}. Ask for a new one.`,
    );
  }
  return explain(
    "unknown",
    "Certificate, scopes and user fit: the token or the certificate may have been revoked, or a fine-grained role is missing.",
  );
}

/** A token whose answer named no scopes has those that were asked for, which are not known here. */
function lackingScopes(has: readonly string[], mandatory: string[], oneOf: string[]): string[] {
  if (has.length === 0) return [];
  const hasOne = oneOf.length === 0 || oneOf.some((scope) => has.includes(scope));
  return [...mandatory.filter((scope) => !has.includes(scope)), ...(hasOne ? [] : [oneOf.join(" or ")])];
}

function requiredScopes(body: unknown): { mandatory: string[]; oneOf: string[] } {
  const required = (
    body as { required_scopes?: { mandatory?: unknown; at_least_one_of?: unknown } } | undefined
  )?.required_scopes;
  return { mandatory: texts(required?.mandatory), oneOf: texts(required?.at_least_one_of) };
}

function texts(value: unknown): string[] {
  return [value].flat().filter((each) => typeof each === "string");
}

/** `sub` and `exp`, read and not verified: it is our own token, looked at to explain a refusal. */
function readClaims(jwt: string): { readonly subject?: string; readonly endsAt?: Date } {
  try {
    const json = Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString();
    const { sub, exp } = JSON.parse(json) as { sub?: unknown; exp?: unknown };
    return {
      ...(typeof sub === "string" && { subject: sub }),
      ...(typeof exp === "number" && { endsAt: new Date(exp * 1000) }),
    };
  } catch {
    return {};
  }
}
