import { once } from "node:events";
import { createServer, type IncomingMessage, request as requestOf, type Server } from "node:http";
import { createServer as createTlsServer, get as getOverTls } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type FetchHandler,
  type InboundConnection,
  type NodeHandlerOptions,
  readRequestBody,
  toNodeHandler,
} from "../../../src/index.js";

async function serve(handler: FetchHandler, options: NodeHandlerOptions = {}): Promise<URL> {
  return await listen(createServer(toNodeHandler(handler, options)));
}

async function listen(server: Server): Promise<URL> {
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

/** Sends bytes as they are and gives all that comes back until the other side closes. */
async function exchange(url: URL, sent: string): Promise<string> {
  const socket = connect(Number(url.port), "127.0.0.1");
  socket.write(sent);
  return await textOf(socket);
}

/** Every byte there is, several times, so that it comes in more than one piece. */
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));

describe("a request", () => {
  it("arrives with its method, URL, headers and bytes as they were", async () => {
    const seen: { request: Request; connection: InboundConnection; body: Buffer }[] = [];
    const url = await serve(async (request, connection) => {
      seen.push({ request, connection, body: Buffer.from(await request.arrayBuffer()) });
      return new Response(null, { status: 204 });
    });
    const init: RequestInit = { method: "POST", body: bytes, headers: { "X-Request-Id": "r-1" } };
    const response = await fetch(new URL("/a%2Fb/../c?d=%20&e", url), init);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    const [{ request, connection, body } = { request: undefined, connection: {}, body: undefined }] = seen;
    expect([request?.method, request?.url]).toEqual(["POST", `${url.href}c?d=%20&e`]);
    expect(request?.headers.get("x-request-id")).toBe("r-1");
    expect(body?.equals(bytes)).toBe(true);
    expect(connection).toEqual({ remoteAddress: "127.0.0.1" });
  });

  it("keeps headers that are repeated, and a body in pieces", async () => {
    const url = await serve(async (request) => {
      const { headers } = request;
      return Response.json([
        headers.get("x-forwarded-for"),
        headers.get("digitalsignature"),
        await request.text(),
      ]);
    });
    const answer = await exchange(
      url,
      "POST / HTTP/1.1\r\nHost: us.example\r\nConnection: close\r\nX-Forwarded-For: a\r\nx-forwarded-for: b\r\n" +
        "DigitalSignature: one\r\nDigitalSignature: two\r\nTransfer-Encoding: chunked\r\n\r\n" +
        "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
    );
    expect(answer).toContain('["a, b","one, two","abcde"]');
  });

  it.each([
    ["POST / HTTP/1.1\r\nHost: us.example:8080", "http://us.example:8080/"],
    ["POST //them.example/a HTTP/1.1\r\nHost: us.example", "http://us.example//them.example/a"],
    ["POST http://them.example/a?b HTTP/1.1\r\nHost: us.example", "http://them.example/a?b"],
    ["POST /a HTTP/1.1\r\nHost: [::1]:80", "http://[::1]/a"],
  ])("that begins %j has the URL %s", async (head, expected) => {
    const url = await serve((request) => new Response(request.url));
    const answer = await exchange(url, `${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain(expected);
  });

  it.each([
    "POST / HTTP/1.0",
    "POST / HTTP/1.1\r\nHost: ",
    "POST / HTTP/1.1\r\nHost: me@us.example",
    "POST / HTTP/1.1\r\nHost: us.example/a",
    "POST / HTTP/1.1\r\nHost: us.example?a",
    "POST / HTTP/1.1\r\nHost: us.example:99999",
    "POST http://me@them.example/ HTTP/1.1\r\nHost: us.example",
    "OPTIONS * HTTP/1.1\r\nHost: us.example",
  ])("that begins %j makes no URL, and is refused", async (head) => {
    const handler = vi.fn<FetchHandler>(() => new Response());
    const answer = await exchange(await serve(handler), `${head}\r\nContent-Length: 0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("The request has no usable Host header.");
    expect(handler).not.toHaveBeenCalled();
  });

  it("by TRACE is refused, since a Request cannot be one", async () => {
    const handler = vi.fn<FetchHandler>(() => new Response());
    const sent = "TRACE / HTTP/1.1\r\nHost: us.example\r\n\r\n";
    expect(await exchange(await serve(handler), sent)).toMatch(/^HTTP\/1\.1 405 /);
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(["GET", "HEAD"])("by %s has no body", async (method) => {
    const bodies: unknown[] = [];
    const url = await serve((request) => {
      bodies.push(request.body);
      return new Response("hello", { headers: { "content-length": "5" } });
    });
    const response = await fetch(url, { method });
    expect([bodies, response.headers.get("content-length"), await response.text()]).toEqual([
      [null],
      "5",
      method === "GET" ? "hello" : "",
    ]);
  });

  it("over TLS has a URL that says so", async () => {
    const { privateKey } = await generateKeyPair();
    const cert = await createSelfSignedCertificate({
      signer: await importSigner(privateKey),
      subject: "CN=localhost",
      notBefore: new Date("2026-01-01"),
      notAfter: new Date("2036-01-01"),
    });
    const handler = toNodeHandler((request) => new Response(request.url));
    const { host, port } = await listen(createTlsServer({ key: privateKey, cert }, handler));
    const options = { host: "127.0.0.1", port, rejectUnauthorized: false, agent: false } as const;
    const [incoming] = (await once(getOverTls(options), "response")) as [IncomingMessage];
    expect(await textOf(incoming)).toBe(`https://${host}/`);
  });
});

describe("an answer", () => {
  it("leaves with its status, headers and bytes", async () => {
    const url = await serve(() => {
      const headers = new Headers({ digitalsignature: "s", "content-type": "application/json" });
      headers.append("set-cookie", "a=1, 2");
      headers.append("set-cookie", "b=3");
      return new Response(bytes, { status: 201, headers });
    });
    const response = await fetch(url);
    expect([response.status, response.headers.get("digitalsignature")]).toEqual([201, "s"]);
    expect(response.headers.getSetCookie()).toEqual(["a=1, 2", "b=3"]);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("leaves the connection open for the next request", async () => {
    const url = await serve(async (request) => new Response(await request.text()));
    const request = (body: string, connection: string) =>
      `POST / HTTP/1.1\r\nHost: us.example\r\nConnection: ${connection}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const answers = await exchange(url, `${request("first", "keep-alive")}${request("second", "close")}`);
    expect(answers.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
    expect(answers).toMatch(/first[\s\S]*second/);
  });

  it("that comes before the whole body is sent, and ends the connection", async () => {
    const url = await serve(async (request) => {
      const refused = await readRequestBody(request, 10).catch((error) => error.code);
      return new Response(refused, { status: 413 });
    });
    const endless = `${"1000\r\n".concat("x".repeat(4096))}\r\n`.repeat(10);
    const answer = await exchange(
      url,
      `POST / HTTP/1.1\r\nHost: us.example\r\nTransfer-Encoding: chunked\r\n\r\n${endless}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
    expect(answer).toContain("ERR_REQUEST_TOO_LARGE");
  });
});

describe("a failure", () => {
  it.each<[string, FetchHandler]>([
    [
      "at once",
      () => {
        throw new Error("hunter2");
      },
    ],
    ["later", () => Promise.reject(new Error("hunter2"))],
  ])("of the handler %s is a 500 without a word, and is reported", async (_name, handler) => {
    const errors: unknown[] = [];
    const response = await fetch(await serve(handler, { onError: (error) => errors.push(error) }));
    expect([response.status, await response.text()]).toEqual([500, ""]);
    expect(errors).toEqual([new Error("hunter2")]);
  });

  it("in the middle of an answer breaks it off", async () => {
    const errors: unknown[] = [];
    const url = await serve(
      () => {
        const stream = new ReadableStream({
          pull(controller) {
            controller.enqueue(Buffer.from("half"));
            controller.error(new Error("no more"));
          },
        });
        return new Response(stream);
      },
      { onError: (error) => errors.push(error) },
    );
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
    expect(errors).toEqual([new Error("no more")]);
  });

  it("is a warning of the process where nobody wants it", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    onTestFinished(() => warned.mockRestore());
    const failure = new Error("hunter2");
    await fetch(await serve(() => Promise.reject(failure)));
    expect(warned.mock.calls).toEqual([[failure]]);
  });
});

describe("a body that was read before", () => {
  const sentence =
    "The body was read before this handler, which needs the bytes as they were received: mount it in front of any body parser, such as express.json().";

  it("is a mistake that the answer explains", async () => {
    const handler = vi.fn<FetchHandler>(() => new Response());
    const errors: unknown[] = [];
    const mounted = toNodeHandler(handler, { onError: (error) => errors.push(error) });
    const url = await listen(
      createServer(async (incoming, outgoing) => {
        await textOf(incoming);
        mounted(incoming, outgoing);
      }),
    );
    const response = await fetch(url, { method: "POST", body: "{}" });
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      500,
      "text/plain; charset=utf-8",
      sentence,
    ]);
    expect(errors).toMatchObject([
      { name: "RequestBodyConsumedError", code: "ERR_REQUEST_BODY_CONSUMED", message: sentence },
    ]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("is one too where half of it was", async () => {
    const errors: unknown[] = [];
    const mounted = toNodeHandler(() => new Response(), { onError: (error) => errors.push(error) });
    const url = await listen(
      createServer(async (incoming, outgoing) => {
        incoming.once("data", () => {
          incoming.pause();
          mounted(incoming, outgoing);
        });
      }),
    );
    const response = await fetch(url, { method: "POST", body: bytes });
    expect([response.status, await response.text()]).toEqual([500, sentence]);
    expect(errors).toMatchObject([{ code: "ERR_REQUEST_BODY_CONSUMED" }]);
  });

  it("is none where a parser left it alone", async () => {
    const mounted = toNodeHandler(async (request) => new Response(await request.text()));
    const url = await listen(
      createServer((incoming, outgoing) => {
        Object.assign(incoming, { body: {} });
        mounted(incoming, outgoing);
      }),
    );
    expect(await (await fetch(url, { method: "POST", body: "left" })).text()).toBe("left");
  });
});

it("a caller who goes away aborts the request, and what reads it", async () => {
  const errors: unknown[] = [];
  let report: (outcome: unknown) => void;
  const reported = new Promise((resolve) => {
    report = resolve;
  });
  const url = await serve(
    async (request) => {
      const read = await request.text().catch(() => "broke off");
      await new Promise<void>((resolve) => {
        if (request.signal.aborted) resolve();
        else request.signal.addEventListener("abort", () => resolve());
      });
      report([read, request.signal.reason.name]);
      return new Response("nobody reads this");
    },
    { onError: (error) => errors.push(error) },
  );
  const outgoing = requestOf(url, { method: "POST", headers: { "content-length": "10" } });
  outgoing.on("error", () => {});
  outgoing.write("half", () => outgoing.destroy());
  expect(await reported).toEqual(["broke off", "AbortError"]);
  expect(errors).toEqual([]);
});

it("a caller who goes away in the middle of an answer is no failure", async () => {
  const errors: unknown[] = [];
  let cancel: () => void;
  const cancelled = new Promise<void>((resolve) => {
    cancel = resolve;
  });
  const url = await serve(
    () => {
      const endless = new ReadableStream({
        pull: (controller) => controller.enqueue(bytes),
        cancel: () => cancel(),
      });
      return new Response(endless);
    },
    { onError: (error) => errors.push(error) },
  );
  const outgoing = requestOf(url).end();
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  incoming.once("error", () => {});
  incoming.destroy();
  await cancelled;
  await new Promise(setImmediate);
  expect(errors).toEqual([]);
});

it("a request that was answered is not aborted", async () => {
  const seen: Request[] = [];
  const mounted = toNodeHandler((request) => {
    seen.push(request);
    return new Response("done");
  });
  let close: () => void;
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const url = await listen(
    createServer((incoming, outgoing) => {
      mounted(incoming, outgoing);
      outgoing.once("close", () => close());
    }),
  );
  await fetch(url);
  await closed;
  expect(seen.map(({ signal }) => signal.aborted)).toEqual([false]);
});
