import ts from "typescript";
import type { InterfaceFile, Schema } from "./interface-files.js";

/** Whether a type is written by us or read: what is written is closed, what is read is open to new words. */
export type Direction = "request" | "answer";

/** In how far types and the schemas of an interface file differ, one line for each difference. */
export function compareTypes(
  checker: ts.TypeChecker,
  file: InterfaceFile,
  direction: Direction,
): (type: ts.Type, schema: Schema, at: string) => string[] {
  return function compare(type: ts.Type, schema: Schema, at: string): string[] {
    const known = resolve(file, schema);
    const bare = checker.getNonNullableType(type);
    const members = bare.isUnion() ? bare.types : [bare];
    if (known.oneOf) return compareVariants(members, known.oneOf, at);
    if (known.type === "array") return compareItems(bare, known, at);
    if (known.properties) {
      const found = members.map((member) => compareProperties(member, known, at));
      return found.reduce((best, next) => (next.length < best.length ? next : best));
    }
    if (known.type === "object") return compareEntries(bare, known, at);
    if (known.type === "integer") return every(members, ts.TypeFlags.Number) ? [] : [`${at}: no number`];
    if (known.type === "boolean")
      return every(members, ts.TypeFlags.BooleanLike) ? [] : [`${at}: no boolean`];
    // A number is the text of its digits.
    if (known.type === "number") return every(members, ts.TypeFlags.String) ? [] : [`${at}: no Decimal`];
    if (known.type === "string") return compareText(members, known, at);
    return [`${at}: a schema of a kind that is not looked at`];

    function compareVariants(types: readonly ts.Type[], variants: readonly Schema[], where: string) {
      return variants.flatMap((variant, index) =>
        types.some((member) => compare(member, variant, where).length === 0)
          ? []
          : [`${where}: variant ${index} fits no type`],
      );
    }
    function compareItems(list: ts.Type, { items = {} }: Schema, where: string) {
      if (!checker.isArrayType(list)) return [`${where}: no array`];
      const [item] = checker.getTypeArguments(list as ts.TypeReference);
      return item ? compare(item, items, `${where}[]`) : [`${where}: no items`];
    }
    function compareEntries(map: ts.Type, { additionalProperties, items }: Schema, where: string) {
      const values = typeof additionalProperties === "object" ? additionalProperties : items;
      const entry = checker.getIndexTypeOfType(map, ts.IndexKind.String);
      return entry && values ? compare(entry, values, `${where}.*`) : [`${where}: no map`];
    }
  };

  function compareProperties(
    this: void,
    object: ts.Type,
    { properties = {}, required = [] }: Schema,
    at: string,
  ): string[] {
    const ours = new Map(checker.getPropertiesOfType(object).map((symbol) => [symbol.name, symbol]));
    const surplus = [...ours.keys()].filter((name) => !(name in properties));
    const differences = surplus.map((name) => `${at}.${name}: not in the interface file`);
    for (const [name, schema] of Object.entries(properties)) {
      const symbol = ours.get(name);
      const where = `${at}.${name}`;
      if (!symbol) {
        differences.push(`${where}: missing`);
        continue;
      }
      const isRequired = required.includes(name);
      if (isRequired === Boolean(symbol.flags & ts.SymbolFlags.Optional)) {
        differences.push(`${where}: ${isRequired ? "required" : "optional"} in the interface file`);
      }
      const type = checker.getTypeOfSymbol(symbol);
      const isNullable = Boolean(schema.nullable || resolve(file, schema).nullable);
      if (direction === "request" && admitsNull(type) !== (isNullable && isRequired)) {
        differences.push(`${where}: null`);
      }
      if (direction === "answer" && isNullable && !admitsNull(type)) differences.push(`${where}: no null`);
      differences.push(...compareTypes(checker, file, direction)(type, schema, where));
    }
    return differences;
  }

  function compareText(members: readonly ts.Type[], schema: Schema, at: string): string[] {
    const words = members.filter((member) => member.isStringLiteral()).map(({ value }) => value as string);
    const others = members.filter((member) => !member.isStringLiteral());
    // `string & {}` keeps a union open; a Date stands for its text in a query.
    const isText = (other: ts.Type) =>
      other.isIntersection() ||
      Boolean(other.flags & ts.TypeFlags.String) ||
      (schema.format === "date-time" && other.symbol.name === "Date");
    if (!others.every(isText)) {
      return [`${at}: no text`];
    }
    const isOpen = others.length > 0;
    if (direction === "answer" && !isOpen) return [`${at}: closed to new words`];
    // Currencies are plain text, and so are words that the interface file only names in prose.
    if (!schema.enum || schema.enum.length > 130) return [];
    if (direction === "request" && isOpen) return [`${at}: open to any word`];
    const unknown = schema.enum.filter((word) => !words.includes(word));
    // We may know more words of what is read, where several files speak of one thing.
    const surplus = direction === "request" ? words.filter((word) => !schema.enum?.includes(word)) : [];
    return [...unknown, ...surplus].map((word) => `${at}: the word ${word}`);
  }
}

function resolve(file: InterfaceFile, schema: Schema): Schema {
  if (schema.allOf?.length === 1) return { ...resolve(file, schema.allOf[0] ?? {}), ...omitAllOf(schema) };
  const name = schema.$ref?.split("/").at(-1);
  return name ? resolve(file, file.components.schemas[name] ?? {}) : schema;
}

function omitAllOf({ allOf: _, ...rest }: Schema): Schema {
  return rest;
}

function admitsNull(type: ts.Type): boolean {
  return type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Null);
}

function every(types: readonly ts.Type[], flag: ts.TypeFlags): boolean {
  return types.every(({ flags }) => flags & flag);
}
