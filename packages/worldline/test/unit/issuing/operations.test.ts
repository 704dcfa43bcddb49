import { existsSync, readFileSync } from "node:fs";
import { expect, expectTypeOf, it } from "vitest";
import {
  type CorporateEmployeeAccount,
  type IssuingOperation,
  issuingOperations,
} from "../../../src/issuing/index.js";
import { enveloped, openApi } from "../../support/issuing.js";

const list = new URL("../../../../../../shared/reference/worldline-issuing-endpoints.json", import.meta.url);

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly requestObject?: string;
}

type AnyMethod = (...args: unknown[]) => Promise<unknown> | AsyncIterable<unknown>;

/** A space has to be encoded; a date is one. */
const sampleOf = (name: string) => (name === "cycleClosureDate" ? "2026-01-31T23:59:59Z" : `a ${name}`);
const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
const rows = Object.entries(issuingOperations).flatMap(([resource, operations]) =>
  Object.entries<IssuingOperation>(operations).flatMap(([name, operation]) =>
    operation.paths.map((path) => ({ resource, name, path, operation })),
  ),
);

it.each(
  rows.map((row) => [`${row.resource}.${row.name}`, `${row.operation.method} ${row.path}`, row] as const),
)("%s is %s", async (_name, _route, { resource, name, path, operation }) => {
  const { client, asked } = openApi(() => enveloped(operation.response.endsWith("[]") ? [] : {}));
  const method = (client as unknown as Record<string, Record<string, AnyMethod>>)[resource]?.[name];
  const names = Object.fromEntries(
    namesIn(path).flatMap((each) => (each === "issuerId" ? [] : [[each, sampleOf(each)]])),
  );
  const required = Object.fromEntries(
    (operation.requiredQuery ?? []).map((each) => [each, "2026-01-31T23:59:59Z"]),
  );
  const result = method?.(
    ...(Object.keys(names).length > 0 ? [names] : []),
    ...(operation.request === undefined ? [] : [{ a: 1 }]),
    required,
  );
  if (operation.response.endsWith("[]")) for await (const _item of result as AsyncIterable<unknown>);
  else await result;
  const target = path.replace(/\{(\w+)\}/g, (_, each) =>
    each === "issuerId" ? "123456" : encodeURIComponent(sampleOf(each)),
  );
  const body = operation.request === undefined ? "" : '{"a":1}';
  expect(asked.map((each) => [each.method, each.target.split("?")[0], each.body])).toEqual([
    [operation.method, target, body],
  ]);
});

it.runIf(existsSync(list))(
  "the list of operations has a method for each of them, and a body where it has one",
  () => {
    const listed = JSON.parse(readFileSync(list, "utf8")) as Listed[];
    const ours = rows.map(
      ({ path, operation }) => [`${operation.method} ${path}`, operation.request] as const,
    );
    expect(new Map(ours)).toEqual(
      new Map(listed.map(({ method, path, requestObject }) => [`${method} ${path}`, requestObject])),
    );
    expect(ours).toHaveLength(84);
  },
);

it("types names as one way each, in all combinations", () => {
  const { client } = openApi();
  const { retrieve } = client.corporateEmployeeAccounts;
  type Names = Parameters<typeof retrieve>[0];
  expectTypeOf<{ contractReference: string; accountReference: string }>().toExtend<Names>();
  expectTypeOf<{ contractReference: string; issuerAccountExternalReference: string }>().toExtend<Names>();
  expectTypeOf<{ issuerContractExternalReference: string; accountReference: string }>().toExtend<Names>();
  expectTypeOf<{
    issuerContractExternalReference: string;
    issuerAccountExternalReference: string;
  }>().toExtend<Names>();
  expectTypeOf<{ contractReference: string }>().not.toExtend<Names>();
  expectTypeOf<{
    contractReference: string;
    issuerContractExternalReference: string;
    accountReference: string;
  }>().not.toExtend<Names>();
  expectTypeOf(retrieve).returns.resolves.toHaveProperty("data").toEqualTypeOf<CorporateEmployeeAccount>();
  expectTypeOf(client.contracts.retrieve).parameter(1).exclude<undefined>().toHaveProperty("embed");
  expectTypeOf<{ embed: ["cards"] }>().not.toExtend<Parameters<typeof client.contracts.retrieve>[1]>();
  expectTypeOf(client.operations.list).parameter(1).toHaveProperty("startTime").toEqualTypeOf<string>();
  expectTypeOf(client.letterTemplates.list).parameters.toExtend<[unknown?]>();
  expectTypeOf<[]>().not.toExtend<Parameters<typeof client.contracts.retrieve>>();
});
