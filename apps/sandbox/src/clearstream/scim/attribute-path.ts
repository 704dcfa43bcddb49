import { type Attribute, attributesOf, findAttribute, type Schema } from "./schema.js";

/** An attribute of a resource, or a sub-attribute of a complex one. */
export interface AttributePath {
  readonly attribute: Attribute;
  readonly sub?: Attribute;
}

const grammar = /^(?:(urn:[\w.:-]+):)?([A-Za-z$][\w$-]*)(?:\.([A-Za-z$][\w$-]*))?$/i;

/** `userName`, `name.familyName`, or either of them behind the URN of its schema (RFC 7644 3.10). */
export function findPath(text: string, schema: Schema): AttributePath | undefined {
  const [, urn, name, subName] = grammar.exec(text) ?? [];
  if (name === undefined || (urn ?? schema.id).toLowerCase() !== schema.id.toLowerCase()) return undefined;
  const attribute = findAttribute(attributesOf(schema), name);
  if (attribute === undefined || subName === undefined) return attribute && { attribute };
  const sub = findAttribute(attribute.subAttributes ?? [], subName);
  return sub && { attribute, sub };
}

/** The same for the elements of a complex attribute, within the brackets of a filter. */
export function findSubPath(text: string, { subAttributes = [] }: Attribute): AttributePath | undefined {
  const attribute = findAttribute(subAttributes, text);
  return attribute && { attribute };
}

/** The values of a path that are assigned, those of all elements where there are several. */
export function valuesAt(
  value: Readonly<Record<string, unknown>>,
  { attribute, sub }: AttributePath,
): unknown[] {
  const found = [value[attribute.name] ?? []].flat();
  if (sub === undefined) return found;
  return found.flatMap((each) => (each as Record<string, unknown>)[sub.name] ?? []);
}
