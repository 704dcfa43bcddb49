import { existsSync, readdirSync, readFileSync } from "node:fs";
import Ajv from "ajv";
import { expect } from "vitest";

const folder = new URL("../../../../../shared/reference/openapi/clearbank/", import.meta.url);

/** The published interface files are no part of this repository; where they are, they judge. */
export const hasInterfaceFiles: boolean = existsSync(folder);

const played =
  /^(v1|v2|sterling-v[1-4]|fps-.*|chaps-v6|cop-(accounts|outbound)-v1|camt053-statement-request-v1|gbp-end-of-day-balance-v1|cross-border-v4|mccy-jpm-emulator-v1|mccy-(accounts-v[12]|payments-v1|internal-transfers-v1|statements-v1|transactions-v1))\.json$/;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly file: string;
  // biome-ignore lint/suspicious/noExplicitAny: someone else's document, looked into step by step
  readonly definition: any;
}

const ajv = new Ajv({ nullable: true, unknownFormats: "ignore", validateSchema: false, logger: false });
const operations: readonly Operation[] = hasInterfaceFiles ? load() : [];

function load(): Operation[] {
  const names = readdirSync(folder).filter((name) => played.test(name));
  return names.flatMap((file) => {
    const document = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    allowNulls(document);
    inlineBodies(document);
    ajv.addSchema(document, file);
    return Object.entries<object>(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => ["get", "post", "put", "patch", "delete"].includes(method))
        .map(([method, definition]) => ({
          method: method.toUpperCase(),
          path,
          pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`, "i"),
          file,
          definition,
        })),
    );
  });
}

/** A few request bodies are kept apart from their operations. */
// biome-ignore lint/suspicious/noExplicitAny: as above
function inlineBodies({ paths, components }: any): void {
  for (const operation of Object.values<object>(paths).flatMap((methods) => Object.values(methods))) {
    const name = operation.requestBody?.$ref?.split("/").at(-1);
    if (name !== undefined) operation.requestBody = components.requestBodies[name];
  }
}

/** What `nullable` means beside a list of values or a reference, which JSON Schema says in other words. */
function allowNulls(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  const schema = node as { nullable?: boolean; enum?: unknown[]; $ref?: string; anyOf?: object[] };
  for (const each of Object.values(node)) allowNulls(each);
  if (schema.nullable !== true) return;
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum.push(null);
  if (typeof schema.$ref === "string") {
    schema.anyOf = [{ $ref: schema.$ref }, { type: "null" }];
    delete schema.$ref;
  }
}

/** Every `METHOD /path` that the interface files have. */
export function publishedOperations(): string[] {
  return [...new Set(operations.map(({ method, path }) => `${method} ${path.toLowerCase()}`))];
}

function find(method: string, path: string): Operation | undefined {
  const fixed = (each: Operation) => each.path.replace(/\{\w+\}/g, "").length;
  return operations
    .filter((each) => each.method === method && each.pattern.test(path))
    .sort((one, other) => fixed(other) - fixed(one))[0];
}

/** A list that is published with the schema of one of its items. */
const misdescribed = /^\/mccy\/v1\/VirtualAccounts\/[^/]+\/transactions$/i;

/** Has the interface files judge an answer: its status, and its body where one is described. */
export function checkAnswer(
  method: string,
  path: string,
  { status, text, json }: { readonly status: number; readonly text: string; readonly json: unknown },
): void {
  const operation = find(method, path);
  if (operation === undefined || [405, 415].includes(status) || misdescribed.test(path)) return;
  // Some files have a blank after a status.
  const responses = Object.entries<{ content?: Record<string, { schema?: object }> }>(
    operation.definition.responses,
  ).filter(([code]) => code.trim() === String(status));
  expect([`${method} ${operation.path}`, status, responses.length > 0]).toEqual([
    `${method} ${operation.path}`,
    status,
    true,
  ]);
  const schemas = responses.flatMap(([, response]) =>
    Object.entries(response.content ?? {})
      .filter(([type, { schema }]) => type.includes("json") && schema !== undefined)
      .map(([, { schema }]) => schema as object),
  );
  if (schemas.length === 0 || text === "") return;
  const problems = schemas.map((schema) => problemsOf(operation, schema, json));
  expect(
    problems.some((each) => each === undefined),
    `${method} ${path}: ${problems[0]} in ${text}`,
  ).toBe(true);
}

/** What the interface file finds wrong with a request, or undefined. */
export function requestProblem(method: string, path: string, body: unknown): string | undefined {
  const operation = find(method, path);
  if (operation === undefined) throw new Error(`${method} ${path} is not published`);
  return problemsOf(operation, operation.definition.requestBody.content["application/json"].schema, body);
}

const validators = new WeakMap<object, Ajv.ValidateFunction>();

function problemsOf({ file }: Operation, schema: object, value: unknown): string | undefined {
  const validate = validators.get(schema) ?? compile(file, schema);
  validators.set(schema, validate);
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
}

/** References are to the document that the schema stands in. */
function compile(file: string, schema: object): Ajv.ValidateFunction {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${file}#/`)));
}
