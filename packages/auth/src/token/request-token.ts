import type { HttpClient } from "../http/http-client.js";
import type { AccessToken } from "./access-token.js";
import type { Grant } from "./grant.js";
import { TokenError } from "./token-error.js";
import { processTokenResponse } from "./token-response.js";

/** What a token is asked for with. */
export interface TokenRequester {
  readonly url: URL;
  readonly grant: Grant;
  readonly http: HttpClient;
  readonly now: () => Date;
  /** Told where a refresh token was refused and the grant went on without it. */
  readonly onRefreshTokenRefused: (error: unknown) => void;
}

/** Asks for a token, with the refresh token first where the grant uses one. */
export async function requestToken(
  requester: TokenRequester,
  refreshToken: string | undefined,
): Promise<AccessToken> {
  if (!requester.grant.usesRefreshToken || refreshToken === undefined) return await send(requester);
  try {
    return await send(requester, refreshToken);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    requester.onRefreshTokenRefused(error);
    return await send(requester);
  }
}

/** Each attempt is built anew, so that its date and signature are fresh. */
async function send({ url, grant, http, now }: TokenRequester, refreshToken?: string): Promise<AccessToken> {
  const build = async () => await grant.buildRequest({ url, now: now(), refreshToken });
  let sentAt = now();
  const response = await http(await build(), {
    retry: { methods: ["post"] },
    hooks: {
      beforeRetry: [
        async ({ request: { headers } }) => {
          sentAt = now();
          const fresh = await build();
          for (const [name, value] of headers) if (!fresh.headers.has(name)) fresh.headers.set(name, value);
          return fresh;
        },
      ],
    },
  });
  return await processTokenResponse(response, { sentAt, url, refreshToken });
}
