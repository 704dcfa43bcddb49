import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type FetchHandler, toNodeHandler } from "@countersign/auth";
import { CliError } from "../errors.js";

/** Where a listener of the command line listens. */
export interface ListenSettings {
  readonly host: string;
  /** 0 for any. */
  readonly port: number;
  /** PEM; without them it speaks http. */
  readonly tls?: { readonly cert: Uint8Array; readonly key: Uint8Array } | undefined;
}

/** A listener, while it listens. */
export interface HandlerServer {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws CliError with `ERR_LISTEN`. */
export async function serveHandler(
  handler: FetchHandler,
  { host, port, tls }: ListenSettings,
): Promise<HandlerServer> {
  const handleNode = toNodeHandler(handler);
  const server = tls ? createTls(tls, handleNode) : createServer(handleNode);
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    const why = reasons[code] ?? `it failed with ${code || "an unknown error"}`;
    throw new CliError("ERR_LISTEN", `Cannot listen on port ${port} of ${host}: ${why}.`, { cause });
  }
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${actual}/`,
    async close() {
      const closed = once(server, "close");
      server.close();
      // What is being answered is answered; connections that only wait are not waited for.
      server.closeIdleConnections();
      await closed;
    },
  };
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there; give another --port, or 0 for any",
  EACCES: "permission is denied; ports below 1024 are for the system",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "there is no such address",
};

function createTls(
  { cert, key }: NonNullable<ListenSettings["tls"]>,
  handler: ReturnType<typeof toNodeHandler>,
) {
  try {
    return createTlsServer({ cert: Buffer.from(cert), key: Buffer.from(key) }, handler);
  } catch (cause) {
    throw new CliError(
      "ERR_LISTEN",
      "--tls-cert and --tls-key are no certificate and its private key, both in PEM and not encrypted.",
      { cause },
    );
  }
}
