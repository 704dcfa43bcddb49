import type { IssuingOperation } from "@countersign/worldline/issuing";
import type { Arguments, OptionSpec } from "../command.js";
import { optionName } from "./option-name.js";

/** Whether an operation is about one issuer, which is then part of its path. */
export function hasIssuer({ paths }: IssuingOperation): boolean {
  return paths.some((path) => namesIn(path).includes("issuerId"));
}

/**
 * What an operation is about besides the issuer: for each thing the names that it goes by, of which one is given. Two
 * names are of one thing where no path has both.
 */
export function thingsOf({ paths }: IssuingOperation): readonly (readonly string[])[] {
  const ways = paths.map(namesIn);
  const things: string[][] = [];
  for (const name of new Set(ways.flat())) {
    if (name === "issuerId") continue;
    const isApart = (other: string) => !ways.some((way) => way.includes(name) && way.includes(other));
    const thing = things.find((others) => others.every(isApart));
    if (thing) thing.push(name);
    else things.push([name]);
  }
  return things;
}

function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
}

/** The options that name those things. */
export function nameOptions(operation: IssuingOperation): Record<string, OptionSpec> {
  const specs = thingsOf(operation).flatMap((names) =>
    names.map((name): [string, OptionSpec] => [
      optionName(name),
      {
        value: isDate(name) ? "DATE" : "ID",
        summary: summaryOf(name),
        ...(names.length === 1 && { isRequired: true }),
      },
    ]),
  );
  return Object.fromEntries(specs);
}

function summaryOf(name: string): string {
  if (isDate(name)) return `the ${inWords(name)}, with its time and zone, such as 2026-01-31T23:59:59Z`;
  const own = /^issuer(\w+)ExternalReference$/.exec(name)?.[1];
  if (own !== undefined) return `the ${inWords(own)}, by the issuer's own reference`;
  const thing = /^(\w+)Reference$/.exec(name)?.[1];
  return thing === undefined ? `the ${inWords(name)}` : `the ${inWords(thing)}, by its reference`;
}

function inWords(name: string): string {
  return optionName(name).replace(/^-/, "").replaceAll("-", " ");
}

/** The names that are given; the client says which of them are missing or too many. */
export function readNames(operation: IssuingOperation, args: Arguments): Record<string, string> {
  const given = thingsOf(operation)
    .flat()
    .flatMap((name): [string, string][] => {
      const value = args.optional(optionName(name));
      return value === undefined ? [] : [[name, value]];
    });
  return Object.fromEntries(given);
}

function isDate(name: string): boolean {
  return name.endsWith("Date");
}
