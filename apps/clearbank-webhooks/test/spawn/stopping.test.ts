import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { isRefused } from "@countersign/service/testing";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { isAcknowledged, type KeyPair, post, settled } from "../support/clearbank.js";
import { openWorkplace } from "../support/program.js";
import { openReceiver } from "../support/receiver.js";

/** A place that a signer asks before it signs: it signs when the gate opens. */
async function openGate() {
  const waiting: ServerResponse[] = [];
  let isOpen = true;
  const server = createServer((_request, response) => {
    if (isOpen) response.end();
    else waiting.push(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    waiting,
    shut() {
      isOpen = false;
    },
    open() {
      isOpen = true;
      for (const response of waiting.splice(0)) response.end();
    },
  };
}

const gatedSigner = (gate: string, { privatePem }: KeyPair) => `
  import { sign } from "node:crypto";
  const key = ${JSON.stringify(privatePem)};
  export const createSigner = async () => ({
    algorithm: "rsa-v1_5-sha256",
    async sign(message) {
      await (await fetch(${JSON.stringify(gate)})).text();
      return sign("sha256", message, key);
    },
  });
`;

describe("stopping", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "at %s finishes what is under way and takes nothing new",
    async (signal) => {
      const { clearbank, institution, start, write } = openWorkplace();
      const gate = await openGate();
      write("signer.mjs", gatedSigner(gate.url, institution));
      write(
        "clearbank-webhooks.json",
        JSON.stringify({
          environment: "production",
          port: 0,
          metricsPort: 0,
          publicKeyFiles: ["clearbank-public-key.pem"],
          signerModule: "signer.mjs",
        }),
      );
      const program = await start();
      gate.shut();
      const answer = post(program.webhooks, settled("t-1", "7"), clearbank);
      await vi.waitUntil(() => gate.waiting.length === 1, { timeout: 30_000 });
      program.signal(signal);
      await vi.waitUntil(() => isRefused(program.webhooks), { timeout: 30_000 });
      expect(await fetch(`${program.operations}/readyz`)).toMatchObject({ status: 503 });
      gate.open();
      const { headers } = await answer;
      expect(isAcknowledged(await answer, "7", institution)).toBe(true);
      expect(headers.connection).toBe("close");
      expect(await program.ended).toBe(0);
      expect(program.log.at(-1)).toMatchObject({ msg: "stopped" });
      const next = await start();
      expect(await next.metric("inbox_waiting")).toBe(1);
    },
  );

  it("ends with 0 where nothing is under way, whoever holds a connection open", async () => {
    const { start } = openWorkplace();
    const program = await start();
    const { hostname, port } = new URL(program.webhooks);
    const idle = connect(Number(port), hostname);
    onTestFinished(() => void idle.destroy());
    await once(idle, "connect");
    expect(await program.stop()).toBe(0);
  });

  it("at a crash loses nothing that was acknowledged", async () => {
    const { clearbank, institution, start } = openWorkplace();
    const program = await start();
    const acknowledged: string[] = [];
    const bodies = Array.from({ length: 200 }, (_, index) => settled(`t-${index}`, String(index)));
    const all = bodies.map(async (body, index) => {
      const answer = await post(program.webhooks, body, clearbank).catch(() => undefined);
      if (!answer || !isAcknowledged(answer, String(index), institution)) return;
      acknowledged.push(body);
      if (acknowledged.length === 20) program.signal("SIGKILL");
    });
    await Promise.all(all);
    expect(await program.ended).toBe("SIGKILL");
    expect(acknowledged.length).toBeGreaterThanOrEqual(20);
    const receiver = await openReceiver();
    const next = await start({ COUNTERSIGN_FORWARD_URL: receiver.url });
    await vi.waitUntil(async () => (await next.metric("inbox_waiting")) === 0, { timeout: 30_000 });
    const received = receiver.received.map(({ body }) => body);
    expect(received).toEqual(expect.arrayContaining(acknowledged));
    expect(new Set(received).size).toBe(received.length);
    // What was not acknowledged is delivered again, and comes out once all the same.
    for (const body of bodies)
      expect(await post(next.webhooks, body, clearbank)).toMatchObject({ status: 200 });
    await vi.waitUntil(async () => (await next.metric("inbox_waiting")) === 0, { timeout: 30_000 });
    expect(receiver.received.map(({ body }) => body).sort()).toEqual([...bodies].sort());
  });
});
