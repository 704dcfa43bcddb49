import type { BankKeys } from "./webhooks.js";

/** How a listener is started: this as JSON in its first argument. */
export interface ListenerSettings extends BankKeys {
  /** `bare`: the two RSA operations and nothing else; `plain`: our handler, which stores nothing. */
  readonly mode: "bare" | "plain" | "sqlite" | "postgres";
  /** The file, or the schema of the database. */
  readonly store: string;
  /** Messages to put into the store before anything is measured. */
  readonly fill: number;
}

/** What it tells its parent, who may ask it by `claim` and `memory`. */
export type ListenerReport =
  | { readonly kind: "ready"; readonly port: number; readonly openedMs: number }
  | { readonly kind: "claimed"; readonly ms: number }
  | { readonly kind: "memory"; readonly mebibytes: number };

export const databaseUrl: string = process.env.DATABASE_URL ?? "postgres://root@127.0.0.1:5432/test";
