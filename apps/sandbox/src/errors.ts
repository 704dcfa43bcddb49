/** A failure that a person can act on: the message says what happened and what to do, and is shown alone. */
export class SandboxError extends Error {
  override readonly name: string = "SandboxError";
}

/** The command line was wrong. */
export class UsageError extends SandboxError {
  override readonly name: string = "UsageError";
}

/** What a thrown value says, on one line. */
export function errorText(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
}
