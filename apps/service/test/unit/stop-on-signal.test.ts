import { describe, expect, it, onTestFinished, vi } from "vitest";
import { stopOnSignal } from "../../src/stop-on-signal.js";

/** Has signals come, and the process not end: what `process.exit` was called with is kept. */
function open(stop: (signal: NodeJS.Signals) => Promise<void>) {
  const codes: unknown[] = [];
  const failures: unknown[] = [];
  const exit = vi.spyOn(process, "exit").mockImplementation((code) => {
    codes.push(code);
    return undefined as never;
  });
  const signals = ["SIGINT", "SIGTERM"] as const;
  const before = signals.map((signal) => process.listeners(signal));
  stopOnSignal(stop, (error) => failures.push(error));
  const [own] = process.listeners("SIGINT").slice(-1);
  onTestFinished(() => {
    exit.mockRestore();
    for (const [index, signal] of signals.entries()) {
      for (const listener of process.listeners(signal)) {
        if (!before[index]?.includes(listener)) process.off(signal, listener);
      }
    }
  });
  return { codes, failures, send: (signal: NodeJS.Signals) => own?.(signal) };
}

describe("a signal", () => {
  it("ends the process with 0 when what was to be stopped has stopped", async () => {
    const stop = vi.fn(async () => {});
    const { codes, send } = open(stop);
    send("SIGTERM");
    await vi.waitUntil(() => codes.length > 0);
    expect([codes, stop.mock.calls]).toEqual([[0], [["SIGTERM"]]]);
  });

  it("ends it with 1 where stopping fails, and tells why", async () => {
    const error = new Error("no");
    const { codes, failures, send } = open(() => Promise.reject(error));
    send("SIGINT");
    await vi.waitUntil(() => codes.length > 0);
    expect([codes, failures]).toEqual([[1], [error]]);
  });

  it("ends it at once where another came before", () => {
    const { codes, send } = open(() => new Promise(() => {}));
    send("SIGINT");
    expect(codes).toEqual([]);
    send("SIGINT");
    expect(codes).toEqual([1]);
  });
});
