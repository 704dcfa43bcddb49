import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";
import { createAdaptorServer } from "@hono/node-server";

/** A web server of ours that an institution can call. */
export interface Listener {
  readonly url: URL;
  /** PEM of its self-signed certificate, for the institution to trust. */
  readonly certificate: string;
  close(): Promise<void>;
}

/** Serves a handler over TLS on a free port of the loopback interface. */
export async function listen(handle: (request: Request) => Promise<Response>, now: Date): Promise<Listener> {
  const { privateKey } = await generateKeyPair();
  const certificate = await createSelfSignedCertificate({
    signer: await importSigner(privateKey),
    subject: "CN=localhost",
    notBefore: now,
    notAfter: new Date(now.getTime() + 24 * 3600 * 1000),
    subjectAltNames: ["DNS:localhost", "IP:127.0.0.1"],
  });
  const server = createAdaptorServer({
    fetch: handle,
    createServer,
    serverOptions: { key: privateKey, cert: certificate },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`),
    certificate,
    async close() {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await once(server, "close");
    },
  };
}
