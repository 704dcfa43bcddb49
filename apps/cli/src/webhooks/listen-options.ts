import type { Arguments, OptionSpec } from "../command.js";
import { UsageError } from "../errors.js";
import type { Io } from "../io.js";
import type { ListenSettings } from "./serve-handler.js";

/** Where a listener of the command line listens. */
export const listenOptions: Readonly<Record<string, OptionSpec>> = {
  host: {
    value: "ADDRESS",
    summary: "the address to listen on; 127.0.0.1 by default, for a proxy or tunnel on this machine",
  },
  "tls-cert": {
    value: "FILE",
    summary: "the listener's certificate with its chain, PEM; without it, it speaks http",
  },
  "tls-key": { value: "FILE", summary: "its private key, PEM" },
};

export async function readListenOptions(args: Arguments, io: Io): Promise<Omit<ListenSettings, "port">> {
  const host = args.optional("host") ?? "127.0.0.1";
  const [cert, key] = [args.optional("tls-cert"), args.optional("tls-key")];
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError("--tls-cert and --tls-key go together.");
  if (cert === undefined || key === undefined) return { host };
  return { host, tls: { cert: await io.read(cert), key: await io.read(key) } };
}
