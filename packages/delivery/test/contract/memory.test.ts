import { describe } from "vitest";
import { createMemoryInboxEngine } from "../../src/memory/memory-inbox.js";
import { createMemoryOutboxEngine } from "../../src/memory/memory-outbox.js";
import { movableClock } from "../support/clock.js";
import { inboxContract } from "./inbox.js";
import { outboxContract } from "./outbox.js";

describe("the inbox in memory", () => {
  inboxContract(async () => {
    const { now, advance } = movableClock();
    const engine = createMemoryInboxEngine(now);
    const lines: string[] = [];
    return {
      engine,
      peer: engine,
      advance,
      write(tx, line) {
        tx.run(() => {
          if (line === null) throw new Error("refused");
          lines.push(line);
        });
      },
      written: async () => lines,
    };
  });
});

describe("the outbox in memory", () => {
  outboxContract(async () => {
    const { now, advance } = movableClock();
    return { engine: createMemoryOutboxEngine(now), advance };
  });
});
