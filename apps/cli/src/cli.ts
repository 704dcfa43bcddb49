/** Everything that a command takes from its surroundings, so that tests can give it others. */
export interface Cli {
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. */
  readonly cwd: string;
  now(): Date;
}

/** What can be written to. */
export interface Output {
  write(data: string | Uint8Array): unknown;
}
