/**
 * What is wrong with the URL that notifications are to go to, in a sentence; undefined where nothing is. It must be
 * https, at most 4000 characters, and end in `/v3`: the service appends `/notification/status` or
 * `/notification/debtorToken` to it, and sends the bodies of version 3. So it can have no query or fragment; and no
 * user name, as the Authorization header has the bearer token.
 *
 * @example
 * ```ts
 * notificationUrlProblem("http://shop.example/v3"); // "… must begin with https:// …"
 * ```
 * @see Worldline, "Transport Level Security"
 */
export function notificationUrlProblem(url: string): string | undefined {
  if (!URL.canParse(url)) {
    return "The notification URL is not an absolute URL such as https://shop.example/worldline/v3.";
  }
  const { protocol, username, password, pathname, href } = new URL(url);
  if (protocol !== "https:") {
    return "The notification URL must begin with https://: the service refuses connections without TLS.";
  }
  if (username !== "" || password !== "") {
    return "The notification URL must have no user name or password in it: the bearer token says who calls.";
  }
  if (/[?#]/.test(href)) {
    return "The notification URL must have no query (?…) or fragment (#…): the service appends a path to it.";
  }
  if (!pathname.endsWith("/v3")) {
    return "The notification URL must end in /v3, without a slash behind it: the service appends /notification/status to it.";
  }
  return href.length > 4000 ? "The notification URL must have 4000 characters at most." : undefined;
}
