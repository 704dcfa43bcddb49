import { randomUUID } from "node:crypto";
import { exampleWebhook, webhookTypeNames } from "@countersign/clearbank/testing";
import { UsageError } from "../errors.js";

/** What a webhook of a type may say, with ids of its own: the same ids again would be a duplicate of the first. */
export function freshExample(type: string): { type: string; version: number; payload: unknown } {
  const known = webhookTypeNames.find((each) => each === type);
  if (known === undefined) {
    throw new UsageError(`There is no webhook of the type "${type}"; --list prints those that there are.`);
  }
  const { version, payload } = exampleWebhook(known);
  return { type, version, payload: renew(payload) };
}

/** Whatever looks like an id is another one. */
function renew(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renew);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renew(each)]));
  }
  if (typeof value !== "string") return value;
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)) return randomUUID();
  return /^[\da-f]{32}$/i.test(value) ? randomUUID().replaceAll("-", "") : value;
}
