import type { Exchange } from "../../wire/exchange.js";
import { readRawJson } from "../../wire/raw-json.js";
import { quoted } from "../../wire/refusal.js";
import { ApiRefusal, invalid } from "./refuse.js";
import type { ApiRule } from "./rules.js";
import * as rules from "./rules.js";
import type { Problems, Shape } from "./shape.js";

/**
 * The body of a request, read and checked.
 *
 * @param rule what a body of the wrong shape breaks: some operations answer 422 where others answer 400
 * @throws ApiRefusal
 */
export function readBody<T>(exchange: Exchange, shape: Shape<T>, rule: ApiRule = rules.validation): T {
  const { mediaType } = exchange;
  if (!/^(application|text)\/([a-z.-]+\+)?json$/.test(mediaType)) {
    const empty = { status: rules.contentType.status, headers: {}, body: "" };
    const reason = `Expected Content-Type application/json, got ${quoted(mediaType)}.`;
    throw new ApiRefusal(rules.contentType, reason, empty);
  }
  const problems: Problems = {};
  const body = shape(parse(exchange.body, rule), "", problems);
  if (Object.keys(problems).length > 0) throw invalid(problems, rule);
  return body;
}

function parse(body: Buffer, rule: ApiRule): unknown {
  try {
    return readRawJson(body.toString("utf8"));
  } catch {
    throw invalid({ $: [`The ${body.length} bytes of the body are not JSON.`] }, rule);
  }
}
