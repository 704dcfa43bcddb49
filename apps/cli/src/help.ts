import { commonOptions } from "./arguments.js";
import type { Command, OptionSpec } from "./command.js";

const intro = `countersign: keys, certificates, PKCS#12 files, signatures, TLS connections, tokens, and
what ClearBank, Clearstream and Worldline need: profiles, credentials, webhooks, doctors

Exit code 0 means yes, 1 no, 2 wrong usage. A file named - is standard input. Secrets come from environment
variables or files. DEBUG=1 adds stack traces.`;

/** What a help lists: a command, or a branch of them. */
type Listed = Pick<Command, "name" | "summary"> & Partial<Pick<Command, "example">>;

/** The help of the whole program, or of a group of commands such as `http`. */
export function groupHelp(commands: readonly Listed[], group?: string): string {
  const listed = group === undefined ? commands : commands.filter(({ name }) => name.startsWith(`${group} `));
  const [first] = listed;
  const of = group === undefined ? "COMMAND" : `${group} COMMAND`;
  return listHelp({
    heading:
      group === undefined
        ? intro
        : `countersign ${group}: ${listed.length} command${listed.length === 1 ? "" : "s"}`,
    usage: `countersign ${of} [OPTIONS] [FILE]`,
    rows: listed.map(({ name, summary }) => [name, summary]),
    more: `Options of every command: --json, --help. "countersign ${of} --help" tells the others.`,
    example: first?.example ?? "",
  });
}

/** The parts of a help that lists what there is. */
export interface HelpParts {
  readonly heading: string;
  readonly usage: string;
  readonly rows: readonly (readonly [name: string, summary: string])[];
  /** Where the help of each is. */
  readonly more: string;
  readonly example: string;
}

export function listHelp({ heading, usage, rows, more, example }: HelpParts): string {
  return [heading, "", `Usage: ${usage}`, "", table(rows), "", more, "", `Example: ${example}`, ""].join(
    "\n",
  );
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions });
  return [
    `countersign ${command.name}: ${command.summary}`,
    "",
    `Usage: ${usage(command)}`,
    "",
    table(options.map(([name, spec]) => [form(name, spec), describe(spec)])),
    ...(command.notes ? ["", command.notes] : []),
    "",
    `Example: ${command.example}`,
    "",
  ].join("\n");
}

/** The command line in one line, required options as they are, the others in brackets. */
export function usage({ name, options, operands, exactlyOne = [], atMostOne = [] }: Command): string {
  const grouped = new Set([...exactlyOne, ...atMostOne].flat());
  const forms = (group: readonly string[]) => group.map((each) => form(each, options[each])).join(" | ");
  const single = Object.entries(options).filter(([each]) => !grouped.has(each));
  return [
    `countersign ${name}`,
    ...single.filter(([, spec]) => spec.isRequired).map(([each, spec]) => form(each, spec)),
    ...exactlyOne.map((group) => `(${forms(group)})`),
    ...single.filter(([, spec]) => !spec.isRequired).map(([each, spec]) => `[${form(each, spec)}]`),
    ...atMostOne.map((group) => `[${forms(group)}]`),
    ...operands,
  ].join(" ");
}

function form(name: string, spec: OptionSpec | undefined): string {
  if (!spec?.value) return `--${name}`;
  // A list may have dozens of them.
  const choices = spec.isList ? undefined : spec.choices?.join("|");
  return `--${name} ${choices ?? spec.value}${spec.isList ? " ..." : ""}`;
}

function describe({ summary, choices, isList }: OptionSpec): string {
  return isList && choices ? `${summary}: ${choices.join(", ")}` : summary;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
  return rows
    .map(([left, right]) =>
      left.length > width
        ? `  ${left}\n  ${" ".repeat(width)}  ${right}`
        : `  ${left.padEnd(width)}  ${right}`,
    )
    .join("\n");
}
