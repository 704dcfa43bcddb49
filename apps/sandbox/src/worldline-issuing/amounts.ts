import { JsonNumber } from "../wire/raw-json.js";
import type { Amount } from "./state.js";

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

function isAmount(value: Readonly<Record<string, unknown>>): boolean {
  return "value" in value && "exponent" in value && "isoCode" in value;
}

/** The data with each amount's text as the number that it is on the wire, every digit of it. */
export function amountsToWire(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(amountsToWire);
  if (!isObject(data)) return data;
  if (isAmount(data)) return { ...data, value: new JsonNumber(String(data.value)) };
  return mapMembers(data, amountsToWire);
}

/** A parsed body with the values of its amounts as text, and all other numbers as plain ones. */
export function amountsFromWire(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(amountsFromWire);
  if (body instanceof JsonNumber) return Number(body.text);
  if (!isObject(body)) return body;
  const members = mapMembers(body, amountsFromWire);
  return isAmount(body) && body.value instanceof JsonNumber
    ? { ...members, value: body.value.text }
    : members;
}

function mapMembers(
  value: Readonly<Record<string, unknown>>,
  change: (member: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member)]));
}

/** Below zero where the first is less. Amounts of one currency only. */
export function compareAmounts(one: Amount, other: Amount): number {
  const exponent = Math.max(one.exponent, other.exponent);
  const scaled = (amount: Amount): bigint => BigInt(amount.value) * 10n ** BigInt(exponent - amount.exponent);
  const difference = scaled(one) - scaled(other);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
