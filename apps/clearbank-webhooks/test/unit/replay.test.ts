import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { replayDeadLetters } from "../../src/replay.js";

function message(key: string) {
  const body = Buffer.from(key);
  return { source: "clearbank", type: "FITestEvent", version: "1", key, body, receivedAt: new Date() };
}

describe("replayDeadLetters", () => {
  it("makes all of them due again, page by page", async () => {
    const inbox = unsafeCreateMemoryInbox({ maxAttempts: 1, onError: () => {} });
    onTestFinished(() => inbox.close());
    const count = 150;
    for (let index = 0; index < count; index += 1) await inbox.accept(message(`${index}`));
    const stop = new AbortController();
    const refuse = () => {
      throw new Error("no");
    };
    const processing = inbox.process(refuse, { signal: stop.signal });
    await vi.waitUntil(async () => (await inbox.stats()).deadLetters === count, { timeout: 30_000 });
    stop.abort();
    await processing;
    await inbox.accept(message("another"));
    expect(await replayDeadLetters(inbox)).toBe(count);
    expect(await inbox.stats()).toMatchObject({ deadLetters: 0, waiting: count + 1 });
    expect(await replayDeadLetters(inbox)).toBe(0);
  });
});
