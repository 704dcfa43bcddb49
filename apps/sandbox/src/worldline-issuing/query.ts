import type { Operation, QueryKind } from "@countersign/worldline-issuing-facts";
import { quoted, Refusal } from "../wire/refusal.js";
import { parseDateTime } from "./date-times.js";
import * as rules from "./rules.js";

/** The parameters of a request by the kinds of the table: texts are lists, flags booleans, counts numbers. */
export function parseQuery(operation: Operation, query: URLSearchParams): Readonly<Record<string, unknown>> {
  const kinds: Readonly<Record<string, QueryKind>> = operation.query ?? {};
  const names = [...new Set(query.keys())];
  const parsed = Object.fromEntries(
    names.map((name) => {
      const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
      if (kind !== undefined) return [name, parseValues(name, kind, query.getAll(name))];
      const known = Object.keys(kinds).join(", ") || "none";
      throw new Refusal(rules.queryUnknown, `Expected parameters from these: ${known}; got ${quoted(name)}.`);
    }),
  );
  for (const name of operation.requiredQuery ?? []) {
    if (parsed[name] === undefined) {
      throw new Refusal(rules.queryRequired, `Expected the parameter ${name}, got none.`);
    }
  }
  if (parsed.relatedResourceIdentifiersOnly === true && parsed.relatedResourceBaseInfoOnly === true) {
    throw new Refusal(
      rules.queryExcluded,
      "Expected one of relatedResourceIdentifiersOnly and relatedResourceBaseInfoOnly to be true, got both.",
    );
  }
  return parsed;
}

function parseValues(name: string, kind: QueryKind, values: readonly string[]): unknown {
  if (kind === "texts") return values;
  if (isList(kind)) {
    for (const value of values) requireOneOf(name, kind, value);
    return values;
  }
  const [value = "", ...others] = values;
  if (others.length > 0) {
    throw new Refusal(rules.queryValue, `Expected the parameter ${name} once, got ${values.length} of it.`);
  }
  if (typeof kind === "object") return requireOneOf(name, kind.one, value);
  return parseValue(name, kind, value);
}

// Array.isArray does not narrow a readonly array.
function isList(kind: QueryKind): kind is readonly string[] {
  return Array.isArray(kind);
}

function requireOneOf(name: string, expected: readonly string[], value: string): string {
  if (expected.includes(value)) return value;
  throw unusable(name, `one of ${expected.join(", ")}`, value);
}

function parseValue(name: string, kind: "text" | "flag" | "count" | "dateTime", value: string): unknown {
  switch (kind) {
    case "text":
      return value;
    case "flag":
      if (value === "true" || value === "false") return value === "true";
      throw unusable(name, "true or false", value);
    case "count": {
      const least = name === "offset" ? 1 : 0;
      const count = /^\d{1,9}$/.test(value) ? Number(value) : -1;
      if (count >= least) return count;
      throw unusable(name, `a whole number of at least ${least}`, value);
    }
    case "dateTime": {
      const time = parseDateTime(value);
      if (time !== undefined) return time;
      throw unusable(name, "a time like 2026-01-31T23:59:59Z (a plus sign is written %2B)", value);
    }
  }
}

function unusable(name: string, expected: string, value: string): Refusal {
  return new Refusal(
    rules.queryValue,
    `Expected the parameter ${name} to be ${expected}, got ${quoted(value)}.`,
  );
}
