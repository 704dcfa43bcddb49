import { once } from "node:events";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { TlsClientCredentials } from "../tls-identity.js";
import { type ObservedHandshake, observeHandshake, unreadHandshake } from "./handshake.js";
import { RecordingSocket } from "./recording-socket.js";

/** Where a connection goes, and with what. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly ca: string | undefined;
  readonly credentials: TlsClientCredentials | undefined;
  /** Ends every waiting. */
  readonly stop: AbortSignal;
  now(): Date;
}

/** What was settled in a handshake that was completed. */
export interface TlsSession {
  readonly socket: TLSSocket;
  readonly protocol: string;
  readonly cipher: string;
  readonly alpn: string | undefined;
  /** Node's code of what is wrong with the server's certificate. */
  readonly authorizationError: string | undefined;
}

/** How far a connection got. */
export interface ProbedConnection {
  readonly tcpMs?: number;
  readonly handshakeMs?: number;
  readonly session?: TlsSession;
  /** Why there is no session. */
  readonly error?: unknown;
  /** What went over it so far. */
  observe(): ObservedHandshake;
  close(): void;
}

/** Connects, and completes the handshake whoever the server is: the chain of one that is not trusted is to be seen. */
export async function openConnection(settings: ConnectionSettings): Promise<ProbedConnection> {
  const { host, port, stop, now } = settings;
  const startedAt = now();
  const socket = connectTcp({ host, port });
  // What happens after the last waiting changes nothing any more.
  socket.on("error", () => {});
  const close = () => void socket.destroy();
  try {
    await once(socket, "connect", { signal: stop });
  } catch (error) {
    return { error, observe: () => unreadHandshake, close };
  }
  const connectedAt = now();
  const tcpMs = connectedAt.getTime() - startedAt.getTime();
  const { observe, handshake } = startHandshake(socket, settings);
  try {
    const session = await handshake;
    return { tcpMs, handshakeMs: now().getTime() - connectedAt.getTime(), session, observe, close };
  } catch (error) {
    return { tcpMs, error, observe, close };
  }
}

function startHandshake(
  tcp: Socket,
  { host, ca, credentials, stop }: ConnectionSettings,
): { handshake: Promise<TlsSession>; observe(): ObservedHandshake } {
  const recording = new RecordingSocket(tcp);
  const keyLog: string[] = [];
  const complete = async (): Promise<TlsSession> => {
    const socket = connectTls({
      socket: recording,
      host,
      // A server name is a DNS name (RFC 6066 section 3); an address is compared with the certificate as the host.
      servername: isIP(host) ? "" : host,
      minVersion: "TLSv1.2",
      ALPNProtocols: ["http/1.1"],
      // Looked at by whoever gets the session, who sends nothing to a server that is not trusted.
      rejectUnauthorized: false,
      ...(ca !== undefined && { ca }),
      ...credentials,
    });
    socket.on("keylog", (line: Buffer) => keyLog.push(line.toString("latin1")));
    socket.on("error", () => {});
    await once(socket, "secureConnect", { signal: stop });
    return {
      socket,
      protocol: socket.getProtocol() ?? "unknown",
      cipher: socket.getCipher().name,
      alpn: socket.alpnProtocol || undefined,
      // A string in fact, whatever the types say.
      authorizationError: socket.authorized ? undefined : String(socket.authorizationError),
    };
  };
  return {
    handshake: complete(),
    observe: () => observeHandshake({ received: recording.received, sent: recording.sent, keyLog }),
  };
}
