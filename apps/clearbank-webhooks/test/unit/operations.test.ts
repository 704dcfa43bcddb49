import { describe, expect, it, vi } from "vitest";
import { createMetrics } from "../../src/metrics.js";
import { inboxOperations } from "../../src/operations.js";

function create(stats: Parameters<typeof inboxOperations>[0]["stats"]) {
  const metrics = createMetrics({ certificates: {}, token: undefined }, () => new Date());
  return inboxOperations({ stats }, metrics);
}

describe("what operators are told", () => {
  it("is that the service is ready while the inbox answers, and how full that is", async () => {
    const { problem, metrics } = create(async () => ({
      waiting: 2,
      deadLetters: 0,
      oldestReceivedAt: undefined,
    }));
    expect(await problem()).toBeUndefined();
    expect(metrics.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await metrics.render()).toMatch(/^clearbank_webhooks_inbox_waiting 2$/m);
  });

  it("is that it is not ready without its inbox, and the counters all the same", async () => {
    const { problem, metrics } = create(() => Promise.reject(new Error("The database is gone.")));
    expect(await problem()).toBe("the inbox does not answer");
    const text = await metrics.render();
    expect(text).toMatch(/^clearbank_webhooks_inbox_waiting nan$/im);
    expect(text).toMatch(/^clearbank_webhooks_accepted_total 0$/m);
  });

  it("does not wait for an inbox that says nothing", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error("timeout")), ms);
      return controller.signal;
    });
    try {
      const problem = create(() => new Promise(() => {})).problem();
      await vi.advanceTimersByTimeAsync(2000);
      expect(await problem).toBe("the inbox does not answer");
    } finally {
      timeout.mockRestore();
      vi.useRealTimers();
    }
  });
});
