import { generateKeyPairSync } from "node:crypto";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { inspect } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { ApiError } from "../../../src/http/errors.js";
import { readJson } from "../../../src/http/read-json.js";
import { importTlsIdentity } from "../../../src/tls/import-tls-identity.js";
import { daysFromNow, makeCertificate, now, type TestCertificate } from "../../support/certificates.js";
import { openClient } from "../../support/client.js";
import { closedPort, listen, serve } from "../../support/server.js";

describe("ApiError", () => {
  const context = {
    method: "POST",
    url: "https://api.example/v1/payments",
    requestId: "ours",
    correlationId: "theirs",
  };

  it.each([
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [409, false],
    [422, false],
    [429, true],
    [500, true],
    [502, true],
    [503, true],
    [504, true],
  ])("says whether the same request may succeed later: %d", (status, isRetryable) => {
    const error = new ApiError("ERR_EXAMPLE", "Refused.", { ...context, status, body: undefined });
    expect(error).toMatchObject({ name: "ApiError", code: "ERR_EXAMPLE", status, isRetryable, ...context });
    expect(error.rawBody).toEqual(new Uint8Array());
  });

  it("has its bodies, and shows them nowhere", () => {
    const rawBody = new TextEncoder().encode('{"iban": "planted"}');
    const error = new ApiError("ERR_EXAMPLE", "Refused.", {
      ...context,
      status: 400,
      body: { iban: "planted" },
      rawBody,
    });
    expect(error.body).toEqual({ iban: "planted" });
    expect(error.rawBody).toBe(rawBody);
    expect(shown(error)).not.toMatch(/planted|112, *108, *97/);
  });

  it("is what institutions subclass", () => {
    class ExampleApiError extends ApiError<"ERR_EXAMPLE"> {}
    const error = new ExampleApiError("ERR_EXAMPLE", "Refused.", { ...context, status: 400, body: "" });
    expect(error.name).toBe("ExampleApiError");
  });
});

/** All ways in which an error is seen. */
function shown(error: unknown): string {
  const { message, stack, cause } = error as Error;
  return [
    message,
    stack,
    JSON.stringify(error),
    JSON.stringify(cause),
    inspect(error, { depth: 10, showHidden: true, maxStringLength: null }),
  ].join("\n");
}

describe("no secret is shown", () => {
  let server: TestCertificate;
  let client: TestCertificate;

  beforeAll(async () => {
    [server, client] = await Promise.all([makeCertificate("server"), makeCertificate("client")]);
  });

  const tls = () => ({ key: server.key, cert: server.certificate });
  const planted = "planted-secret";

  /** Calls with a secret in everything that can hold one. */
  async function call(url: URL, settings: Parameters<typeof openClient>[0] = {}): Promise<unknown> {
    const identity = await importTlsIdentity({ ...client, now });
    const target = new URL(`/path?secret=${planted}#${planted}`, url);
    const caller = openClient({ ca: server.certificate, identity, ...settings });
    const headers = Object.fromEntries(
      ["authorization", "cookie", "digitalsignature", "signature", "x-api-key", "x-anything"].map((name) => [
        name,
        `Bearer ${planted}`,
      ]),
    );
    const request = { headers, body: `password=${planted}` };
    const response = await caller.post(target, request);
    return readJson(response, { method: "POST", url: url.href });
  }

  const answering = (text: string) =>
    listen(net.createServer((socket) => socket.once("data", () => socket.end(text))));
  const plain = ({ port }: { port: number }) => new URL(`http://127.0.0.1:${port}`);
  const page = `<html><title>Maintenance</title>${planted}</html>`;

  it.each<[string, () => Promise<unknown>]>([
    ["ApiConnectionError: nothing there", async () => call(await closedPort())],
    ["ApiConnectionError: cut", async () => call(plain(await answering("")))],
    ["ApiConnectionError: no HTTP", async () => call(plain(await answering(`${planted}\r\n`)))],
    [
      "ApiConnectionError: no HTTP from the middle on",
      async () =>
        call(
          plain(await answering(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n${planted}\r\n`)),
        ),
    ],
    [
      "ApiConnectionError: too long",
      async () =>
        call(await serve(tls(), (_request, response) => response.end(planted)), { maxResponseBytes: 5 }),
    ],
    [
      "ApiConnectionError: refused by a proxy",
      async () => {
        const { port } = await listen(
          http
            .createServer()
            .on("connect", (_request, socket) =>
              socket.end(`HTTP/1.1 407 No\r\nx: ${planted}\r\n\r\n${planted}`),
            ),
        );
        return call(await closedPort(), { proxy: new URL(`http://user:${planted}@127.0.0.1:${port}`) });
      },
    ],
    [
      "ApiConnectionError: no proxy there",
      async () => {
        const proxy = new URL(`http://user:${planted}@127.0.0.1:${(await closedPort()).port}`);
        return call(await closedPort(), { proxy });
      },
    ],
    ["ApiTimeoutError", async () => call(await serve(tls(), () => {}), { timeoutMs: 100 })],
    [
      "TlsError: not trusted",
      async () =>
        call(await serve(tls(), (_request, response) => response.end()), { ca: client.certificate }),
    ],
    [
      "TlsError: no cipher in common",
      async () => {
        const { port } = await listen(
          https.createServer({
            ...tls(),
            requestCert: true,
            rejectUnauthorized: true,
            maxVersion: "TLSv1.2",
            ciphers: "ECDHE-ECDSA-AES128-GCM-SHA256",
          }),
        );
        return call(new URL(`https://127.0.0.1:${port}`));
      },
    ],
    ["TlsIdentityError: expired", async () => call(await closedPort(), { now: () => daysFromNow(2) })],
    [
      "ApiContentError: a page",
      async () => call(await serve(tls(), (_request, response) => response.end(page))),
    ],
    [
      "ApiContentError: not JSON",
      async () => call(await serve(tls(), (_request, response) => response.end(`{"token": "${planted}`))),
    ],
    [
      "ApiContentError: not JSON from the middle on",
      async () => call(await serve(tls(), (_request, response) => response.end(`{"token": ${planted}}`))),
    ],
  ])("%s", async (name, act) => {
    const error = await act().catch((refusal: unknown) => refusal);
    expect((error as Error).name).toBe(name.split(":")[0]);
    const text = shown(error);
    expect(text).not.toContain(planted);
    expect(text).not.toContain(Buffer.from(`user:${planted}`).toString("base64"));
    expect(text).not.toContain("PRIVATE KEY");
    expect(text).not.toContain(client.key.split("\n")[5]);
  });

  it.each<[string, (key: string) => Parameters<typeof importTlsIdentity>[0]]>([
    ["a key of another", (key) => ({ ...client, key, now })],
    ["a key in the place of a certificate", (key) => ({ certificate: key, now })],
    ["a damaged key", (key) => ({ ...client, key: key.replace(/\n.{8}/, "\n********"), now })],
    ["an expired certificate", () => ({ ...client, now: daysFromNow(2) })],
  ])("TlsIdentityError, KeyError: %s", async (_name, files) => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const key = privateKey.export({ format: "pem", type: "pkcs8" }) as string;
    const error = await importTlsIdentity(files(key)).catch((refusal: unknown) => refusal);
    expect((error as Error).name).toMatch(/^(TlsIdentityError|KeyError)$/);
    for (const line of [...key.split("\n"), ...client.key.split("\n")].filter(({ length }) => length > 10)) {
      expect(shown(error)).not.toContain(line);
    }
  });
});
