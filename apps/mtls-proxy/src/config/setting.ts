import {
  clearstreamEnvironments,
  type clearstreamEnvironments as Environments,
} from "@countersign/clearstream";
import { isLoopbackHost, type Kind, kindOf, requireText } from "@countersign/service";

/** A host and a port to listen on. */
export interface Authority {
  readonly host: string;
  readonly port: number;
}

/** An address of this machine that no other machine can reach. */
export const loopbackHost: Kind<string> = kindOf((value) => {
  const host = requireText(value);
  if (isLoopbackHost(host)) return host.replace(/^\[(.*)\]$/, "$1");
  throw new Error("must be a loopback address: 127.0.0.1, ::1 or localhost");
});

/** `0.0.0.0:8090`, `[::]:8090` */
export const authority: Kind<Authority> = kindOf((value) => {
  const [, bracketed, plain, port = ""] =
    /^(?:\[([0-9a-f:.]+)\]|([^:/@[\]\s]+)):(\d{1,5})$/i.exec(requireText(value)) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > 65535) {
    throw new Error('must be HOST:PORT, such as "0.0.0.0:8090" or "[::]:8090"');
  }
  return { host, port: Number(port) };
});

/** One of Clearstream's environments, or the origin of another server that speaks as it does. */
export const upstream: Kind<URL> = kindOf((value) => {
  const given = requireText(value);
  if (Object.hasOwn(clearstreamEnvironments, given)) {
    return new URL(clearstreamEnvironments[given as keyof typeof Environments]);
  }
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const portal = /^xact((?:-[a-z0-9-]+)?\.clearstream\.com)$/.exec(url?.hostname ?? "");
  if (portal) {
    throw new Error(`is the web portal, which refuses API calls: the API is at https://api${portal[1]}`);
  }
  if (url?.protocol === "https:" && url.href === `${url.origin}/`) return url;
  throw new Error(
    `must be ${Object.keys(clearstreamEnvironments).join(", ")}, or an https URL without user, path and query`,
  );
});

/** The beginning of paths, compared segment by segment. */
export const pathPrefix: Kind<string> = kindOf((value) => {
  const path = requireText(value);
  // Compared as text with what comes in: it has to be written as it is sent.
  if (/^\/[\w\-.~!$&'()*+,=:@/]*$/.test(path) && !/\/\/|\/\.{1,2}(\/|$)/.test(path)) return path;
  throw new Error('must be paths that begin with "/", without "//", "..", "%", "?" and "#"');
});
