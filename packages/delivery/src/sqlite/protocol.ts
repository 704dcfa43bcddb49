/** What a worker is started with. */
export interface WorkerSettings {
  readonly file: string;
  readonly holds: "inbox" | "outbox";
}

/** One call of an operation, from the main thread. */
export interface Call {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** An error of the other thread: cloning one would lose its code. */
export interface PlainError {
  readonly message: string;
  readonly code: string;
}

/** What came of a call. The one with id 0 says that the file is open, or why not. */
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: PlainError };
