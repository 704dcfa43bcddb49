import { parseArgs } from "node:util";
import { type ConfigSources, defaultConfigFile } from "./config/read-config.js";
import { type Config, optionName, settingNames, settings, variableName } from "./config/settings.js";
import { ConfigError, errorText } from "./errors.js";

/** What the command line says. */
export interface CliOptions {
  readonly config: string | undefined;
  readonly check: boolean;
  readonly help: boolean;
  readonly version: boolean;
  readonly settings: ConfigSources["options"];
}

const onCommandLine = settingNames.filter((name) => !settings[name].isSecret);

/** @throws ConfigError */
export function parseCliOptions(args: readonly string[]): CliOptions {
  const values: Readonly<Record<string, unknown>> = parse(args);
  const given = onCommandLine.flatMap((name) => {
    const value = values[optionName(name)];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    config: values.config as string | undefined,
    check: values.check === true,
    help: values.help === true,
    version: values.version === true,
    settings: Object.fromEntries(given),
  };
}

function parse(args: readonly string[]) {
  const ofSettings = onCommandLine.map((name) => {
    const { isFlag, default: fallback } = settings[name];
    return [
      optionName(name),
      { type: isFlag ? ("boolean" as const) : ("string" as const), multiple: Array.isArray(fallback) },
    ] as const;
  });
  try {
    return parseArgs({
      args: [...args],
      options: {
        config: { type: "string" },
        check: { type: "boolean" },
        help: { type: "boolean" },
        version: { type: "boolean" },
        ...Object.fromEntries(ofSettings),
      },
    }).values;
  } catch (error) {
    throw new ConfigError(`${errorText(error)} (--help lists the options)`);
  }
}

/** The options and every setting. */
export const helpText: string = `countersign-mtls-proxy: speaks mutual TLS to Clearstream for software that cannot

  --config FILE       settings, as one JSON object; ./${defaultConfigFile} by default, where it is there
  --check             read the settings, load the files, say what would run, and end
  --help, --version

Settings, each with its option, which wins, its variable in the environment, and its name in the file:
${settingNames.map(describeSetting).join("")}
An option of a list may be given several times; in the environment its items are separated by commas. A secret stands
in the environment only: in its variable, or in a file that the variable with _FILE behind its name names.
`;

function describeSetting(name: keyof Config): string {
  const { about, default: fallback, isSecret } = settings[name];
  const isNone = fallback === undefined || fallback === false || Array.isArray(fallback);
  const names = isSecret ? variableName(name) : `--${optionName(name)}, ${variableName(name)}, ${name}`;
  return `
  ${names}${isNone ? "" : ` (${fallback})`}
      ${about}.
`;
}
