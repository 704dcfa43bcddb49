import { readFileSync } from "node:fs";
import type { Setting } from "./config/setting.js";

/** A program as its command line, its settings and their names have it. */
export interface Program<Config> {
  readonly name: string;
  /** The help text above the options: what it does, behind its name. */
  readonly about: string;
  readonly version: string;
  /** Options that are no settings, with what they have the program do. */
  readonly flags: Readonly<Record<string, string>>;
  /** The file that is read where none is named. */
  readonly configFile: string;
  /** What the variables of its settings begin with. */
  readonly variablePrefix: string;
  /** Every setting there is; `Config` says nothing about how one is read. */
  readonly settings: { readonly [Name in keyof Config]: Setting<Config[Name]> };
  /**
   * Finds what is missing, and what does not go together, of settings that are each right.
   *
   * @param add takes what is wrong, and the settings that it is about.
   */
  readonly findContradictions: (
    config: Config,
    add: (message: string, ...names: (keyof Config)[]) => void,
    env: Environment,
  ) => void;
}

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting and its names. */
export interface NamedSetting extends Setting<unknown> {
  /** In the file: `keyFile`. */
  readonly name: string;
  /** In the environment: `COUNTERSIGN_KEY_FILE`. */
  readonly variable: string;
  /** On the command line: `key-file`. A secret has none. */
  readonly option: string | undefined;
}

/** The settings of a program, in the order of its table. */
export function settingsOf<Config>({ settings, variablePrefix }: Program<Config>): NamedSetting[] {
  return Object.entries<Setting<unknown>>(settings).map(([name, setting]) => ({
    ...setting,
    name,
    variable: setting.variable ?? `${variablePrefix}${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`,
    option: setting.isSecret ? undefined : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  }));
}

/** @param url of a file in `src/`, or of the one in `dist/`: the manifest is as far from both. */
export function readVersion(url: string): string {
  const manifest = readFileSync(new URL("../package.json", url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
