import { issuingOperations, type Operation } from "@countersign/worldline-issuing-facts";
import { expect } from "vitest";
import { checkData } from "./issuing-objects.js";
import type { TestSandbox } from "./sandbox.js";
import { type Answer, call, form, formType } from "./wire.js";

const base = "/card-issuing/api/v2";

type Json = Record<string, unknown>;

/** An answer in its envelope. */
export interface IssuingAnswer extends Answer {
  readonly metadata: Json;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  readonly data: any;
}

export interface Issuer {
  readonly issuerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly token: string;
  /** The references that the control API shows. */
  readonly references: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** A request below the issuer's path; what is answered is judged by the lists of members. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<IssuingAnswer>;
  /** The same below the base of the API. */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<IssuingAnswer>;
}

export function requestIssuingToken(
  box: TestSandbox,
  fields: Parameters<typeof form>[0],
  headers: Record<string, string> = {},
): Promise<Answer> {
  return call(`${box.urls.worldlineIssuing}/token`, {
    method: "POST",
    headers: { ...formType, ...headers },
    body: form(fields),
    ca: box.ca,
  });
}

export async function tokenOf(
  box: TestSandbox,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<string> {
  const answer = await requestIssuingToken(box, {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return String(answer.json.access_token);
}

/** A new issuer, as its client sees it. */
export async function openIssuer(box: TestSandbox): Promise<Issuer> {
  const created = await box.control("POST", "/worldline-issuing/issuers");
  if (created.status !== 201) throw new Error(created.text);
  const client = created.json as { issuerId: string; clientId: string; clientSecret: string };
  const shown = (await box.control("GET", `/worldline-issuing/issuers/${client.issuerId}`)).json;
  const token = await tokenOf(box, client);
  const send: Issuer["send"] = (method, path, body, headers = {}) =>
    sendIssuing(box, method, path, body, { Authorization: `Bearer ${token}`, ...headers });
  return {
    ...client,
    token,
    references: shown as unknown as Issuer["references"],
    call: (method, path, ...rest) => send(method, `/issuers/${client.issuerId}${path}`, ...rest),
    send,
  };
}

/** One request with exactly these headers, besides the body's type. */
export async function sendIssuing(
  box: TestSandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<IssuingAnswer> {
  const answer = await call(`${box.urls.worldlineIssuing}${base}${path}`, {
    method,
    headers: { ...(body !== undefined && { "Content-Type": "application/json" }), ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    ca: box.ca,
  });
  const { responseMetadata, data } = answer.json as { responseMetadata: Json; data: unknown };
  checkMetadata(responseMetadata, answer);
  if (answer.status === 200) judge(method, path, data);
  else expect(answer.json).not.toHaveProperty("data");
  return Object.assign(answer, { metadata: responseMetadata, data });
}

function checkMetadata(metadata: Json, { status }: Answer): void {
  checkData("ResponseMetadata", metadata);
  expect([200, 400, 401, 403, 404]).toContain(status);
  expect(metadata.statusCode).toBe(status);
  expect(metadata.responseDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/);
}

const operations: readonly Operation[] = Object.values(issuingOperations).flatMap((each): Operation[] =>
  Object.values(each),
);

/** Has the table and the list of objects say what the answer has to look like. */
function judge(method: string, target: string, data: unknown): void {
  const [path = "", query] = target.split("?");
  const fitting = operations
    .filter((each) => each.method === method)
    .flatMap(({ response, paths }) => paths.map((template) => ({ response, template })))
    .filter(({ template }) => new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`).test(path))
    .sort((one, other) => literals(other.template) - literals(one.template));
  const response = fitting[0]?.response;
  if (response === undefined) throw new Error(`${method} ${path} is no operation of the table`);
  checkData(response, data, new URLSearchParams(query).has("filter"));
}

function literals(template: string): number {
  return template.replace(/\{\w+\}/g, "").length;
}
