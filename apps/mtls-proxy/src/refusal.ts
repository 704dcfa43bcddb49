import type { ServerResponse } from "node:http";

/** What an answer of the proxy's own is recognised by. */
export type RefusalCode =
  | "ERR_PROXY_REQUEST"
  | "ERR_PROXY_HOST"
  | "ERR_PROXY_ORIGIN"
  | "ERR_PROXY_SECRET"
  | "ERR_PROXY_PATH"
  | "ERR_PROXY_METHOD"
  | "ERR_PROXY_CERTIFICATE"
  | "ERR_PROXY_TOKEN"
  | "ERR_PROXY_UNREACHABLE"
  | "ERR_PROXY_TLS"
  | "ERR_PROXY_CONNECTION"
  | "ERR_PROXY_ANSWER"
  | "ERR_PROXY_TIMEOUT"
  | "ERR_PROXY_INTERNAL";

/** The status that each has, and what RFC 9209 calls it. */
const refusals: Readonly<Record<RefusalCode, readonly [status: number, error: string]>> = {
  ERR_PROXY_REQUEST: [400, "http_request_error"],
  ERR_PROXY_HOST: [421, "http_request_denied"],
  ERR_PROXY_ORIGIN: [403, "http_request_denied"],
  ERR_PROXY_SECRET: [403, "http_request_denied"],
  ERR_PROXY_PATH: [403, "http_request_denied"],
  ERR_PROXY_METHOD: [405, "http_request_denied"],
  ERR_PROXY_CERTIFICATE: [503, "proxy_configuration_error"],
  ERR_PROXY_TOKEN: [502, "proxy_internal_error"],
  ERR_PROXY_UNREACHABLE: [502, "destination_unavailable"],
  ERR_PROXY_TLS: [502, "tls_protocol_error"],
  ERR_PROXY_CONNECTION: [502, "connection_terminated"],
  ERR_PROXY_ANSWER: [502, "http_protocol_error"],
  ERR_PROXY_TIMEOUT: [504, "http_response_timeout"],
  ERR_PROXY_INTERNAL: [500, "proxy_internal_error"],
};

/** All of them, for the metrics. */
export const refusalCodes = Object.keys(refusals) as readonly RefusalCode[];

/** A request that the proxy answers itself. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;

  /** @param message what the client is told: no more than it knows already, and what to do. */
  constructor(code: RefusalCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.code = code;
  }

  get status(): number {
    return refusals[this.code][0];
  }
}

/** Answers with JSON, and with the field that tells it from an answer of Clearstream's (RFC 9209). */
export function answerRefusal(response: ServerResponse, { code, status, message }: Refusal): void {
  const body = Buffer.from(`${JSON.stringify({ code, message })}\n`);
  response
    .writeHead(status, {
      "content-type": "application/json",
      "content-length": body.length,
      "cache-control": "no-store",
      "proxy-status": `countersign-mtls-proxy; error=${refusals[code][1]}; details="${code}"`,
      ...(status === 405 && { allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" }),
    })
    .end(body);
}
