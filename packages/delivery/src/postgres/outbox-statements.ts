/** The statements of an outbox in a schema. Times are the server's, so that all its processes have the same. */
export interface OutboxStatements {
  readonly insert: string;
  readonly find: string;
  readonly claim: string;
  readonly renew: string;
  readonly record: string;
  readonly postpone: string;
  readonly stats: string;
}

export function outboxStatements(schema: string): OutboxStatements {
  const table = `${schema}.outbox`;
  const history = `${schema}.outbox_history`;
  const held = "request_id = $1 AND attempts = $2 AND due_at IS NOT NULL";
  const inMs = (parameter: string) => `now() + ${parameter} * interval '1 millisecond'`;
  return {
    insert: `
      WITH inserted AS (
        INSERT INTO ${table} (request_id, state, due_at, envelope, body) VALUES ($1, 'prepared', now(), $2, $3)
        ON CONFLICT DO NOTHING RETURNING request_id
      )
      INSERT INTO ${history} (request_id, state, at, evidence)
      SELECT request_id, 'prepared', clock_timestamp(), '{}' FROM inserted`,
    find: `
      SELECT request_id, envelope, body,
        array_agg(changes.state ORDER BY changes.id) AS states,
        array_agg(at ORDER BY changes.id) AS times,
        array_agg(evidence ORDER BY changes.id) AS evidences
      FROM ${table} JOIN ${history} AS changes USING (request_id)
      WHERE request_id = ANY ($1) GROUP BY request_id`,
    claim: `
      WITH due AS MATERIALIZED (
        SELECT request_id FROM ${table} WHERE due_at <= now() OR due_at > ${inMs("$3")}
        ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
      )
      UPDATE ${table} AS claimed SET attempts = attempts + 1, due_at = ${inMs("$2")}
      FROM due WHERE claimed.request_id = due.request_id
      RETURNING claimed.request_id, attempts, clock_timestamp() AS claimed_at`,
    renew: `
      UPDATE ${table} AS held SET due_at = ${inMs("$3")}
      FROM unnest($1::text[], $2::integer[]) AS given (request_id, attempt)
      WHERE held.request_id = given.request_id AND held.attempts = given.attempt AND due_at IS NOT NULL
      RETURNING held.request_id, attempts`,
    record: `
      WITH changed AS (
        UPDATE ${table} SET state = $3, due_at = ${inMs("$5::double precision")} WHERE ${held} RETURNING request_id
      )
      INSERT INTO ${history} (request_id, state, at, evidence)
      SELECT request_id, $3, clock_timestamp(), $4 FROM changed`,
    postpone: `UPDATE ${table} SET due_at = ${inMs("$3")} WHERE ${held}`,
    stats: `SELECT state, count(*)::integer AS count FROM ${table} GROUP BY state`,
  };
}
