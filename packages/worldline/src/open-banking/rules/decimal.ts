import type { Decimal } from "../decimal.js";

/** An amount as the interface file has it: up to 13 digits, a point, 1 to 5 digits. */
export function isAmount(value: unknown): value is Decimal {
  return typeof value === "string" && /^\d{1,13}\.\d{1,5}$/.test(value);
}

/** An amount in its smallest unit, 0.00001: exact, where a double would not be. */
export function toUnits(amount: Decimal): bigint {
  const [whole = "", fraction = ""] = amount.split(".");
  return BigInt(whole + fraction.padEnd(5, "0"));
}
