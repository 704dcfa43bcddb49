import { untilAborted } from "@countersign/crypto-core";
import type { HttpClient } from "../http/http-client.js";
import type { Logger } from "../observe/logger.js";
import { AccessToken, type GetTokenOptions, type TokenSource } from "./access-token.js";
import { BackOff } from "./back-off.js";
import type { Grant } from "./grant.js";
import { requestToken } from "./request-token.js";
import { SharedTokens } from "./shared-tokens.js";
import { tokenKey } from "./token-key.js";
import { tokenCodec } from "./token-record.js";
import type { TokenStore } from "./token-store.js";

/** Where tokens are kept besides this process's memory. */
export interface TokenSharing {
  /** Shares tokens with other processes. */
  readonly store?: TokenStore;
  /** 32 bytes by which tokens in the store are encrypted. */
  readonly encryptionKey?: Uint8Array;
}

/** Where tokens are asked for, how, and when a new one is. */
export interface TokenSourceSettings extends TokenSharing {
  /** The token endpoint. */
  readonly url: URL;
  /** How a token is asked for: with a password, a client secret, a signature. */
  readonly grant: Grant;
  /** Sends the requests. Its policy says how often one is repeated; asking for a token may be repeated. */
  readonly http: HttpClient;
  /** From when on before a token's end a new one is asked for, while the old one is handed out; 60 by default. */
  readonly refreshAheadSeconds?: number;
  /** How long before its end a token is no longer handed out; 10 by default. */
  readonly marginSeconds?: number;
  /** Told of failures that no caller sees: of a refresh ahead of time, of the store. */
  readonly logger?: Logger;
  /** The clock; the system's by default. */
  readonly now?: () => Date;
  /** From 0 up to 1, for the back-off. */
  readonly random?: () => number;
}

/**
 * A {@link TokenSource} that keeps its token, renews it ahead of its end, and has one request under way at most,
 * whatever the number of callers.
 *
 * A renewal that fails leaves a token that still holds in use, and is not repeated at once: after a failure all
 * callers get its error for 1 to 60 seconds, a minute where the endpoint refused. A token that comes back a
 * second time keeps the end that it had (Worldline's version 1 gives the same one for 50 minutes).
 *
 * With a `store` several processes share one token, and one of them renews it. A store that is down is no
 * outage: each process then goes on alone.
 *
 * @example
 * ```ts
 * const tokens = createTokenSource({
 *   url: new URL("https://api.clearstream.com/authmanager/oauth2/access_token"),
 *   grant: passwordGrant({ username, password, scope: ["allow", "ocapi-playground-v1"] }),
 *   http,
 * });
 * const { value } = await tokens.getToken();
 * ```
 */
