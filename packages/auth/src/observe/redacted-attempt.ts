import type { Attempt, AttemptAnswer, AttemptError } from "./attempt.js";
import type { Redactor } from "./redactor.js";

/** A request as it is sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL | string;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
  /** 1 for the first sending. */
  readonly number: number;
  readonly startedAt: Date;
}

/** An answer as it was received. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
}

/** What observers see of a request. */
export function redactedAttempt(request: SentRequest, redactor: Redactor): Attempt {
  return lazily<Attempt>({
    ...redactedParts(request, redactor),
    method: () => request.method,
    url: () => redactor.url(request.url),
    requestId: () => firstOf(["x-request-id", "wl-correlation-id"], request.headers, redactor),
    number: () => request.number,
    startedAt: () => request.startedAt,
  });
}

/** What observers see of an answer. */
export function redactedAnswer(answer: ReceivedAnswer, redactor: Redactor): AttemptAnswer {
  const ids = ["x-correlation-id", "wl-correlation-id", "x-request-id"];
  return lazily<AttemptAnswer>({
    ...redactedParts(answer, redactor),
    status: () => answer.status,
    statusText: () => redactor.text(answer.statusText),
    correlationId: () => firstOf(ids, answer.headers, redactor),
  });
}

/** What observers see of a failure: its message may hold what the URL held. */
export function redactedError(error: unknown, redactor: Redactor): AttemptError {
  // Anything can be thrown, and be the reason of an abort.
  const { name = "Error", message = error, code }: Record<string, unknown> = Object(error);
  return { code: String(typeof code === "string" ? code : name), message: redactor.text(String(message)) };
}

function redactedParts({ headers, body }: SentRequest | ReceivedAnswer, redactor: Redactor) {
  return {
    headers: () => redactor.headers(headers),
    body: () => body && redactor.body(body, headers.get("content-type")),
    bodySize: () => body?.byteLength ?? 0,
  };
}

function firstOf(names: readonly string[], headers: Headers, redactor: Redactor): string | undefined {
  const name = names.find((each) => headers.has(each));
  return name && redactor.text(headers.get(name) as string);
}

/** An object whose members are computed when they are first looked at, be it by a copy of the whole. */
function lazily<T extends object>(compute: { readonly [Name in keyof T]: () => T[Name] }): T {
  const object = {} as T;
  for (const name in compute) {
    Object.defineProperty(object, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = compute[name]();
        Object.defineProperty(object, name, { value, enumerable: true });
        return value;
      },
    });
  }
  return object;
}
