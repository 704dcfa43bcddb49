/**
 * A condition on resources, made by {@link scimFilter}.
 *
 * @beta
 */
export interface ScimFilter {
  /** As the query has it. */
  readonly text: string;
  /** The logical operator that holds it together, which decides where it needs parentheses. */
  readonly joinedBy?: "and" | "or";
}

/** What attributes are compared with. */
type Comparable = string | number | Date;

/** A URN, where there is one; an attribute; a sub-attribute, where there is one. */
const attributePath = /^(?:urn:[\w:.-]+:)?[a-z][\w-]*(?:\.(?:[a-z][\w-]*|\$ref))?$/i;

function path(attribute: string): string {
  if (!attributePath.test(attribute)) {
    throw new TypeError(`not the path of an attribute, such as userName or name.familyName: ${attribute}`);
  }
  return attribute;
}

function compare(attribute: string, operator: string, value: Comparable | boolean | null): ScimFilter {
  // JSON would say null, and compare with that.
  if ((typeof value === "number" || value instanceof Date) && !Number.isFinite(Number(value))) {
    throw new TypeError(`${attribute} cannot be compared with ${value}`);
  }
  return { text: `${path(attribute)} ${operator} ${JSON.stringify(value)}` };
}

function join(joinedBy: "and" | "or", filters: readonly ScimFilter[]): ScimFilter {
  const [first, ...more] = filters;
  if (!first) throw new TypeError(`"${joinedBy}" needs at least one filter`);
  if (more.length === 0) return first;
  const parts = filters.map((filter) =>
    filter.joinedBy === undefined || filter.joinedBy === joinedBy ? filter.text : `(${filter.text})`,
  );
  return { text: parts.join(` ${joinedBy} `), joinedBy };
}

/**
 * Makes filters, with every value quoted as it must be.
 *
 * @throws TypeError for what is no path of an attribute, and for numbers that JSON does not have.
 *
 * @example
 * ```ts
 * const { and, eq, or, sw } = scimFilter;
 * and(eq("active", true), or(sw("userName", "a00012345"), eq("name.familyName", 'O"Neill')));
 * ```
 * @see RFC 7644 section 3.4.2.2
 * @beta
 */
export const scimFilter = {
  /** Equal. */
  eq: (attribute: string, value: Comparable | boolean | null): ScimFilter => compare(attribute, "eq", value),
  /** Not equal. */
  ne: (attribute: string, value: Comparable | boolean | null): ScimFilter => compare(attribute, "ne", value),
  /** Contains. */
  co: (attribute: string, value: string): ScimFilter => compare(attribute, "co", value),
  /** Starts with. */
  sw: (attribute: string, value: string): ScimFilter => compare(attribute, "sw", value),
  /** Ends with. */
  ew: (attribute: string, value: string): ScimFilter => compare(attribute, "ew", value),
  /** Greater than; of dates, later than. */
  gt: (attribute: string, value: Comparable): ScimFilter => compare(attribute, "gt", value),
  /** Greater than or equal. */
  ge: (attribute: string, value: Comparable): ScimFilter => compare(attribute, "ge", value),
  /** Less than. */
  lt: (attribute: string, value: Comparable): ScimFilter => compare(attribute, "lt", value),
  /** Less than or equal. */
  le: (attribute: string, value: Comparable): ScimFilter => compare(attribute, "le", value),
  /** Present: has a value. */
  pr: (attribute: string): ScimFilter => ({ text: `${path(attribute)} pr` }),
  /** All of them hold; at least one must be given. */
  and: (...filters: readonly ScimFilter[]): ScimFilter => join("and", filters),
  /** One of them holds, or several; at least one must be given. */
  or: (...filters: readonly ScimFilter[]): ScimFilter => join("or", filters),
  /** It does not hold. */
  not: ({ text }: ScimFilter): ScimFilter => ({ text: `not (${text})` }),
  /** One value of an attribute that has several: `emails[type eq "work" and primary eq true]`. */
  where: (attribute: string, { text }: ScimFilter): ScimFilter => ({ text: `${path(attribute)}[${text}]` }),
} as const;
