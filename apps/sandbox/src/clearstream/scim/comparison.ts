import { quoted, Refusal } from "../../wire/refusal.js";
import { type AttributePath, valuesAt } from "./attribute-path.js";
import * as rules from "./rules.js";
import { type Attribute, findAttribute } from "./schema.js";

export type Predicate = (value: Readonly<Record<string, unknown>>) => boolean;

type Scalar = string | number | boolean;

const tests: ReadonlyMap<string, (actual: Scalar, expected: Scalar) => boolean> = new Map([
  ["eq", (actual, expected) => actual === expected],
  ["co", (actual, expected) => String(actual).includes(String(expected))],
  ["sw", (actual, expected) => String(actual).startsWith(String(expected))],
  ["ew", (actual, expected) => String(actual).endsWith(String(expected))],
  ["gt", (actual, expected) => actual > expected],
  ["ge", (actual, expected) => actual >= expected],
  ["lt", (actual, expected) => actual < expected],
  ["le", (actual, expected) => actual <= expected],
]);
const ofText: readonly string[] = ["co", "sw", "ew"];
const ofOrder: readonly string[] = ["gt", "ge", "lt", "le"];

/** One comparison of a filter. Of several values one has to meet it; with `ne`, none may be equal. */
export function comparison(path: AttributePath, operator: string, expected: unknown): Predicate {
  if (operator === "pr") return (value) => valuesAt(value, path).length > 0;
  const isNe = operator === "ne";
  const test = tests.get(isNe ? "eq" : operator);
  if (test === undefined) throw refusal(`${quoted(operator)} is no operator`);
  if (expected === null) return compareWithNull(path, operator);
  const scalar = scalarPath(path);
  if (scalar === undefined) {
    throw refusal(`${quoted(path.attribute.name)} is complex; compare one of its sub-attributes`);
  }
  const compared = scalar.sub ?? scalar.attribute;
  requireFitting(compared, operator, expected);
  const asScalar = (value: unknown) =>
    ofText.includes(operator) ? textOf(value, compared) : scalarOf(value, compared);
  const fitting = asScalar(expected);
  if (Number.isNaN(fitting)) throw refusal(`${quoted(String(expected))} is no date`);
  const meets: Predicate = (value) => valuesAt(value, scalar).some((each) => test(asScalar(each), fitting));
  return isNe ? (value) => !meets(value) : meets;
}

/** Of a complex attribute with several values it is their `value` that counts (RFC 7644 3.4.2.2, 3.4.2.3). */
export function scalarPath(path: AttributePath): AttributePath | undefined {
  const { attribute, sub } = path;
  if (sub !== undefined || attribute.type !== "complex") return path;
  const value = attribute.multiValued && findAttribute(attribute.subAttributes ?? [], "value");
  return value ? { attribute, sub: value } : undefined;
}

/** A value in the form in which it is compared and sorted. */
export function scalarOf(value: unknown, attribute: Attribute): Scalar {
  if (typeof value === "boolean") return value;
  return attribute.type === "dateTime" ? Date.parse(String(value)) : textOf(value, attribute);
}

function textOf(value: unknown, { caseExact }: Attribute): string {
  return caseExact ? String(value) : String(value).toLowerCase();
}

/** An attribute that is not assigned is the same as null (RFC 7643 2.5). */
function compareWithNull(path: AttributePath, operator: string): Predicate {
  if (operator === "eq") return (value) => valuesAt(value, path).length === 0;
  if (operator === "ne") return (value) => valuesAt(value, path).length > 0;
  throw refusal(`null can be compared with eq and ne only, not with ${operator}`);
}

function requireFitting({ name, type }: Attribute, operator: string, expected: unknown): void {
  const isBoolean = type === "boolean";
  const hasNoOrder = isBoolean || type === "binary";
  if ((hasNoOrder && ofOrder.includes(operator)) || (isBoolean && ofText.includes(operator))) {
    throw refusal(`${quoted(name)} is ${type} and cannot be compared with ${operator}`);
  }
  if (typeof expected !== (isBoolean ? "boolean" : "string")) {
    throw refusal(`${quoted(name)} is of type ${type}, and ${quoted(JSON.stringify(expected))} is not`);
  }
}

function refusal(reason: string): Refusal {
  return new Refusal(rules.scimFilter, `${reason}; see RFC 7644 3.4.2.2.`);
}
