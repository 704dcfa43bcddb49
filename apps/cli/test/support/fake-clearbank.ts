import { createSign, createVerify, type KeyObject, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What ClearBank's side of the Test endpoints knows, and how it misbehaves. */
export interface FakeClearBank {
  readonly url: string;
  /** Where the FITestEvent goes; nowhere at first. */
  webhookUrl: string | undefined;
  /** Headers of the webhook besides its own. */
  webhookHeaders: Record<string, string>;
  /** What the webhook says, of what was posted. */
  payload: (posted: Buffer) => Buffer | string;
  /** Alters the webhook's body after it was signed. */
  alter: (body: Buffer) => Buffer;
  /** Answers instead of it. */
  answer: ((incoming: IncomingMessage, outgoing: ServerResponse) => void) | undefined;
  /** Whether the acknowledgement was right, of each webhook. */
  readonly acknowledged: boolean[];
  readonly requests: string[];
}

/** A server with node:crypto and nothing of ours, which ends with the test. */
export async function startFakeClearBank(settings: {
  readonly token: string;
  /** The public key of the request that was uploaded for the token. */
  readonly publicKey: KeyObject;
  /** Signs the webhooks. */
  readonly bankKey: KeyObject;
}): Promise<FakeClearBank> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error as Error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  const { publicKey: key } = settings;
  const fake: FakeClearBank = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    webhookUrl: undefined,
    webhookHeaders: {},
    payload: (posted) => posted,
    alter: (body) => body,
    answer: undefined,
    acknowledged: [],
    requests: [],
  };

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    const { authorization, digitalsignature, "x-request-id": requestId } = incoming.headers;
    fake.requests.push(`${incoming.method} ${incoming.url}`);
    if (fake.answer) return fake.answer(incoming, outgoing);
    outgoing.setHeader("x-correlation-id", randomUUID());
    const reply = (status: number, json: unknown) =>
      outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    if (authorization !== `Bearer ${settings.token}`) return void reply(403, { status: 403 });
    if (incoming.method === "GET") return void reply(200, {});
    if (!requestId)
      return void reply(400, { type: "about:blank", title: "Missing X-Request-Id Header", status: 400 });
    const signature = Buffer.from(String(digitalsignature), "base64");
    if (!createVerify("sha256").update(body).verify(key, signature)) {
      return void reply(400, { type: "about:blank", title: "Invalid DigitalSignature Header", status: 400 });
    }
    outgoing.writeHead(200, { "content-type": "application/json" }).end(body);
    if (fake.webhookUrl !== undefined) await deliver(fake.webhookUrl, body);
  }

  async function deliver(url: string, posted: Buffer): Promise<void> {
    const payload = fake.payload(posted);
    const body = Buffer.from(`{"Type":"FITestEvent","Version":1,"Payload":${payload},"Nonce":8553416320}`);
    const digitalsignature = createSign("sha256").update(body).sign(settings.bankKey).toString("base64");
    const headers = { "content-type": "application/json", digitalsignature, ...fake.webhookHeaders };
    const sent = request(url, { method: "POST", headers, agent: false }).end(fake.alter(body));
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    const acknowledgement = await bytesOf(answer);
    const ours = Buffer.from(String(answer.headers.digitalsignature), "base64");
    fake.acknowledged.push(
      answer.statusCode === 200 &&
        acknowledgement.toString() === '{"Nonce":8553416320}' &&
        createVerify("sha256").update(acknowledgement).verify(key, ours),
    );
  }

  return fake;
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
