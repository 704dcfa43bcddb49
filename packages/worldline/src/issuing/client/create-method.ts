import type { Logger } from "@countersign/auth";
import type { Operation } from "@countersign/worldline-issuing-facts";
import { InvalidRequestError } from "../../invalid-request.js";
import { IssuingAnswerError } from "../errors.js";
import type { IssuingCallOptions, IssuingList, IssuingResponse } from "../operation-types.js";
import type { Call, IssuingCall } from "./create-call.js";
import { nextPage } from "./next-page.js";
import { namesIn, requestTarget } from "./request-target.js";
import { once, repeatable } from "./retry-policy.js";
import { writeIssuingJson } from "./wire-json.js";

/** What methods are made of. */
export interface MethodParts {
  readonly api: URL;
  readonly issuerId: string;
  readonly origin: string | undefined;
  readonly username: string | undefined;
  readonly call: Call;
  readonly newCorrelationId: () => string;
  readonly logger: Logger | undefined;
}

type Method = (...args: unknown[]) => Promise<IssuingResponse<unknown>> | IssuingList<unknown>;

/** The method of one operation; what it takes and gives is in {@link IssuingMethod}. */
export function createMethod(name: string, operation: Operation, parts: MethodParts): Method {
  const tellDeprecated = deprecationOf(name, operation, parts.logger);
  const callOnce = async (args: readonly unknown[]) => await parts.call(prepare(operation, args, parts)());
  return (...args) => {
    tellDeprecated();
    return operation.response.endsWith("[]") ? list(prepare(operation, args, parts), parts) : callOnce(args);
  };
}

/** Says once that an operation is deprecated. */
function deprecationOf(
  operation: string,
  { isDeprecated }: Operation,
  logger: Logger | undefined,
): () => void {
  let isTold = !isDeprecated;
  return () => {
    if (isTold) return;
    isTold = true;
    logger?.warn({ operation }, `Worldline deprecates the operation ${operation}`);
  };
}

/** A call of which nothing will change any more; each page of a list is one of its own. */
type Prepared = (page?: URL) => IssuingCall;

function prepare(operation: Operation, args: readonly unknown[], parts: MethodParts): Prepared {
  const { method, paths, request } = operation;
  const rest = [...args];
  const hasIssuer = namesIn(paths[0] ?? "").includes("issuerId");
  const takesNames = namesIn(paths[0] ?? "").length > (hasIssuer ? 1 : 0);
  const names = {
    ...(takesNames ? (rest.shift() as object) : {}),
    ...(hasIssuer && { issuerId: parts.issuerId }),
  };
  const body = request === undefined ? undefined : bodyText(rest.shift());
  const { correlationId, origin, username, signal, ...query } = (rest.shift() ?? {}) as IssuingCallOptions;
  const headers = headersOf({
    "wl-origin": origin ?? parts.origin,
    "wl-username": username ?? parts.username,
  });
  const target = requestTarget(operation, names, query);
  const first = new URL(parts.api.href.replace(/\/*$/, "") + target);
  return (page = first) => ({
    ...{ method, body, headers, signal },
    url: page,
    requestId: headerText("correlationId", correlationId ?? parts.newCorrelationId()),
    retry: method === "GET" ? {} : operation.isReading || operation.isIdempotent ? repeatable(method) : once,
  });
}

function bodyText(body: unknown): string {
  if (body === undefined) throw new InvalidRequestError([{ path: "body", rule: "must be given" }]);
  return writeIssuingJson(body);
}

function headersOf(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, headerText(name, value)]],
    ),
  );
}

function headerText(path: string, value: string): string {
  if (typeof value === "string" && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) return value;
  throw new InvalidRequestError([{ path, rule: "must be ASCII without line breaks or blanks around it" }]);
}

function itemsOf({ data, requestId }: IssuingResponse<unknown>): readonly unknown[] {
  if (Array.isArray(data)) return data;
  if (data === undefined || data === null) return [];
  throw new IssuingAnswerError(
    "ERR_WORLDLINE_ISSUING_ENVELOPE",
    `What came under data is no list (WL-Correlation-ID ${requestId}).`,
    requestId,
  );
}

function list(prepared: Prepared, { call, api }: MethodParts): IssuingList<unknown> {
  async function* pages() {
    const seen = new Set<string>();
    for (let request = prepared(); ; ) {
      seen.add(request.url.href);
      const page = await call(request);
      yield { ...page, data: itemsOf(page) };
      const link = page.responseMetadata.links?.next;
      if (!link) return;
      const next = nextPage(link, request.url, api, page.requestId);
      if (seen.has(next.href)) {
        throw new IssuingAnswerError(
          "ERR_WORLDLINE_ISSUING_REPEATED_LINK",
          `The link to the next page leads back to one that was there (WL-Correlation-ID ${page.requestId}).`,
          page.requestId,
        );
      }
      request = prepared(next);
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { data } of pages()) yield* data;
    },
  };
}
