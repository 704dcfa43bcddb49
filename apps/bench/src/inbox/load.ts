import { connect, type Socket } from "node:net";
import type { SignedWebhook } from "./webhooks.js";

/** What a round of requests took. */
export interface Load {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** Sends every webhook once over so many connections, and takes nothing but 200 for an answer. */
export async function load(
  port: number,
  path: string,
  webhooks: readonly SignedWebhook[],
  connections = 64,
): Promise<Load> {
  const requests = webhooks.map(({ body, signature }) =>
    Buffer.concat([
      Buffer.from(
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ndigitalsignature: ${signature}\r\ncontent-length: ${body.length}\r\n\r\n`,
      ),
      body,
    ]),
  );
  const times: number[] = [];
  let next = 0;
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const start = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      while (next < requests.length) {
        const request = requests[next++] as Buffer;
        const sent = performance.now();
        await exchange(socket, request);
        times.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.destroy();
  times.sort((a, b) => a - b);
  return { perSecond: requests.length / seconds, p99Ms: times[Math.floor(times.length * 0.99)] ?? 0 };
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").setNoDelay(true);
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return socket;
}

/** One request, and its answer to the last byte. Reads as little as will do: the listener is what is measured. */
async function exchange(socket: Socket, request: Buffer): Promise<void> {
  const answered = new Promise<string>((resolve, reject) => {
    let text = "";
    const read = (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1] ?? Number.NaN);
      if (Number.isNaN(length) ? !text.endsWith("0\r\n\r\n") : text.length < end + 4 + length) return;
      socket.off("data", read).off("close", fail);
      resolve(text);
    };
    const fail = () => reject(new Error("The listener closed a connection."));
    socket.on("data", read).once("close", fail);
  });
  socket.write(request);
  const text = await answered;
  if (!text.startsWith("HTTP/1.1 200")) throw new Error(`The listener answered: ${text.slice(0, 200)}`);
}
