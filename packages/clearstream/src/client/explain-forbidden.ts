import type { AccessToken } from "@countersign/auth";

/** What the caller knows of the call that was refused. */
export interface ForbiddenCall {
  /** The parsed body of the 403. */
  readonly body: unknown;
  /** The common name of the client certificate that was presented, undefined where none was. */
  readonly certificateCommonName: string | undefined;
  /** The token that was sent, undefined where none was. */
  readonly token: Pick<AccessToken, "value" | "scope"> | undefined;
}

/** Why a call was refused. */
export interface ForbiddenExplanation {
  /** What was found; `unknown` where all that was sent fits, as with a token that has ended or was revoked. */
  readonly reason: "no-certificate" | "no-token" | "scope" | "other-user" | "unknown";
  readonly message: string;
  readonly requiredScopes: readonly string[];
}

/**
 * Clearstream answers a missing certificate, a missing token, a missing scope and a certificate of somebody
 * else with one and the same 403. What was sent tells them apart.
 */
export function explainForbidden({
  body,
  certificateCommonName,
  token,
}: ForbiddenCall): ForbiddenExplanation {
  const { mandatory, oneOf } = requiredScopes(body);
  const needed = [...mandatory, ...oneOf];
  const explain = (reason: ForbiddenExplanation["reason"], message: string) => ({
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
  const lacking = [
    ...mandatory.filter((scope) => !token.scope.includes(scope)),
    ...(oneOf.length > 0 && !oneOf.some((scope) => token.scope.includes(scope)) ? [oneOf.join(" or ")] : []),
  ];
  if (lacking.length > 0) {
    return explain(
      "scope",
      `The token lacks the scope ${lacking.join(" and ")}; it has ${token.scope.join(" ") || "none"}. Ask for it, and have the API granted to the consumer.`,
    );
  }
  const subject = tokenSubject(token.value);
  if (subject !== undefined && subject !== certificateCommonName) {
    return explain(
      "other-user",
      `The certificate is ${certificateCommonName}'s, the token ${subject}'s: both must be one consumer's.`,
    );
  }
  return explain(
    "unknown",
    "Certificate, scopes and user fit: the token or the certificate may have been revoked, or a fine-grained role is missing.",
  );
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

/** The `sub` claim, read and not verified: it is our own token, looked at to explain a refusal. */
function tokenSubject(jwt: string): string | undefined {
  try {
    const claims = JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()) as {
      sub?: unknown;
    };
    return typeof claims.sub === "string" ? claims.sub : undefined;
  } catch {
    return undefined;
  }
}
