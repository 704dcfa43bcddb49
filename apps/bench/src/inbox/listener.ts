import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { createClearBankWebhookHandler } from "@countersign/clearbank";
import { importSigner, importVerifier } from "@countersign/crypto-core";
import type { WebhookInbox } from "@countersign/delivery";
import { openPostgresInbox } from "@countersign/delivery/postgres";
import { openSqliteInbox } from "@countersign/delivery/sqlite";
import { getRequestListener } from "@hono/node-server";
import { databaseUrl, type ListenerReport, type ListenerSettings } from "./listener-settings.js";

const settings = JSON.parse(process.argv[2] as string) as ListenerSettings;
const report = (message: ListenerReport) => process.send?.(message);

const start = performance.now();
const inbox = await openInbox();
const openedMs = performance.now() - start;
if (inbox) await fill(inbox, settings.fill);
const server = createServer(settings.mode === "bare" ? bare() : await ours(inbox));
server.listen(0, "127.0.0.1", () =>
  report({ kind: "ready", port: (server.address() as AddressInfo).port, openedMs }),
);

process.on("message", async (question) => {
  if (question === "memory") report({ kind: "memory", mebibytes: process.memoryUsage().rss / 1024 ** 2 });
  if (question === "claim" && inbox) report({ kind: "claimed", ms: await claimTen(inbox) });
});

async function openInbox(): Promise<WebhookInbox | undefined> {
  const { mode, store } = settings;
  if (mode === "sqlite") return await openSqliteInbox({ file: store });
  if (mode !== "postgres") return undefined;
  return await openPostgresInbox({ connectionString: databaseUrl, schema: store });
}

async function fill(inbox: WebhookInbox, count: number): Promise<void> {
  const receivedAt = new Date();
  for (let done = 0; done < count; done += 5000) {
    const batch = Array.from({ length: Math.min(5000, count - done) }, (_, index) => {
      const key = `fill:${done + index}`;
      const body = Buffer.from(key.padEnd(1000, "x"));
      return inbox.accept({
        source: "clearbank",
        type: "TransactionSettled",
        version: "6",
        key,
        body,
        receivedAt,
      });
    });
    await Promise.all(batch);
  }
}

/** From the start of processing until ten handlers have been called. */
async function claimTen(inbox: WebhookInbox): Promise<number> {
  const stop = new AbortController();
  const begin = performance.now();
  let calls = 0;
  let ms = 0;
  const handler = async ({ signal }: { readonly signal: AbortSignal }) => {
    calls += 1;
    if (calls === 10) {
      ms = performance.now() - begin;
      stop.abort();
    }
    // Settled by nobody: what was claimed waits again.
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
  await inbox.process(handler, { concurrency: 10, signal: stop.signal });
  return ms;
}

async function ours(inbox: WebhookInbox | undefined): Promise<RequestListener> {
  const keys = {
    verifier: await importVerifier(settings.bankPublicKey),
    signer: await importSigner(settings.ownPrivateKey),
  };
  // The same webhooks are sent in each round, and the path of the round makes them new ones.
  const handlers = new Map<string, ReturnType<typeof createClearBankWebhookHandler>>();
  return getRequestListener((request) => {
    const path = request.url.slice(request.url.lastIndexOf("/"));
    let handle = handlers.get(path);
    if (!handle) {
      const accept: WebhookInbox["accept"] = async (message, options) =>
        inbox ? await inbox.accept({ ...message, key: `${path} ${message.key}` }, options) : "accepted";
      handle = createClearBankWebhookHandler({ ...keys, inbox: { accept } });
      handlers.set(path, handle);
    }
    return handle(request);
  });
}

/** What nobody can do without: read, verify, sign, answer. */
function bare(): RequestListener {
  const bank = createPublicKey(settings.bankPublicKey);
  const own = createPrivateKey(settings.ownPrivateKey);
  const [signAsync, verifyAsync] = [
    promisify<string, Buffer, typeof own, Buffer>(sign),
    promisify<string, Buffer, typeof bank, Buffer, boolean>(verify),
  ];
  return async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const signature = Buffer.from(String(request.headers.digitalsignature), "base64");
    if (!(await verifyAsync("sha256", body, bank, signature))) return response.writeHead(401).end();
    const { Nonce } = JSON.parse(body.toString()) as { readonly Nonce: number };
    const answer = Buffer.from(`{"Nonce":${Nonce}}`);
    response
      .writeHead(200, {
        "content-type": "application/json",
        "content-length": answer.length,
        digitalsignature: (await signAsync("sha256", answer, own)).toString("base64"),
      })
      .end(answer);
  };
}
