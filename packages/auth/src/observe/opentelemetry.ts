import { type Attributes, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { Attempt, AttemptObserver, AttemptResult } from "./attempt.js";
import { withoutQuery } from "./without-query.js";

/** Where spans go. */
export interface TraceAttemptsSettings {
  /** By default that of the registered provider. */
  readonly tracer?: Tracer;
}

/**
 * Makes a span of kind CLIENT for each attempt, below the span that is active when it leaves. No header is added to
 * the request: institutions are not told of our traces, and requests stay as they were signed.
 *
 * @example
 * ```ts
 * const observer = traceAttempts();
 * ```
 * @see OpenTelemetry, "Semantic conventions for HTTP spans"
 */
export function traceAttempts({
  tracer = trace.getTracer("@countersign/auth"),
}: TraceAttemptsSettings = {}): AttemptObserver {
  return (attempt) => {
    const span = tracer.startSpan(attempt.method, {
      kind: SpanKind.CLIENT,
      attributes: requestAttributes(attempt),
    });
    return (result) => {
      span.setAttributes(resultAttributes(result));
      if ("error" in result) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: result.error.message });
      } else if (result.answer.status >= 400) {
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    };
  };
}

function requestAttributes({ method, url, number, requestId }: Attempt): Attributes {
  const { hostname, port, protocol } = new URL(url);
  return {
    "http.request.method": method,
    "url.full": withoutQuery(url),
    "server.address": hostname,
    "server.port": Number(port || (protocol === "https:" ? 443 : 80)),
    ...(number > 1 && { "http.request.resend_count": number - 1 }),
    ...(requestId !== undefined && { "countersign.request_id": requestId }),
  };
}

function resultAttributes(result: AttemptResult): Attributes {
  if ("error" in result) return { "error.type": result.error.code };
  const { status, correlationId } = result.answer;
  return {
    "http.response.status_code": status,
    ...(status >= 400 && { "error.type": String(status) }),
    ...(correlationId !== undefined && { "countersign.correlation_id": correlationId }),
  };
}
