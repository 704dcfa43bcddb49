import { addMs } from "../calendar.js";
import type { SandboxContext } from "../context.js";
import type { SigningKey } from "../pki/institution-keys.js";
import { type Claims, readJwt, signJwt } from "../wire/jwt.js";
import type { RefreshToken } from "./state.js";

/** Not 3600: an answer of 3599 is what the guide prints. */
const accessSeconds = 3599;
/** The lifetime of a refresh token is not published. */
const refreshSeconds = 24 * 3600;

export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
  readonly token_type: "Bearer";
  readonly expires_in: number;
}

/** Issues and reads the platform's JWTs. */
export class Tokens {
  readonly #context: SandboxContext;
  readonly #key: SigningKey;

  constructor(context: SandboxContext, key: SigningKey) {
    this.#context = context;
    this.#key = key;
  }

  issue(userId: string, scope: string): TokenAnswer {
    const { now, random, store } = this.#context;
    const refreshId = random.uuid();
    const expiresAt = addMs(now(), refreshSeconds * 1000).toISOString();
    const alive = store.state.clearstream.refreshTokens.filter(
      (each) => Date.parse(each.expiresAt) > now().getTime(),
    );
    store.state.clearstream.refreshTokens = [...alive, { id: refreshId, userId, scope, expiresAt }];
    store.changed();
    return {
      access_token: this.#sign("access_token", userId, scope, random.uuid(), accessSeconds),
      refresh_token: this.#sign("refresh_token", userId, scope, refreshId, refreshSeconds),
      scope,
      token_type: "Bearer",
      expires_in: accessSeconds,
    };
  }

  /** The claims of an access token of this platform, expired or not. */
  readAccessToken(token: string): Claims | undefined {
    const claims = readJwt(token, this.#key.publicKey);
    return claims?.tokenName === "access_token" ? claims : undefined;
  }

  isExpired(claims: Claims): boolean {
    return this.#context.now().getTime() >= Number(claims.exp) * 1000;
  }

  /** What a refresh token stands for, as long as it is alive. */
  findRefreshToken(token: string): RefreshToken | undefined {
    const claims = readJwt(token, this.#key.publicKey);
    if (claims?.tokenName !== "refresh_token" || this.isExpired(claims)) return undefined;
    return this.#context.store.state.clearstream.refreshTokens.find((each) => each.id === claims.jti);
  }

  /** A refresh token dies by its use; the answer carries the next one. */
  retire(used: RefreshToken): void {
    const { state } = this.#context.store;
    state.clearstream.refreshTokens = state.clearstream.refreshTokens.filter((each) => each !== used);
    this.#context.store.changed();
  }

  #sign(tokenName: string, userId: string, scope: string, id: string, seconds: number): string {
    const issuedAt = Math.floor(this.#context.now().getTime() / 1000);
    const claims = {
      sub: userId,
      iss: `${this.#context.urls().clearstream}/authmanager/oauth2`,
      tokenName,
      scope,
      iat: issuedAt,
      exp: issuedAt + seconds,
      jti: id,
    };
    return signJwt(claims, this.#key.privateKey, this.#key.publicKey);
  }
}
