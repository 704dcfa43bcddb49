import { CountersignError } from "@countersign/crypto-core";
import { parseArguments } from "./arguments.js";
import type { Cli } from "./cli.js";
import type { Branch, Command, Outcome } from "./command.js";
import { branches, commands } from "./commands.js";
import { UsageError } from "./errors.js";
import { commandHelp, groupHelp } from "./help.js";
import { createIo } from "./io.js";
import { version } from "./version.js";
import { visible } from "./visible.js";

/**
 * Runs one command line.
 *
 * @param args without the names of the interpreter and the program.
 * @returns the exit code.
 */
export async function runCli(args: readonly string[], cli: Cli): Promise<number> {
  const isJson = args.includes("--json");
  let command: Command | undefined;
  try {
    const found = await findCommand(args);
    if (typeof found === "string") {
      cli.stdout.write(found);
      return 0;
    }
    command = found.command;
    const parsed = parseArguments(command, found.rest);
    if (parsed.flag("help")) {
      cli.stdout.write(commandHelp(command));
      return 0;
    }
    return report(await command.run(parsed, createIo(cli, isJson)), isJson, cli);
  } catch (error) {
    return reportError(error, command, isJson, cli);
  }
}

type Found = string | { readonly command: Command; readonly rest: readonly string[] };

/** The command that the first words name, and what is behind them; or the help that was asked for. */
async function findCommand(args: readonly string[]): Promise<Found> {
  const [first = "", second = ""] = args;
  if (first === "--version") return `${version}\n`;
  if (first === "--help" || first === "-h" || (first === "help" && second === "")) return groupHelp(listed);
  if (first === "help") return await findHelp(args.slice(1));
  const branch = branches.find((each) => isCalled(each, args));
  const { commands: known, help } = branch ? await branch.load() : { commands, help: undefined };
  const command = known.find((each) => isCalled(each, args));
  if (command) return { command, rest: args.slice(command.name.split(" ").length) };
  if (first === "") throw new UsageError('No command is given; "countersign --help" lists them.');
  const group = findGroup(args, branch ? known : listed);
  if (group === "") throw new UsageError(`There is no command "${first}"; "countersign --help" lists them.`);
  const next = args[group.split(" ").length] ?? "";
  if (next === "--help" || next === "-h") {
    return help !== undefined && group === branch?.name ? help : groupHelp(branch ? known : listed, group);
  }
  const what =
    next === "" ? `"${group}" needs a command behind it` : `There is no command "${group} ${next}"`;
  throw new UsageError(`${what}; "countersign ${group} --help" lists them.`);
}

const listed: readonly (Command | Branch)[] = [...commands, ...branches];

function isCalled({ name }: Command | Branch, args: readonly string[]): boolean {
  return name.split(" ").every((word, index) => word === args[index]);
}

/** As many of the first words as several commands may begin with; empty where there is no such command. */
function findGroup(args: readonly string[], known: readonly (Command | Branch)[], group = ""): string {
  const [word = "", ...rest] = args;
  const longer = group === "" ? word : `${group} ${word}`;
  return known.some(({ name }) => name.startsWith(`${longer} `)) ? findGroup(rest, known, longer) : group;
}

async function findHelp(words: readonly string[]): Promise<string> {
  const found = await findCommand([...words, "--help"]);
  return typeof found === "string" ? found : commandHelp(found.command);
}

function report(outcome: Outcome, isJson: boolean, cli: Cli): number {
  const { exitCode = 0, text, json, writeJson = JSON.stringify, warnings = [] } = outcome;
  if (isJson) {
    const all = warnings.length > 0 ? { warnings } : {};
    cli.stdout.write(`${writeJson({ ok: exitCode === 0, ...json, ...all })}\n`);
    return exitCode;
  }
  for (const warning of warnings) cli.stderr.write(`countersign: warning: ${warning}\n`);
  if (typeof text !== "string") cli.stdout.write(text);
  else if (text !== "") cli.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  return exitCode;
}

/** What helps with an error whose own message cannot know of the command line. */
const hints: Readonly<Record<string, string>> = {
  ERR_KEY_PASSPHRASE_MISSING: "Use --passphrase-env NAME or --passphrase-file FILE.",
  ERR_KEY_PASSPHRASE_WRONG: "Look at what --passphrase-env or --passphrase-file names.",
  ERR_PKCS12_PASSWORD: "Look at what --password-env or --password-file names.",
};

function reportError(error: unknown, command: Command | undefined, isJson: boolean, cli: Cli): number {
  const isKnown = error instanceof CountersignError;
  const code = isKnown ? error.code : "ERR_UNEXPECTED";
  const said = error instanceof Error ? error.message : String(error);
  const hint = (Object.hasOwn(hints, code) ? hints[code] : command?.hintFor?.(code)) ?? "";
  const help =
    command && error instanceof UsageError ? `"countersign ${command.name} --help" shows how.` : "";
  const fault = isKnown ? "" : "This is a fault of countersign; DEBUG=1 shows where it happened.";
  const line = [said, hint, help, fault]
    .filter(Boolean)
    .join(" ")
    .replace(/\s*\n\s*/g, " ");
  // What an institution says of a refusal is in it.
  const message = visible(line);
  if (isJson)
    cli.stdout.write(`${JSON.stringify({ ok: false, code, message, ...command?.factsOf?.(error) })}\n`);
  else cli.stderr.write(`countersign: ${code}: ${message}\n`);
  if (cli.env.DEBUG && error instanceof Error) cli.stderr.write(`${error.stack}\n`);
  return command?.exitCodeOf?.(code) ?? (error instanceof UsageError ? 2 : 1);
}
