/** The statements of an inbox in a schema. Times are the server's, so that all its processes have the same. */
export interface InboxStatements {
  readonly lock: string;
  readonly insert: string;
  readonly promote: string;
  readonly claimDue: string;
  readonly claimAhead: string;
  readonly renew: string;
  readonly settle: string;
  readonly postpone: string;
  readonly release: string;
  readonly bury: string;
  readonly findDead: string;
  readonly revive: string;
  readonly deadLetters: string;
  readonly stats: string;
  readonly prune: string;
}

export function inboxStatements(schema: string): InboxStatements {
  const table = `${schema}.inbox`;
  const held = "id = $1 AND attempts = $2 AND closed_at IS NULL";
  const inMs = (parameter: string) => `now() + ${parameter} * interval '1 millisecond'`;
  const claim = (due: string) => `
    WITH due AS MATERIALIZED (
      SELECT id, due_at FROM ${table} WHERE closed_at IS NULL AND due_at ${due}
      ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    UPDATE ${table} AS claimed SET attempts = attempts + 1, due_at = ${inMs("$2")}
    FROM due WHERE claimed.id = due.id
    RETURNING claimed.id, partition, is_conflicting, attempts, envelope, body, due.due_at AS was_due_at`;
  return {
    // Who stores into a partition and who closes its first must not miss one another; 256 locks do for all.
    lock: `SELECT pg_advisory_xact_lock('${table}'::regclass::oid::integer, stripe) FROM (
        SELECT DISTINCT get_byte(each, 0) AS stripe FROM unnest($1::bytea[]) AS each ORDER BY stripe
      ) AS stripes`,
    insert: `INSERT INTO ${table}
        (key_hash, content_hash, partition, is_conflicting, received_at, due_at, envelope, body)
      SELECT key_hash, content_hash, partition,
        row_number() OVER (PARTITION BY key_hash ORDER BY position) > 1
          OR EXISTS (SELECT FROM ${table} AS known WHERE known.key_hash = given.key_hash),
        to_timestamp(received_at_ms / 1000), CASE WHEN partition IS NULL THEN now() END, envelope, body
      FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::double precision[], $5::bytea[], $6::bytea[])
        WITH ORDINALITY AS given (key_hash, content_hash, partition, received_at_ms, envelope, body, position)
      ORDER BY position
      ON CONFLICT (key_hash, content_hash) DO NOTHING
      RETURNING key_hash, content_hash, is_conflicting`,
    promote: `UPDATE ${table} SET due_at = now() WHERE id IN (
        SELECT follower.id FROM unnest($1::bytea[]) AS given (partition)
        CROSS JOIN LATERAL (
          SELECT id FROM ${table} WHERE partition = given.partition AND closed_at IS NULL AND due_at IS NULL
          ORDER BY due_at, id LIMIT 1
        ) AS follower
        WHERE NOT EXISTS (
          SELECT FROM ${table} AS head
          WHERE head.partition = given.partition AND closed_at IS NULL AND due_at IS NOT NULL
        )
      )`,
    claimDue: claim("<= now()"),
    claimAhead: claim(`> ${inMs("$3")}`),
    renew: `UPDATE ${table} AS held SET due_at = ${inMs("$3")}
      FROM unnest($1::bigint[], $2::integer[]) AS given (id, attempt)
      WHERE held.id = given.id AND held.attempts = given.attempt AND closed_at IS NULL
      RETURNING held.id, attempts`,
    settle: `UPDATE ${table} SET closed_at = now(), due_at = NULL, envelope = NULL, body = NULL WHERE ${held}`,
    postpone: `UPDATE ${table} SET due_at = ${inMs("$3")} WHERE ${held}`,
    release: `UPDATE ${table} SET due_at = now(), attempts = attempts - 1 WHERE ${held}`,
    bury: `UPDATE ${table} SET closed_at = now(), due_at = NULL, reason = $3 WHERE ${held}`,
    findDead: `SELECT partition FROM ${table} WHERE id = $1 AND reason IS NOT NULL`,
    revive: `UPDATE ${table} SET closed_at = NULL, reason = NULL, attempts = 0,
        due_at = CASE WHEN partition IS NULL THEN now() END
      WHERE id = $1 AND reason IS NOT NULL`,
    deadLetters: `SELECT id, partition, is_conflicting, attempts, envelope, body, reason, closed_at
      FROM ${table} WHERE reason IS NOT NULL AND id > $1 ORDER BY id LIMIT $2`,
    stats: `SELECT waiting, dead, (SELECT received_at FROM ${table} WHERE id = oldest_id) AS oldest
      FROM (SELECT count(*)::integer AS waiting, min(id) AS oldest_id FROM ${table} WHERE closed_at IS NULL) AS open,
        (SELECT count(*)::integer AS dead FROM ${table} WHERE reason IS NOT NULL) AS buried`,
    prune: `DELETE FROM ${table} WHERE id IN (
        SELECT id FROM ${table}
        WHERE closed_at <= now() - $1 * interval '1 millisecond' AND reason IS NULL
        ORDER BY closed_at LIMIT $2 FOR UPDATE SKIP LOCKED
      )`,
  };
}
