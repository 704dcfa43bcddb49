/** Everything that a command takes from its surroundings, so that tests can give it others. */
export interface Cli {
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. */
  readonly cwd: string;
  now(): Date;
  /** Aborts when the user has had enough, as with Ctrl-C. From the first call on, that alone no longer ends the program. */
  untilInterrupted(): AbortSignal;
}

/** What can be written to. */
export interface Output {
  /** How many characters a line has, where it is a terminal. */
  readonly columns?: number | undefined;
  write(data: string | Uint8Array): unknown;
}
