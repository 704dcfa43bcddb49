import { expect, it } from "vitest";
import { explainCall, explainOpening } from "../../../src/sqlite/explain-failure.js";

it.each([
  ["MODULE_NOT_FOUND", "ERR_DELIVERY_BINDING_MISSING", /"npm install better-sqlite3"/],
  ["ERR_DLOPEN_FAILED", "ERR_DELIVERY_BINDING_MISSING", /"npm install better-sqlite3"/],
  ["SQLITE_BUSY", "ERR_DELIVERY_LOCKED", /one owner/],
  ["SQLITE_CANTOPEN", "ERR_DELIVERY_UNREADABLE", /a\.sqlite cannot be opened for writing \(text\)/],
  ["", "ERR_DELIVERY_UNREADABLE", /must exist and be writable/],
])("explains %j at opening as %s", (code, expected, text) => {
  const error = explainOpening("a.sqlite", { code, message: "text" });
  expect(error).toMatchObject({ code: expected, message: expect.stringMatching(text) });
  expect(error.cause).toMatchObject({ message: `${code} text`.trim() });
});

it.each([
  ["SQLITE_FULL", "ERR_DELIVERY_UNAVAILABLE", /^SQLite could not write \(SQLITE_FULL: text\)/],
  ["SQLITE_IOERR_FSYNC", "ERR_DELIVERY_UNAVAILABLE", /nothing of this call was stored/],
  ["SQLITE_CONSTRAINT_UNIQUE", "ERR_DELIVERY_STATEMENT", /^SQLite refused a statement: text$/],
  ["SQLITE_ERROR", "ERR_DELIVERY_STATEMENT", /^SQLite refused/],
  ["", "ERR_DELIVERY_STATEMENT", /^SQLite refused/],
])("explains %j of a call as %s", (code, expected, text) => {
  expect(explainCall({ code, message: "text" })).toMatchObject({
    code: expected,
    message: expect.stringMatching(text),
  });
});
