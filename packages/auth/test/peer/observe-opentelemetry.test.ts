import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  type ContextManager,
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { expect, it, onTestFinished } from "vitest";
import { observe } from "../../src/observe/observe.js";
import { traceAttempts } from "../../src/observe/opentelemetry.js";
import { exampleAnswer, exampleAttempt, exampleFailure, exampleResult } from "../support/attempts.js";

const provider = () => {
  const exporter = new InMemorySpanExporter();
  return {
    exporter,
    provider: new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  };
};

/** The spans of some attempts. */
function spansOf(run: (observer: ReturnType<typeof traceAttempts>) => void): ReadableSpan[] {
  const { exporter, provider: tracing } = provider();
  run(traceAttempts({ tracer: tracing.getTracer("test") }));
  return exporter.getFinishedSpans();
}

it("makes a client span for an attempt", () => {
  const [span, ...others] = spansOf((observer) => observe([observer], exampleAttempt)(exampleResult));
  expect(others).toEqual([]);
  expect(span).toMatchObject({
    name: "POST",
    kind: SpanKind.CLIENT,
    status: { code: SpanStatusCode.UNSET },
    parentSpanContext: undefined,
    attributes: {},
  });
  expect(span?.attributes).toEqual({
    "http.request.method": "POST",
    "url.full": "https://api.example/v1/payments",
    "server.address": "api.example",
    "server.port": 443,
    "http.response.status_code": 201,
    "countersign.request_id": "ours",
    "countersign.correlation_id": "theirs",
  });
});

it("makes a span for each attempt, and counts them", () => {
  const spans = spansOf((observer) => {
    observe([observer], exampleAttempt)({ durationMs: 1, answer: { ...exampleAnswer, status: 503 } });
    observe([observer], { ...exampleAttempt, number: 3 })(exampleResult);
  });
  expect(
    spans.map(({ attributes, status }) => [attributes["http.request.resend_count"], status.code]),
  ).toEqual([
    [undefined, SpanStatusCode.ERROR],
    [2, SpanStatusCode.UNSET],
  ]);
});

it.each([
  [399, undefined, SpanStatusCode.UNSET],
  [400, "400", SpanStatusCode.ERROR],
  [500, "500", SpanStatusCode.ERROR],
])("takes the status %d for what it is", (status, type, code) => {
  const [span] = spansOf((observer) =>
    observe([observer], exampleAttempt)({ durationMs: 1, answer: { ...exampleAnswer, status } }),
  );
  expect(span?.attributes["error.type"]).toBe(type);
  expect(span?.status).toEqual({ code });
});

it("has the code of a failure, and no status of an answer", () => {
  const [span] = spansOf((observer) =>
    observe([observer], {
      ...exampleAttempt,
      url: "http://127.0.0.1:8080/a",
      requestId: undefined,
    })(exampleFailure),
  );
  expect(span?.attributes).toEqual({
    "http.request.method": "POST",
    "url.full": "http://127.0.0.1:8080/a",
    "server.address": "127.0.0.1",
    "server.port": 8080,
    "error.type": "ERR_API_TIMEOUT",
  });
  expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: "No answer within 30000 ms." });
});

/** The least that keeps a context through asynchronous calls. */
function keepContexts(): void {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, call, self, ...args) => storage.run(active, () => call.apply(self, args)),
    bind: (_active, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  context.setGlobalContextManager(manager);
  onTestFinished(() => context.disable());
}

it("puts the span below the one that is active, with the registered provider's tracer", async () => {
  keepContexts();
  const { exporter, provider: tracing } = provider();
  trace.setGlobalTracerProvider(tracing);
  onTestFinished(() => trace.disable());

  await tracing.getTracer("test").startActiveSpan("payment", async (parent) => {
    await Promise.resolve();
    observe([traceAttempts()], exampleAttempt)(exampleResult);
    parent.end();
  });

  const [attempt, payment] = exporter.getFinishedSpans();
  expect(attempt?.instrumentationScope.name).toBe("@countersign/auth");
  expect(attempt?.parentSpanContext?.spanId).toBe(payment?.spanContext().spanId);
  expect(attempt?.spanContext().traceId).toBe(payment?.spanContext().traceId);
});
