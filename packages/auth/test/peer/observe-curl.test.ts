import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { createRecorder } from "../../src/observe/recorder.js";
import { redactedAttempt } from "../../src/observe/redacted-attempt.js";
import { createRedactor } from "../../src/observe/redactor.js";

interface Received {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server for one test, and what it received. */
async function listen(): Promise<{ readonly address: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const line = `${request.method} ${request.url}`;
    received.push({ line, headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.end();
  });
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Records a request, and has a shell run the command that is made of it. */
async function sendAgain(request: {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}): Promise<Received> {
  const { address, received } = await listen();
  const recorder = createRecorder();
  recorder.observer(
    redactedAttempt(
      {
        method: request.method,
        url: new URL(request.path, address),
        headers: new Headers(request.headers),
        body: request.body === undefined ? undefined : new TextEncoder().encode(request.body),
        number: 1,
        startedAt: new Date(0),
      },
      createRedactor(),
    ),
  );
  await promisify(execFile)("bash", ["-c", recorder.toCurl()]);
  expect(received).toHaveLength(1);
  return received[0] as Received;
}

const isInstalled = ["bash", "curl"].every((tool) => spawnSync(tool, ["--version"]).error === undefined);
const describeWithCurl = isInstalled || process.env.CI ? describe : describe.skip;

describeWithCurl(
  `the command for curl${isInstalled ? "" : " (needs curl: apt-get install bash curl)"}`,
  () => {
    it.each([
      '{"a":"b"}',
      `it's "quoted" and 'quoted' again'`,
      "first\nsecond\r\n\n",
      "caf\u00e9 \u20ac \ud83c\udf09 \u202e",
      "@/etc/hostname",
      "@",
      "\\ \\\\ \\n \\' $HOME $(id) `id` !! %s %%",
      "--data x -o y # no comment",
      "\t leading and trailing \t",
      "",
      "x".repeat(60_000),
    ])("sends the body byte for byte: %j", async (body) => {
      const headers = { "content-type": "text/plain; charset=utf-8", "x-request-id": "r" };
      const received = await sendAgain({ method: "POST", path: "/a", headers, body });
      expect(received.body).toBe(body);
      expect(received.headers).toMatchObject({ ...headers, "content-length": `${Buffer.byteLength(body)}` });
    });

    it.each(["/", "/a%2Fb//c?d=e%20f&g=[1]{2}", "/it's?a='b'&c=$HOME;d", "/a?b=*!~()"])(
      "asks for %s",
      async (path) => {
        expect(await sendAgain({ method: "GET", path, headers: {} })).toMatchObject({
          line: `GET ${new URL(path, "http://a").href.slice("http://a".length)}`,
          body: "",
        });
      },
    );

    it.each(["GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])("uses the method %s", async (method) => {
      expect((await sendAgain({ method, path: "/", headers: {} })).line).toBe(`${method} /`);
    });

    it("sends the headers as they were, and no others but curl's own", async () => {
      const headers = {
        accept: "application/json",
        "user-agent": "countersign",
        signature: `keyId="k",headers="(request-target) digest",signature="c2ln+/=="`,
        "x-quotes": `it's "a" \\ $HOME`,
        "x-empty": "",
      };
      const received = await sendAgain({ method: "PUT", path: "/", headers, body: "text" });
      const { host, ...others } = received.headers;
      expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
      expect(others).toEqual({ ...headers, "content-length": "4" });
    });

    it("sends what is masked as it is shown", async () => {
      const headers = { authorization: "Bearer hidden", "content-type": "application/json" };
      const body = '{"password":"hidden","a":1}';
      const received = await sendAgain({ method: "POST", path: "/?token=hidden", headers, body });
      expect(received).toMatchObject({
        line: "POST /?token=***",
        headers: { authorization: "Bearer ***" },
        body: '{"password":"***","a":1}',
      });
    });
  },
);
