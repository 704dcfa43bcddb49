import http from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ApiConnectionError, ApiTimeoutError } from "../../../src/http/errors.js";
import { openClient } from "../../support/client.js";
import { eventually } from "../../support/eventually.js";
import { listen, servePlain, untilAllClosed } from "../../support/server.js";

describe("a redirect", () => {
  const credentials = { authorization: "Bearer planted", cookie: "planted=1", "x-request-id": "r1" };

  it.each([301, 302, 303, 307, 308])("%d is an answer, and is not followed", async (status) => {
    const arrived: (string | undefined)[] = [];
    const elsewhere = await servePlain((request, response) => {
      arrived.push(request.url);
      response.end();
    });
    const url = await servePlain((request, response) => {
      if (request.url === "/other") response.writeHead(status, { location: `${elsewhere}taken` }).end();
      else if (request.url === "/same") response.writeHead(status, { location: "/taken" }).end("moved");
      else arrived.push(request.url);
    });
    const client = openClient();
    for (const redirect of ["follow", "manual", "error"] as const) {
      for (const path of ["/other", "/same"]) {
        const response = await client.post(new URL(path, url), { headers: credentials, body: "b", redirect });
        expect(response.status).toBe(status);
        expect(response.redirected).toBe(false);
        expect(response.headers.get("location")).toMatch(/taken$/);
      }
    }
    expect(arrived).toEqual([]);
  });
});

describe("a timeout", () => {
  it("is an error where no answer comes in time, and ends the connection", async () => {
    const { port, sockets } = await listen(http.createServer(() => {}));
    const call = openClient({ timeoutMs: 50 }).get(`http://127.0.0.1:${port}/a?b=c`, {
      headers: { "x-request-id": "r1" },
    });
    const error = await call.catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(ApiTimeoutError);
    expect(error).toMatchObject({
      name: "ApiTimeoutError",
      code: "ERR_API_TIMEOUT",
      message: `No answer to GET http://127.0.0.1:${port}/a within 50 ms.`,
      method: "GET",
      url: `http://127.0.0.1:${port}/a`,
      requestId: "r1",
      isRetryable: true,
    });
    await untilAllClosed(sockets);
  });

  it("is an error where the body does not end in time, and ends the connection", async () => {
    const { port, sockets } = await listen(
      http.createServer((_request, response) => void response.write("a")),
    );
    await expect(openClient({ timeoutMs: 50 }).get(`http://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "ERR_API_TIMEOUT",
    });
    await untilAllClosed(sockets);
  });
});

describe("an AbortSignal", () => {
  const reason = new Error("no longer needed");

  it("before the call: its reason is thrown, and nothing is sent", async () => {
    let requests = 0;
    const url = await servePlain((_request, response) => {
      requests += 1;
      response.end();
    });
    await expect(openClient().get(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(requests).toBe(0);
  });

  it.each<[string, (response: http.ServerResponse) => void]>([
    ["for the answer", () => {}],
    ["for the rest of the answer", (response) => void response.write("a")],
  ])("while it waits %s: its reason is thrown, and the connection ends", async (_name, begin) => {
    const controller = new AbortController();
    const { port, sockets } = await listen(
      http.createServer((_request, response) => {
        begin(response);
        setImmediate(() => controller.abort(reason));
      }),
    );
    const call = openClient().get(`http://127.0.0.1:${port}`, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
    await untilAllClosed(sockets);
  });

  it("after the answer: changes nothing", async () => {
    const url = await servePlain((_request, response) => response.end("text"));
    const controller = new AbortController();
    const response = await openClient().get(url, { signal: controller.signal });
    controller.abort(reason);
    expect(await response.text()).toBe("text");
  });
});

describe("the limit of an answer", () => {
  it.each<[string, (response: http.ServerResponse) => void]>([
    ["as long as it says", (response) => response.writeHead(200, { "content-length": 2000 })],
    ["of unknown length", (response) => response.writeHead(200)],
  ])("is met, and refused where it is exceeded: %s", async (_name, begin) => {
    const { port, sockets } = await listen(
      http.createServer((_request, response) => {
        begin(response);
        response.end("x".repeat(2000));
      }),
    );
    const url = `http://127.0.0.1:${port}/a?b=c`;
    expect(await openClient({ maxResponseBytes: 2000 }).get(url).text()).toHaveLength(2000);

    const call = openClient({ maxResponseBytes: 1999 }).get(url);
    const error = await call.catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(ApiConnectionError);
    expect(error).toMatchObject({
      code: "ERR_API_RESPONSE_TOO_LARGE",
      message: `The answer of http://127.0.0.1:${port}/a is longer than 1999 bytes; raise maxResponseBytes if that is right.`,
      isRetryable: false,
    });
    await eventually(() => expect(sockets.size).toBeLessThan(2));
  });

  it("counts what a compressed answer unpacks to", async () => {
    const packed = gzipSync(Buffer.alloc(1_000_000));
    const url = await servePlain((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
    );
    await expect(openClient({ maxResponseBytes: 100_000 }).get(url)).rejects.toMatchObject({
      code: "ERR_API_RESPONSE_TOO_LARGE",
    });
    expect((await openClient().get(url).arrayBuffer()).byteLength).toBe(1_000_000);
  });
});

describe("our id of the request", () => {
  it.each(["x-request-id", "wl-correlation-id"])("is in the error: %s", async (name) => {
    const url = await servePlain((request) => request.socket.destroy());
    await expect(openClient().get(url, { headers: { [name]: "ours" } })).rejects.toMatchObject({
      code: "ERR_API_CONNECTION",
      requestId: "ours",
      correlationId: undefined,
    });
  });
});
