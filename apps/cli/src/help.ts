import { commonOptions } from "./arguments.js";
import type { Command, OptionSpec } from "./command.js";

const intro = `countersign: keys, certificates, PKCS#12 files, signatures, TLS connections, tokens, and
what ClearBank, Clearstream and Worldline need: profiles, credentials, webhooks, doctors

Exit code 0 means yes, 1 no, 2 wrong usage. A file named - is standard input. Secrets come from environment
variables or files. DEBUG=1 adds stack traces.`;

/** The help of the whole program, or of a group of commands such as `http`. */
export function groupHelp(commands: readonly Command[], group?: string): string {
  const listed = group === undefined ? commands : commands.filter(({ name }) => name.startsWith(`${group} `));
  const [first] = listed;
  const of = group === undefined ? "COMMAND" : `${group} COMMAND`;
  return [
    group === undefined
      ? intro
      : `countersign ${group}: ${listed.length} command${listed.length === 1 ? "" : "s"}`,
    "",
    `Usage: countersign ${of} [OPTIONS] [FILE]`,
    "",
    table(listed.map(({ name, summary }) => [name, summary])),
    "",
    `Options of every command: --json, --help. "countersign ${of} --help" tells the others.`,
    "",
    `Example: ${first?.example}`,
    "",
  ].join("\n");
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions });
  return [
    `countersign ${command.name}: ${command.summary}`,
    "",
    `Usage: ${usage(command)}`,
    "",
    table(options.map(([name, spec]) => [form(name, spec), spec.summary])),
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
  return `--${name} ${spec.choices?.join("|") ?? spec.value}${spec.isList ? " ..." : ""}`;
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
