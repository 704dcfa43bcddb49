import { untilAborted } from "@countersign/crypto-core";
import type { AccessToken, TokenSource } from "./access-token.js";
import { processTokenResponse } from "./token-response.js";

/** Where tokens are asked for, and when a new one is. */
export interface TokenSourceSettings {
  /** Sends one token request. */
  readonly request: (signal?: AbortSignal) => Promise<Response>;
  readonly now: () => Date;
  /** How long before its end a token is no longer handed out; 30 seconds by default. */
  readonly marginSeconds?: number;
}

/**
 * A {@link TokenSource} that keeps its token until shortly before its end, and has one request in flight at
 * most: callers meanwhile wait for its answer. A caller's abort ends that caller's waiting only.
 */
export function createTokenSource({ request, now, marginSeconds = 30 }: TokenSourceSettings): TokenSource {
  let current: AccessToken | undefined;
  let inFlight: Promise<AccessToken> | undefined;

  async function fetchToken(): Promise<AccessToken> {
    const sentAt = now();
    current = await processTokenResponse(await request(), sentAt);
    return current;
  }

  return {
    async getToken({ signal, forceRefresh = false } = {}) {
      signal?.throwIfAborted();
      const usable = current && current.expiresAt.getTime() - marginSeconds * 1000 > now().getTime();
      if (current && usable && !forceRefresh) return current;
      inFlight ??= fetchToken().finally(() => {
        inFlight = undefined;
      });
      return await untilAborted(inFlight, signal);
    },
  };
}
