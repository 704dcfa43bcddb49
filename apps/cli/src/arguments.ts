import { parseArgs } from "node:util";
import type { Arguments, Command, OptionSpec } from "./command.js";
import { UsageError } from "./errors.js";

/** Options of every command. */
export const commonOptions: Readonly<Record<string, OptionSpec>> = {
  json: { summary: "print one JSON object on standard output, for refusals too" },
  help: { summary: "show this help" },
};

/** @throws UsageError */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const values = readValues(command, args);
  const { operands, given } = values;
  if (!given.has("help")) check(command, values);
  const all = (name: string) => given.get(name) ?? [];
  return {
    operands,
    optional: (name) => all(name)[0],
    list: all,
    flag: (name) => given.has(name),
    text(name) {
      const [value] = all(name);
      // Only where a command asks for an option that its own row does not require.
      if (value === undefined) throw new UsageError(`--${name} is missing.`);
      return value;
    },
  };
}

interface Values {
  readonly operands: readonly string[];
  readonly given: ReadonlyMap<string, readonly string[]>;
}

function readValues({ options }: Command, args: readonly string[]): Values {
  const specs = { ...options, ...commonOptions };
  const given = new Map<string, string[]>();
  const { positionals, tokens } = tokenise(specs, args);
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, value } = token;
    const before = given.get(name);
    if (before && !specs[name]?.isList) throw new UsageError(`--${name} is given twice.`);
    given.set(name, [...(before ?? []), ...(value === undefined ? [] : [value])]);
  }
  return { operands: positionals, given };
}

function tokenise(specs: Readonly<Record<string, OptionSpec>>, args: readonly string[]) {
  const options = Object.entries(specs).map(
    ([name, spec]) => [name, { type: spec.value ? ("string" as const) : ("boolean" as const) }] as const,
  );
  try {
    return parseArgs({
      args: [...args],
      options: Object.fromEntries(options),
      allowPositionals: true,
      tokens: true,
    });
  } catch (error) {
    throw new UsageError(describeParseError(error, specs), { cause: error });
  }
}

/** The first sentence; the others explain how to write things that nobody here means. */
function describeParseError(error: unknown, specs: Readonly<Record<string, OptionSpec>>): string {
  const message = error instanceof Error ? error.message : String(error);
  const [sentence = ""] = message.split(/\.\s|\n/);
  const secret = /^Unknown option '--(passphrase|password|secret|token)'/.exec(sentence)?.[1];
  if (secret && `${secret}-env` in specs) {
    return `Secrets are not taken as arguments, which others can see: use --${secret}-env NAME or --${secret}-file FILE.`;
  }
  return `${sentence.replace(/\.$/, "")}.`;
}

function check(command: Command, { operands, given }: Values): void {
  for (const [name, { isRequired, choices, value }] of Object.entries(command.options)) {
    const all = given.get(name);
    if (isRequired && !all) throw new UsageError(`--${name} ${value ?? ""} is missing.`);
    for (const each of all ?? []) {
      if (value && each === "") throw new UsageError(`--${name} needs a value.`);
      if (choices && !choices.includes(each))
        throw new UsageError(`--${name} is one of ${choices.join(", ")}.`);
    }
  }
  for (const group of command.exactlyOne ?? []) checkGroup(group, given, true);
  for (const group of command.atMostOne ?? []) checkGroup(group, given, false);
  if (operands.length < command.operands.length) {
    const name = command.operands[operands.length];
    const isFile = /FILE$|^MESSAGE$/.test(name ?? "");
    throw new UsageError(`${name} is missing${isFile ? "; - is standard input" : ""}.`);
  }
  if (operands.length > command.operands.length) {
    throw new UsageError(
      command.tooManyOperands ?? `${operands.length - command.operands.length} arguments too many.`,
    );
  }
}

function checkGroup(group: readonly string[], given: Values["given"], isRequired: boolean): void {
  const options = group.map((name) => `--${name}`);
  const count = group.filter((name) => given.has(name)).length;
  if (count > 1) throw new UsageError(`Give only one of ${options.join(" and ")}.`);
  if (count === 0 && isRequired) throw new UsageError(`One of ${options.join(" and ")} is missing.`);
}
