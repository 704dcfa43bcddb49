import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  createHttpClient,
  type HttpClient,
  type HttpClientSettings,
  importTlsIdentity,
} from "../../../src/index.js";
import { makeCertificate, now, type TestCertificate } from "../../support/certificates.js";
import { closedPort, serve } from "../../support/server.js";

let server: TestCertificate;
let client: TestCertificate;

beforeAll(async () => {
  [server, client] = await Promise.all([
    makeCertificate("server"),
    makeCertificate("client_with_underscore"),
  ]);
});

function connect(settings: HttpClientSettings = {}): HttpClient {
  const http = createHttpClient({ ca: server.certificate, ...settings });
  onTestFinished(() => http.close());
  return http;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const tls = () => ({ key: server.key, cert: server.certificate });

describe("what is sent", () => {
  it("is exactly the bytes that were given", async () => {
    let received: Buffer | undefined;
    const url = await serve(tls(), async (request, response) => {
      received = await bodyOf(request);
      response.end();
    });
    const body = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    await connect().post(url, { body });
    expect(received).toEqual(Buffer.from(body));
  });

  it("carries headers as they were given, Date among them, and the target unaltered", async () => {
    let received: IncomingMessage | undefined;
    const url = await serve(tls(), (request, response) => {
      received = request;
      response.end();
    });
    const headers = { Date: "2024-02-08T18:31:37.548Z", Id: "433:5", client_id: "Worldline-000021" };
    await connect().post(new URL("/a%2Fb?value=Hello%20World", url), {
      headers,
      body: new URLSearchParams({ a: "b c" }),
    });
    expect(received?.url).toBe("/a%2Fb?value=Hello%20World");
    expect(received?.headers).toMatchObject({
      date: headers.Date,
      id: headers.Id,
      client_id: headers.client_id,
      "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    });
  });

  it("presents the client certificate, and none without one", async () => {
    const url = await serve(
      { ...tls(), requestCert: true, rejectUnauthorized: false },
      (request, response) => {
        response.end(JSON.stringify((request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? null));
      },
    );
    const identity = importTlsIdentity({ certificate: client.certificate, key: client.key, now });
    expect(await connect({ identity }).get(url).json()).toBe("client_with_underscore");
    expect(await connect().get(url).json()).toBeNull();
  });
});

describe("what comes back", () => {
  it.each([200, 204, 302, 404, 500])("is an answer, not an error, for the status %d", async (status) => {
    const url = await serve(tls(), (_request, response) => {
      response.writeHead(status, { location: "https://elsewhere.example/", "x-correlation-id": "c" });
      response.end(status === 204 ? undefined : "text");
    });
    const response = await connect().get(url);
    expect(response).toBeInstanceOf(Response);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-correlation-id")).toBe("c");
    expect(await response.text()).toBe(status === 204 ? "" : "text");
  });

  it("keeps several cookies apart", async () => {
    const url = await serve(tls(), (_request, response) =>
      response.setHeader("set-cookie", ["a=1", "b=2"]).end(),
    );
    expect((await connect().get(url)).headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });
});

describe("failures", () => {
  it("are timeouts where no answer comes in time", async () => {
    const url = await serve(tls(), () => {});
    await expect(
      connect({ timeoutMs: 50 }).get(url, { headers: { "x-request-id": "r1" } }),
    ).rejects.toMatchObject({
      name: "ApiTimeoutError",
      code: "ERR_API_TIMEOUT",
      requestId: "r1",
      isRetryable: true,
    });
  });

  it("are timeouts where the body does not end in time", async () => {
    const url = await serve(tls(), (_request, response) => void response.write("a"));
    await expect(connect({ timeoutMs: 50 }).get(url)).rejects.toMatchObject({ code: "ERR_API_TIMEOUT" });
  });

  it("are the reason where the caller aborted", async () => {
    const url = await serve(tls(), () => {});
    const controller = new AbortController();
    const reason = new Error("no longer needed");
    setTimeout(() => controller.abort(reason), 20);
    await expect(connect().get(url, { signal: controller.signal })).rejects.toBe(reason);
  });

  it("name a server that is not there", async () => {
    const url = await closedPort();
    await expect(connect().get(new URL("/path?secret=x", url))).rejects.toMatchObject({
      code: "ERR_API_CONNECTION",
      url: new URL("/path", url).href,
      message: expect.stringMatching(/nothing listens there \(ECONNREFUSED\)/),
    });
  });

  it("name a server that is not trusted", async () => {
    const url = await serve(tls(), (_request, response) => response.end());
    await expect(connect({ ca: client.certificate }).get(url)).rejects.toMatchObject({
      code: "ERR_API_TLS",
      isRetryable: false,
      message: expect.stringMatching(/not trusted/),
    });
  });

  it("name a server of another name", async () => {
    const elsewhere = await makeCertificate("elsewhere", ["DNS:elsewhere.example"]);
    const url = await serve({ key: elsewhere.key, cert: elsewhere.certificate }, (_request, response) =>
      response.end(),
    );
    await expect(connect({ ca: elsewhere.certificate }).get(url)).rejects.toMatchObject({
      code: "ERR_API_TLS",
      message: expect.stringMatching(/for another host name/),
    });
  });

  it("name a connection that was cut", async () => {
    const url = await serve(tls(), (request) => request.socket.destroy());
    await expect(connect().get(url)).rejects.toMatchObject({ code: "ERR_API_CONNECTION", isRetryable: true });
  });

  it("refuse an answer that is too long", async () => {
    const url = await serve(tls(), (_request, response) => response.end("x".repeat(2000)));
    await expect(connect({ maxResponseBytes: 1999 }).get(url)).rejects.toMatchObject({
      code: "ERR_API_RESPONSE_TOO_LARGE",
      isRetryable: false,
    });
    expect(await connect({ maxResponseBytes: 2000 }).get(url).text()).toHaveLength(2000);
  });

  it("refuse TLS below 1.2", async () => {
    const old = {
      ...tls(),
      minVersion: "TLSv1" as const,
      maxVersion: "TLSv1.1" as const,
      ciphers: "DEFAULT@SECLEVEL=0",
    };
    const url = await serve(old, (_request, response) => response.end());
    await expect(connect().get(url)).rejects.toMatchObject({ code: "ERR_API_TLS" });
  });
});
