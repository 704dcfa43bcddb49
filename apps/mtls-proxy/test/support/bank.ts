import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { type Authority, createAuthority, type TestCertificate } from "./authority.js";

/** A server that asks for client certificates. */
export interface Bank {
  readonly url: string;
  readonly server: Server;
  /** Connections that are open, and how many there have been. */
  readonly sockets: ReadonlySet<Socket>;
  readonly connections: () => number;
}

/** Certificates for a file's tests: those of the bank's server, and of the consumer. */
export interface BankCertificates {
  readonly authority: Authority;
  readonly server: TestCertificate;
  readonly consumer: TestCertificate;
}

/** The consumer's user id. */
export const userId = "a00012345_0012345";

/** Made once for all tests of a file. */
export function useCertificates(): BankCertificates {
  let made: BankCertificates | undefined;
  const get = () => {
    if (!made) throw new Error("The certificates are there from beforeAll on.");
    return made;
  };
  beforeAll(() => {
    const authority = createAuthority();
    made = { authority, server: authority.issue("bank"), consumer: authority.issue(userId) };
  });
  afterAll(() => made?.authority.remove());
  return {
    get authority() {
      return get().authority;
    },
    get server() {
      return get().server;
    },
    get consumer() {
      return get().consumer;
    },
  };
}

/** Starts a server that lets nobody in without a certificate of the authority. */
export async function startBank(
  { authority, server: { certificate, key } }: BankCertificates,
  listener: RequestListener,
): Promise<Bank> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer(
    { cert: certificate, key, ca: authority.bundle, requestCert: true, rejectUnauthorized: true },
    listener,
  );
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, server, sockets, connections: () => connections };
}

/** Whose certificate a request came with. */
export function commonNameOf(socket: Socket): string {
  return (socket as TLSSocket).getPeerCertificate().subject.CN as string;
}
