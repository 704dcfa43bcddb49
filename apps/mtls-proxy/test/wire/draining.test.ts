import { once } from "node:events";
import { Agent, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { describe, expect, it, vi } from "vitest";
import { startBank, useCertificates } from "../support/bank.js";
import { startProxy } from "../support/proxy.js";
import { readAnswer } from "../support/send.js";

const certificates = useCertificates();

async function start() {
  const held: ServerResponse[] = [];
  const bank = await startBank(certificates, (received, response) => {
    if (received.url === "/hold") held.push(response);
    else response.end("ok");
  });
  return { bank, held, ...(await startProxy(certificates, { upstream: new URL(bank.url) })) };
}

describe("draining", () => {
  it("finishes what is under way, says so, and takes nothing new", async () => {
    const { url, port, operations, held, stop, bank } = await start();
    const underWay = readAnswer(request(`${url}/hold`).end());
    await vi.waitUntil(() => held.length === 1, { timeout: 30_000 });
    held[0]?.write("begun ");
    let isStopped = false;
    const stopped = stop().then(() => {
      isStopped = true;
    });
    const refused = connect(port, "127.0.0.1");
    await expect(once(refused, "connect")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    const ready = await fetch(`${operations}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, "stopping\n"]);
    expect((await fetch(`${operations}/healthz`)).status).toBe(200);
    expect(isStopped).toBe(false);
    held[0]?.end("ended");
    expect(await underWay).toMatchObject({ status: 200, body: "begun ended" });
    await stopped;
    await vi.waitUntil(() => bank.sockets.size === 0, { timeout: 10_000 });
  });

  it("tells a client that keeps its connection to close it", async () => {
    const { url, held, stop } = await start();
    const agent = new Agent({ keepAlive: true });
    const underWay = readAnswer(request(`${url}/hold`, { agent }).end());
    await vi.waitUntil(() => held.length === 1, { timeout: 30_000 });
    const stopped = stop();
    held[0]?.end("ok");
    expect((await underWay).headers.connection).toBe("close");
    await stopped;
  });

  it("answers what comes over a connection that was there before, and closes it", async () => {
    const { url, port, held, stop } = await start();
    const early = connect(port, "127.0.0.1");
    await once(early, "connect");
    const underWay = readAnswer(request(`${url}/hold`).end());
    await vi.waitUntil(() => held.length === 1, { timeout: 30_000 });
    const stopped = stop();
    early.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const answer = String(await buffer(early));
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain("\r\nConnection: close\r\n");
    held[0]?.end("ok");
    await Promise.all([underWay, stopped]);
  });

  it("does not wait for connections that nobody uses", async () => {
    const { url, stop } = await start();
    const agent = new Agent({ keepAlive: true });
    await readAnswer(request(url, { agent }).end());
    await stop();
    agent.destroy();
  });
});
