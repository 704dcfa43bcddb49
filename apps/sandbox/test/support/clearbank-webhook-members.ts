import { existsSync, readFileSync } from "node:fs";
import { expect } from "vitest";

const file = new URL("../../../../../shared/reference/clearbank-webhooks.json", import.meta.url);

interface Page {
  readonly types: readonly string[];
  readonly docVersion: string;
  readonly fields: readonly object[];
  readonly examples: readonly object[];
}

const pages: readonly Page[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];

/** Has the list of webhooks judge one: its type, its version and the name of each member. */
export function checkWebhook(type: string, version: number, payload: unknown): void {
  if (pages.length === 0) return;
  const page = pages.find(({ types, docVersion }) => types.includes(type) && docVersion === String(version));
  expect([type, version, page !== undefined]).toEqual([type, version, true]);
  const published = new Set(JSON.stringify([page?.fields, page?.examples]).match(/\w+/g));
  const invented = memberNames(payload).filter((name) => !published.has(name));
  expect([type, invented]).toEqual([type, []]);
}

function memberNames(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...new Set([...own, ...Object.values(value).flatMap(memberNames)])];
}
