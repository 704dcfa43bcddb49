import { createPostgresInboxEngine } from "../../src/postgres/inbox-engine.js";
import { inboxTables } from "../../src/postgres/inbox-tables.js";
import { openDatabase } from "../../src/postgres/open-database.js";
import { createPostgresOutboxEngine } from "../../src/postgres/outbox-engine.js";
import { outboxTables } from "../../src/postgres/outbox-tables.js";
import { describeWithPostgres, temporarySchema } from "../support/postgres.js";
import { inboxContract } from "./inbox.js";
import { outboxContract } from "./outbox.js";

describeWithPostgres("the inbox in PostgreSQL", (connectionString) => {
  inboxContract(async () => {
    const { pool, schema } = temporarySchema(connectionString);
    const database = await openDatabase({ pool, schema }, inboxTables);
    await pool.query(`CREATE TABLE ${schema}.lines (id serial, line text NOT NULL)`);
    return {
      engine: createPostgresInboxEngine(database),
      peer: createPostgresInboxEngine(database),
      // The server's clock is nobody's to move: everything that it has dated moves the other way.
      async advance(ms) {
        const moved = ["due_at", "closed_at"].map((name) => `${name} = ${name} - ${ms} * interval '1 ms'`);
        await pool.query(`UPDATE ${schema}.inbox SET ${moved.join()}`);
      },
      write: (tx, line) => tx.query(`INSERT INTO ${schema}.lines (line) VALUES ($1)`, [line]),
      async written() {
        const { rows } = await pool.query(`SELECT line FROM ${schema}.lines ORDER BY id`);
        return rows.map(({ line }) => line);
      },
    };
  });
});

describeWithPostgres("the outbox in PostgreSQL", (connectionString) => {
  outboxContract(async () => {
    const { pool, schema } = temporarySchema(connectionString);
    const database = await openDatabase({ pool, schema }, outboxTables);
    return {
      engine: createPostgresOutboxEngine(database),
      async advance(ms) {
        // At once: who claims in between would see two clocks.
        await pool.query(`BEGIN;
          UPDATE ${schema}.outbox SET due_at = due_at - ${ms} * interval '1 ms';
          UPDATE ${schema}.outbox_history SET at = at - ${ms} * interval '1 ms';
          COMMIT`);
      },
    };
  });
});
