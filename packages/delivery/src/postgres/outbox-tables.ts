/** `due_at` is null once nothing more is done; a lease is one in the future. */
export function outboxTables(schema: string): string {
  return `
    CREATE TABLE IF NOT EXISTS ${schema}.outbox (
      request_id text PRIMARY KEY,
      state text NOT NULL,
      due_at timestamptz,
      attempts integer NOT NULL DEFAULT 0,
      envelope bytea NOT NULL,
      body bytea NOT NULL
    );
    CREATE TABLE IF NOT EXISTS ${schema}.outbox_history (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      request_id text NOT NULL REFERENCES ${schema}.outbox,
      state text NOT NULL,
      at timestamptz NOT NULL,
      evidence bytea NOT NULL
    );
    CREATE INDEX IF NOT EXISTS outbox_due ON ${schema}.outbox (due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX IF NOT EXISTS outbox_state ON ${schema}.outbox (state);
    CREATE INDEX IF NOT EXISTS outbox_history_request ON ${schema}.outbox_history (request_id, id)`;
}
