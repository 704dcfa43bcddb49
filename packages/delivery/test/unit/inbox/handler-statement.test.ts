import { expect, it } from "vitest";
import { assertHandlerStatement } from "../../../src/inbox/handler-statement.js";

it.each([
  "INSERT INTO ledger VALUES (?)",
  "-- COMMIT\nUPDATE ledger SET a = 1",
  "/* ROLLBACK */ DELETE FROM ledger",
  "WITH begin AS (SELECT 1) INSERT INTO ledger SELECT * FROM begin",
  "committed",
])("lets %j through", (sql) => {
  expect(() => assertHandlerStatement(sql)).not.toThrow();
});

it.each([
  "COMMIT",
  " \n\tcommit;",
  "END",
  "rollback",
  "SAVEPOINT a",
  "RELEASE a",
  "BEGIN IMMEDIATE",
  "START TRANSACTION",
  "ABORT",
  "PREPARE TRANSACTION 'a'",
  "PRAGMA synchronous = OFF",
  "ATTACH 'a' AS b",
  "VACUUM",
  "-- a\n-- b\nCOMMIT",
  "/* a */ /* b */COMMIT",
])("refuses %j", (sql) => {
  expect(() => assertHandlerStatement(sql)).toThrow(
    /^A handler's statement may not be .*: the inbox begins/s,
  );
  expect(() => assertHandlerStatement(sql)).toThrow(TypeError);
});

it("refuses what is no text", () => {
  expect(() => assertHandlerStatement(undefined as never)).toThrow(
    new TypeError("A statement must be text."),
  );
});
