import { errors } from "undici";
import { Refusal, type RefusalCode } from "./refusal.js";

const kinds: readonly (readonly [RegExp, RefusalCode, string])[] = [
  [
    /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|ERR_API_TIMEOUT)$/,
    "ERR_PROXY_TIMEOUT",
    "The upstream did not answer in time.",
  ],
  [
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/,
    "ERR_PROXY_UNREACHABLE",
    "The upstream cannot be reached.",
  ],
  [
    /^(ERR_SSL_|ERR_TLS_|ERR_OSSL_|EPROTO$|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_|HOSTNAME_)/,
    "ERR_PROXY_TLS",
    "The TLS handshake with the upstream failed: one side did not accept the other's certificate.",
  ],
  [
    /^(HPE_|UND_ERR_HEADERS_OVERFLOW$|UND_ERR_RES|ERR_INVALID_CHAR$|ERR_HTTP_)/,
    "ERR_PROXY_ANSWER",
    "The upstream's answer is not HTTP as it should be.",
  ],
  [
    /^(UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED|UND_ERR_REQ_CONTENT_LENGTH_MISMATCH)$/,
    "ERR_PROXY_REQUEST",
    "The request cannot be passed on as it is.",
  ],
];

/** What to answer where the upstream gave none. The cause goes into the log, and only there. */
export function explainFailure(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // Not every fault that undici's parser finds has a code.
  const isUnreadable = error instanceof errors.HTTPParserError;
  const code = isUnreadable ? "HPE_" : String((error as { code?: unknown }).code ?? "");
  const [, kind, message] = kinds.find(([pattern]) => pattern.test(code)) ?? [
    undefined,
    "ERR_PROXY_CONNECTION" as const,
    "The connection to the upstream ended before its answer; whether the request arrived is unknown.",
  ];
  return new Refusal(kind, message, { cause: error });
}
