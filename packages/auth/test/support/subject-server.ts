import https from "node:https";
import type { TLSSocket } from "node:tls";
import type { TestCertificate } from "./certificates.js";
import { type Listening, listen } from "./server.js";

/** A server that asks for a client certificate, requires none, and answers with the subject's common name. */
export async function serveSubject(server: TestCertificate): Promise<Listening & { readonly url: URL }> {
  const tls = { key: server.key, cert: server.certificate, requestCert: true, rejectUnauthorized: false };
  const listening = await listen(
    https.createServer(tls, ({ socket }, response) =>
      response.end(String((socket as TLSSocket).getPeerCertificate().subject?.CN)),
    ),
  );
  return { ...listening, url: new URL(`https://127.0.0.1:${listening.port}`) };
}
