import type { Violation } from "../../invalid-request.js";

/** What is wrong with the URL of `InitiatingPartyNotificationUrl`, which the service calls. */
export function notificationUrlViolations(url: URL | undefined, version: string | undefined): Violation[] {
  const path = "InitiatingPartyNotificationUrl";
  if (!url)
    return version === undefined ? [] : [{ path: "NotificationVersion", rule: "needs a notificationUrl" }];
  const endsInVersion = /\/v[23]$/.test(url.pathname) && url.search === "" && url.hash === "";
  return [
    ...tlsViolations(path, url),
    ...(endsInVersion && version !== undefined
      ? [
          {
            path: "NotificationVersion",
            rule: "must not be given with a notificationUrl that ends in /v2 or /v3",
          },
        ]
      : []),
    ...(!endsInVersion && version === undefined
      ? [{ path, rule: "must end in /v2 or /v3, or be given with NotificationVersion" }]
      : []),
  ];
}

/**
 * What is wrong with the URL of `InitiatingPartyReturnUrl`, to which the payer's browser goes. Apps have schemes of
 * their own; plain http is for a machine's talk with itself.
 */
export function returnUrlViolations(url: URL | undefined): Violation[] {
  const isLocal = url && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  return url?.protocol === "http:" && !isLocal
    ? [{ path: "InitiatingPartyReturnUrl", rule: "must not be plain http" }]
    : [];
}

/** What is wrong with the URL of `DebtorTokenCallbackUrl`, which the service calls. */
export function callbackUrlViolations(path: string, text: string | undefined): Violation[] {
  if (text === undefined) return [];
  if (!URL.canParse(text)) return [{ path, rule: "must be a URL" }];
  const url = new URL(text);
  return [...tlsViolations(path, url), ...(text.endsWith("/v3") ? [] : [{ path, rule: "must end in /v3" }])];
}

function tlsViolations(path: string, url: URL): Violation[] {
  if (url.protocol !== "https:") return [{ path, rule: "must begin with https:, plain http is refused" }];
  return url.username || url.password || url.hash
    ? [{ path, rule: "must have no user name, password or fragment" }]
    : [];
}
