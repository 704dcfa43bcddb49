import { constants } from "node:crypto";
import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import { getRequestListener } from "@hono/node-server";
import type { Clearstream } from "./clearstream/clearstream.js";
import { handshake } from "./clearstream/rules.js";
import type { ListenerName, SandboxContext } from "./context.js";
import { createControlApi, type Institutions } from "./control/control-api.js";
import { errorText } from "./errors.js";
import type { InstitutionKeys } from "./pki/institution-keys.js";
import { type Institution, requestListener } from "./wire/institution-server.js";
import { type Listener, listen } from "./wire/listen.js";

/** Opens all five, or none: when one port cannot be had, those that were opened are closed again. */
export async function openListeners(
  institutions: Institutions,
  context: SandboxContext,
  keys: InstitutionKeys,
  ports: Partial<Record<ListenerName, number>>,
): Promise<Record<ListenerName, Listener>> {
  const { clearbank, clearstream, worldline, worldlineIssuing } = institutions;
  const opened: Listener[] = [];
  const open = async (name: ListenerName, servers: readonly HttpServer[], choose = () => servers[0]) => {
    const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const listener = await listen(option, ports[name] ?? 0, servers, choose);
    opened.push(listener);
    return listener;
  };
  const oneWay = (institution: Institution) => [createTlsServer(institution, context, keys.server)];
  const mutual = createMutualTlsServers(clearstream, context, keys);
  const chooseMutual = () =>
    context.switches.get("clearstream.clientCertificate") === "require-in-handshake"
      ? mutual.demanding
      : mutual.asking;
  // Any certificate is let through: the institution compares it with those of its back office.
  const asking = createTlsServer(worldline, context, {
    ...keys.server,
    requestCert: true,
    rejectUnauthorized: false,
    secureOptions: constants.SSL_OP_NO_TICKET,
  });
  const quiet = createTlsServer(worldline, context, keys.server);
  const chooseWorldline = () =>
    context.switches.get("worldline.clientCertificate") === "off" ? quiet : asking;
  try {
    return {
      clearbank: await open("clearbank", oneWay(clearbank)),
      clearstream: await open("clearstream", Object.values(mutual), chooseMutual),
      worldline: await open("worldline", [quiet, asking], chooseWorldline),
      worldlineIssuing: await open("worldlineIssuing", oneWay(worldlineIssuing)),
      control: await open("control", [createControlServer(institutions, context, keys)]),
    };
  } catch (error) {
    await Promise.all(opened.map((listener) => listener.close()));
    throw error;
  }
}

function createControlServer(...setup: Parameters<typeof createControlApi>): HttpServer {
  const api = createControlApi(...setup);
  return createHttpServer(getRequestListener(api.fetch, { overrideGlobalObjects: false }));
}

function createTlsServer(institution: Institution, context: SandboxContext, tls: ServerOptions) {
  return createHttpsServer({ ...tls, ...tlsVersions }, requestListener(institution, context));
}

const tlsVersions: ServerOptions = { minVersion: "TLSv1.2" };

/** Two servers for one port: whether TLS itself fails without a client certificate is a switch. */
function createMutualTlsServers(clearstream: Clearstream, context: SandboxContext, keys: InstitutionKeys) {
  const mutual: ServerOptions = {
    ...keys.server,
    ca: keys.clientCaBundle,
    requestCert: true,
    // A resumed session would bring back the certificate of its first handshake, whatever became of it since.
    secureOptions: constants.SSL_OP_NO_TICKET,
  };
  const asking = createTlsServer(clearstream, context, { ...mutual, rejectUnauthorized: false });
  const demanding = createTlsServer(clearstream, context, { ...mutual, rejectUnauthorized: true });
  clearstream.serverCertificate.onChange((identity) => {
    for (const server of [asking, demanding])
      server.setSecureContext({ ...tlsVersions, ...mutual, ...identity });
  });
  // The one refusal that cannot name its rule on the wire: there is no HTTP yet to name it in.
  demanding.on("tlsClientError", (error) => {
    const reason = `The TLS handshake failed: ${errorText(error).slice(0, 200)}`;
    const at = context.now().toISOString();
    const entry = { at, method: "", target: "", status: 0, rule: handshake.id, reason };
    context.transcript.add({ kind: "request", service: "clearstream", ...clearstream.log.add(entry) });
  });
  return { asking, demanding };
}
