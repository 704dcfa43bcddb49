import { DeliveryError } from "../errors.js";
import type { PlainError } from "./protocol.js";

/** Why a file could not be opened. */
export function explainOpening(file: string, { message, code }: PlainError): DeliveryError {
  const options = { cause: new Error(`${code} ${message}`.trim()) };
  if (code === "MODULE_NOT_FOUND" || code === "ERR_DLOPEN_FAILED") {
    return new DeliveryError(
      "ERR_DELIVERY_BINDING_MISSING",
      'The package better-sqlite3 is not installed, or not compiled: "npm install better-sqlite3" does both. pnpm compiles it only where its allowBuilds setting names it.',
      options,
    );
  }
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return new DeliveryError(
      "ERR_DELIVERY_LOCKED",
      `Another process, or another inbox or outbox of this one, has ${file} open: each file has one owner.`,
      options,
    );
  }
  return new DeliveryError(
    "ERR_DELIVERY_UNREADABLE",
    `${file} cannot be opened for writing (${message}). Its folder must exist and be writable.`,
    options,
  );
}

/** What may be over a moment later, with nothing changed in the program. */
const passing = /^SQLITE_(?:FULL|IOERR|BUSY|LOCKED|NOMEM|READONLY|CANTOPEN|PROTOCOL|CORRUPT)/;

/** Why a call failed: the disk's fault, or the statement's. */
export function explainCall({ message, code }: PlainError): DeliveryError {
  const options = { cause: new Error(`${code} ${message}`.trim()) };
  if (passing.test(code)) {
    return new DeliveryError(
      "ERR_DELIVERY_UNAVAILABLE",
      `SQLite could not write (${code}: ${message}): nothing of this call was stored.`,
      options,
    );
  }
  return new DeliveryError("ERR_DELIVERY_STATEMENT", `SQLite refused a statement: ${message}`, options);
}
