import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { commonNameOf, startBank, useCertificates, userId } from "../support/bank.js";
import { startProxy } from "../support/proxy.js";
import { readAnswer, send, sendRaw } from "../support/send.js";

const certificates = useCertificates();

const start = async (listener: Parameters<typeof startBank>[1]) => {
  const bank = await startBank(certificates, listener);
  return { bank, ...(await startProxy(certificates, { upstream: new URL(bank.url) })) };
};

/** Names and values that begin with `x-`. */
const extensions = (raw: readonly string[]) =>
  raw.flatMap((each, index) => (index % 2 === 0 && /^x-/i.test(each) ? [[each, raw[index + 1]]] : []));

describe("passing on", () => {
  it("puts the consumer's certificate under a plain request", async () => {
    const { url, bank } = await start((request, response) => {
      response.setHeader("x-host", request.headers.host ?? "");
      response.end(`${request.method} ${request.url} from ${commonNameOf(request.socket)}`);
    });
    const answer = await send(`${url}/playground/v1/echo?value=a%2Fb%20..&x=//`);
    expect(answer).toMatchObject({
      status: 200,
      body: `GET /playground/v1/echo?value=a%2Fb%20..&x=// from ${userId}`,
    });
    expect(answer.headers["x-host"]).toBe(new URL(bank.url).host);
    // Node's fetch has some headers in common with browsers.
    expect((await fetch(`${url}/x`, { method: "POST", body: "x" })).status).toBe(200);
  });

  it("keeps connections on both sides, whatever the client says of its own", async () => {
    const { url, bank } = await start((_request, response) => void response.end("ok"));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let call = 0; call < 5; call += 1) {
      const sent = request(url, { agent });
      sent.end();
      await readAnswer(sent);
      ports.add(sent.socket?.localPort);
    }
    for (let call = 0; call < 5; call += 1) await send(url, { headers: { connection: "close" } });
    agent.destroy();
    expect(ports.size).toBe(1);
    expect(bank.connections()).toBe(1);
  });

  it("keeps back what is for one connection, and passes everything else on as it is", async () => {
    let received: readonly string[] = [];
    const { port } = await start(({ rawHeaders }, response) => {
      received = rawHeaders;
      response.writeHead(200, [
        ...["X-Kept", "1", "x-kept", "2", "X-Named", "3", "Keep-Alive", "timeout=7, max=9"],
        ...["Connection", "x-named, close", "Proxy-Authenticate", "Basic", "Trailer", "x-later"],
        ...["Set-Cookie", "a=1", "Set-Cookie", "b=2", "X-Latin", "\xe9"],
      ]);
      response.end("ok");
    });
    const answer = await sendRaw(
      port,
      [
        "GET / HTTP/1.1",
        "Host: localhost",
        "Connection: close, X-Named, keep-alive",
        "Keep-Alive: timeout=5",
        "X-Named: 1",
        "x-named: 2",
        "X-Kept: 3",
        "x-kept: 4",
        "TE: trailers",
        "Trailer: x-later",
        "Upgrade: websocket",
        "Proxy-Authorization: Basic c2VjcmV0",
        "Proxy-Connection: keep-alive",
        "Via: 1.0 other",
        "",
        "",
      ].join("\r\n"),
    );
    expect(extensions(received)).toEqual([
      ["X-Kept", "3"],
      ["x-kept", "4"],
    ]);
    const names = received.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    expect(names.sort()).toEqual(["connection", "host", "via", "via", "x-kept", "x-kept"]);
    expect(received).toEqual(expect.arrayContaining(["1.0 other", "1.1 countersign-mtls-proxy"]));
    const head = answer.slice(0, answer.indexOf("\r\n\r\n"));
    expect(head).toContain("\r\nX-Kept: 1\r\nx-kept: 2\r\n");
    expect(head).toContain("\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Latin: \xe9\r\n");
    expect(head).not.toMatch(/x-named|max=9|proxy-authenticate|trailer/i);
    expect(head).toMatch(/\r\nConnection: close$/m);
  });

  it.each([
    ["GET", 204, {}],
    ["GET", 304, { etag: '"1"', "content-length": "5" }],
    ["HEAD", 200, { "content-length": "1234" }],
    ["HEAD", 200, {}],
  ] as const)("passes on an answer to %s without a body: %s %j", async (method, status, headers) => {
    const { port } = await start((_request, response) => void response.writeHead(status, headers).end());
    const request = `${method} / HTTP/1.1\r\nHost: localhost\r\n`;
    const answer = await sendRaw(port, `${request}\r\n${request}Connection: close\r\n\r\n`);
    const parts = answer.split("\r\n\r\n");
    expect(parts).toHaveLength(3);
    for (const head of parts.slice(0, 2)) {
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      for (const [name, value] of Object.entries(headers)) expect(head).toContain(`${name}: ${value}`);
    }
    expect(parts[2]).toBe("");
  });

  it("passes a 403 on as it is: it is the bank's", async () => {
    const body = JSON.stringify({ status: 403, error: "Forbidden" });
    const { url } = await start((_request, response) => {
      response.writeHead(403, { "content-type": "application/json" }).end(body);
    });
    const answer = await send(url);
    expect(answer).toMatchObject({ status: 403, body });
    expect(answer.headers).not.toHaveProperty("proxy-status");
  });

  it("passes a body of known length on with its length, and one in chunks in chunks", async () => {
    const { url } = await start(async (request, response) => {
      const { "content-length": length, "transfer-encoding": coding } = request.headers;
      const body = await buffer(request);
      response.write(`${length} ${coding} ${body.length}`);
      response.end(".");
    });
    const body = Buffer.alloc(300_000, "x");
    const known = await send(url, {
      method: "POST",
      body,
      headers: { "content-length": String(body.length) },
    });
    expect(known.body).toBe("300000 undefined 300000.");
    expect(known.headers["transfer-encoding"]).toBe("chunked");
    const chunked = await send(url, { method: "PUT", body, headers: { "transfer-encoding": "chunked" } });
    expect(chunked.body).toBe("undefined chunked 300000.");
    const none = await send(url, { method: "POST" });
    expect(none.body).toBe("0 undefined 0.");
  });

  it("asks for a body that the client announced once it has decided to pass it on", async () => {
    const { url } = await start(async (request, response) => {
      response.end(`${request.headers.expect} ${(await buffer(request)).length}`);
    });
    const sent = request(url, {
      method: "POST",
      headers: { expect: "100-continue", "content-length": "4" },
    });
    sent.flushHeaders();
    await once(sent, "continue");
    sent.end("body");
    expect(await readAnswer(sent)).toMatchObject({ status: 200, body: "undefined 4" });

    const refused = request(url, {
      method: "POST",
      headers: { expect: "100-continue", "content-length": "4", origin: "https://example.com" },
    });
    let isContinued = false;
    refused.on("continue", () => {
      isContinued = true;
    });
    refused.flushHeaders();
    expect(await readAnswer(refused)).toMatchObject({ status: 403, headers: { connection: "close" } });
    expect(isContinued).toBe(false);
  });

  it("passes interim answers over and the final one on", async () => {
    const { url } = await start((_request, response) => {
      response.writeEarlyHints({ link: "</style.css>; rel=preload" });
      response.end("ok");
    });
    expect(await send(url)).toMatchObject({ status: 200, body: "ok" });
  });

  it("speaks HTTP/1.0 to those who do", async () => {
    const { port } = await start((_request, response) => {
      response.write("o");
      response.end("k");
    });
    const answer = await sendRaw(port, "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).not.toMatch(/chunked/i);
    expect(answer).toMatch(/\r\n\r\nok$/);
  });

  it("answers requests of one connection in their order", async () => {
    const { port } = await start((request, response) => {
      setTimeout(() => response.end(request.url), request.url === "/1" ? 50 : 0);
    });
    const requests = ["/1", "/2", "/3"].map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    const socket = connect(port, "127.0.0.1");
    socket.write(requests.join(""));
    let text = "";
    for await (const chunk of socket) {
      text += chunk;
      if (text.endsWith("/3")) break;
    }
    expect(text.match(/(?<=\r\n\r\n)\/\d/g)).toEqual(["/1", "/2", "/3"]);
  });
});
