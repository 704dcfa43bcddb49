import type { TlsIdentity, TlsProbePhase } from "@countersign/auth";
import { readAuthorities } from "../authorities.js";
import type { Arguments, Command } from "../command.js";
import { about, UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { readRequiredSecret, readSecret, secretNames, secretOptions } from "../options.js";
import { describeProbe } from "../probe-text.js";
import { readIdentity } from "../read-identity.js";

const codes: Readonly<Record<TlsProbePhase, string>> = {
  dns: "ERR_TLS_DNS",
  tcp: "ERR_TLS_TCP",
  "tls-protocol": "ERR_TLS_PROTOCOL",
  "tls-server-certificate": "ERR_TLS_SERVER_CERTIFICATE",
  "tls-client-certificate": "ERR_TLS_CLIENT_CERTIFICATE",
  http: "ERR_TLS_HTTP",
};

export const tlsProbe: Command = {
  name: "tls probe",
  summary: "connect to a server once, and tell what is right or wrong with TLS on both sides",
  operands: ["URL"],
  options: {
    cert: {
      value: "FILE",
      summary: "the client certificate, PEM, with its chain; it may have the key in it",
    },
    key: { value: "FILE", summary: "its private key, PEM, where that is another file" },
    ca: { value: "FILE", summary: "the authorities to trust, PEM, instead of the system's" },
    ...secretOptions("passphrase", "the key"),
    p12: { value: "FILE", summary: "the client certificate with its key, PKCS#12" },
    ...secretOptions("password", "the PKCS#12 file"),
  },
  atMostOne: [["cert", "p12"], secretNames("passphrase"), secretNames("password")],
  notes:
    "Exit code 0: requests would work; 1: they would not.\nThe connection is direct, whatever HTTPS_PROXY says. A server that is not trusted is sent nothing but the handshake.",
  example:
    "countersign tls probe https://api.clearstream.com/ --cert ocapi-user-ssl.pem --ca server-cert-cacerts.pem",
  async run(args, io) {
    const url = readUrl(args.operands[0] ?? "");
    const { probeTls } = await loadAuth();
    const identity = await readOwnIdentity(args, io);
    const ca = await readAuthorities(args, io);
    const report = await probeTls({
      url,
      ...(identity && { identity }),
      ...(ca !== undefined && { ca }),
      now: () => io.now(),
    });
    const { failure } = report;
    return {
      exitCode: failure ? 1 : 0,
      text: describeProbe(report),
      json: { ...(failure && { code: codes[failure.phase], message: failure.message }), ...report },
    };
  },
};

/** Loaded here and not above: it brings an HTTP client, and no other command should wait for that. */
const loadAuth = () => import("@countersign/auth");

/** What is given is not repeated: a URL may hold a password. */
function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:") return url;
  throw new UsageError(
    url?.protocol === "http:"
      ? "An http:// URL has no TLS to probe: give one that begins with https://."
      : "The URL must be whole and begin with https://, as in https://api.example.com/.",
  );
}

async function readOwnIdentity(args: Arguments, io: Io): Promise<TlsIdentity | undefined> {
  const p12File = args.optional("p12");
  if (p12File === undefined)
    return await readIdentity(args, io, ["cert", "key"], () => readSecret(args, io, "passphrase"));
  if (args.optional("key") !== undefined)
    throw new UsageError("--key goes with --cert: a PKCS#12 file has its key in it.");
  const password = await readRequiredSecret(args, io, "password");
  const pkcs12 = await io.read(p12File);
  const { importTlsIdentity } = await loadAuth();
  return await about(p12File, () => importTlsIdentity({ pkcs12, password, now: io.now() }));
}
