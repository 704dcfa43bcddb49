import { JsonNumber } from "../../wire/raw-json.js";
import type { Amount } from "./ledger.js";

/** The amount in pence, or in the hundredths of another currency. */
export function toMinor(amount: Amount): bigint {
  return BigInt(amount.replace(".", ""));
}

export function fromMinor(minor: bigint): Amount {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, "0");
  return `${minor < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function add(amount: Amount, other: Amount): Amount {
  return fromMinor(toMinor(amount) + toMinor(other));
}

export function subtract(amount: Amount, other: Amount): Amount {
  return fromMinor(toMinor(amount) - toMinor(other));
}

export function isLess(amount: Amount, other: Amount): boolean {
  return toMinor(amount) < toMinor(other);
}

/** An amount with its two decimals, or undefined where the text has more or is no plain decimal. */
export function parseAmount(text: string): Amount | undefined {
  const [, sign = "", whole = "", decimals = ""] =
    /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,2})0*)?$/.exec(text) ?? [];
  return whole === "" ? undefined : `${sign}${whole}.${decimals.padEnd(2, "0")}`;
}

/** The JSON number with the amount's own digits. */
export function numeral(amount: Amount): JsonNumber {
  return new JsonNumber(amount);
}
