import { CountersignError } from "@countersign/crypto-core";

/** Why a command could not do its work, apart from what the cryptography says. */
export type CliErrorCode =
  | "ERR_USAGE"
  | "ERR_FILE_MISSING"
  | "ERR_FILE_UNREADABLE"
  | "ERR_FILE_EXISTS"
  | "ERR_FILE_UNWRITABLE"
  | "ERR_MESSAGE_MALFORMED"
  | "ERR_BODY_MALFORMED"
  | "ERR_TOKEN_MALFORMED"
  | "ERR_SIGNER_MODULE"
  | "ERR_PROFILE_MALFORMED"
  | "ERR_PROFILE_STATE"
  | "ERR_KEY_NOT_IN_HSM"
  | "ERR_LISTEN";

/** An input or output that is not as a command needs it. */
export class CliError extends CountersignError<CliErrorCode> {}

/** A command line that was written wrongly: exit code 2. */
export class UsageError extends CliError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("ERR_USAGE", message, options);
  }
}

/** Runs something that reads a file; where it fails, the error says which file it was. */
export async function about<T>(file: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    if (!(cause instanceof CountersignError) || cause instanceof CliError) throw cause;
    const name = file === "-" ? "standard input" : file;
    throw new CountersignError(cause.code, `${name}: ${cause.message}`, { cause });
  }
}
