import { once } from "node:events";
import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { LocalTls } from "../../src/sandbox/local-tls.js";

/** A TLS proxy in front of one of the shop's listeners, which a test can close. */
export interface Gate {
  /** Its origin. */
  readonly url: URL;
  /** How many requests have come to it. */
  readonly arrivals: () => number;
  /** `hold`: they wait until it is open again. `lose`: the connection is broken off. */
  readonly set: (mode: "open" | "hold" | "lose") => void;
  readonly close: () => Promise<void>;
}

/** @param port of the listener behind it. */
export async function openGate(tls: LocalTls, port: number): Promise<Gate> {
  let mode: "open" | "hold" | "lose" = "open";
  let arrivals = 0;
  const held: (() => void)[] = [];
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, url, headers } = incoming;
    const onward = httpRequest({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  };
  const server = createServer(tls, (incoming, outgoing) => {
    arrivals += 1;
    if (mode === "lose") incoming.socket.destroy();
    else if (mode === "hold") held.push(() => pass(incoming, outgoing));
    else pass(incoming, outgoing);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`),
    arrivals: () => arrivals,
    set(next) {
      mode = next;
      if (next === "open") for (const go of held.splice(0)) go();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
