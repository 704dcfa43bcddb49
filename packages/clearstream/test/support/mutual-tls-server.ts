import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { createCertificateRequest, generateKeyPair, importSigner } from "@countersign/crypto-core";
import type { Authority } from "./authority.js";

/** What a server saw of a request. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** Of the client's certificate, where one was presented that the authority issued. */
  readonly commonName: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface MutualTlsServer {
  readonly url: URL;
  readonly seen: readonly SeenRequest[];
  /** Takes another key and certificate, of this authority, and ends all connections. */
  renewCertificate(issuer: Authority): Promise<void>;
  close(): Promise<void>;
}

/** Asks for a client certificate in the handshake and goes on without one, as Clearstream does. */
export async function startMutualTlsServer(
  authority: Authority,
  answer: (request: SeenRequest) => { readonly status?: number; readonly body: unknown },
): Promise<MutualTlsServer> {
  const seen: SeenRequest[] = [];
  const tls = {
    ...(await certify(authority)),
    ca: authority.bundle,
    requestCert: true,
    rejectUnauthorized: false,
  };
  const server: Server = createServer(tls, async (incoming, outgoing) => {
    const socket = incoming.socket as TLSSocket;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      commonName: socket.authorized ? String(socket.getPeerCertificate().subject.CN) : undefined,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    seen.push(request);
    const { status = 200, body } = answer(request);
    outgoing.statusCode = status;
    outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`),
    seen,
    async renewCertificate(issuer) {
      server.setSecureContext({ ...(await certify(issuer)), ca: authority.bundle });
      server.closeAllConnections();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function certify(authority: Authority): Promise<{ readonly key: string; readonly cert: string }> {
  const { privateKey: key } = await generateKeyPair();
  const signer = await importSigner(key);
  const request = await createCertificateRequest({ signer, subject: "CN=localhost" });
  const leaf = authority.certify(request, ["subjectAltName=DNS:localhost,IP:127.0.0.1"]);
  return { key, cert: leaf + authority.intermediate };
}
