import {
  type AccessToken,
  createTokenSource,
  type HttpClient,
  resolvePath,
  type TokenSource,
  type TokenSourceSettings,
} from "@countersign/auth";
import { requireHttps, type WorldlineAcquirer } from "../acquirers.js";
import { WorldlineApiError } from "../errors.js";
import type { SigningIdentity } from "../identity.js";
import { refuseWithCode } from "./refuse-with-code.js";
import {
  revokeRequestV1,
  revokeV1Path,
  type TokenEndpoint,
  type TokenV1,
  type TokenV1Party,
  tokenEndpointV1,
  tokenV1Path,
} from "./token-v1.js";
import { type TokenV2, tokenEndpointV2, tokenV2Path } from "./token-v2.js";

/** What a client's tokens are asked for with. */
export interface ClientTokensParts {
  readonly base: URL;
  readonly http: HttpClient;
  readonly acquirer: WorldlineAcquirer;
  readonly token: TokenV1 | TokenV2;
  /** Initiating party id, with `:` and the sub id where there is one. */
  readonly id: string;
  readonly identity: SigningIdentity;
  readonly onSigned: ((signatureBase: string) => void) | undefined;
  readonly now: () => Date;
  /** What else a token source takes. */
  readonly source: Pick<TokenSourceSettings, "store" | "encryptionKey" | "logger" | "random">;
}

/** A client's tokens. */
export interface ClientTokens extends TokenSource {
  /** Ends the token that is in use. */
  revoke(options?: {
    /** Ends the call. Whether the token was ended is then unknown. */
    readonly signal?: AbortSignal;
  }): Promise<void>;
}

export function createClientTokens(parts: ClientTokensParts): ClientTokens {
  const { base, token, id, identity, onSigned, now, acquirer } = parts;
  const http = refuseWithCode(parts.http);
  const v1 = token.version === 1 ? partyV1(token, { acquirer, id, identity, onSigned }) : undefined;
  const endpoint: TokenEndpoint =
    token.version === 1 && v1
      ? tokenEndpointV1(resolvePath(base, tokenV1Path), v1)
      : tokenEndpointV2(urlV2(base, token as TokenV2), { token: token as TokenV2, id, identity, onSigned });
  const tokens = createTokenSource({ ...parts.source, now, ...endpoint, http });
  let revoked: AccessToken | undefined;

  return {
    getToken: (options = {}) => tokens.getToken(revoked ? { refused: revoked, ...options } : options),
    async revoke({ signal } = {}) {
      if (!v1)
        throw new TypeError("only tokens of version 1 can be revoked; those of version 2 end by themselves");
      const current = await this.getToken(signal ? { signal } : {});
      const url = resolvePath(base, revokeV1Path);
      const response = await http(await revokeRequestV1(url, current.value, v1, { now: now(), signal }));
      if (!response.ok) throw await toRefusal(response, url);
      revoked = current;
    },
  };
}

function partyV1(
  token: TokenV1,
  { acquirer, ...party }: Pick<ClientTokensParts, "acquirer" | "id" | "identity" | "onSigned">,
): TokenV1Party {
  const client = token.client ?? acquirer.client;
  if (client !== undefined) return { ...party, token, client };
  throw new TypeError(
    "token.client is needed: Worldline gave it at onboarding, and this acquirer has no usual one",
  );
}

function urlV2(base: URL, { realm }: TokenV2): URL {
  return realm instanceof URL ? requireHttps(realm, "token.realm") : resolvePath(base, tokenV2Path(realm));
}

/** A refusal without a code of Worldline's. */
async function toRefusal(response: Response, url: URL): Promise<WorldlineApiError> {
  const body = (await response.text()).slice(0, 500);
  const context = { method: "POST", url: url.origin + url.pathname, status: response.status, body };
  return new WorldlineApiError({ ...context, verified: false, api: "token" });
}
