import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Options } from "../command-line.js";
import { ConfigError, errorText } from "../errors.js";
import { type Environment, type NamedSetting, type Program, settingsOf } from "../program.js";

/** Where the settings come from: what comes first wins. */
export interface ConfigSources {
  /** `config` names the file, which must exist; without it the program's is read where there is one. */
  readonly options?: Options;
  /** An empty variable is none. */
  readonly env: Environment;
  readonly cwd: string;
}

/** What a setting was given, before it is read. */
interface Given {
  /** What to call it in a message: the name that was used. */
  readonly label: string;
  readonly value: unknown;
  /** What a relative path in it is relative to. */
  readonly folder: string;
}

interface ConfigFile {
  readonly members: Readonly<Record<string, unknown>>;
  readonly folder: string;
}

/**
 * Reads all settings. A relative path in the file is relative to the file's folder, any other to the working
 * directory.
 *
 * @throws ConfigError with a line for each setting that is wrong.
 */
export function readConfig<Config>(program: Program<Config>, sources: ConfigSources): Config {
  const settings = settingsOf(program);
  const file = readConfigFile(program.configFile, sources);
  const problems: string[] = [];
  const unread = new Set<PropertyKey>();
  const values = settings.map((setting) => {
    const { name, default: fallback } = setting;
    try {
      const given =
        onCommandLine(setting, sources) ?? inEnvironment(setting, sources) ?? inFile(setting, file);
      return [name, given ? readSetting(setting, given) : fallback];
    } catch (error) {
      problems.push(errorText(error));
      unread.add(name);
      return [name, fallback];
    }
  });
  const members: Readonly<Record<string, unknown>> = Object.fromEntries(values);
  const config = members as Config;
  const add = (message: string, ...names: PropertyKey[]) => {
    if (!names.some((name) => unread.has(name))) problems.push(message);
  };
  program.findContradictions(config, add, sources.env);

  // A name that is misspelt would else leave a check switched off without a word.
  const variables = settings.flatMap(({ variable, isSecret }) =>
    isSecret ? [variable, `${variable}_FILE`] : [variable],
  );
  // A setting may name a variable of its own.
  const known = new Set<unknown>([...variables, ...Object.values(members)]);
  const unknown = [
    ...Object.keys(file.members).filter((name) => !Object.hasOwn(members, name)),
    ...Object.keys(sources.env).filter((name) => name.startsWith(program.variablePrefix) && !known.has(name)),
  ];
  problems.unshift(...unknown.map((name) => `${name} is not the name of a setting; --help lists them.`));
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  return config;
}

function readSetting({ read }: NamedSetting, { label, value, folder }: Given): unknown {
  try {
    return read(value, folder);
  } catch (error) {
    throw new ConfigError(`${label} ${errorText(error)}.`);
  }
}

function onCommandLine({ option }: NamedSetting, { options, cwd }: ConfigSources): Given | undefined {
  const value = option === undefined ? undefined : options?.[option];
  return value === undefined ? undefined : { label: `--${option}`, value, folder: cwd };
}

/** A secret's variable may name a file instead, with `_FILE` behind its name, as container platforms mount them. */
function inEnvironment({ variable, isSecret }: NamedSetting, { env, cwd }: ConfigSources): Given | undefined {
  if (env[variable]) return { label: variable, value: env[variable], folder: cwd };
  const label = `${variable}_FILE`;
  const path = isSecret ? env[label] : undefined;
  if (!path) return undefined;
  const value = readText(resolve(cwd, path), label).replace(/\r?\n$/, "");
  return { label: `What ${label} names`, value, folder: cwd };
}

function inFile(
  { name, variable, isSecret }: NamedSetting,
  { members, folder }: ConfigFile,
): Given | undefined {
  if (!Object.hasOwn(members, name)) return undefined;
  if (!isSecret) return { label: name, value: members[name], folder };
  throw new ConfigError(
    `${name} is a secret: give it as ${variable}, or in a file that ${variable}_FILE names.`,
  );
}

function readConfigFile(byDefault: string, { options, cwd }: ConfigSources): ConfigFile {
  const named = options?.config as string | undefined;
  const path = resolve(cwd, named ?? byDefault);
  const folder = dirname(path);
  if (named === undefined && !existsSync(path)) return { members: {}, folder };
  let members: unknown;
  try {
    members = JSON.parse(readText(path, "--config"));
  } catch (error) {
    // What JSON.parse says quotes the text.
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${path} is not JSON.`);
  }
  if (typeof members !== "object" || members === null || Array.isArray(members)) {
    throw new ConfigError(`${path} must hold one JSON object with settings as its members.`);
  }
  return { members: members as ConfigFile["members"], folder };
}

function readText(path: string, label: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError(`${label}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
