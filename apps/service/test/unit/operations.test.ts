import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createOperations, type OperationsSettings } from "../../src/operations.js";

const metrics = { contentType: "text/plain; version=0.0.4", render: async () => "things_total 7\n" };

async function open(settings: Partial<OperationsSettings> = {}) {
  const handle = createOperations({
    metrics,
    problem: async () => undefined,
    isStopping: () => false,
    ...settings,
  });
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (path: string, method = "GET") => {
    const response = await fetch(base + path, { method });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}

describe("the operations listener", () => {
  it("is alive as long as it answers, and ready where nothing speaks against it", async () => {
    const get = await open();
    expect(await get("/healthz")).toMatchObject({ status: 200, text: "ok\n" });
    expect(await get("/readyz")).toMatchObject({ status: 200, text: "ready\n" });
  });

  it("says why it is not ready, and is alive all the same", async () => {
    const get = await open({ problem: async () => "the upstream refuses" });
    expect(await get("/readyz")).toMatchObject({ status: 503, text: "the upstream refuses\n" });
    expect(await get("/healthz")).toMatchObject({ status: 200 });
    const stopping = await open({ isStopping: () => true });
    expect(await stopping("/readyz")).toMatchObject({ status: 503, text: "stopping\n" });
  });

  it("gives its metrics, and 500 where there are none", async () => {
    const { headers, text } = await (await open())("/metrics?x=1");
    expect(headers.get("content-type")).toBe(metrics.contentType);
    expect(text).toBe("things_total 7\n");
    const broken = await open({ metrics: { ...metrics, render: () => Promise.reject(new Error("no")) } });
    expect(await broken("/metrics")).toMatchObject({ status: 500, text: "" });
  });

  it("has nothing else, and nothing to post to", async () => {
    const get = await open();
    expect(await get("/")).toMatchObject({ status: 404 });
    const refused = await get("/metrics", "POST");
    expect(refused.status).toBe(405);
    expect(refused.headers.get("allow")).toBe("GET, HEAD");
  });
});
