import { type AccessToken, ApiContentError, ApiError, TokenError } from "@countersign/auth";
import {
  type ClearstreamClient,
  ClearstreamForbiddenError,
  ClearstreamScopeError,
  clearstreamScopes,
  ScimApiError,
} from "@countersign/clearstream";
import { CountersignError } from "@countersign/crypto-core";
import { type Finding, failed, notTried, ok, type Tell } from "../doctor/step.js";

/** What is called. */
export interface CallPlan {
  /** Besides the playground's. */
  readonly scopes: readonly string[];
  /** The API asked for, by GET. */
  readonly path: string | undefined;
}

/** What the answers prove. */
export interface CheckedCalls {
  /** The scopes that a token was given for. */
  readonly granted: readonly string[];
  /** The call of the playground, where it was answered as it should be. */
  readonly playground?: string | undefined;
  /** The call of the API asked for, likewise. */
  readonly api?: string | undefined;
}

/** Tells of a token with each scope, the playground, and the API asked for. */
export async function checkCalls(
  client: ClearstreamClient,
  { scopes, path }: CallPlan,
  noteToken: (token: AccessToken) => void,
  tell: Tell,
): Promise<CheckedCalls> {
  const granted = await checkTokens(client, scopes, noteToken, tell);
  const attempt = async (step: string, what: string, call: () => Promise<unknown>) => {
    try {
      await call();
      tell(ok(step, `${what} was answered.`));
      return what;
    } catch (error) {
      tell(explain(step, error));
      return undefined;
    }
  };
  const isPlaygroundGranted = granted.includes(clearstreamScopes.playground);
  if (!isPlaygroundGranted) tell(notTried("playground", `token:${clearstreamScopes.playground}`));
  const playground = isPlaygroundGranted
    ? await attempt("playground", "GET /playground/v1/info", () => client.playground.info())
    : undefined;
  if (path === undefined) {
    const message = "Not tried: no API was asked for.";
    tell({ step: "api", result: "unknown", message, remedy: "Name one with --path and --scope." });
    return { granted, playground };
  }
  const missing = scopes.find((scope) => !granted.includes(scope));
  if (missing !== undefined) {
    tell(notTried("api", `token:${missing}`));
    return { granted, playground };
  }
  const api = await attempt("api", `GET ${path}`, () => client.request("GET", path, { scope: scopes }));
  return { granted, playground, api };
}

/** @returns the scopes that were granted. */
async function checkTokens(
  client: ClearstreamClient,
  scopes: readonly string[],
  noteToken: (token: AccessToken) => void,
  tell: Tell,
): Promise<readonly string[]> {
  const granted: string[] = [];
  let failure: string | undefined;
  for (const scope of new Set([clearstreamScopes.playground, ...scopes])) {
    const step = `token:${scope}`;
    if (failure !== undefined) {
      tell(notTried(step, failure));
      continue;
    }
    try {
      const token = await client.getToken({ scope: [scope] });
      noteToken(token);
      granted.push(scope);
      tell(ok(step, `There is one, until ${token.expiresAt.toISOString()}.`));
    } catch (error) {
      const finding = explain(step, error);
      const isNeeded = scopes.length === 0 || scopes.includes(scope);
      if (!(error instanceof ClearstreamScopeError)) {
        // It has nothing to do with the scope, and a wrong password is not sent again and again.
        failure = step;
        tell(finding);
      } else tell(isNeeded ? finding : { ...finding, result: "unknown" });
    }
  }
  return granted;
}

/** @throws what is no answer to whether it works. */
function explain(step: string, error: unknown): Finding {
  if (!(error instanceof CountersignError)) throw error;
  return failed(step, error.message, remedyFor(error));
}

function remedyFor(error: CountersignError): string {
  if (error instanceof ClearstreamScopeError) {
    return "Ask for one of the valid scopes, or ask your administrator: Xact Web Portal > API consumer > grants.";
  }
  if (error instanceof TokenError && error.status === 403) {
    return "Look at the password, and whether the files are of this environment; then ask your administrator: Xact Web Portal > audit log of the OU has the reason.";
  }
  // It is below the errors for answers, and no answer of the API's.
  if (error instanceof ApiContentError) {
    return error.status === 503
      ? "Wait until the maintenance is over, and run this again."
      : "Look at the address and the path: what does not exist is answered with a web page.";
  }
  if (error instanceof ClearstreamForbiddenError) return forbiddenRemedies[error.reason];
  if (error instanceof ScimApiError && error.status === 403) return administratorForRoles;
  if (error instanceof ApiError || error instanceof TokenError) {
    return (error.status ?? 0) >= 500
      ? "Run this again later: the fault is on Clearstream's side."
      : "Look at path and method in the API's page of the catalogue: certificate and token were accepted.";
  }
  return "Look at the steps above; behind a proxy, HTTPS_PROXY names it: is it right, and does the proxy answer?";
}

const administratorForRoles =
  "Ask your administrator: Xact Web Portal > API consumer > grants, and the fine-grained roles that the API's page in the catalogue names.";

const forbiddenRemedies: Readonly<Record<ClearstreamForbiddenError["reason"], string>> = {
  "no-certificate": "Have what is in between (proxy, load balancer) leave TLS to this host alone.",
  "no-token": "Have what is in between leave the Authorization header as it is.",
  scope: "Give the scope that is named with --scope.",
  "other-user": "Use the files and the password of one and the same API consumer.",
  "token-expired": "Set this computer's clock right, and run this again.",
  unknown: administratorForRoles,
};
