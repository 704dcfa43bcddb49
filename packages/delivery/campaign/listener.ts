import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { importSigner, importVerifier } from "@countersign/crypto-core";
import type { InboxHandler, WebhookInbox } from "@countersign/delivery";
import { openPostgresInbox, type PostgresTx } from "@countersign/delivery/postgres";
import { openSqliteInbox, type SqliteTx } from "@countersign/delivery/sqlite";
import type { ListenerSettings } from "./storm.js";

// A process that receives signed webhooks, keeps them, acknowledges them, and enters each into a ledger.
const settings: ListenerSettings = JSON.parse(process.argv[2] ?? "");
const verifier = await importVerifier(settings.publicKey);
const signer = await importSigner(settings.privateKey);
// What is in flight at each of twenty kills has had as many attempts.
const options = {
  onError: () => {},
  leaseMs: 1000,
  retryBaseMs: 10,
  retryMaxMs: 100,
  maxAttempts: 1000,
  pollIntervalMs: 50,
};

async function openInbox(): Promise<WebhookInbox> {
  if (settings.file !== undefined) {
    const inbox = await openSqliteInbox({ file: settings.file, ...options });
    await inbox.query("CREATE TABLE IF NOT EXISTS ledger (key TEXT NOT NULL) STRICT");
    return started(inbox, ({ key, tx }: { key: string; tx: SqliteTx }) =>
      tx.run("INSERT INTO ledger VALUES (?)", [key]),
    );
  }
  const { connectionString = "", schema = "" } = settings;
  const inbox = await openPostgresInbox({ connectionString, schema, ...options });
  return started(inbox, async ({ key, tx }: { key: string; tx: PostgresTx }) => {
    await tx.query(`INSERT INTO ${schema}.ledger VALUES ($1)`, [key]);
  });
}

function started<Tx>(inbox: WebhookInbox<Tx>, handler: InboxHandler<Tx>): WebhookInbox<Tx> {
  void inbox.process(handler, { concurrency: 20 });
  return inbox;
}

async function acknowledge(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  await verifier.verify(body, Buffer.from(String(request.headers.digitalsignature), "base64"));
  const { Key: key, Partition: partitionKey, Nonce: nonce } = JSON.parse(body.toString("utf8"));
  const message = {
    source: "campaign",
    type: "Ping",
    version: "1",
    key,
    partitionKey,
    receivedAt: new Date(),
  };
  const [signature] = await Promise.all([
    signer.sign(Buffer.from(`{"Nonce":${nonce}}`)),
    inbox.accept({ ...message, body, content: Buffer.from(key) }, { signal: AbortSignal.timeout(4000) }),
  ]);
  return Buffer.from(signature).toString("base64");
}

const inbox = await openInbox();
const server = createServer((request, response) => {
  acknowledge(request).then(
    (signature) => response.writeHead(200, { digitalsignature: signature }).end(),
    () => response.writeHead(500).end(),
  );
});
server.listen(settings.port, "127.0.0.1");
await once(server, "listening");

process.on("message", async (question) => {
  if (question === "stats") return void process.send?.(await inbox.stats());
  server.close();
  server.closeAllConnections();
  await inbox.close();
  process.send?.("closed", () => process.exit());
});
process.on("disconnect", () => process.exit());
process.send?.("listening");
