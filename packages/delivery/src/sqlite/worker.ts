import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Database } from "better-sqlite3";
import { commitTogether } from "./commit-together.js";
import { inboxOperations } from "./inbox-operations.js";
import { openDatabase } from "./open-database.js";
import { outboxOperations } from "./outbox-operations.js";
import type { Answer, Call, PlainError, WorkerSettings } from "./protocol.js";

// The thread that has the database. What arrives while a commit runs is committed together after it.
const { file, holds } = workerData as WorkerSettings;
const port = parentPort as MessagePort;
let waiting: Call[] = [];

function start(): void {
  const db = openDatabase(file);
  const operations = holds === "inbox" ? inboxOperations(db) : outboxOperations(db);
  port.on("message", (call: Call) => {
    if (waiting.length === 0) setImmediate(drain, db, operations);
    waiting.push(call);
  });
}

function drain(db: Database, operations: object): void {
  const calls = waiting;
  waiting = [];
  const outcomes = commitTogether(
    db,
    calls.map(
      ({ name, args }) =>
        () =>
          Reflect.get(operations, name)(...args),
    ),
  );
  answer(
    calls.map(({ id }, index) => {
      const outcome = outcomes[index] ?? { value: undefined };
      return "error" in outcome ? { id, error: toPlain(outcome.error) } : { id, value: outcome.value };
    }),
  );
}

function answer(answers: readonly Answer[]): void {
  port.postMessage(answers);
}

function toPlain(error: unknown): PlainError {
  const { message, code } = error as { message?: string; code?: unknown };
  return { message: String(message ?? error), code: typeof code === "string" ? code : "" };
}

try {
  start();
  answer([{ id: 0, value: true }]);
} catch (error) {
  answer([{ id: 0, error: toPlain(error) }]);
}
