import { isIP } from "node:net";
import { type AddressSet, addressSet } from "./address-set.js";
import { forwardedFor } from "./forwarded-for.js";
import { Refusal } from "./refusal.js";
import { WebhookError } from "./webhook-error.js";

interface CallerSettings {
  readonly allowedAddresses?: readonly string[];
  readonly trustedProxies?: readonly string[];
}

/** Throws a {@link Refusal} for callers that may not call; for nobody where no addresses are set. */
export function callerCheck({
  allowedAddresses,
  trustedProxies = [],
}: CallerSettings): (headers: Pick<Headers, "get">, remoteAddress: string | undefined) => void {
  const isTrusted = addressSet(trustedProxies, "trustedProxies");
  if (!allowedAddresses) return () => {};
  const isAllowed = addressSet(allowedAddresses, "allowedAddresses");
  return (headers, remoteAddress) => {
    const callers = callersOf(headers, remoteAddress, isTrusted);
    if (callers.length > 0 && callers.every(isAllowed)) return;
    // Of what a caller may have written, only addresses.
    const addresses = callers.filter((caller) => isIP(caller) !== 0).join(" and ") || "an unknown address";
    const message = `A webhook came from ${addresses}, which is not allowed.`;
    throw new Refusal("address", new WebhookError("ERR_WEBHOOK_ADDRESS", message));
  };
}

/** More than one where the headers contradict one another: then each must be allowed. */
function callersOf(
  headers: Pick<Headers, "get">,
  remoteAddress: string | undefined,
  isTrusted: AddressSet,
): readonly string[] {
  if (remoteAddress === undefined) return [];
  const paths = isTrusted(remoteAddress) ? forwardedFor(headers) : [];
  if (paths.length === 0) return [remoteAddress];
  const callers = paths.map((path) => path.findLast((hop) => !isTrusted(hop)) ?? path[0] ?? "");
  return [...new Set(callers)];
}
