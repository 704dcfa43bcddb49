import { clientSecretGrant, type Grant, type Secret, signedClientCredentialsGrant } from "@countersign/auth";
import { type SigningIdentity, signatureIdentity } from "../identity.js";
import { dateFormatter, type TokenDateFormat } from "./date-formats.js";
import type { TokenEndpoint } from "./token-v1.js";

/** The services that a token can be for. */
export type Service = "AIS" | "PIS" | "IDEAL" | "VOP";

/** The realms of the central authentication service. */
export const worldlineRealms = {
  /** QA-1, a system for tests. */
  qa1: "merchant-clients-qa1-tpp",
  /** QA-2, another one. */
  qa2: "merchant-clients-qa2-tpp",
  /** For real payments. */
  production: "merchant-clients",
} as const;

/** A secret that the back office sent. */
export interface TokenV2Secret {
  /** Tells it from {@link TokenV2Certificate}. */
  readonly method: "secret";
  /** Asked for at each token request, where it is a function. */
  readonly clientSecret: Secret;
}

/**
 * A signature by the uploaded certificate. The documentation shows it in two ways that contradict one another, and in
 * neither does the request carry all that is signed: its table has date and signature in the form, signed with app,
 * client and id; its example has them in headers, signed with client_id. Neither could be tried against the real
 * service: every combination can be sent.
 */
export interface TokenV2Certificate {
  /** Tells it from {@link TokenV2Secret}. */
  readonly method: "certificate";
  /** Where client_id, date and signature stand. */
  readonly sentAs: "headers" | "body";
  /**
   * What is signed; `client_id date` by default. With `app client id date`, app is the scope, client the tenant and id
   * that of the initiating party; in `headers` they are sent as well.
   */
  readonly signs?: "client_id date" | "app client id date";
  /** `iso` by default. */
  readonly dateFormat?: TokenDateFormat;
}

/** What a token of version 2 is asked for with, whoever's it is. */
export interface TokenV2Parts {
  /** Tells it from {@link TokenV1}. */
  readonly version: 2;
  /** One of {@link worldlineRealms}; or the whole URL of the token endpoint, where that is elsewhere. */
  readonly realm: string | URL;
  /** Any combination, in any order. The service checks that there is a subscription for each. */
  readonly scope: readonly Service[];
  /** How the service knows who asks. */
  readonly authentication: TokenV2Secret | TokenV2Certificate;
}

/**
 * Version 2: one token for several services, from the central authentication service. The client id is made of tenant,
 * such as `Worldline`, and initiating party id with sub id, or given whole.
 */
export type TokenV2 = TokenV2Parts &
  (
    | {
        /** Such as `Worldline`; the client id is made with it. */
        readonly tenant: string;
        /** Not beside `tenant`. */
        readonly clientId?: never;
      }
    | {
        /** The client id, whole. */
        readonly clientId: string;
        /** Not beside `clientId`. */
        readonly tenant?: never;
      }
  );

/** Who asks for a token of version 2. */
export interface TokenV2Party {
  readonly token: TokenV2;
  /** Initiating party id, with `:` and the sub id where there is one. */
  readonly id: string;
  readonly identity: SigningIdentity;
  readonly onSigned: ((signatureBase: string) => void) | undefined;
}

/** Where the tokens of a realm are asked for, below the host. */
export function tokenV2Path(realm: string): string {
  return `/auth/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`;
}

/**
 * How a token of version 2 is asked for. Tokens hold for five minutes, each by itself.
 *
 * @throws TypeError where the scope is empty.
 * @see Worldline, "Access Token - Version 2"
 */
export function tokenEndpointV2(url: URL, party: TokenV2Party): TokenEndpoint {
  const { authentication, scope } = party.token;
  if (scope.length === 0) throw new TypeError("token.scope must name at least one service");
  const clientId = party.token.clientId ?? `${party.token.tenant}-${party.id}`;
  return {
    url,
    grant:
      authentication.method === "secret"
        ? clientSecretGrant({ clientId, clientSecret: authentication.clientSecret, scope })
        : certificateGrant(clientId, authentication, party),
    refreshAheadSeconds: 60,
  };
}

function certificateGrant(
  clientId: string,
  { sentAs, signs = "client_id date", dateFormat }: TokenV2Certificate,
  { token, identity, onSigned }: TokenV2Party,
): Grant {
  const scope = token.scope.join(" ");
  const inBody = sentAs === "body";
  const grant = signedClientCredentialsGrant({
    ...signatureIdentity(identity),
    parameters: signs === "client_id date" ? { client_id: clientId } : partsOf(clientId, scope),
    sentAs,
    form: { scope, ...(inBody && { client_id: clientId }) },
    formatDate: dateFormatter(dateFormat),
    ...(onSigned && { onSigned }),
  });
  return inBody || signs === "client_id date" ? grant : withClientId(grant, clientId);
}

function partsOf(clientId: string, scope: string): Readonly<Record<string, string>> {
  const end = clientId.lastIndexOf("-");
  return { app: scope, client: clientId.slice(0, Math.max(end, 0)), id: clientId.slice(end + 1) };
}

/** Sent without being signed. */
function withClientId(grant: Grant, clientId: string): Grant {
  return {
    ...grant,
    async buildRequest(context) {
      const request = await grant.buildRequest(context);
      request.headers.set("client_id", clientId);
      return request;
    },
  };
}
