/**
 * `due_at` is null behind the first of a partition and once a row is closed; a lease is one in the future. A
 * settled row keeps its hashes, for duplicates; one that has a reason is dead and keeps everything.
 */
export function inboxTables(schema: string): string {
  return `
    CREATE TABLE IF NOT EXISTS ${schema}.inbox (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      key_hash bytea NOT NULL,
      content_hash bytea NOT NULL,
      partition bytea,
      is_conflicting boolean NOT NULL,
      received_at timestamptz NOT NULL,
      due_at timestamptz,
      attempts integer NOT NULL DEFAULT 0,
      closed_at timestamptz,
      reason text,
      envelope bytea,
      body bytea,
      UNIQUE (key_hash, content_hash)
    ) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
    CREATE INDEX IF NOT EXISTS inbox_due ON ${schema}.inbox (due_at, id) WHERE closed_at IS NULL;
    CREATE INDEX IF NOT EXISTS inbox_partition ON ${schema}.inbox (partition, due_at, id)
      WHERE closed_at IS NULL AND partition IS NOT NULL;
    CREATE INDEX IF NOT EXISTS inbox_settled ON ${schema}.inbox (closed_at)
      WHERE closed_at IS NOT NULL AND reason IS NULL;
    CREATE INDEX IF NOT EXISTS inbox_dead ON ${schema}.inbox (id) WHERE reason IS NOT NULL`;
}
