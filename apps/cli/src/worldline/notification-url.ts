import { UsageError } from "../errors.js";
import { isLoopback } from "../loopback.js";

/**
 * The URL of a listener, which ends in /v3. http:// is for this machine only.
 *
 * @throws UsageError, in which the URL is not repeated: it may hold a password.
 */
export async function readNotificationUrl(text: string): Promise<URL> {
  const { notificationUrlProblem } = await import("@countersign/worldline");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url !== undefined && isLoopback(url);
  const problem = notificationUrlProblem(isHere ? text.replace(/^\s*http:/i, "https:") : text);
  if (url && problem === undefined) return url;
  throw new UsageError(problem ?? "The URL must be whole.");
}
