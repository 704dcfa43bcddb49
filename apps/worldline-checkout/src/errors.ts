/** A wrong command line or configuration: whoever starts the shop can put it right. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** An error with its code and its cause in one line; other members are left out, as they may quote data. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return "Something was thrown that is no Error.";
  const { code } = error as { code?: unknown };
  const text =
    typeof code === "string" && !error.message.includes(code) ? `${code} ${error.message}` : error.message;
  if (error.cause === undefined) return text;
  const cause = errorText(error.cause);
  return text.includes(cause) ? text : `${text} (${cause})`;
}
