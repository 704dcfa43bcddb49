import type { IssuingOperation, IssuingQueryKind } from "@countersign/worldline/issuing";
import type { Arguments, OptionSpec } from "../command.js";
import { optionName } from "./option-name.js";

/** The options that parameters of the query are given by. */
export function queryOptions({
  query = {},
  requiredQuery = [],
}: IssuingOperation): Record<string, OptionSpec> {
  const specs = Object.entries(query).map(([name, kind]): [string, OptionSpec] => [
    optionName(name),
    { ...specOf(name, kind), ...(requiredQuery.includes(name) && { isRequired: true }) },
  ]);
  return Object.fromEntries(specs);
}

/** What the kind of a parameter alone does not say. */
const summaries: Readonly<Record<string, string>> = {
  embed: "a part that is left out otherwise",
  filter: "a member to answer; those that are not named are left out",
};

function specOf(name: string, kind: IssuingQueryKind): OptionSpec {
  const summary = (ofKind: string) => summaries[name] ?? `${name}: ${ofKind}`;
  switch (kind) {
    case "text":
      return { value: "TEXT", summary: summary("a text") };
    case "texts":
      return { value: "TEXT", isList: true, summary: summary("a text") };
    case "flag":
      return { value: "FLAG", choices: ["true", "false"], summary: name };
    case "count":
      return { value: "N", summary: summary("a whole number from 0 on") };
    case "dateTime":
      return {
        value: "DATE",
        summary: summary("a date and time with its zone, such as 2026-01-31T23:59:59Z"),
      };
    default:
      return "one" in kind
        ? { value: "NAME", choices: kind.one, summary: name }
        : { value: "NAME", isList: true, choices: kind, summary: summaries[name] ?? name };
  }
}

/** The query as the client takes it, which checks it. */
export function readQuery({ query = {} }: IssuingOperation, args: Arguments): Record<string, unknown> {
  const given = Object.entries(query).flatMap(([name, kind]): [string, unknown][] => {
    const texts = args.list(optionName(name));
    return texts.length === 0 ? [] : [[name, readValue(kind, texts)]];
  });
  return Object.fromEntries(given);
}

function readValue(kind: IssuingQueryKind, texts: readonly string[]): unknown {
  const [text = ""] = texts;
  if (kind === "texts" || Array.isArray(kind)) return texts;
  if (kind === "flag") return text === "true";
  if (kind === "count") return /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return text;
}
