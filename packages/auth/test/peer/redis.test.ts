import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import type { TokenStore } from "../../src/token/token-store.js";
import {
  describeWithRedis,
  describeWithRedisServer,
  openRedis,
  RedisServer,
  randomNamespace,
} from "../support/redis.js";
import { listen } from "../support/server.js";
import { settle, tokenAnswer } from "../support/token-endpoint.js";
import { startTokenSource } from "../support/token-source.js";

const start = (process: string, store: TokenStore, encryptionKey?: Uint8Array) =>
  startTokenSource(
    async (_request, number) => {
      await settle();
      return tokenAnswer(`the-token-${process}${number}`);
    },
    { store, ...(encryptionKey && { encryptionKey }) },
  );

describeWithRedis("Redis", (url) => {
  it("has the token for another process, and forgets it when it ends", async () => {
    const { store, raw } = openRedis(url());
    const [a, b] = [start("a", store), start("b", store)];
    expect([await a.token(), await b.token()]).toEqual(["the-token-a1", "the-token-a1"]);
    expect(b.requests).toHaveLength(0);
    const [kept, ...others] = await raw();
    expect(others).toEqual([]);
    expect(kept?.key).toMatch(/countersign:token:[0-9a-f]{64}$/);
    expect(kept?.ttlMs).toBeGreaterThan(290_000);
    expect(kept?.ttlMs).toBeLessThanOrEqual(300_000);
    expect(kept?.value).toContain("the-token-a1");
  });

  it("shows nothing of the token where a key is given", async () => {
    const { store, raw } = openRedis(url());
    const encryptionKey = randomBytes(32);
    const [a, b] = [start("a", store, encryptionKey), start("b", store, encryptionKey)];
    await a.token();
    const [kept] = await raw();
    const { value = "" } = JSON.parse(kept?.value ?? "") as { value?: string };
    expect(value).toMatch(/^[\w+/]{100,}=*$/);
    for (const text of [kept?.key, kept?.value, Buffer.from(value, "base64").toString("latin1")])
      expect(text).not.toMatch(/the-token|obtainedAt|2026/);
    expect([await b.token(), b.requests.length]).toEqual(["the-token-a1", 0]);
    const stranger = start("c", store, randomBytes(32));
    expect([await stranger.token(), stranger.requests.length]).toEqual(["the-token-c1", 1]);
  });

  it("lets one of many that start at once ask, and keeps no lease", async () => {
    const { store, raw } = openRedis(url());
    const all = Array.from({ length: 10 }, (_, index) => start(`${index}-`, store));
    const tokens = await Promise.all(all.map(({ token }) => token()));
    expect(new Set(tokens).size).toBe(1);
    expect(all.flatMap(({ requests }) => requests)).toHaveLength(1);
    expect((await raw()).map(({ key }) => key.endsWith(":lease"))).toEqual([false]);
  });
});

describeWithRedisServer("a Redis that is stopped", () => {
  it("is no outage, and is used again when it is back", async () => {
    const server = new RedisServer();
    onTestFinished(() => server.stop());
    await server.start();
    const namespace = randomNamespace();
    const a = start("a", openRedis(server.url, namespace).store);
    const b = start("b", openRedis(server.url, namespace).store);
    expect([await a.token(), await b.token()]).toEqual(["the-token-a1", "the-token-a1"]);
    const pass = async (seconds: number) => {
      a.clock.pass(seconds);
      b.clock.pass(seconds);
      return [await a.token(), await b.token()];
    };
    await server.stop();
    expect(await pass(0)).toEqual(["the-token-a1", "the-token-a1"]);
    expect(await pass(300)).toEqual(["the-token-a2", "the-token-b1"]);
    expect(a.warnings).toEqual([["the token store failed; going on without it", expect.any(Error)]]);
    await server.start();
    await vi.waitFor(
      async () => {
        const [fromA, fromB] = await pass(300);
        expect(fromB).toBe(fromA);
      },
      { timeout: 30_000, interval: 100 },
    );
  });
});

it("a Redis that accepts and never answers costs a second, and no token", async () => {
  const { port } = await listen(createServer());
  const a = start("a", openRedis(`redis://127.0.0.1:${port}`).store);
  expect([await a.token(), await a.token(), a.requests.length]).toEqual(["the-token-a1", "the-token-a1", 1]);
  expect(a.warnings).toEqual([
    [
      "the token store failed; going on without it",
      new Error("The token store did not answer within 1000 ms."),
    ],
  ]);
});
