import { existsSync, readFileSync } from "node:fs";
import Ajv from "ajv";
import { expect } from "vitest";
import { parse } from "yaml";
import type { Answer } from "./wire.js";

const folder = new URL("../../../../../shared/reference/openapi/worldline/", import.meta.url);

/** The published interface files are no part of this repository; where they are, they judge. */
export const hasInterfaceFiles: boolean = existsSync(folder);

const ajv = new Ajv({ nullable: true, unknownFormats: "ignore", validateSchema: false, logger: false });
const payments = load("open-banking-pis-v3.6.0.yaml", "pis");
const tokens = load("swagger-oauth-v1.4.5.yaml", "oauth");
load("open-banking-notification-v3.3.1.yaml", "notification");

// biome-ignore lint/suspicious/noExplicitAny: someone else's document, looked into step by step
function load(name: string, id: string): any {
  if (!hasInterfaceFiles) return undefined;
  // One of them has a member twice; JSON's way with numbers' limits is newer than theirs.
  const text = readFileSync(new URL(name, folder), "utf8").replace(/^ *exclusiveM(in|ax)imum: false$/gm, "");
  const document = parse(text, { uniqueKeys: false });
  ajv.addSchema(document, id);
  return document;
}

/** What a schema of an interface file finds wrong with a value, or undefined. */
export function schemaProblem(schema: string, value: unknown): string | undefined {
  const validate = ajv.getSchema(schema) ?? ajv.compile({ $ref: schema });
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
}

export function requestProblem(body: unknown): string | undefined {
  return schemaProblem("pis#/components/schemas/PaymentInitiationRequest", body);
}

/** The schemas of notifications, by the last part of their address. */
export function checkNotification(url: string, body: Buffer): void {
  if (!hasInterfaceFiles) return;
  const name = url.endsWith("debtorToken") ? "DebtorToken" : "PaymentDetailedInformation";
  const schema = `notification#/components/schemas/${name}`;
  expect([url, schemaProblem(schema, JSON.parse(body.toString()))]).toEqual([url, undefined]);
}

/** Has the interface file judge an answer of the payment service: its status, its headers, and its body. */
export function checkPaymentAnswer(method: string, path: string, answer: Answer): void {
  if (!hasInterfaceFiles) return;
  const operation = findOperation(method, path.split("?")[0] ?? "");
  if (operation === undefined) return;
  const declared = operation.responses[String(answer.status)];
  expect([method, path, answer.status, declared !== undefined]).toEqual([method, path, answer.status, true]);
  const response = declared.$ref ? byReference(declared.$ref) : declared;
  for (const name of ["x-request-id", "messagecreatedatetime"]) expect(answer.headers[name]).toBeTruthy();
  const schema = response.content?.["application/json"]?.schema?.$ref;
  if (schema === undefined || answer.text === "") return;
  expect([path, schemaProblem(`pis${schema}`, answer.json)]).toEqual([path, undefined]);
}

/** The same of the version 1 token service, which publishes no other statuses than 200, 401 and 500. */
export function checkTokenAnswer(answer: Answer): void {
  if (!hasInterfaceFiles || answer.text === "") return;
  const declared = tokens.paths["/token"].post.responses[String(answer.status)];
  if (declared === undefined) return;
  expect(schemaProblem(`oauth${declared.schema.$ref}`, answer.json)).toBeUndefined();
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function findOperation(method: string, path: string): any {
  const found = Object.entries<Record<string, unknown>>(payments.paths).find(
    ([template, methods]) =>
      methods[method.toLowerCase()] !== undefined &&
      new RegExp(`^${template.replace(/\/$/, "/?").replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
  return found?.[1][method.toLowerCase()];
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function byReference(reference: string): any {
  return reference
    .slice(2)
    .split("/")
    .reduce((node, name) => node[name], payments);
}
