import { quoted, Refusal } from "../../wire/refusal.js";
import * as rules from "./rules.js";
import { type Attribute, attributesOf, findAttribute, type Schema } from "./schema.js";

export type Attributes = Record<string, unknown>;

/**
 * The attributes that a client may set, from the body of a POST or PUT: names in the schema's spelling, values
 * checked, and without what is read-only, which is ignored (RFC 7644 3.3, 3.5.1).
 */
export function readAttributes(body: unknown, schema: Schema): Attributes {
  const members = requireObject(body, "The body");
  requireSchemas(members, schema);
  const read: Attributes = {};
  for (const [name, value] of Object.entries(members)) {
    if (name.toLowerCase() === "schemas") continue;
    const attribute = requireAttribute(name, attributesOf(schema), schema.name);
    if (attribute.mutability !== "readOnly") assign(read, attribute, normalize(value, attribute));
  }
  return read;
}

/** Sets an attribute, or removes it where there is no value. */
export function assign(target: Attributes, { name }: Attribute, value: unknown): void {
  if (value === undefined) delete target[name];
  else target[name] = value;
}

/** A value of the attribute's type, or undefined: null and an empty array are no value (RFC 7643 2.5). */
export function normalize(value: unknown, attribute: Attribute): unknown {
  if (value === null || value === undefined) return undefined;
  if (!attribute.multiValued) return normalizeOne(value, attribute);
  if (!Array.isArray(value)) throw valueRefusal(`${quoted(attribute.name)} takes an array`);
  const elements = value.map((each) => normalizeOne(each, attribute));
  requireOnePrimary(elements, attribute);
  return elements.length === 0 ? undefined : elements;
}

/** One element of an attribute that has several, or the value of one that has not. */
export function normalizeOne(value: unknown, attribute: Attribute): unknown {
  const { name, type, subAttributes } = attribute;
  if (subAttributes !== undefined) return normalizeComplex(value, name, subAttributes);
  if (typeof value !== (type === "boolean" ? "boolean" : "string")) {
    throw valueRefusal(`${quoted(name)} takes ${type === "boolean" ? "true or false" : "a string"}`);
  }
  if (type === "binary" && !/^[A-Za-z0-9+/]+={0,2}$/.test(String(value))) {
    throw valueRefusal(`${quoted(name)} takes base64`);
  }
  return value;
}

export function requireOnePrimary(elements: readonly unknown[], { name }: Attribute): void {
  const primary = elements.filter((each) => (each as Attributes).primary === true);
  if (primary.length > 1) throw valueRefusal(`Of ${quoted(name)} one may be primary`);
}

export function requireObject(value: unknown, what: string): Attributes {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Attributes;
  throw new Refusal(rules.scimSyntax, `${what} is not a JSON object.`);
}

function normalizeComplex(value: unknown, name: string, subAttributes: readonly Attribute[]): Attributes {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw valueRefusal(`${quoted(name)} takes an object`);
  }
  const read: Attributes = {};
  for (const [member, part] of Object.entries(value)) {
    const sub = requireAttribute(member, subAttributes, name);
    if (sub.mutability !== "readOnly") assign(read, sub, normalize(part, sub));
  }
  return read;
}

function requireAttribute(name: string, attributes: readonly Attribute[], where: string): Attribute {
  const attribute = findAttribute(attributes, name);
  if (attribute !== undefined) return attribute;
  throw new Refusal(
    rules.scimSyntax,
    `${where} has no attribute ${quoted(name)}; GET /scim2/Schemas lists them.`,
  );
}

function requireSchemas(members: Attributes, { id }: Schema): void {
  const [, schemas] = Object.entries(members).find(([name]) => name.toLowerCase() === "schemas") ?? [];
  if (Array.isArray(schemas) && schemas.length === 1 && schemas[0] === id) return;
  throw new Refusal(rules.scimSyntax, `Expected "schemas" to be ["${id}"].`);
}

function valueRefusal(reason: string): Refusal {
  return new Refusal(rules.scimValue, `${reason}; see GET /scim2/Schemas.`);
}
