import { quoted, Refusal } from "../wire/refusal.js";
import * as rules from "./rules.js";
import type { IssuerState } from "./state.js";

/** Whether the body names its issuers as it has to, and no other than the token's. @throws Refusal */
export function requireIssuers({ issuerId: own }: IssuerState, body: unknown): void {
  const { issuerId, issuerIds, includeSubIssuers } = body as {
    readonly issuerId?: string;
    readonly issuerIds?: readonly string[];
    readonly includeSubIssuers?: boolean;
  };
  if ((issuerId === undefined) === (issuerIds === undefined)) {
    throw new Refusal(rules.searchIssuers, "Expected one of issuerId and issuerIds in the body.");
  }
  if (includeSubIssuers === true && issuerId === undefined) {
    throw new Refusal(
      rules.searchSubIssuers,
      "Expected includeSubIssuers with issuerId only, got issuerIds.",
    );
  }
  const foreign = (issuerIds ?? [issuerId]).find((each) => each !== own);
  if (foreign === undefined) return;
  throw new Refusal(rules.bearerIssuer, `The token is for another issuer than ${quoted(foreign)}.`);
}
