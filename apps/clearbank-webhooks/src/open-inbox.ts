import type { WebhookInbox } from "@countersign/delivery";
import { openPostgresInbox } from "@countersign/delivery/postgres";
import { openSqliteInbox } from "@countersign/delivery/sqlite";
import type { Config } from "./config/settings.js";

/** With waits of up to 15 minutes, about a day: as long as ClearBank itself goes on trying. */
const maxAttempts = 200;

/**
 * Opens the store that the configuration names.
 *
 * @param onError told of what is tried again.
 */
export async function openInbox(config: Config, onError: (error: unknown) => void): Promise<WebhookInbox> {
  const { databaseUrl, databaseSchema, databaseFile } = config;
  if (databaseUrl === undefined) return await openSqliteInbox({ file: databaseFile, maxAttempts, onError });
  return await openPostgresInbox({
    connectionString: databaseUrl,
    schema: databaseSchema,
    maxAttempts,
    onError,
  });
}
