/** An attribute as RFC 7643 7 describes it. */
export interface Attribute {
  readonly name: string;
  readonly type: "string" | "boolean" | "dateTime" | "reference" | "binary" | "complex";
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: "readWrite" | "readOnly" | "immutable" | "writeOnly";
  readonly returned: "always" | "default" | "never";
  readonly uniqueness: "none" | "server";
  readonly subAttributes?: readonly Attribute[];
}

export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

type Traits = Partial<Omit<Attribute, "name" | "description">>;

/** An attribute with the defaults of RFC 7643 2.2. */
export function attribute(name: string, description: string, traits: Traits = {}): Attribute {
  return {
    name,
    type: traits.subAttributes === undefined ? "string" : "complex",
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...traits,
  };
}

/** What every resource has, though its schema does not list it (RFC 7643 3.1). */
export const commonAttributes: readonly Attribute[] = [
  attribute("schemas", "The schemas of the resource", {
    type: "reference",
    multiValued: true,
    caseExact: true,
    mutability: "readOnly",
    returned: "always",
  }),
  attribute("id", "The service's own name for the resource", {
    caseExact: true,
    mutability: "readOnly",
    returned: "always",
    uniqueness: "server",
  }),
  attribute("externalId", "The client's own name for the resource", { caseExact: true }),
  attribute("meta", "What the service keeps beside the resource", {
    mutability: "readOnly",
    subAttributes: [
      attribute("resourceType", "User or Group", { caseExact: true, mutability: "readOnly" }),
      attribute("created", "When it was made", { type: "dateTime", mutability: "readOnly" }),
      attribute("lastModified", "When it was last changed", { type: "dateTime", mutability: "readOnly" }),
      attribute("location", "Where it is", {
        type: "reference",
        caseExact: true,
        mutability: "readOnly",
      }),
      attribute("version", "Its ETag", { caseExact: true, mutability: "readOnly" }),
    ],
  }),
];

export function attributesOf(schema: Schema): readonly Attribute[] {
  return [...commonAttributes, ...schema.attributes];
}

/** Attribute names are the same in upper and lower case (RFC 7643 2.1). */
export function findAttribute(attributes: readonly Attribute[], name: string): Attribute | undefined {
  return attributes.find((each) => each.name.toLowerCase() === name.toLowerCase());
}
