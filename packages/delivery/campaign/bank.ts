import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** How the bank treats a payment. Except where it refuses, it accepts the first time that it hears of an id. */
export const behaviours = ["prompt", "late", "twice", "never", "deaf", "refusing"] as const;
export type Behaviour = (typeof behaviours)[number];

/** A bank that recognises an id for a while, and after that would accept it again. */
export interface Bank {
  readonly port: number;
  /** How often each id was accepted. */
  readonly accepted: ReadonlyMap<string, number>;
  readonly close: () => void;
}

export async function startBank(windowMs: number): Promise<Bank> {
  const accepted = new Map<string, number>();
  const heardAt = new Map<string, number>();
  const tries = new Map<string, number>();

  function receive(id: string, behaviour: Behaviour, response: ServerResponse): void {
    const count = (tries.get(id) ?? 0) + 1;
    tries.set(id, count);
    if (behaviour === "refusing") return void response.writeHead(400).end();
    // It never heard the first two.
    if (behaviour === "deaf" && count < 3) return;
    const isKnown = Date.now() - (heardAt.get(id) ?? Number.NEGATIVE_INFINITY) < windowMs;
    if (isKnown) return void (behaviour === "never" || response.writeHead(409).end());
    heardAt.set(id, Date.now());
    accepted.set(id, (accepted.get(id) ?? 0) + 1);
    if (behaviour === "never") return;
    if (behaviour === "late") return void setTimeout(() => response.writeHead(202).end(), 400);
    // Accepted, and reported as a failure: so that it is sent twice.
    response.writeHead(behaviour === "twice" ? 503 : 202).end();
  }

  const server = createServer((request: IncomingMessage, response) => {
    const [, behaviour = "", id = ""] = (request.url ?? "").split("/");
    request.resume();
    if (request.method === "GET") return void response.writeHead(accepted.has(id) ? 200 : 404).end();
    request.on("end", () => receive(id, behaviour as Behaviour, response));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    accepted,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
