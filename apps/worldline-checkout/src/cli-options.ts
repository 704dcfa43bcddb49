import { parseArgs } from "node:util";
import { defaultConfigFile } from "./config/read-config.js";
import { type Config, settingNames, settings, variableName } from "./config/settings.js";
import { ConfigError, errorText } from "./errors.js";

/** What the command line says. */
export interface CliOptions {
  readonly config: string | undefined;
  readonly help: boolean;
  readonly version: boolean;
}

/** @throws ConfigError */
export function parseCliOptions(args: readonly string[]): CliOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: { type: "string" },
        help: { type: "boolean", default: false },
        version: { type: "boolean", default: false },
      },
    });
    return { ...values, config: values.config };
  } catch (error) {
    throw new ConfigError(`${errorText(error)} (--help lists the options)`);
  }
}

/** The options and every setting. */
export const helpText: string = `worldline-checkout: a small web shop that takes iDEAL payments

  --config FILE       settings, as one JSON object; ./${defaultConfigFile} by default, where it is there
  --help, --version

Without settings it starts a sandbox of its own and keeps nothing.

Settings, each with its variable in the environment, which wins over the file:
${settingNames.map(describeSetting).join("")}
A secret stands in the environment only: in its variable, or in a file that the variable with _FILE behind its name
names. Items of a list are separated by commas in the environment.
`;

function describeSetting(name: keyof Config): string {
  const { about, default: fallback, isSecret } = settings[name];
  const isNone = fallback === undefined || Array.isArray(fallback);
  return `
  ${isSecret ? variableName(name) : `${name}, ${variableName(name)}`}${isNone ? "" : ` (${fallback})`}
      ${about}.
`;
}
