import { isDeepStrictEqual } from "node:util";
import { quoted, Refusal } from "../../wire/refusal.js";
import {
  type Attributes,
  assign,
  normalize,
  normalizeOne,
  requireObject,
  requireOnePrimary,
} from "./normalize.js";
import { type PatchTarget, parsePatchPath } from "./patch-path.js";
import * as rules from "./rules.js";
import type { Attribute, Schema } from "./schema.js";

const patchUrn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const kinds = ["add", "replace", "remove"] as const;
type Kind = (typeof kinds)[number];

/** The attributes after all operations of a PATCH request, in order: it is done whole or not at all (RFC 7644 3.5.2). */
export function patch(before: Readonly<Attributes>, body: unknown, schema: Schema): Attributes {
  const { schemas, Operations: operations } = requireObject(body, "The body");
  if (!isDeepStrictEqual(schemas, [patchUrn]) || !Array.isArray(operations) || operations.length === 0) {
    throw new Refusal(
      rules.scimSyntax,
      `Expected "schemas" to be ["${patchUrn}"], and one of "Operations" or more.`,
    );
  }
  const after = structuredClone(before);
  for (const operation of operations) apply(after, requireObject(operation, "An operation"), schema);
  // A complex attribute without sub-attributes has no value.
  return Object.fromEntries(Object.entries(after).filter(([, value]) => !isDeepStrictEqual(value, {})));
}

function apply(resource: Attributes, operation: Attributes, schema: Schema): void {
  const { op, path, value } = operation;
  const kind = kinds.find((each) => each === op);
  if (kind === undefined)
    throw new Refusal(rules.scimSyntax, `Expected "op" to be one of: ${kinds.join(", ")}.`);
  if (path !== undefined && typeof path !== "string") {
    throw new Refusal(rules.scimSyntax, 'Expected "path" to be a string.');
  }
  if (kind === "remove") {
    remove(resource, path, value, schema);
    return;
  }
  if (value === undefined) throw new Refusal(rules.scimSyntax, `Expected a "value" to ${kind}.`);
  const members =
    path === undefined ? requireObject(value, 'Without a "path" the "value"') : { [path]: value };
  for (const [name, part] of Object.entries(members)) {
    if (name.toLowerCase() !== "schemas") set(resource, kind, parsePatchPath(name, schema), part);
  }
}

function remove(resource: Attributes, path: string | undefined, value: unknown, schema: Schema): void {
  if (path === undefined) throw new Refusal(rules.scimTarget, "Expected a path to remove.");
  if (value !== undefined) {
    // Ignoring it would remove all of the values where one was meant.
    throw new Refusal(rules.scimSyntax, "remove takes no value; select by a filter in the path.");
  }
  const target = parsePatchPath(path, schema);
  const { attribute, sub, selects } = target;
  requireMutable(target);
  if ((sub ?? attribute).required || sub?.mutability === "immutable") {
    throw new Refusal(rules.scimMutability, `${quoted(path)} has to stay.`);
  }
  if (sub !== undefined) {
    for (const each of selected(resource, target)) delete each[sub.name];
  } else if (selects !== undefined) {
    const gone = selected(resource, target);
    const left = (resource[attribute.name] as Attributes[]).filter((each) => !gone.includes(each));
    assign(resource, attribute, left.length === 0 ? undefined : left);
  } else delete resource[attribute.name];
}

function set(resource: Attributes, kind: Kind, target: PatchTarget, value: unknown): void {
  const { attribute, sub, selects } = target;
  requireMutable(target);
  if (sub !== undefined) setSub(resource, target, sub, value);
  else if (selects !== undefined) setElements(resource, kind, target, value);
  else if (attribute.multiValued && kind === "add") append(resource, attribute, value);
  else setWhole(resource, attribute, value);
}

function setWhole(resource: Attributes, attribute: Attribute, value: unknown): void {
  const read = normalize(value, attribute);
  if (read === undefined && attribute.required) {
    throw new Refusal(
      rules.scimMutability,
      `${quoted(attribute.name)} is required and cannot be without value.`,
    );
  }
  // Sub-attributes that are not named stay as they are, with replace too.
  const isMerged = attribute.subAttributes !== undefined && !attribute.multiValued && read !== undefined;
  const before = isMerged ? (resource[attribute.name] as object | undefined) : undefined;
  assign(resource, attribute, before === undefined ? read : { ...before, ...(read as object) });
}

function setElements(resource: Attributes, kind: Kind, target: PatchTarget, value: unknown): void {
  const { attribute } = target;
  const changed = selected(resource, target);
  const complete = normalizeOne(value, attribute) as Attributes;
  for (const each of changed) {
    requireSameImmutables(each, complete, attribute);
    if (kind === "replace") for (const name of Object.keys(each)) delete each[name];
    Object.assign(each, structuredClone(complete));
  }
  settlePrimary(resource, attribute, changed);
}

function setSub(resource: Attributes, target: PatchTarget, sub: Attribute, value: unknown): void {
  const { attribute } = target;
  if (!attribute.multiValued) resource[attribute.name] ??= {};
  const changed = selected(resource, target);
  const read = normalize(value, sub);
  for (const each of changed) {
    requireSameImmutables(each, { [sub.name]: read }, attribute);
    assign(each, sub, read);
  }
  settlePrimary(resource, attribute, changed);
}

/** What is there already is not added a second time. */
function append(resource: Attributes, attribute: Attribute, value: unknown): void {
  const before = (resource[attribute.name] ?? []) as Attributes[];
  const added = [value]
    .flat()
    .map((each) => normalizeOne(each, attribute) as Attributes)
    .filter((each) => !before.some((known) => isDeepStrictEqual(known, each)));
  assign(resource, attribute, before.length + added.length === 0 ? undefined : [...before, ...added]);
  settlePrimary(resource, attribute, added);
}

/** The elements that a path is about; a path that finds none is refused. */
function selected(resource: Attributes, { attribute, selects = () => true }: PatchTarget): Attributes[] {
  const found = ([resource[attribute.name] ?? []].flat() as Attributes[]).filter(selects);
  if (found.length === 0) {
    throw new Refusal(rules.scimTarget, `Nothing in ${quoted(attribute.name)} is what the path asks for.`);
  }
  return found;
}

/** An element that becomes the primary one takes that from the others. */
function settlePrimary(resource: Attributes, attribute: Attribute, changed: readonly Attributes[]): void {
  if (!changed.some((each) => each.primary === true)) return;
  requireOnePrimary(changed, attribute);
  for (const each of resource[attribute.name] as Attributes[]) {
    if (!changed.includes(each) && each.primary === true) each.primary = false;
  }
}

function requireMutable({ attribute, sub }: PatchTarget): void {
  const fixed = [attribute, sub].find((each) => each?.mutability === "readOnly");
  if (fixed === undefined) return;
  throw new Refusal(rules.scimMutability, `${quoted(fixed.name)} is read-only.`);
}

/** An immutable sub-attribute is set once; an element with another one is another element. */
function requireSameImmutables(
  element: Attributes,
  change: Attributes,
  { subAttributes = [] }: Attribute,
): void {
  for (const { name, mutability } of subAttributes) {
    const [old, changed] = [element[name], change[name]];
    if (mutability !== "immutable" || old === undefined || !Object.hasOwn(change, name) || old === changed)
      continue;
    throw new Refusal(
      rules.scimMutability,
      `${quoted(name)} cannot be changed; remove the element and add another.`,
    );
  }
}
