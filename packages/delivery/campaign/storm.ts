import { randomInt } from "node:crypto";
import { Agent, request } from "node:http";
import {
  generateKeyPair,
  importSigner,
  importVerifier,
  type Signer,
  type Verifier,
} from "@countersign/crypto-core";
import { freePort } from "../test/support/free-port.js";
import { type Child, createChild } from "./child.js";

/** What one listener is told. */
export interface ListenerSettings {
  readonly port: number;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly file?: string;
  readonly connectionString?: string;
  readonly schema?: string;
}

export interface StormSettings {
  readonly messages: number;
  readonly kills: number;
  readonly listeners: number;
  readonly store: Pick<ListenerSettings, "file" | "connectionString" | "schema">;
  /** Restarts the database, where it is a server; this often. */
  readonly restarts: number;
  readonly restart: () => Promise<void>;
}

/** What was sent and acknowledged while the listeners were killed. */
export interface StormResult {
  readonly acknowledged: ReadonlySet<string>;
  readonly refused: number;
  readonly duplicates: number;
  readonly kills: number;
}

/** Sends webhooks until each is acknowledged, while listeners are killed and started again at random moments. */
export async function storm(settings: StormSettings): Promise<StormResult> {
  const institution = await generateKeyPair();
  const ours = await generateKeyPair();
  const signer = await importSigner(institution.privateKey);
  const verifier = await importVerifier(ours.publicKey);
  const keys = { publicKey: institution.publicKey, privateKey: ours.privateKey };
  const listeners: { port: number; child: Child }[] = [];
  for (let count = 0; count < settings.listeners; count += 1) {
    const port = await freePort();
    const child = createChild("./listener.js", {
      port,
      ...keys,
      ...settings.store,
    } satisfies ListenerSettings);
    await child.start();
    listeners.push({ port, child });
  }

  const acknowledged = new Set<string>();
  const disasters = planDisasters(settings);
  let refused = 0;
  let duplicates = 0;
  let kills = 0;
  let next = 0;
  let disaster: Promise<void> = Promise.resolve();

  async function strike(kind: "kill" | "restart"): Promise<void> {
    if (kind === "restart") return await settings.restart();
    const { child } = pick(listeners);
    await child.kill();
    kills += 1;
    await new Promise((resolve) => setTimeout(resolve, randomInt(200)));
    await child.start();
  }

  async function deliverOne(index: number): Promise<void> {
    const key = `message ${index}`;
    const copies = randomInt(50) === 0 ? 2 : 1;
    duplicates += copies - 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const body = Buffer.from(
        JSON.stringify({ Key: key, Partition: `${index % 97}`, Nonce: randomInt(2 ** 40) }),
      );
      while (!(await send(pick(listeners).port, body, signer, verifier))) {
        refused += 1;
        await new Promise((resolve) => setTimeout(resolve, randomInt(40)));
      }
      acknowledged.add(key);
    }
  }

  async function generate(): Promise<void> {
    while (next < settings.messages) {
      const index = next;
      next += 1;
      const kind = disasters.get(index);
      // One after the other, beside the load.
      if (kind) disaster = disaster.then(() => strike(kind));
      await deliverOne(index);
    }
  }

  await Promise.all(Array.from({ length: 64 }, generate));
  await disaster;
  await Promise.all(listeners.map(({ child }) => drain(child)));
  return { acknowledged, refused, duplicates, kills };
}

/** Which disaster happens when which message is sent. */
function planDisasters({ messages, kills, restarts }: StormSettings): Map<number, "kill" | "restart"> {
  const plan = new Map<number, "kill" | "restart">();
  while (plan.size < kills) plan.set(randomInt(messages), "kill");
  while (plan.size < kills + restarts) {
    const index = randomInt(messages);
    if (!plan.has(index)) plan.set(index, "restart");
  }
  return plan;
}

/** Waits until nothing is left to deliver, and stops it properly. */
async function drain(child: Child): Promise<void> {
  for (;;) {
    const { waiting } = (await child.ask("stats")) as { waiting: number };
    if (waiting === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await child.ask("stop");
  await child.ended();
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Whether the webhook was acknowledged, signed by whom it should be. */
async function send(port: number, body: Buffer, signer: Signer, verifier: Verifier): Promise<boolean> {
  const signature = Buffer.from(await signer.sign(body)).toString("base64");
  const answer = await new Promise<string | undefined>((resolve) => {
    const options = { host: "127.0.0.1", port, method: "POST", agent, timeout: 5000 };
    const sending = request({ ...options, headers: { digitalsignature: signature } }, (response) => {
      response.resume();
      const { digitalsignature } = response.headers;
      resolve(response.statusCode === 200 ? String(digitalsignature) : undefined);
    });
    sending.on("error", () => resolve(undefined));
    sending.on("timeout", () => sending.destroy());
    sending.end(body);
  });
  if (answer === undefined) return false;
  const { Nonce: nonce } = JSON.parse(body.toString("utf8"));
  await verifier.verify(Buffer.from(`{"Nonce":${nonce}}`), Buffer.from(answer, "base64"));
  return true;
}

function pick<T>(from: readonly T[]): T {
  return from[randomInt(from.length)] as T;
}
