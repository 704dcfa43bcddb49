import type { AccessToken } from "@countersign/auth";
import { type ClearstreamCredentials, explainForbidden } from "@countersign/clearstream";
import type { HeldAnswer } from "./relay.js";

/** Decides which refusals a new token may be the answer to. */
export interface Renewal {
  /** Whether the token that was sent may be why. */
  mayHelp(answer: HeldAnswer, token: AccessToken, credentials: ClearstreamCredentials): boolean;
  /** Told that a new token was refused like the old one. */
  noteInVain(): void;
}

const pauseMs = 60_000;

/**
 * What Clearstream answers where a token has ended is not published: a 401, or a 403 that neither scope nor
 * certificate explains. The same 403 comes where a role is missing. So that a caller without that role does not
 * cause a token request with each call, none is made for a minute after one that did not help.
 */
export function createRenewal(now: () => Date): Renewal {
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return {
    mayHelp(answer, token, { identity }) {
      if (now().getTime() < pausedUntil) return false;
      if (answer.status === 401) return true;
      const { reason } = explainForbidden({
        body: parseJson(answer.body),
        token,
        certificateCommonName: identity.certificate.subjectCommonName,
      });
      return reason !== "scope" && reason !== "other-user";
    },
    noteInVain() {
      pausedUntil = now().getTime() + pauseMs;
    },
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
