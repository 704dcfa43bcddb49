import { quoted, Refusal } from "../../wire/refusal.js";
import { type AttributePath, findPath, valuesAt } from "./attribute-path.js";
import { scalarOf, scalarPath } from "./comparison.js";
import { parseFilter } from "./filter.js";
import type { Attributes } from "./normalize.js";
import * as rules from "./rules.js";
import { commonAttributes, type Schema } from "./schema.js";

export const maxResults = 200;
/** How many come where the client does not say; the RFC leaves it open. */
const usualCount = 100;

/** The answer to a query: filtered, sorted, and one page of it (RFC 7644 3.4.2). */
export function listResponse(
  resources: readonly Attributes[],
  query: URLSearchParams,
  schema: Schema,
): Attributes {
  const filter = query.get("filter");
  const found = filter === null ? resources : resources.filter(parseFilter(filter, schema));
  const sorted = sort(found, query, schema);
  const startIndex = Math.max(integer(query, "startIndex", 1), 1);
  const count = Math.min(Math.max(integer(query, "count", usualCount), 0), maxResults);
  const page = sorted.slice(startIndex - 1, startIndex - 1 + count);
  return {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: found.length,
    startIndex,
    itemsPerPage: page.length,
    ...(count > 0 && { Resources: page.map((each) => project(each, query, schema)) }),
  };
}

/** The part of a resource that `attributes` or `excludedAttributes` ask for (RFC 7644 3.9). */
export function project(resource: Attributes, query: URLSearchParams, schema: Schema): Attributes {
  const wanted = pathsOf(query, "attributes", schema);
  const unwanted = pathsOf(query, "excludedAttributes", schema);
  if (wanted !== undefined && unwanted !== undefined) {
    throw new Refusal(rules.scimValue, "attributes and excludedAttributes exclude one another.");
  }
  const isAsked = wanted !== undefined;
  const named = wanted ?? unwanted;
  if (named === undefined) return resource;
  const members = Object.entries(resource).flatMap(([name, value]) => {
    const paths = named.filter(({ attribute }) => attribute.name === name);
    if (alwaysReturned.includes(name)) return [[name, value]];
    if (paths.length === 0 || paths.some(({ sub }) => sub === undefined)) {
      return paths.length > 0 === isAsked ? [[name, value]] : [];
    }
    const subs = paths.map(({ sub }) => sub?.name);
    return [[name, withSubs(value, (sub) => subs.includes(sub) === isAsked)]];
  });
  return Object.fromEntries(members);
}

const alwaysReturned: readonly string[] = commonAttributes
  .filter(({ returned }) => returned === "always")
  .map(({ name }) => name);

function withSubs(value: unknown, isWanted: (name: string) => boolean): unknown {
  const pick = (each: unknown) =>
    Object.fromEntries(Object.entries(each as Attributes).filter(([name]) => isWanted(name)));
  return Array.isArray(value) ? value.map(pick) : pick(value);
}

function pathsOf(query: URLSearchParams, name: string, schema: Schema): AttributePath[] | undefined {
  const text = query.get(name);
  return text === null ? undefined : text.split(",").map((each) => requirePath(each.trim(), name, schema));
}

/** By the first value of the attribute, or its primary one; those without come last (RFC 7644 3.4.2.3). */
function sort(
  resources: readonly Attributes[],
  query: URLSearchParams,
  schema: Schema,
): readonly Attributes[] {
  const sortBy = query.get("sortBy");
  const order = query.get("sortOrder") ?? "ascending";
  if (!["ascending", "descending"].includes(order)) {
    throw new Refusal(rules.scimValue, "sortOrder is ascending or descending.");
  }
  if (sortBy === null) return resources;
  const path = scalarPath(requirePath(sortBy, "sortBy", schema));
  if (path === undefined)
    throw new Refusal(rules.scimValue, `${quoted(sortBy)} is complex; sort by one of its parts.`);
  const keyOf = (resource: Attributes) => {
    const elements = [resource[path.attribute.name] ?? []].flat() as Attributes[];
    const primary = elements.find((each) => each.primary === true);
    const [value] = valuesAt(primary === undefined ? resource : { [path.attribute.name]: primary }, path);
    return value === undefined ? undefined : scalarOf(value, path.sub ?? path.attribute);
  };
  const keyed = resources.map((resource) => ({ resource, key: keyOf(resource) }));
  const compare = (a: unknown, b: unknown): number => {
    if (a === b) return 0;
    if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
    return (a as string) < (b as string) ? -1 : 1;
  };
  const sign = order === "descending" ? -1 : 1;
  return keyed.sort((a, b) => sign * compare(a.key, b.key)).map(({ resource }) => resource);
}

function requirePath(text: string, parameter: string, schema: Schema): AttributePath {
  const path = findPath(text, schema);
  if (path !== undefined) return path;
  throw new Refusal(rules.scimValue, `${parameter} names ${quoted(text)}, which the schema does not have.`);
}

function integer(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name) ?? String(otherwise);
  if (/^-?\d{1,9}$/.test(text)) return Number(text);
  throw new Refusal(rules.scimValue, `${name} is a whole number, not ${quoted(text)}.`);
}
