import { resolve } from "node:path";

/** What is said of a setting, whatever its kind. */
export interface Described {
  /** In the configuration's words, for the help text: what it does and what may stand there. */
  readonly about: string;
  /** Where it is read from the environment under a name of its own. */
  readonly variable?: string;
  /** Neither in the configuration file, which people copy about, nor on the command line, which everybody sees. */
  readonly isSecret?: boolean;
}

/** One setting: what it is called is its key in the table of settings. */
export interface Setting<Value> extends Described {
  readonly default: Value;
  /** Given on the command line without a value. */
  readonly isFlag?: boolean;
  /**
   * @param value of the configuration file, or the text of an environment variable or option.
   * @param folder what a relative path is relative to.
   * @throws Error with the end of a sentence that begins with the setting's name.
   */
  readonly read: (value: unknown, folder: string) => NonNullable<Value>;
}

/** A kind of setting, such as {@link path}; without a default, one of it is undefined where nothing is given. */
export interface Kind<Value> {
  (described: Described & { readonly default: Value }): Setting<Value>;
  (described: Described): Setting<Value | undefined>;
}

/** @param read as in {@link Setting}. */
export function kindOf<Value>(read: (value: unknown, folder: string) => Value): Kind<Value> {
  const create = (described: Described) => ({ default: undefined, ...described, read });
  return create as Kind<Value>;
}

/** Some text, such as a name or a secret. */
export const text: Kind<string> = kindOf(requireText);

/** The path of a file or folder. */
export const path: Kind<string> = kindOf((value, folder) => resolve(folder, requireText(value)));

/** A port; 0 is any free one. */
export const port: Kind<number> = wholeNumber(0, 65535, "port number");

/**
 * A whole number in a range.
 *
 * @param noun what it is called where it is none.
 */
export function wholeNumber(least: number, most: number, noun = "whole number"): Kind<number> {
  return kindOf((value) => {
    const number = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
    if (Number.isInteger(number) && (number as number) >= least && (number as number) <= most) {
      return number as number;
    }
    throw new Error(`must be a ${noun} from ${least} to ${most}`);
  });
}

/** One of these words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Kind<Word> {
  return kindOf((value) => {
    const word = words.find((each) => each === value);
    if (word === undefined) throw new Error(`must be one of ${words.join(", ")}`);
    return word;
  });
}

/** A switch: true or false, as text too; false where nothing is given. */
export function flag(described: Described): Setting<boolean> {
  return {
    ...described,
    default: false,
    isFlag: true,
    read(value) {
      if (value === true || value === "true") return true;
      if (value === false || value === "false") return false;
      throw new Error("must be true or false");
    },
  };
}

/** Several of something that is read as one: an array, or text with commas. */
export function listOf<Value>(one: Setting<Value>): Setting<readonly NonNullable<Value>[]> {
  return {
    ...one,
    default: [],
    read(value, folder) {
      const items = typeof value === "string" ? value.split(",").map((item) => item.trim()) : value;
      if (!Array.isArray(items)) throw new Error("must be an array, or text with commas between its items");
      return items.map((item) => one.read(item, folder));
    },
  };
}

/** For kinds that are written as text. @throws Error where it is empty or none. */
export function requireText(value: unknown): string {
  if (typeof value !== "string" || value === "") throw new Error("must be text");
  return value;
}
