import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decimalMembers } from "../../../src/json/decimal-members.js";
import { shapes } from "../../../src/webhook/types/shapes.js";
import { webhookTypes } from "../../../src/webhook/types/webhook-types.js";

const reference = new URL("../../../../../../shared/reference/", import.meta.url);
const folder = new URL("openapi/clearbank/", reference);
const webhooksFile = new URL("clearbank-webhooks.json", reference);

interface DocumentedWebhook {
  readonly examples: readonly { readonly json: unknown }[];
}

test("names are in lower case, for they are looked up so", () => {
  expect([...decimalMembers].filter((name) => name !== name.toLowerCase())).toEqual([]);
});

describe.runIf(existsSync(folder))("against ClearBank's interface files", () => {
  /** What types each member has in any file, `{"amount": {"number", "object"}}`. */
  const types = new Map<string, Set<string>>();
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    visit(JSON.parse(readFileSync(new URL(file, folder), "utf8").replace(/^\uFEFF/, "")), (_key, value) => {
      if (!isObject(value) || !isObject(value.properties)) return;
      for (const [name, schema] of Object.entries(value.properties)) {
        if (isObject(schema) && typeof schema.type === "string") note(name, schema.type);
      }
    });
  }
  function note(name: string, type: string) {
    const known = types.get(name.toLowerCase()) ?? new Set();
    types.set(name.toLowerCase(), known.add(type));
  }

  const webhooks: readonly DocumentedWebhook[] = existsSync(webhooksFile)
    ? JSON.parse(readFileSync(webhooksFile, "utf8"))
    : [];

  test("every number of the API and of the webhooks is listed, and nothing else", () => {
    const expected = new Set([...types].filter(([, kinds]) => kinds.has("number")).map(([name]) => name));
    visit([webhookTypes, shapes], (key, value) => {
      if (value === "decimal") expected.add(key.replace("?", "").toLowerCase());
    });
    expect([...decimalMembers].sort()).toEqual([...expected].sort());
  });

  test("every number in an example of a webhook is listed", () => {
    const numbers = new Set<string>();
    visit(
      webhooks.map(({ examples }) => examples),
      (key, value) => {
        const isInteger = ["version", "nonce", "sequencenumber"].includes(key.toLowerCase());
        if (typeof value === "number" && !isInteger) numbers.add(key.toLowerCase());
      },
    );
    expect([...numbers].filter((name) => !decimalMembers.has(name))).toEqual([]);
    expect(numbers.size).toBeGreaterThan(5);
  });

  test("none of them is text, an integer or a flag anywhere", () => {
    const others = [...decimalMembers].filter((name) =>
      ["string", "integer", "boolean"].some((type) => types.get(name)?.has(type)),
    );
    expect(others).toEqual([]);
  });
});

function visit(value: unknown, see: (key: string, value: unknown) => void, key = ""): void {
  see(key, value);
  if (Array.isArray(value)) for (const item of value) visit(item, see, key);
  else if (isObject(value)) for (const [name, inner] of Object.entries(value)) visit(inner, see, name);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
