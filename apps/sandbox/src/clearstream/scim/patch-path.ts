import { quoted, Refusal } from "../../wire/refusal.js";
import { type AttributePath, findPath } from "./attribute-path.js";
import type { Predicate } from "./comparison.js";
import { parseElementFilter } from "./filter.js";
import * as rules from "./rules.js";
import { findAttribute, type Schema } from "./schema.js";

/** What a PATCH operation works on. */
export interface PatchTarget extends AttributePath {
  /** Which of several values it is about. */
  readonly selects?: Predicate;
}

const withFilter = /^([^[\]]+)\[(.*)\](?:\.([A-Za-z$][\w$-]*))?$/s;

/** `attribute`, `attribute.sub`, `attribute[filter]` or `attribute[filter].sub` (RFC 7644 3.5.2). */
export function parsePatchPath(text: string, schema: Schema): PatchTarget {
  const [, name, filter, subName] = withFilter.exec(text) ?? [];
  const path = findPath(name ?? text, schema);
  if (path === undefined) throw refusal(text);
  if (filter === undefined) return path;
  const { attribute, sub: early } = path;
  const { subAttributes, multiValued } = attribute;
  if (subAttributes === undefined || !multiValued || early !== undefined) throw refusal(text);
  const selects = parseElementFilter(filter, attribute);
  if (subName === undefined) return { attribute, selects };
  const sub = findAttribute(subAttributes, subName);
  if (sub === undefined) throw refusal(text);
  return { attribute, sub, selects };
}

function refusal(path: string): Refusal {
  return new Refusal(rules.scimPath, `The path ${quoted(path)} names nothing that the schema has.`);
}
