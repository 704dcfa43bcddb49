import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Load, LoadSettings } from "./load-settings.js";

// The first argument has the settings as JSON; the outcome is sent to the parent.
const settings = JSON.parse(process.argv[2] as string) as LoadSettings;
process.send?.(await load(settings));
process.disconnect();

/** Sends so many requests over so many connections, and takes nothing but 200 for an answer. */
async function load({
  port,
  tls,
  path,
  bodyBytes,
  count,
  connections,
  perSecond,
}: LoadSettings): Promise<Load> {
  const host = "Host: localhost\r\n";
  const head =
    bodyBytes === 0
      ? `GET ${path} HTTP/1.1\r\n${host}\r\n`
      : `POST ${path} HTTP/1.1\r\n${host}Content-Length: ${bodyBytes}\r\n\r\n`;
  const request = Buffer.concat([Buffer.from(head), Buffer.alloc(bodyBytes, "x")]);
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port, tls)));
  const times: number[] = [];
  let next = 0;
  const start = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      while (next < count) {
        const due = perSecond === undefined ? 0 : start + (next / perSecond) * 1000;
        next += 1;
        const wait = due - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        const sent = performance.now();
        await exchange(socket, request);
        times.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { perSecond: count / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function open(port: number, tls: LoadSettings["tls"]): Promise<Socket> {
  const socket = tls
    ? connectTls({
        port,
        host: "127.0.0.1",
        servername: "localhost",
        ca: readFileSync(tls.ca),
        cert: readFileSync(tls.identity),
        key: readFileSync(tls.identity),
      })
    : connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  const event = tls ? "secureConnect" : "connect";
  await new Promise<void>((resolve, reject) => socket.once(event, resolve).once("error", reject));
  return socket;
}

/** One request, and its answer to the last byte. Reads as little as will do: the proxy is what is measured. */
async function exchange(socket: Socket, request: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let missing: number | undefined;
    const read = (chunk: Buffer) => {
      if (missing === undefined) {
        const end = chunk.indexOf("\r\n\r\n");
        const head = chunk.toString("latin1", 0, end);
        const length = /\ncontent-length: *(\d+)/i.exec(head)?.[1];
        if (!head.startsWith("HTTP/1.1 200") || length === undefined) {
          return fail(new Error(`The answer was: ${chunk.toString("latin1", 0, 200)}`));
        }
        missing = Number(length) + end + 4;
      }
      missing -= chunk.length;
      if (missing > 0) return;
      socket.off("data", read).off("close", closed);
      resolve();
    };
    const fail = (error: Error) => {
      socket.off("data", read).off("close", closed);
      reject(error);
    };
    const closed = () => fail(new Error("The connection was closed."));
    socket.on("data", read).once("close", closed);
    socket.write(request);
  });
}
