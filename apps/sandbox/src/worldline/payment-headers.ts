import type { Exchange } from "../wire/exchange.js";
import { Refusal } from "../wire/refusal.js";
import { receiverUrlProblem } from "../wire/webhook-url.js";
import * as rules from "./payment-rules.js";

const longestUrl = 4000;

/**
 * Where status notifications go: below a URL that ends in the version, or to a whole URL whose version the header
 * NotificationVersion tells.
 */
export function readNotificationUrl(exchange: Exchange): string | undefined {
  const url = exchange.header("initiatingpartynotificationurl");
  if (url === undefined) return undefined;
  const version = exchange.header("notificationversion");
  const endsInVersion = /\/v[23]$/.test(url);
  const problem = receiverUrlProblem(url) ?? lengthProblem(url) ?? versionProblem(endsInVersion, version);
  if (problem !== undefined) {
    throw new Refusal(rules.notificationUrl, `Header InitiatingPartyNotificationUrl ${problem}.`);
  }
  return endsInVersion ? `${url}/notification/status` : url;
}

/** Where the payer's browser goes after the bank: a web address, plain http only on a developer's own machine. */
export function readReturnUrl(exchange: Exchange): string | undefined {
  const url = exchange.header("initiatingpartyreturnurl");
  if (url === undefined) return undefined;
  const problem = webAddressProblem(url) ?? lengthProblem(url);
  if (problem === undefined) return url;
  throw new Refusal(rules.returnUrl, `Header InitiatingPartyReturnUrl ${problem}.`);
}

export function checkDebtorTokenUrl(url: string | undefined): void {
  if (url === undefined) return;
  const problem =
    receiverUrlProblem(url) ??
    (url.endsWith("/v3") ? undefined : "must end in /v3; the service appends the rest");
  if (problem !== undefined) {
    throw new Refusal(rules.debtorTokenUrl, `Property IDEALPayments.DebtorTokenCallbackUrl ${problem}.`);
  }
}

function webAddressProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:") return undefined;
  if (url?.protocol !== "http:") return "is not an absolute web address";
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  return isLoopback ? undefined : "must not be plain http, except on this machine";
}

function lengthProblem(url: string): string | undefined {
  return url.length > longestUrl ? `has more than ${longestUrl} characters` : undefined;
}

function versionProblem(endsInVersion: boolean, version: string | undefined): string | undefined {
  if (endsInVersion) {
    return version === undefined ? undefined : "ends in its version: leave NotificationVersion out";
  }
  return version === "v2" || version === "v3"
    ? undefined
    : "must end in /v2 or /v3, or have NotificationVersion beside it; to the former the service appends /notification/status";
}
