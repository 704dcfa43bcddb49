import { ApiConnectionError, type CallContext, TlsError, type TlsErrorCode } from "./errors.js";

/** What Node and OpenSSL call a failed handshake, what it means, and what a person can do about it. */
const handshakeFailures: readonly (readonly [RegExp, TlsErrorCode, string])[] = [
  [
    /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?)$/,
    "ERR_TLS_SERVER_UNTRUSTED",
    "the server's certificate authority is not trusted; give the institution's CA bundle as `ca`",
  ],
  [
    /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/,
    "ERR_TLS_SERVER_UNTRUSTED",
    "the server's certificate chain is incomplete; the CA bundle needs the intermediate too",
  ],
  [
    /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
    "ERR_TLS_SERVER_UNTRUSTED",
    "the server's certificate is self-signed and not trusted",
  ],
  [
    /^CERT_HAS_EXPIRED$/,
    "ERR_TLS_SERVER_EXPIRED",
    "the server's certificate has expired; is the clock right?",
  ],
  [
    /^CERT_NOT_YET_VALID$/,
    "ERR_TLS_SERVER_EXPIRED",
    "the server's certificate is not valid yet; is the clock right?",
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    "ERR_TLS_SERVER_NAME",
    "the server's certificate is for another host name; is the address right?",
  ],
  [/^(CERT_|INVALID_|UNABLE_TO_)/, "ERR_TLS_SERVER_UNTRUSTED", "the server's certificate was not accepted"],
  [
    /ALERT_CERTIFICATE_REQUIRED$/,
    "ERR_TLS_CLIENT_CERTIFICATE_REQUIRED",
    "the server wants a client certificate and got none; give one as `identity`",
  ],
  [
    /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_\w+|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)$/,
    "ERR_TLS_CLIENT_CERTIFICATE_REFUSED",
    "the server refused the client certificate; is it the one that was registered, issued by the authority that the server trusts, not expired and not revoked?",
  ],
  [
    /ALERT_HANDSHAKE_FAILURE$/,
    "ERR_TLS_CLIENT_CERTIFICATE_REQUIRED",
    "the server ended the handshake; before TLS 1.3 this is how a missing client certificate looks, or no cipher in common",
  ],
  [
    /^(EPROTO$|ERR_SSL_)/,
    "ERR_TLS_PROTOCOL",
    "no common version of TLS or no common cipher; TLS 1.2 is the least here, and the server must speak TLS on this port",
  ],
];

const cut = "the connection was cut; with mutual TLS this is how a refused client certificate may look";

const advice: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "the host name is unknown",
  EAI_AGAIN: "the host name cannot be looked up at the moment",
  EHOSTUNREACH: "the host cannot be reached from here",
  ENETUNREACH: "the network cannot be reached from here",
  ETIMEDOUT: "no connection was made in time; is a firewall between?",
  UND_ERR_CONNECT_TIMEOUT: "no connection was made in time; is a firewall or a proxy between?",
  ECONNRESET: cut,
  EPIPE: cut,
  UND_ERR_SOCKET: cut,
};

/** The error for a request that got no answer. */
export function connectionFailure(error: unknown, context: CallContext): ApiConnectionError | TlsError {
  // fetch wraps what happened into a TypeError, and a request that its connection gave up into a DOMException.
  let cause = error;
  while ((cause instanceof TypeError || cause instanceof DOMException) && cause.cause) cause = cause.cause;
  // What cannot be read may hold a token, or personal data.
  if ((cause as Error).name === "HTTPParserError") Object.assign(cause as Error, { data: undefined });
  const code = String((cause as { code?: unknown }).code ?? "");
  const where = `${context.method} ${context.url}`;
  const named = code && ` (${code})`;
  const [, tlsCode, tlsAdvice] = handshakeFailures.find(([pattern]) => pattern.test(code)) ?? [];
  if (tlsCode) return new TlsError(tlsCode, `${where}: ${tlsAdvice}${named}.`, { ...context, cause });
  const why = proxyRefusal(cause) ?? advice[code] ?? (cause as Error).message;
  return new ApiConnectionError("ERR_API_CONNECTION", `No answer: ${where}: ${why}${named}.`, {
    ...context,
    cause,
  });
}

/** undici says it in a message only. */
function proxyRefusal(cause: unknown): string | undefined {
  const status = /^Proxy response \((\d+)\)/.exec((cause as Error).message)?.[1];
  if (status === "407") return "the proxy wants credentials, or others than these: put them into its URL";
  return status && `the proxy answered ${status} instead of connecting`;
}
