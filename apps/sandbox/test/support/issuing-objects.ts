import { existsSync, readFileSync } from "node:fs";
import { expect } from "vitest";

const file = new URL("../../../../../shared/reference/worldline-issuing-objects.json", import.meta.url);

/** The list of objects is no part of this repository; where it is, it judges. */
export const hasObjects: boolean = existsSync(file);

type Members = Readonly<Record<string, string>>;

const objects: Readonly<Record<string, Members>> = hasObjects ? JSON.parse(readFileSync(file, "utf8")) : {};

/** Checks data by the object's list of members: all known and of their types, and those that are required there. */
export function checkData(object: string, data: unknown, isFiltered = false): void {
  if (!hasObjects) return;
  const problems: string[] = [];
  check(object, data, object, problems, isFiltered);
  expect(problems).toEqual([]);
}

function membersOf(name: string): Members {
  const own = objects[name] ?? {};
  return own._allOf === undefined ? own : { ...membersOf(own._allOf), ...own };
}

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const simple: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  int32: Number.isInteger,
  int64: Number.isInteger,
  double: (value) => typeof value === "number",
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
  "date-time": (value) => typeof value === "string" && dateTime.test(value),
  "map<string,string>": (value) => Object.values(value as object).every((each) => typeof each === "string"),
};

/** What a member's words say, up to their first blank outside braces: a type, a list of it, or members in braces. */
function typeOf(words: string): string {
  let depth = 0;
  for (const [index, letter] of [...words].entries()) {
    if (letter === "{") depth += 1;
    if (letter === "}") depth -= 1;
    if (letter === " " && depth === 0) return words.slice(0, index);
  }
  return words;
}

function check(words: string, value: unknown, path: string, problems: string[], isFiltered: boolean): void {
  const type = typeOf(words);
  if (type.endsWith("[]")) {
    if (!Array.isArray(value)) return void problems.push(`${path}: no list`);
    for (const [index, item] of value.entries()) {
      check(type.slice(0, -2), item, `${path}[${index}]`, problems, isFiltered);
    }
    return;
  }
  const [, listed] = /^(?:(?:enum|string) )?([A-Za-z_]+(?:\|[A-Za-z_]+)+)/.exec(words) ?? [];
  if (listed !== undefined) {
    const isOpen = words.includes("open list") || words.endsWith("...");
    const isFine = typeof value === "string" && (isOpen || listed.split("|").includes(value));
    if (!isFine) problems.push(`${path}: ${JSON.stringify(value)} is none of ${listed}`);
    return;
  }
  if (type === "deprecated" || type === "{embed}") return;
  const accepts = simple[type];
  if (accepts !== undefined) {
    if (!accepts(value)) problems.push(`${path}: ${JSON.stringify(value)} is no ${type}`);
    return;
  }
  checkMembers(
    type.startsWith("{") ? inline(type) : membersOf(type),
    type,
    value,
    path,
    problems,
    isFiltered,
  );
}

/** `{a!: string, b}` as members. */
function inline(braces: string): Members {
  const parts: string[] = [""];
  let depth = 0;
  for (const letter of braces.slice(1, -1)) {
    if (letter === "{") depth += 1;
    if (letter === "}") depth -= 1;
    if (letter === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return Object.fromEntries(
    parts.map((part) => {
      const [name = "", ...rest] = part.trim().split(": ");
      const words = rest.join(": ");
      return [name, /^[{A-Z]|^string$/.test(words) ? words : "string"];
    }),
  );
}

function checkMembers(
  members: Members,
  type: string,
  value: unknown,
  path: string,
  problems: string[],
  isFiltered: boolean,
): void {
  const names = Object.keys(members).filter((name) => !name.startsWith("_"));
  if (names.length === 0) return void problems.push(`${path}: ${type} is no object of the list`);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return void problems.push(`${path}: no object`);
  }
  const isTop = !path.includes(".");
  for (const name of names) {
    if (!name.endsWith("!") || (isTop && isFiltered)) continue;
    if (!(name.slice(0, -1) in value)) problems.push(`${path}: ${name} is missing`);
  }
  for (const [name, member] of Object.entries(value)) {
    const words = members[name] ?? members[`${name}!`];
    if (words === undefined) problems.push(`${path}: ${name} is no member of ${type}`);
    else check(words, member, `${path}.${name}`, problems, isFiltered);
  }
}
