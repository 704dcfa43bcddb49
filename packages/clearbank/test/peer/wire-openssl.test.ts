import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { createClearBankClient } from "../../src/index.js";
import { createCredentials, type TestCredentials } from "../support/credentials.js";

let credentials: TestCredentials;
const folder = mkdtempSync(join(tmpdir(), "countersign-wire-"));

beforeAll(async () => {
  credentials = await createCredentials("token");
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** A server that answers with one status after the other, or not at all, and keeps what it received. */
async function serve(statuses: (number | "cut")[]): Promise<{ base: URL; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    received.push({ method: request.method, url: request.url, headers: request.headers, body });
    const status = statuses.shift() ?? 500;
    if (status === "cut") request.socket.destroy();
    else response.writeHead(status, { "x-correlation-id": "theirs" }).end('{"amount":13.0}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return { base: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/base`), received };
}

function connect(base: URL) {
  const client = createClearBankClient({ environment: base, credentials, random: () => 0 });
  onTestFinished(() => client.close());
  return client;
}

/** What openssl says of a message and its DigitalSignature. */
function verify({ headers, body }: Received): string {
  const file = (name: string, data: string | Uint8Array) => {
    writeFileSync(join(folder, name), data);
    return join(folder, name);
  };
  const signature = file("signature", Buffer.from(String(headers.digitalsignature), "base64"));
  const key = file("key.pem", credentials.publicKey);
  const options = ["dgst", "-sha256", "-verify", key, "-signature", signature, file("body", body)];
  return spawnSync("openssl", options, { encoding: "utf8" }).stdout;
}

const payment = {
  paymentInstructions: [
    {
      debtor: { address: "1 Caf\u00e9 Street" },
      creditTransfers: [{ amount: { currency: "GBP", instructedAmount: "2000000.00" } }],
    },
  ],
};

it("openssl finds the signature right over what a server received", async () => {
  const { base, received } = await serve([202]);
  const { data, correlationId } = await connect(base).request("POST", "/v3/payments/fps", { body: payment });
  expect({ data, correlationId }).toEqual({ data: { amount: "13.0" }, correlationId: "theirs" });
  const [request] = received as [Received];
  expect(request.url).toBe("/base/v3/payments/fps");
  expect(request.body.toString()).toBe(
    '{"paymentInstructions":[{"debtor":{"address":"1 Caf\u00e9 Street"},"creditTransfers":[{"amount":{"currency":"GBP","instructedAmount":2000000.00}}]}]}',
  );
  expect(request.headers["content-length"]).toBe(String(request.body.length));
  expect(verify(request)).toBe("Verified OK\n");
  const altered = Buffer.from(request.body.toString().replace("2000000.00", "2000000.0"));
  expect(verify({ ...request, body: altered })).toBe("Verification failure\n");
});

it("the same bytes under the same id arrive again after a lost connection and a 503", async () => {
  const { base, received } = await serve(["cut", 503, 200]);
  const { requestId } = await connect(base).test.post(payment);
  expect(received).toHaveLength(3);
  for (const { body, headers } of received) {
    expect(body.equals(received[0]?.body as Buffer)).toBe(true);
    expect(headers["x-request-id"]).toBe(requestId);
    expect(headers.digitalsignature).toBe(received[0]?.headers.digitalsignature);
  }
  expect(verify(received[2] as Received)).toBe("Verified OK\n");
});

it("a 409 after a lost connection leaves the outcome open", async () => {
  const { base } = await serve(["cut", 409]);
  await expect(connect(base).test.post(payment)).rejects.toMatchObject({
    code: "ERR_CLEARBANK_DUPLICATE_REQUEST",
    firstAttempt: "unknown",
    correlationId: "theirs",
  });
});

it("a request without a body has neither signature nor length, and openssl verifies one over nothing", async () => {
  const { base, received } = await serve([200, 200, 200]);
  const client = connect(base);
  await client.test.get();
  await client.request("DELETE", "/v1/accounts/1/virtual/2");
  await client.request("DELETE", "/v1/accounts/1/virtual/2", { sign: "always" });
  const [get, plain, signed] = received as [Received, Received, Received];
  for (const { headers } of [get, plain]) {
    expect(headers).not.toHaveProperty("digitalsignature");
    expect(headers).not.toHaveProperty("content-type");
  }
  expect(get.headers).not.toHaveProperty("x-request-id");
  expect(received.map(({ body }) => body.length)).toEqual([0, 0, 0]);
  expect(verify(signed)).toBe("Verified OK\n");
});
