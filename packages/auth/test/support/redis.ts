import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import KeyvRedis, { createClient } from "@keyv/redis";
import { Keyv } from "keyv";
import { afterAll, beforeAll, describe, onTestFinished } from "vitest";

const usual = "redis://127.0.0.1:6379";
const given = process.env.REDIS_URL ?? ((await answers(6379)) ? usual : undefined);
const canStart = spawnSync("redis-server", ["--version"]).error === undefined;

/**
 * Tests on a Redis: that of `REDIS_URL`, else the one that answers at the usual place, else one that is started
 * for them. Where there is none they are skipped with a line that says what to install, except in CI.
 */
export function describeWithRedis(name: string, tests: (url: () => string) => void): void {
  if (given === undefined) describeWithRedisServer(name, startedForAll(tests));
  else describe(name, () => tests(() => given));
}

/** Tests that stop and start a Redis of their own. */
export function describeWithRedisServer(name: string, tests: () => void): void {
  if (canStart || process.env.CI) describe(name, tests);
  else describe.skip(`${name} (needs redis-server: apt-get install redis-server)`, tests);
}

function startedForAll(tests: (url: () => string) => void): () => void {
  return () => {
    let server: RedisServer | undefined;
    beforeAll(async () => {
      server = new RedisServer(await freePort());
      await server.start();
    });
    afterAll(() => server?.stop());
    tests(() => server?.url ?? "");
  };
}

/** A Redis that keeps nothing on disk. */
export class RedisServer {
  readonly #port: number;
  #process: ChildProcess | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const settings = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    this.#process = spawn("redis-server", ["--port", `${this.#port}`, ...settings], { stdio: "ignore" });
    while (!(await answers(this.#port))) {
      if (this.#process.exitCode !== null) throw new Error("redis-server did not start");
      await sleep(10);
    }
  }

  /** At once, with everything in it. */
  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running?.kill("SIGKILL")) await once(running, "exit");
  }
}

/** A Redis of the test's own, which it may stop and start. */
export async function startRedisServer(): Promise<RedisServer> {
  const server = new RedisServer(await freePort());
  onTestFinished(() => server.stop());
  await server.start();
  return server;
}

/** A store on a Redis, and a look at what lies there. */
export interface RedisStore {
  readonly store: Keyv;
  /** What Redis has of this store: keys, values, and the time that each has left. */
  raw(): Promise<readonly { readonly key: string; readonly value: string | null; readonly ttlMs: number }[]>;
}

/** A namespace that no other run has. */
export function randomNamespace(): string {
  return `countersign-test-${randomUUID()}`;
}

/** Ends with the test, and leaves nothing there. */
export function openRedis(url: string, namespace: string = randomNamespace()): RedisStore {
  const adapter = new KeyvRedis(url);
  const store = new Keyv(adapter, { namespace });
  onTestFinished(async () => {
    const { client } = adapter;
    if ("isReady" in client && client.isReady) await store.clear();
    // By force: a connection that gets no answers cannot be ended in order.
    await adapter.disconnect(true);
  });
  return { store, raw: () => readRaw(url, namespace) };
}

async function readRaw(url: string, namespace: string): ReturnType<RedisStore["raw"]> {
  const client = createClient({ url });
  await client.connect();
  const found = [];
  for await (const keys of client.scanIterator({ MATCH: `*${namespace}*` }))
    for (const key of keys) found.push({ key, value: await client.get(key), ttlMs: await client.pTTL(key) });
  await client.close();
  return found;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1").setTimeout(1000, () => socket.destroy());
  try {
    socket.write("PING\r\n");
    const [data] = await once(socket, "data");
    return String(data).startsWith("+PONG");
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
