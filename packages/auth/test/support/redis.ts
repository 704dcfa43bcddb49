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
/** What all keys of this run begin with. */
const run = `countersign-test-${randomUUID()}`;
const canStart = spawnSync("redis-server", ["--version"]).error === undefined;

/**
 * Tests on a Redis: that of `REDIS_URL`, else the one that answers at the usual place, else one that is started
 * for them. Where there is none they are skipped with a line that says what to install, except in CI.
 */
export function describeWithRedis(name: string, tests: (url: () => string) => void): void {
  const andLeaveNothing = (url: () => string) => {
    afterAll(() => removeAll(url()));
    tests(url);
  };
  if (given === undefined) describeWithRedisServer(name, startedForAll(andLeaveNothing));
  else describe(name, () => andLeaveNothing(() => given));
}

/** Tests that stop and start a Redis of their own. */
export function describeWithRedisServer(name: string, tests: () => void): void {
  if (canStart || process.env.CI) describe(name, tests);
  else describe.skip(`${name} (needs redis-server: apt-get install redis-server)`, tests);
}

function startedForAll(tests: (url: () => string) => void): () => void {
  return () => {
    const server = new RedisServer();
    beforeAll(() => server.start());
    afterAll(() => server.stop());
    tests(() => server.url);
  };
}

/** A Redis on a free port, which is the same each time, that keeps nothing on disk. */
export class RedisServer {
  #port = 0;
  #process: ChildProcess | undefined;

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#port ||= await freePort();
    const settings = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    const started = spawn("redis-server", ["--port", `${this.#port}`, ...settings], { stdio: "ignore" });
    this.#process = started;
    let failure: Error | undefined;
    started.once("error", (error) => {
      failure = error;
    });
    started.once("exit", () => {
      failure = new Error("redis-server ended at once");
    });
    while (!(await answers(this.#port))) {
      if (failure) throw failure;
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

/** A store on a Redis, and a look at what lies there. */
export interface RedisStore {
  readonly store: Keyv;
  /** What Redis has of this store: keys, values, and the time that each has left. */
  raw(): Promise<readonly { readonly key: string; readonly value: string | null; readonly ttlMs: number }[]>;
}

/** A namespace that no other test has. */
export function randomNamespace(): string {
  return `${run}-${randomUUID()}`;
}

/** Ends with the test. */
export function openRedis(url: string, namespace: string = randomNamespace()): RedisStore {
  const adapter = new KeyvRedis(url);
  const store = new Keyv(adapter, { namespace });
  // By force: a connection that gets no answers cannot be ended in order.
  onTestFinished(() => adapter.disconnect(true));
  return {
    store,
    raw: () =>
      withClient(url, async (client) => {
        const found = [];
        for await (const keys of client.scanIterator({ MATCH: `*${namespace}*` }))
          for (const key of keys)
            found.push({ key, value: await client.get(key), ttlMs: await client.pTTL(key) });
        return found;
      }),
  };
}

async function removeAll(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for await (const keys of client.scanIterator({ MATCH: `*${run}*` }))
      if (keys.length > 0) await client.unlink(keys);
  });
}

const createRawClient = (url: string) => createClient({ url, socket: { reconnectStrategy: false } });

async function withClient<T>(
  url: string,
  action: (client: ReturnType<typeof createRawClient>) => Promise<T>,
): Promise<T> {
  const client = createRawClient(url);
  await client.connect();
  try {
    return await action(client);
  } finally {
    client.destroy();
  }
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
