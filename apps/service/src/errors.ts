/** A wrong command line or configuration: whoever starts the program can put it right. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** What a log holds of an error. */
export interface ErrorReport {
  readonly message: string;
  readonly code?: string;
  readonly cause?: ErrorReport;
}

/**
 * An error with its causes, at most five deep. Other members are left out, and what a parser says too: those of
 * other people's errors quote data.
 */
export function reportError(error: unknown, depth = 5): ErrorReport {
  if (!(error instanceof Error)) return { message: "Something was thrown that is no Error." };
  const { name, message, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    message: name === "SyntaxError" ? name : message,
    ...(typeof code === "string" && { code }),
    ...(cause !== undefined && depth > 1 && { cause: reportError(cause, depth - 1) }),
  };
}

/** The same in one line. */
export function errorText(error: unknown): string {
  return reportText(reportError(error));
}

function reportText({ message, code, cause }: ErrorReport): string {
  const text = code === undefined || message.includes(code) ? message : `${code} ${message}`;
  return cause === undefined || text.includes(cause.message) ? text : `${text} (${reportText(cause)})`;
}

/** Has what fails begin with the name of the setting that it is about. @throws ConfigError */
export async function naming<Value>(setting: string, value: Promise<Value>): Promise<Value> {
  try {
    return await value;
  } catch (error) {
    throw new ConfigError(`${setting}: ${errorText(error)}`);
  }
}
