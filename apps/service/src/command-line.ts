import { parseArgs } from "node:util";
import { ConfigError, errorText } from "./errors.js";
import { type NamedSetting, type Program, settingsOf } from "./program.js";

/** What the command line says, by the names of options. */
export type Options = Readonly<Record<string, unknown>>;

/** @throws ConfigError */
export function parseCommandLine<Config>(program: Program<Config>, args: readonly string[]): Options {
  const switches = ["help", "version", ...Object.keys(program.flags)];
  const ofSettings = settingsOf(program).flatMap(({ option, isFlag, default: fallback }) => {
    const type = isFlag ? ("boolean" as const) : ("string" as const);
    return option === undefined ? [] : [[option, { type, multiple: Array.isArray(fallback) }] as const];
  });
  try {
    return parseArgs({
      args: [...args],
      options: {
        config: { type: "string" },
        ...Object.fromEntries(switches.map((name) => [name, { type: "boolean" as const }])),
        ...Object.fromEntries(ofSettings),
      },
    }).values;
  } catch (error) {
    throw new ConfigError(`${errorText(error)} (--help lists the options)`);
  }
}

/** The options and every setting. */
export function helpText<Config>(program: Program<Config>): string {
  const { name, about, configFile, flags } = program;
  return `${name}: ${about}

${describeOption("--config FILE", `settings, as one JSON object; ./${configFile} by default, where it is there`)}
${Object.entries(flags)
  .map(([flag, does]) => `${describeOption(`--${flag}`, does)}\n`)
  .join("")}  --help, --version

Settings, each with its option, which wins, its variable in the environment, and its name in the file:
${settingsOf(program).map(describeSetting).join("")}
An option of a list may be given several times; in the environment its items are separated by commas. A secret stands
in the environment only: in its variable, or in a file that the variable with _FILE behind its name names.
`;
}

function describeOption(option: string, does: string): string {
  return `  ${option.padEnd(20)}${does}`;
}

function describeSetting({ name, option, variable, about, default: fallback }: NamedSetting): string {
  const isNone = fallback === undefined || fallback === false || Array.isArray(fallback);
  const names = option === undefined ? variable : `--${option}, ${variable}, ${name}`;
  return `
  ${names}${isNone ? "" : ` (${fallback})`}
      ${about}.
`;
}
