import { describe, expect, it, vi } from "vitest";
import { createMetrics } from "../../src/metrics.js";
import { createOperationsHandler } from "../../src/operations.js";

const stats = { waiting: 2, deadLetters: 0, oldestReceivedAt: undefined };

function create({ inboxStats = async () => stats, isStopping = false } = {}) {
  const metrics = createMetrics({ certificates: {}, token: undefined }, () => new Date());
  const handle = createOperationsHandler({
    inbox: { stats: inboxStats },
    metrics,
    isStopping: () => isStopping,
  });
  return async (path: string, method = "GET") => {
    const response = await handle(new Request(`http://localhost${path}`, { method }));
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}

const broken = () => Promise.reject(new Error("The database is gone."));

describe("the operations listener", () => {
  it("is alive as long as it answers, and ready while the inbox answers too", async () => {
    const get = create();
    expect(await get("/healthz")).toMatchObject({ status: 200, text: "ok\n" });
    expect(await get("/readyz")).toMatchObject({ status: 200, text: "ready\n" });
  });

  it("is not ready without its inbox, but alive, and its counters can be read", async () => {
    const get = create({ inboxStats: broken });
    expect(await get("/healthz")).toMatchObject({ status: 200 });
    expect(await get("/readyz")).toMatchObject({ status: 503, text: "the inbox does not answer\n" });
    const metrics = await get("/metrics");
    expect(metrics.status).toBe(200);
    expect(metrics.text).toMatch(/^clearbank_webhooks_inbox_waiting nan$/im);
    expect(metrics.text).toMatch(/^clearbank_webhooks_accepted_total 0$/m);
  });

  it("does not wait for an inbox that says nothing", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error("timeout")), ms);
      return controller.signal;
    });
    try {
      const answer = create({ inboxStats: () => new Promise(() => {}) })("/readyz");
      await vi.advanceTimersByTimeAsync(2000);
      expect(await answer).toMatchObject({ status: 503 });
    } finally {
      timeout.mockRestore();
      vi.useRealTimers();
    }
  });

  it("is not ready while it stops", async () => {
    const get = create({ isStopping: true });
    expect(await get("/readyz")).toMatchObject({ status: 503, text: "stopping\n" });
    expect(await get("/healthz")).toMatchObject({ status: 200 });
  });

  it("gives its metrics as Prometheus reads them", async () => {
    const { headers, text } = await create()("/metrics");
    expect(headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/^clearbank_webhooks_inbox_waiting 2$/m);
  });

  it("has nothing else, and nothing to post to", async () => {
    const get = create();
    expect(await get("/")).toMatchObject({ status: 404 });
    const refused = await get("/metrics", "POST");
    expect(refused.status).toBe(405);
    expect(refused.headers.get("allow")).toBe("GET, HEAD");
  });
});
