import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decimalMembers } from "../../../../src/json/decimal-members.js";
import { parseJson } from "../../../../src/json/wire-json.js";
import { shapes } from "../../../../src/webhook/types/shapes.js";
import { describeWebhook, typeName, webhookTypes } from "../../../../src/webhook/types/webhook-types.js";

interface Page {
  readonly file: string;
  readonly docVersion: string;
  readonly types: readonly string[];
  readonly versionsInBody: readonly string[];
  readonly fields: readonly { readonly field: string }[];
  readonly examples: readonly { readonly json: unknown; readonly valid: true | string }[];
}

/** What ClearBank publishes about each webhook; it is kept outside of the repository. */
const published = new URL("../../../../../../../shared/reference/clearbank-webhooks.json", import.meta.url);
const pages: readonly Page[] = existsSync(published) ? JSON.parse(readFileSync(published, "utf8")) : [];

interface Row {
  readonly type: string;
  readonly version: number;
  readonly payload: unknown;
}

const rows: readonly Row[] = Object.entries(webhookTypes).flatMap(([type, versions]) =>
  Object.entries(versions).map(([version, { payload }]) => ({ type, version: Number(version), payload })),
);

function resolve(shape: unknown): unknown {
  const isName = typeof shape === "string" && Object.hasOwn(shapes, shape);
  return isName ? shapes[shape as keyof typeof shapes] : shape;
}

/** All members of a shape, at any depth. */
function members(given: unknown): readonly (readonly [name: string, shape: unknown])[] {
  const shape = resolve(given);
  if (Array.isArray(shape)) return members(shape[0]);
  if (typeof shape !== "object" || shape === null) return [];
  return Object.entries(shape).flatMap(([key, inner]) => [
    [key.replace(/\?$/, ""), inner] as const,
    ...members(inner),
  ]);
}

/** Where a value is not what a shape says, as paths. */
function misfits(given: unknown, value: unknown, path: string): readonly string[] {
  const shape = resolve(given);
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [path];
    return value.flatMap((item, index) => misfits(shape[0], item, `${path}[${index}]`));
  }
  if (typeof shape === "object" && shape !== null) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
    const missing = Object.keys(shape).filter((key) => !key.endsWith("?") && !Object.hasOwn(value, key));
    const others = Object.entries(value).flatMap(([name, inner]) => {
      if (Object.hasOwn(shape, name))
        return misfits(shape[name as keyof typeof shape], inner, `${path}.${name}`);
      const optional = `${name}?` as keyof typeof shape;
      if (!Object.hasOwn(shape, optional)) return [`${path}.${name}`];
      return inner === null ? [] : misfits(shape[optional], inner, `${path}.${name}`);
    });
    return [...missing.map((name) => `${path}.${name}`), ...others];
  }
  return fits(String(shape), value) ? [] : [path];
}

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function fits(kind: string, value: unknown): boolean {
  if (kind === "unknown") return true;
  if (kind === "textByName") return typeof value === "object" && value !== null;
  if (kind.includes("|")) return kind.split("|").some((each) => fits(each, value));
  if (kind === "integer") return Number.isInteger(value);
  if (kind === "boolean") return typeof value === "boolean";
  if (typeof value !== "string") return false;
  if (kind === "guid") return guid.test(value);
  if (kind === "decimal") return /^-?\d+(\.\d+)?$/.test(value);
  if (kind === "date") return /^\d{4}-\d\d-\d\d$/.test(value);
  return kind === "text" || /^\d{4}-\d\d-\d\d(T|$)/.test(value);
}

describe("the table of types", () => {
  it("describes every member with a kind that exists", () => {
    const kinds = new Set(rows.flatMap(({ payload }) => members(payload)).map(([, shape]) => kindOf(shape)));
    expect([...kinds].sort()).toEqual([
      "boolean",
      "boolean|text",
      "date",
      "decimal",
      "guid",
      "integer",
      "integer|text",
      "members",
      "text",
      "textByName",
      "timestamp",
      "unknown",
    ]);
  });

  it("says of the same members that they are decimals as the reader of JSON does", () => {
    const leaves = rows
      .flatMap(({ payload }) => members(payload))
      .filter(([, shape]) => kindOf(shape) !== "members");
    const differing = leaves.filter(([name, shape]) => {
      return (kindOf(shape) === "decimal") !== decimalMembers.has(name.toLowerCase());
    });
    expect(differing).toEqual([]);
  });

  it("tells messages apart by members that their payloads have", () => {
    for (const { type, version, payload } of rows) {
      const names = members(payload).map(([name]) => name);
      for (const path of describeWebhook(type, version)?.identity ?? []) {
        for (const name of path.split(".")) expect(names).toContain(name);
      }
    }
  });
});

function kindOf(shape: unknown): string {
  const item = resolve(Array.isArray(shape) ? shape[0] : shape);
  return typeof item === "string" ? item : "members";
}

/** Described as a list, and shown as one object. */
const contradictory = new Set(["AccountCreated.Customers"]);

describe.runIf(pages.length > 0)("compared with ClearBank's pages, the table", () => {
  it("has exactly the types and versions that they have, and the test webhook", () => {
    const found = pages.flatMap(({ types, docVersion, versionsInBody }) => {
      expect(versionsInBody).toEqual([docVersion]);
      // In a payload of MCCY's there is a Type too, of the account.
      const names = types.filter((type) => type !== "Customer").map(typeName);
      return [...new Set(names)].map((name) => `${name} ${docVersion}`);
    });
    expect(new Set([...found, "FITestEvent 1"])).toEqual(
      new Set(rows.map(({ type, version }) => `${type} ${version}`)),
    );
  });

  it.each(pages.map((page) => [page.file, page] as const))("has all members of %s", (_file, page) => {
    const { payload } = rowOf(page);
    const names = new Set(members(payload).map(([name]) => name));
    for (const { field } of page.fields) if (field !== "Nonce") expect(names).toContain(field);
  });

  it.each(pages.filter(hasExample).map((page) => [page.file, page] as const))(
    "fits the example of %s",
    (_file, page) => {
      const { type, payload } = rowOf(page);
      for (const example of payloadsOf(page)) {
        const value = parseJson(JSON.stringify(example));
        expect(misfits(payload, value, type).filter((path) => !contradictory.has(path))).toEqual([]);
      }
    },
  );
});

function rowOf({ types, docVersion }: Page): Row {
  const type = typeName(types[0] as string);
  const row = rows.find((each) => each.type === type && each.version === Number(docVersion));
  if (!row) throw new Error(`no row for ${type} version ${docVersion}`);
  return row;
}

function payloadsOf({ examples }: Page): readonly unknown[] {
  return examples.flatMap(({ json, valid }) => {
    const payload = valid === true ? (json as { readonly Payload?: unknown } | null)?.Payload : undefined;
    return typeof payload === "object" && payload !== null ? [payload] : [];
  });
}

function hasExample(page: Page): boolean {
  return payloadsOf(page).length > 0;
}
