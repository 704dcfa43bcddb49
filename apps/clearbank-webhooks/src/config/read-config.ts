import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ConfigError, errorText } from "../errors.js";
import { findContradictions } from "./contradictions.js";
import { type Config, settingNames, settings, variableName } from "./settings.js";

/** The file that is read where none is named. */
export const defaultConfigFile = "clearbank-webhooks.json";

/** Where the settings come from. */
export interface ConfigSources {
  /** Must exist; without it {@link defaultConfigFile} is read where there is one. */
  readonly configFile?: string | undefined;
  /** Wins over the file. An empty variable is none. */
  readonly env: Readonly<Record<string, string | undefined>>;
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

/**
 * Reads all settings. A relative path in the file is relative to the file's folder, one in the environment to the
 * working directory.
 *
 * @throws ConfigError with a line for each setting that is wrong.
 */
export function readConfig(sources: ConfigSources): Config {
  const file = readConfigFile(sources);
  const problems = unknownNames(file.members, sources.env);
  const unread = new Set<keyof Config>();
  const values = settingNames.map((name) => {
    try {
      const given = inEnvironment(name, sources) ?? inFile(name, file);
      return [name, given ? readSetting(name, given) : settings[name].default];
    } catch (error) {
      problems.push(errorText(error));
      unread.add(name);
      return [name, settings[name].default];
    }
  });
  const config = Object.fromEntries(values) as Config;
  for (const { names, message } of findContradictions(config)) {
    if (!names.some((name) => unread.has(name))) problems.push(message);
  }
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  return config;
}

function readSetting(name: keyof Config, { label, value, folder }: Given): unknown {
  try {
    return settings[name].read(value, folder);
  } catch (error) {
    throw new ConfigError(`${label} ${errorText(error)}.`);
  }
}

/** A secret's variable may name a file instead, with `_FILE` behind its name, as container platforms mount them. */
function inEnvironment(name: keyof Config, { env, cwd }: ConfigSources): Given | undefined {
  const variable = variableName(name);
  if (env[variable]) return { label: variable, value: env[variable], folder: cwd };
  const label = `${variable}_FILE`;
  const path = settings[name].isSecret ? env[label] : undefined;
  if (!path) return undefined;
  const value = readText(resolve(cwd, path), label).replace(/\r?\n$/, "");
  return { label: `What ${label} names`, value, folder: cwd };
}

interface ConfigFile {
  readonly members: Readonly<Record<string, unknown>>;
  readonly folder: string;
}

function inFile(name: keyof Config, { members, folder }: ConfigFile): Given | undefined {
  if (!Object.hasOwn(members, name)) return undefined;
  if (!settings[name].isSecret) return { label: name, value: members[name], folder };
  const variable = variableName(name);
  throw new ConfigError(
    `${name} is a secret: give it as ${variable}, or in a file that ${variable}_FILE names.`,
  );
}

function readConfigFile({ configFile, cwd }: ConfigSources): ConfigFile {
  const path = resolve(cwd, configFile ?? defaultConfigFile);
  const folder = dirname(path);
  if (configFile === undefined && !existsSync(path)) return { members: {}, folder };
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

/** A name that is misspelt would else leave a check switched off without a word. */
function unknownNames(members: ConfigFile["members"], env: ConfigSources["env"]): string[] {
  const names: readonly string[] = settingNames;
  const variables = settingNames.flatMap((name) => {
    return settings[name].isSecret
      ? [variableName(name), `${variableName(name)}_FILE`]
      : [variableName(name)];
  });
  const unknown = [
    ...Object.keys(members).filter((name) => !names.includes(name)),
    ...Object.keys(env).filter((name) => name.startsWith("COUNTERSIGN_") && !variables.includes(name)),
  ];
  return unknown.map((name) => `${name} is not the name of a setting; --help lists them.`);
}
