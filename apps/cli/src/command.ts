import type { Io } from "./io.js";

/** An option of a command. */
export interface OptionSpec {
  /** What stands for the value in the help; an option without it is a switch. */
  readonly value?: string;
  readonly summary: string;
  readonly isRequired?: boolean;
  /** May be given several times. */
  readonly isList?: boolean;
  /** The only values that there are. */
  readonly choices?: readonly string[];
}

/** The arguments of one command, checked against its row of the table. */
export interface Arguments {
  readonly operands: readonly string[];
  /** An option that is required, so that it is there. */
  text(name: string): string;
  optional(name: string): string | undefined;
  list(name: string): readonly string[];
  flag(name: string): boolean;
}

/** One row of the table of commands: parsing, help and dispatch are made of it. */
export interface Command {
  /** One word or several: `digest`, `key generate`, `clearbank profile new`. None is the beginning of another. */
  readonly name: string;
  readonly summary: string;
  /** What stands behind the options, all of it required. */
  readonly operands: readonly string[];
  /** What to say where there are more, if people are likely to give more. */
  readonly tooManyOperands?: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Groups of options of which exactly one is given. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** Groups of options of which one at most is given. */
  readonly atMostOne?: readonly (readonly string[])[];
  readonly example: string;
  /** What else the help says. */
  readonly notes?: string;
  /** What to do about an error, where its own message cannot know it. */
  hintFor?(code: string): string | undefined;
  /** Exit codes for errors, where they are not 1, or 2 for wrong usage. */
  exitCodeOf?(code: string): number | undefined;
  /** What --json has of an error besides its code and message. */
  factsOf?(error: unknown): Readonly<Record<string, unknown>>;
  run(args: Arguments, io: Io): Promise<Outcome>;
}

/** Commands that are many, and loaded when one of them is called. */
export interface Branch {
  /** The words that their names begin with. */
  readonly name: string;
  readonly summary: string;
  load(): Promise<{ readonly commands: readonly Command[]; readonly help: string }>;
}

/** What a command has to say. */
export interface Outcome {
  /** 0 by default, which means yes. */
  readonly exitCode?: number;
  /** For standard output. A newline is put behind text that has none. */
  readonly text: string | Uint8Array;
  /** For --json, which adds `ok`. Where the exit code is not 0, it has `code` and `message`. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Writes it where JSON.stringify would not write what is meant. */
  readonly writeJson?: (json: Readonly<Record<string, unknown>>) => string;
  /** For standard error. */
  readonly warnings?: readonly string[];
}
