import { UsageError } from "../errors.js";
import { isLoopback } from "../loopback.js";

/**
 * The URL of a listener. http:// is for this machine only.
 *
 * @throws UsageError where it has a password or what looks like a secret in it; it is not repeated then.
 */
export async function readListenerUrl(text: string): Promise<URL> {
  const { webhookUrlProblem } = await import("@countersign/clearbank");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url !== undefined && isLoopback(url);
  const problem = webhookUrlProblem(isHere ? text.replace(/^\s*http:/i, "https:") : text);
  if (url && problem === undefined) return url;
  throw new UsageError(problem ?? "The URL must be whole.");
}
