import { TokenError } from "@countersign/auth";
import { ClearstreamScopeError } from "../errors.js";

/**
 * What Clearstream's token endpoint means by a refusal; nothing where that is not known. Only a wrong scope is
 * told to the caller; all else is a 403 whose reason is kept for the administrators.
 *
 * @see Clearstream API Developer Guide, "Troubleshooting" 3
 */
export async function explainTokenRefusal(response: Response, url: URL): Promise<TokenError | undefined> {
  const { status, headers } = response;
  if (status !== 400 && status !== 403) return undefined;
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== "object" || body === null) return undefined;
  const error = (body as { error?: unknown }).error;
  const where = url.origin + url.pathname;
  const context = {
    status,
    url: where,
    correlationId: headers.get("x-correlation-id") ?? headers.get("x-request-id") ?? undefined,
    error: typeof error === "string" ? error : undefined,
  };
  if (status === 403) {
    return new TokenError(
      "ERR_TOKEN_REFUSED",
      `The token endpoint ${where} answered 403: user, password, certificate or another parameter than the scope is wrong. An administrator of your organisation unit finds which in its audit log.`,
      context,
    );
  }
  const validScopes = readValidScopes(body);
  if (validScopes.length === 0 && error !== "invalid_scope") return undefined;
  const valid =
    validScopes.length > 0 ? `valid scopes are: ${validScopes.join(" ")}` : "it lists no valid scopes";
  return new ClearstreamScopeError(
    `The token endpoint ${where} answered 400: a scope is unknown or was not granted to this consumer; ${valid}.`,
    { ...context, validScopes },
  );
}

/**
 * The list of valid scopes. That there is one is published, where it is not: it may be a member of its own, or
 * part of a sentence. A list is taken for it where it has `allow`, which is always valid.
 */
function readValidScopes(body: object): readonly string[] {
  const members = Object.entries(body);
  const named = members.filter(([name]) => /valid|scope/i.test(name) && !/invalid/i.test(name));
  const sentences = members.flatMap(([, value]) => (typeof value === "string" ? [validPart(value)] : []));
  const lists = [...named.map(([, value]) => words(value)), ...sentences.map(words)];
  return lists.find((list) => list.includes("allow")) ?? [];
}

/** What follows the last "valid" that is not the end of "invalid", behind a colon or bracket where there is one. */
function validPart(sentence: string): string {
  const part = /.*\bvalid\b(.*)$/is.exec(sentence)?.[1] ?? "";
  return /[:[(](.*)$/s.exec(part)?.[1] ?? part;
}

function words(value: unknown): string[] {
  const texts = [value].flat().filter((each) => typeof each === "string");
  const found = texts.flatMap((text) => text.split(/[\s,;[\]()"']+/)).map((word) => word.replace(/\.+$/, ""));
  return [...new Set(found.filter((word) => word !== ""))];
}