export function createTokenSource(settings: TokenSourceSettings): TokenSource {
  const { url, grant, http, logger, now = () => new Date(), random = Math.random } = settings;
  const { refreshAheadSeconds = 60, marginSeconds = 10 } = settings;
  if (url.username || url.password) throw new TypeError("url must not hold a user name or password");
  if (settings.encryptionKey && !settings.store)
    throw new TypeError("encryptionKey is of use with a store only");
  const backOff = new BackOff(random);
  const warn = (error: unknown, message: string) => logger?.warn({ err: error, url: url.origin }, message);
  const shared =
    settings.store &&
    new SharedTokens({
      store: settings.store,
      codec: tokenCodec(settings.encryptionKey),
      onFailure: (error) => warn(error, "the token store failed; going on without it"),
      now,
      random,
    });

  const requester = {
    url,
    grant,
    http,
    now,
    onRefreshTokenRefused: (error: unknown) => warn(error, "the refresh token was refused; asking anew"),
  };

  let key: string | undefined;
  let current: AccessToken | undefined;
  let lastError: unknown;
  let renewal: Promise<AccessToken> | undefined;

  /** Where it was asked for in the future, the clock was set back, and nobody knows when it ends. */
  const isFromFuture = ({ obtainedAt }: AccessToken) => obtainedAt.getTime() > now().getTime() + 60_000;

  const holds = (token: AccessToken | undefined): token is AccessToken =>
    token !== undefined &&
    !isFromFuture(token) &&
    // A short life is not all margin.
    token.expiresAt.getTime() - Math.min(marginSeconds * 1000, lifetimeMs(token) / 4) > now().getTime();

  const isDue = (token: AccessToken) =>
    token.expiresAt.getTime() - Math.min(refreshAheadSeconds * 1000, lifetimeMs(token) / 2) <=
    now().getTime();

  /** @param refused what must not be handed out again. */
  async function renew(forKey: string, refused: AccessToken | undefined): Promise<AccessToken> {
    const isNews = (token: AccessToken | undefined): token is AccessToken =>
      holds(token) && token.value !== refused?.value && !isDue(token);
    const stored = await shared?.read(forKey);
    if (isNews(stored)) return stored;
    const release = await shared?.lease(forKey);
    if (shared && !release) {
      const old = [stored, current].find((each) => holds(each) && each.value !== refused?.value);
      if (old) {
        backOff.begin(now());
        return old;
      }
      await shared.waitForOther(forKey);
    }
    try {
      // Another process may have been quicker.
      const latest = (await shared?.read(forKey)) ?? stored;
      if (isNews(latest)) return latest;
      const answer = await requestToken(requester, (latest ?? current)?.refreshToken);
      const known = [current, latest].find((each) => each?.value === answer.value && !isFromFuture(each));
      if (known) backOff.begin(now());
      else backOff.end();
      const token = known ? withEarlierEnd(answer, known) : answer;
      await shared?.write(forKey, token);
      return token;
    } finally {
      await release?.();
    }
  }

  async function renewOrKeep(forKey: string, refused: AccessToken | undefined): Promise<AccessToken> {
    const old = holds(current) && current.value !== refused?.value ? current : undefined;
    if (backOff.isOn(now())) {
      if (old) return old;
      if (lastError !== undefined) throw lastError;
    }
    try {
      const token = await renew(forKey, refused);
      if (key === forKey) [current, lastError] = [token, undefined];
      return token;
    } catch (error) {
      if (key === forKey) {
        lastError = error;
        backOff.begin(now(), { isHopeless: (error as { isRetryable?: boolean }).isRetryable === false });
      }
      if (!holds(old)) throw error;
      warn(error, "no new token; the old one still holds");
      return old;
    }
  }

  function startRenewal(forKey: string, refused?: AccessToken): Promise<AccessToken> {
    if (renewal) return renewal;
    const started = renewOrKeep(forKey, refused).finally(() => {
      if (renewal === started) renewal = undefined;
    });
    renewal = started;
    return started;
  }

  return {
    async getToken({ signal, forceRefresh = false, refused }: GetTokenOptions = {}) {
      signal?.throwIfAborted();
      const keyNow = tokenKey(url, grant, http.identity);
      if (keyNow !== key) {
        [key, current, renewal, lastError] = [keyNow, undefined, undefined, undefined];
        backOff.end();
      }
      const isRefused = forceRefresh || (refused !== undefined && refused.value === current?.value);
      if (!holds(current) || isRefused) {
        return await untilAborted(startRenewal(keyNow, isRefused ? current : undefined), signal);
      }
      if (isDue(current)) {
        // Nobody waits for it.
        startRenewal(keyNow).catch((error) => warn(error, "no new token, and the old one has ended"));
      }
      return current;
    },
  };
}

function lifetimeMs({ obtainedAt, expiresAt }: AccessToken): number {
  return expiresAt.getTime() - obtainedAt.getTime();
}

function withEarlierEnd(
  { value, scope, refreshToken, expiresAt }: AccessToken,
  known: AccessToken,
): AccessToken {
  const end = Math.min(expiresAt.getTime(), known.expiresAt.getTime());
  return new AccessToken({
    value,
    scope,
    refreshToken,
    obtainedAt: known.obtainedAt,
    expiresAt: new Date(end),
  });
}
