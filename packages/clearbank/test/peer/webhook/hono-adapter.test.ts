import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { toNodeHandler } from "@countersign/auth";
import { getRequestListener } from "@hono/node-server";
import { expect, it, onTestFinished } from "vitest";

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  return (server.address() as AddressInfo).port;
}

async function exchange(port: number, sent: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(sent);
  return await text(socket);
}

/** Tells in its answer all that it saw. */
async function handler(request: Request): Promise<Response> {
  const { method, url, body } = request;
  const headers = [...request.headers].filter(([name]) => name !== "connection");
  const seen = { method, url, headers, hasBody: body !== null, body: await request.text() };
  const answer = new Response(JSON.stringify(seen), { status: 203 });
  answer.headers.append("set-cookie", "a=1");
  answer.headers.append("set-cookie", "b=2");
  return answer;
}

const end = "\r\nConnection: close\r\n";

it.each([
  ["a GET", `GET /a?b=%20 HTTP/1.1\r\nHost: us.example${end}\r\n`],
  ["a POST", `POST /a HTTP/1.1\r\nHost: us.example:8080${end}Content-Length: 3\r\n\r\na\u0000b`],
  ["an empty POST", `POST / HTTP/1.1\r\nHost: us.example${end}Content-Length: 0\r\n\r\n`],
  [
    "a POST in pieces",
    `POST / HTTP/1.1\r\nHost: us.example${end}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n`,
  ],
  [
    "headers that are repeated",
    `PUT / HTTP/1.1\r\nHost: us.example${end}X-A: 1\r\nx-a: 2\r\nCookie: a\r\nCookie: b\r\nContent-Length: 0\r\n\r\n`,
  ],
  [
    "a target with two slashes",
    `DELETE //them.example/a HTTP/1.1\r\nHost: us.example${end}Content-Length: 0\r\n\r\n`,
  ],
  ["an absolute target", `GET http://them.example/a HTTP/1.1\r\nHost: us.example${end}\r\n`],
])("sees and answers %s as Hono's adapter does", async (_name, sent) => {
  const [ours, theirs] = await Promise.all([
    exchange(await serve(toNodeHandler(handler)), sent),
    exchange(await serve(getRequestListener(handler)), sent),
  ]);
  const [seen, seenByTheirs] = [ours, theirs].map((answer) => JSON.parse(/\{.*\}/.exec(answer)?.[0] ?? ""));
  expect(seen).toEqual(seenByTheirs);
  for (const answer of [ours, theirs]) {
    expect(answer).toMatch(/^HTTP\/1\.1 203 /);
    expect(answer.match(/^set-cookie: .*$/gim)?.map((line) => line.toLowerCase())).toEqual([
      "set-cookie: a=1",
      "set-cookie: b=2",
    ]);
  }
});

it.each([
  ["no Host", "GET / HTTP/1.0\r\n\r\n"],
  ["a Host with a path", `GET / HTTP/1.1\r\nHost: us.example/a${end}\r\n`],
  ["a Host with a name of a user", `GET / HTTP/1.1\r\nHost: me@us.example${end}\r\n`],
])("refuses %s as Hono's adapter does", async (_name, sent) => {
  for (const listener of [toNodeHandler(handler), getRequestListener(handler)]) {
    expect(await exchange(await serve(listener), sent)).toMatch(/^HTTP\/1\.1 400 /);
  }
});
