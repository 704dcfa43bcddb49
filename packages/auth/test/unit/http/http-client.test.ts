import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { inspect } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import type { Attempt, AttemptResult } from "../../../src/observe/attempt.js";
import { importTlsIdentity } from "../../../src/tls/import-tls-identity.js";
import { makeCertificate, now, type TestCertificate } from "../../support/certificates.js";
import { openClient } from "../../support/client.js";
import { closedPort, servePlain } from "../../support/server.js";
import { serveSubject } from "../../support/subject-server.js";

describe("what is sent", () => {
  it("is exactly the bytes that were given", async () => {
    let received: Buffer | undefined;
    const url = await servePlain(async (request, response) => {
      received = await buffer(request);
      response.end();
    });
    const body = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    await openClient().post(url, { body });
    expect(received).toEqual(Buffer.from(body));
  });

  it("carries headers as they were given, Date among them, and the target unaltered", async () => {
    let received: IncomingMessage | undefined;
    const url = await servePlain((request, response) => {
      received = request;
      response.end();
    });
    const headers = { Date: "2024-02-08T18:31:37.548Z", Id: "433:5", client_id: "Worldline-000021" };
    await openClient().post(new URL("/a%2Fb?value=Hello%20World", url), {
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
});

describe("what comes back", () => {
  it.each([200, 204, 304, 404, 500])("is an answer, not an error, for the status %d", async (status) => {
    const hasNoBody = status === 204 || status === 304;
    const url = await servePlain((_request, response) => {
      response.writeHead(status, { "x-correlation-id": "c" }).end(hasNoBody ? undefined : "text");
    });
    const response = await openClient().get(url);
    expect(response).toBeInstanceOf(Response);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-correlation-id")).toBe("c");
    expect(await response.text()).toBe(hasNoBody ? "" : "text");
  });

  it("keeps several cookies apart", async () => {
    const url = await servePlain((_request, response) =>
      response.setHeader("set-cookie", ["a=1", "b=2"]).end(),
    );
    expect((await openClient().get(url)).headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });
});

describe("the client certificate", () => {
  let server: TestCertificate;
  let client: TestCertificate;

  beforeAll(async () => {
    [server, client] = await Promise.all([makeCertificate("server"), makeCertificate("with_underscore")]);
  });

  it("is presented, and none without one", async () => {
    const { url } = await serveSubject(server);
    const identity = await importTlsIdentity({ ...client, now });
    const http = openClient({ ca: server.certificate, identity });
    expect(http.identity).toBe(identity);
    expect(await http.get(url).text()).toBe("with_underscore");

    const without = openClient({ ca: server.certificate });
    expect(without.identity).toBeUndefined();
    expect(await without.get(url).text()).toBe("undefined");
  });

  it("does not show its key in the client", async () => {
    const http = openClient({ identity: await importTlsIdentity({ ...client, now }) });
    expect(inspect(http, { depth: 10, showHidden: true }) + JSON.stringify(http)).not.toContain("PRIVATE");
  });
});

describe("observers and logger", () => {
  it("are told of every attempt and of what came of it, redacted", async () => {
    let requests = 0;
    const url = await servePlain((_request, response) => {
      requests += 1;
      response.writeHead(requests < 3 ? 503 : 200, { "x-correlation-id": `c${requests}` }).end("{}");
    });
    const seen: [Attempt, AttemptResult][] = [];
    const lines: object[] = [];
    const log = (fields: object) => void lines.push(fields);
    const http = openClient({
      retry: { limit: 2, methods: ["get"], statusCodes: [503] },
      random: () => 0,
      now: () => now,
      observers: [(attempt) => (result) => void seen.push([attempt, result])],
      logger: { debug: log, info: log, warn: log, error: log },
    });
    await http.get(new URL("/a?token=shh", url), {
      headers: { "x-request-id": "r1", authorization: "Bearer shh" },
    });
    expect(seen.map(([{ number, requestId, startedAt }]) => [number, requestId, startedAt])).toEqual([
      [1, "r1", now],
      [2, "r1", now],
      [3, "r1", now],
    ]);
    expect(seen.map(([, result]) => "answer" in result && result.answer)).toMatchObject([
      { status: 503, correlationId: "c1" },
      { status: 503, correlationId: "c2" },
      { status: 200, correlationId: "c3", body: "{}" },
    ]);
    expect(JSON.stringify(seen)).not.toContain("shh");
    expect(lines).toMatchObject([
      { attempt: 1, status: 503 },
      { attempt: 2, status: 503 },
      { attempt: 3, status: 200 },
    ]);
  });

  it("are told why there is no answer", async () => {
    const seen: AttemptResult[] = [];
    const http = openClient({ observers: [() => (result) => void seen.push(result)] });
    await expect(http.get(await closedPort())).rejects.toMatchObject({ code: "ERR_API_CONNECTION" });
    expect(seen).toMatchObject([{ error: { code: "ERR_API_CONNECTION" } }]);
  });
});

describe("another fetch", () => {
  it("gets the request, and no connection is made", async () => {
    const sent: unknown[] = [];
    const http = openClient({
      fetch: async (url, init) => {
        sent.push(url, init?.method, Buffer.from(init?.body as Uint8Array).toString());
        return new Response("answer");
      },
    });
    expect(await http.post(new URL("/a", await closedPort()), { body: "b" }).text()).toBe("answer");
    expect(sent).toEqual([expect.stringMatching(/\/a$/), "POST", "b"]);
  });
});
