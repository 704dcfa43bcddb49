import type { IncomingMessage } from "node:http";
import { isLoopbackHost } from "@countersign/service";
import type { Config } from "./config/settings.js";
import { localSecretCheck, secretHeader } from "./local-secret.js";
import { Refusal } from "./refusal.js";
import { checkPath, readRequestTarget } from "./request-target.js";

/** What may pass, and where to. */
export type AdmissionSettings = Pick<Config, "allow" | "serverNames" | "unsafeListen"> & {
  readonly upstream: URL;
  readonly localSecret: string | undefined;
};

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Decides about a request by its head, and gives the path and query to send on. A web page in a browser on this
 * machine reaches loopback too: it cannot set `Host`, nor help to send `Origin` or `Sec-Fetch-Site`, and a page
 * whose own name was made to point at loopback sends that name.
 *
 * @throws Refusal
 */
export function createAdmission(settings: AdmissionSettings): (request: IncomingMessage) => string {
  const { allow, upstream, serverNames, unsafeListen, localSecret } = settings;
  const isSecret = localSecret === undefined ? undefined : localSecretCheck(localSecret);
  const names = new Set([...serverNames, ...(unsafeListen ? [unsafeListen.host] : [])].map(hostName));
  const isOwn = (authority: string) => {
    const name = hostName(authority);
    return isLoopbackHost(name) || names.has(name);
  };

  return ({ method = "", url = "", headers, rawHeaders }) => {
    const { host, origin } = headers;
    const { path, authority } = readRequestTarget(url);
    if (countOf("host", rawHeaders) > 1) {
      throw new Refusal("ERR_PROXY_REQUEST", "The request has more than one Host header.");
    }
    // What is meant for the upstream itself comes from a client that has us for its HTTP proxy.
    const isAddressed =
      authority === undefined ? isOwn(host ?? "") : isOwn(authority) || isSameHost(authority, upstream);
    if (!isAddressed) {
      throw new Refusal(
        "ERR_PROXY_HOST",
        "The request is for another host: call the proxy by the address that it listens on, or have that name added to its setting serverNames.",
      );
    }
    if (origin !== undefined || headers["sec-fetch-site"] !== undefined) {
      throw new Refusal("ERR_PROXY_ORIGIN", "The proxy is not for web pages.");
    }
    if (isSecret && !isSecret(onlyOne(headers[secretHeader]))) {
      throw new Refusal(
        "ERR_PROXY_SECRET",
        "The header Countersign-Proxy-Secret is missing, or holds another secret.",
      );
    }
    if (!methods.has(method))
      throw new Refusal("ERR_PROXY_METHOD", "The proxy does not pass this method on.");
    checkPath(path, allow);
    return path;
  };
}

/** The name in `name:port`, `[::1]:port`, or without a port. */
function hostName(authority: string): string {
  return authority.toLowerCase().replace(/:\d*$/, (port, index) => {
    // An IPv6 address without brackets ends in digits too.
    return authority.indexOf(":") === index || authority.includes("]") ? "" : port;
  });
}

function isSameHost(authority: string, { host, hostname, port }: URL): boolean {
  const given = authority.toLowerCase();
  return given === host || (port === "" && (given === `${hostname}:443` || given === `${hostname}:80`));
}

function countOf(name: string, rawHeaders: readonly string[]): number {
  return rawHeaders.filter((each, index) => index % 2 === 0 && each.toLowerCase() === name).length;
}

function onlyOne(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
