import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { cleanUp } from "./cleanup.js";
import { ecKey, selfSigned } from "./openssl.js";

export interface Received {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

type Responder = (received: Received, response: ServerResponse) => void | Promise<void>;

/** A client's HTTPS listener: what webhooks and notifications are sent to. */
export class Receiver {
  readonly url: string;
  /** PEM of its own certificate, for the sandbox to trust. */
  readonly ca: string;
  readonly received: Received[] = [];
  respond: Responder = (_received, response) => void response.writeHead(204).end();

  private constructor(url: string, ca: string) {
    this.url = url;
    this.ca = ca;
  }

  static async open(folder: string): Promise<Receiver> {
    const keyFile = await ecKey(folder, "receiver");
    const cert = await selfSigned(keyFile, 30, "-addext", "subjectAltName=IP:127.0.0.1");
    let receiver: Receiver | undefined;
    const server = createServer({ key: await readFile(keyFile), cert }, async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const received = { url: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) };
      receiver?.received.push(received);
      await receiver?.respond(received, response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    receiver = new Receiver(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, cert);
    cleanUp(() => {
      server.closeAllConnections();
      server.close();
    });
    return receiver;
  }

  get last(): Received {
    const last = this.received.at(-1);
    if (last === undefined) throw new Error("nothing was received");
    return last;
  }
}
