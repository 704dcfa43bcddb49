import type { Reply } from "../../wire/exchange.js";
import { quoted } from "../../wire/refusal.js";
import type { ApiCall } from "./call.js";
import { isUuid } from "./identifiers.js";
import { ApiRefusal, invalid } from "./refuse.js";
import * as rules from "./rules.js";

export type Parameters = Readonly<Record<string, string>>;
type Handler = (call: ApiCall, parameters: Parameters) => Reply;

export interface Route {
  readonly method: string;
  readonly template: string;
  readonly handler: Handler;
  readonly pattern: RegExp;
}

/** @param template a path in which `{name}` stands for one segment, as in the interface files */
export function route(method: string, template: string, handler: Handler): Route {
  const source = template.replace(/[.]/g, "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return { method, template, handler, pattern: new RegExp(`^${source}$`, "i") };
}

/** Has the route that fits best answer: a path in which more segments are fixed comes first. */
export function dispatch(routes: readonly Route[], call: ApiCall): Reply {
  const { method, path } = call.exchange;
  const fitting = routes.filter(({ pattern }) => pattern.test(path));
  const fixed = ({ template }: Route) => template.replace(/\{\w+\}/g, "").length;
  const chosen = fitting
    .filter((each) => each.method === method)
    .sort((one, other) => fixed(other) - fixed(one))[0];
  if (chosen !== undefined) return chosen.handler(call, readParameters(chosen, path));
  if (fitting.length === 0) throw unplayed(call);
  const allow = [...new Set(fitting.map((each) => each.method))].join(", ");
  throw new ApiRefusal(rules.methodOfPath, `Expected ${allow}, got ${quoted(method)}.`, {
    status: 405,
    headers: { Allow: allow },
    body: "",
  });
}

/** The answer to an operation that is not played, published or not. */
export function unplayed({ exchange }: ApiCall): ApiRefusal {
  const reason = `${exchange.method} ${quoted(exchange.path)} is not played here.`;
  return new ApiRefusal(rules.notPlayed, reason, { status: 404, headers: {}, body: "" });
}

/** Ids that are published as UUIDs have to be UUIDs, and are compared in lower case. */
function readParameters({ pattern, template }: Route, path: string): Parameters {
  const groups = Object.entries(pattern.exec(path)?.groups ?? {});
  return Object.fromEntries(
    groups.map(([name, raw]) => {
      const value = decode(raw);
      if (!uuidParameters.has(name)) return [name, value];
      if (!isUuid(value)) throw invalid({ [name]: [`${quoted(value)} in ${template} is not a UUID.`] });
      return [name, value.toLowerCase()];
    }),
  );
}

const uuidParameters = new Set([
  "accountId",
  "accountUniqueId",
  "virtualAccountId",
  "transactionId",
  "mandateId",
  "batchId",
]);

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
