import { describe, expect, test } from "vitest";
import { createApi } from "../../../src/api/api.js";
import { clearBankOperations } from "../../../src/api/operations.js";
import { requestPath } from "../../../src/client/request-path.js";
import { areFilesPresent, coveredFiles, interfaceFile } from "./interface-files.js";
import { recordingCall } from "./recording-call.js";

type Method = (...args: unknown[]) => unknown;

const body = { some: "body" };

/** What a method takes between the parameters of its path and the options, where that is no body. */
const otherArguments: Readonly<Record<string, readonly unknown[]>> = {
  "isas.rejectTransferIn": [],
  "isas.rejectTransferOut": [],
  "mandates.cancel": [body],
  "mccy.accounts.close": [{ accountCloseReason: "Other" }],
  "mccy.transactions.listOfAccount": [{ Currency: "EUR", PageNumber: 3, PageSize: 7 }],
  "mccy.transactions.listOfVirtualAccount": [{ Currency: "EUR", PageNumber: 3, PageSize: 7 }],
  "mccy.virtualAccounts.close": [{ accountCloseReason: "Other" }],
  "relatedAccounts.list": [],
  "statements.get": [{ pageNumber: 3 }],
  "virtualMandates.cancel": [body],
};

function argumentsOf(name: string, method: string): readonly unknown[] {
  if (otherArguments[name]) return otherArguments[name];
  if (name.includes(".list")) return [{ pageNumber: 3, pageSize: 7 }];
  return ["POST", "PUT", "PATCH"].includes(method) ? [body] : [];
}

/** All methods of the API, by their dotted names. */
function methodsOf(value: object, prefix = ""): [name: string, method: Method][] {
  return Object.entries(value).flatMap(([key, member]) =>
    typeof member === "function"
      ? [[prefix + key, member as Method] as [string, Method]]
      : methodsOf(member, `${prefix}${key}.`),
  );
}

function recorder() {
  const { call, calls } = recordingCall();
  return { calls, methods: new Map(methodsOf(createApi(call))) };
}

async function settle(result: unknown) {
  if (typeof result === "object" && result !== null && Symbol.asyncIterator in result) {
    for await (const _ of result as AsyncIterable<unknown>);
  } else await result;
}

test("every method of the API has a row, and every row a method", () => {
  expect([...recorder().methods.keys()].sort()).toEqual(clearBankOperations.map(([, , name]) => name).sort());
});

test("no two rows are of one operation", () => {
  const operations = clearBankOperations.map(([method, path]) => `${method} ${path}`);
  expect(new Set(operations).size).toBe(operations.length);
});

describe.each(clearBankOperations)("%s %s", (method, path, name) => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = ""]) => parameter);
  const values = names.map((parameter) => `the ${parameter}`);
  const given = argumentsOf(name, method);
  const signal = new AbortController().signal;

  test(`is called by ${name} alone, with its parameters, body and options`, async () => {
    const { calls, methods } = recorder();
    const options = { signal, requestId: "our-id" };
    await settle(methods.get(name)?.(...values, ...given, options));

    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ method, path, signal, requestId: "our-id" });
    const [asked] = calls[0] ? requestPath(calls[0]).split("?") : [];
    expect(asked).toBe(path.replace(/\{(\w+)\}/g, (_, parameter) => `the%20${parameter}`));
    expect(calls[0]?.params ?? {}).toEqual(Object.fromEntries(names.map((key, i) => [key, values[i]])));
    const isBodyless = method === "GET" || (method === "DELETE" && !given.includes(body));
    expect(calls[0]?.body).toEqual(isBodyless ? undefined : (given[0] ?? {}));
    expect(calls[0]?.query ?? {}).toEqual(given[0] === body ? {} : (given[0] ?? {}));
  });
});

describe.runIf(areFilesPresent)("against ClearBank's interface files", () => {
  const httpMethods = ["get", "post", "put", "patch", "delete"];
  const operationsOf = (file: string) =>
    Object.entries(interfaceFile(file).paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => httpMethods.includes(key))
        .map((key) => `${key.toUpperCase()} ${path}`),
    );

  test("no operation is missing, and none is made up", () => {
    const documented = new Set(coveredFiles.flatMap(operationsOf));
    expect(clearBankOperations.map(([method, path]) => `${method} ${path}`).sort()).toEqual(
      [...documented].sort(),
    );
  });

  test.each(clearBankOperations)("%s %s stands in the file its row names", (method, path, _name, file) => {
    expect(operationsOf(file)).toContain(`${method} ${path}`);
  });
});
