import { parseArgs } from "node:util";
import { defaultConfigFile } from "./config/read-config.js";
import { type Config, settingNames, settings, variableName } from "./config/settings.js";
import { ConfigError, errorText } from "./errors.js";

/** What the command line says. */
export interface CliOptions {
  readonly config: string | undefined;
  readonly check: boolean;
  readonly replay: boolean;
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
        check: { type: "boolean", default: false },
        replay: { type: "boolean", default: false },
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
export const helpText: string = `clearbank-webhooks: verifies, keeps and acknowledges ClearBank's webhooks

  --config FILE       settings, as one JSON object; ./${defaultConfigFile} by default, where it is there
  --check             read the settings, load the keys, open the store, say what would run, and end
  --replay            have all dead letters forwarded again, and end; with SQLite, while the service is stopped
  --help, --version

Settings, each with its variable in the environment, which wins over the file:
${settingNames.map(describeSetting).join("")}
A secret stands in the environment only: in its variable, or in a file that the variable with _FILE behind its name
names. Items of a list are separated by commas in the environment.
`;

function describeSetting(name: keyof Config): string {
  const { about, default: fallback, isSecret } = settings[name];
  const isNone = fallback === undefined || fallback === false || Array.isArray(fallback);
  return `
  ${isSecret ? variableName(name) : `${name}, ${variableName(name)}`}${isNone ? "" : ` (${fallback})`}
      ${about}.
`;
}
