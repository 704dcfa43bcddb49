import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createSqliteInboxEngine } from "../../src/sqlite/inbox-engine.js";
import type { InboxOperations } from "../../src/sqlite/inbox-operations.js";
import { createSqliteOutboxEngine } from "../../src/sqlite/outbox-engine.js";
import type { OutboxOperations } from "../../src/sqlite/outbox-operations.js";
import { startWorker } from "../../src/sqlite/worker-client.js";
import { movableClock } from "../support/clock.js";
import { describeWithSqlite, temporaryFolder } from "../support/sqlite.js";
import { inboxContract } from "./inbox.js";
import { outboxContract } from "./outbox.js";

describeWithSqlite("the inbox in SQLite", () => {
  inboxContract(async () => {
    const { now, advance } = movableClock();
    const worker = await startWorker<InboxOperations>({
      file: join(temporaryFolder(), "inbox.sqlite"),
      holds: "inbox",
    });
    onTestFinished(worker.close);
    // A test that closed its inbox still reads what was written.
    const engine = { ...createSqliteInboxEngine(worker, now), close: async () => {} };
    await worker.call("query", [{ sql: "CREATE TABLE lines (line TEXT NOT NULL) STRICT", params: [] }]);
    return {
      engine,
      peer: engine,
      advance,
      write: (tx, line) => tx.run("INSERT INTO lines VALUES (?)", [line]),
      async written() {
        const rows = await worker.call("query", [
          { sql: "SELECT line FROM lines ORDER BY rowid", params: [] },
        ]);
        return rows.map((row) => (row as { line: string }).line);
      },
    };
  });
});

describeWithSqlite("the outbox in SQLite", () => {
  outboxContract(async () => {
    const { now, advance } = movableClock();
    const worker = await startWorker<OutboxOperations>({
      file: join(temporaryFolder(), "outbox.sqlite"),
      holds: "outbox",
    });
    onTestFinished(worker.close);
    return { engine: { ...createSqliteOutboxEngine(worker, now), close: async () => {} }, advance };
  });
});
