import type { Operation, QueryKind } from "@countersign/worldline-issuing-facts";
import { InvalidRequestError, type Violation } from "../../invalid-request.js";

type Values = Readonly<Record<string, unknown>>;

/**
 * Path and query of a call, below the API's own path.
 *
 * @throws {@link InvalidRequestError} where a thing is named in no way or in two, and where a parameter is missing,
 * unknown, or none of the values that it takes.
 */
export function requestTarget(operation: Operation, names: Values, query: Values): string {
  const violations = [...nameViolations(operation, names), ...queryViolations(operation, query)];
  if (violations.length > 0) throw new InvalidRequestError(violations);
  const template = operation.paths.find((path) => sameNames(path, names)) as string;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(names[name])));
  const fields = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(String(each))}`),
  );
  return fields.length > 0 ? `${path}?${fields.join("&")}` : path;
}

/** The names in the braces of a path. */
export function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
}

function sameNames(path: string, names: Values): boolean {
  const given = Object.keys(names).filter((name) => names[name] !== undefined);
  const needed = namesIn(path);
  return given.length === needed.length && needed.every((name) => given.includes(name));
}

function nameViolations({ paths }: Operation, names: Values): Violation[] {
  if (!paths.some((path) => sameNames(path, names))) {
    const ways = paths.map((path) =>
      namesIn(path)
        .filter((name) => name !== "issuerId")
        .join(" and "),
    );
    return [{ path: "names", rule: `must be ${ways.join(", or ") || "empty"}, and nothing else` }];
  }
  return Object.entries(names).flatMap(([name, value]) => {
    if (value === undefined) return [];
    // A statement by the date "last" would be another operation.
    if (name.endsWith("Date")) return isDateTime(value) ? [] : { path: name, rule: dateTimeRule };
    return canStandInPath(value) ? [] : { path: name, rule: "must be a text that can stand in a path" };
  });
}

/** Servers drop or resolve "", "." and "..", encoded or not, and would then see another path than was meant. */
function canStandInPath(value: unknown): boolean {
  return typeof value === "string" && !["", ".", ".."].includes(value) && !/\p{Surrogate}/u.test(value);
}

function queryViolations({ query: kinds = {}, requiredQuery = [] }: Operation, query: Values): Violation[] {
  const missing = requiredQuery.filter((name) => query[name] === undefined);
  return [
    ...missing.map((path) => ({ path, rule: "must be given" })),
    ...Object.entries(query).flatMap(([path, value]) => {
      const rule = value === undefined ? undefined : ruleBroken(kinds[path], value);
      return rule === undefined ? [] : { path, rule };
    }),
  ];
}

function ruleBroken(kind: QueryKind | undefined, value: unknown): string | undefined {
  switch (kind) {
    case undefined:
      return "is no parameter of this operation";
    case "flag":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "count":
      return Number.isSafeInteger(value) && Number(value) >= 0
        ? undefined
        : "must be a whole number from 0 on";
    case "text":
      return isText(value) ? undefined : "must be a text";
    case "texts":
      return isListOf(value, isText) ? undefined : "must be a list of texts";
    case "dateTime":
      return isDateTime(value) ? undefined : dateTimeRule;
    default:
      if ("one" in kind)
        return kind.one.some((each) => each === value) ? undefined : `must be ${kind.one.join(" or ")}`;
      return isListOf(value, (each) => kind.some((name) => name === each))
        ? undefined
        : `must be a list of some of ${kind.join(", ")}`;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !/\p{Surrogate}/u.test(value);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

const dateTimeRule = "must be a date and time with its zone, such as 2026-01-31T23:59:59Z";

function isDateTime(value: unknown): boolean {
  return (
    typeof value === "string" &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
