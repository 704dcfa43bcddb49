import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { certificateRequest, ecKey, rsaKey } from "./openssl.js";
import type { TestSandbox } from "./sandbox.js";
import { type Answer, call, type FormFields, form, formType } from "./wire.js";

export const password = "correct horse";
export const tokenPath = "/authmanager/oauth2/access_token";

export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export interface Credentials {
  readonly ssl: Identity;
  readonly signing: Identity;
}

/** The guide's two steps, with keys and requests made by openssl. */
export async function createConsumer(
  on: TestSandbox,
  folder: string,
  userId: string,
  apis: readonly string[] = ["ocapi-playground-v1"],
  grants: { readonly roles?: readonly string[] } = {},
): Promise<Credentials> {
  const [sslKey, signingKey] = await Promise.all([
    rsaKey(folder, `${userId}-ssl`),
    ecKey(folder, `${userId}-signing`),
  ]);
  const step1 = await on.control("POST", "/clearstream/consumers", { userId, apis, ...grants });
  expect(step1.status).toBe(201);
  expect(step1.json).toMatchObject({ userId, apis, expiresAt: null });
  const step2 = await on.control("POST", `/clearstream/consumers/${userId}/certificates`, {
    password,
    ssl: await certificateRequest(sslKey, userId),
    signing: await certificateRequest(signingKey, userId),
  });
  expect(step2.status).toBe(201);
  const { ssl, signing } = step2.json as Record<string, string>;
  return {
    ssl: { cert: String(ssl), key: await readFile(sslKey, "utf8") },
    signing: { cert: String(signing), key: await readFile(signingKey, "utf8") },
  };
}

export function postToken(on: TestSandbox, fields: FormFields, tls: Partial<Identity>): Promise<Answer> {
  const body = form(fields);
  return call(`${on.urls.clearstream}${tokenPath}`, {
    method: "POST",
    headers: formType,
    body,
    ca: on.ca,
    ...tls,
  });
}

/** A token by password, which has to be granted. */
export async function tokenOf(
  on: TestSandbox,
  userId: string,
  scope: string,
  tls: Identity,
): Promise<string> {
  const answer = await postToken(on, { grant_type: "password", scope, username: userId, password }, tls);
  expect(answer.status).toBe(200);
  return String(answer.json.access_token);
}

/** A 403 that says nothing of its reason; the audit log has it. */
export async function expectAudited(on: TestSandbox, answer: Answer, rule: string): Promise<void> {
  expect({ status: answer.status, rule: answer.rule, reason: answer.reason }).toEqual({
    status: 403,
    rule: undefined,
    reason: "",
  });
  const log: Record<string, unknown>[] = JSON.parse((await on.control("GET", "/clearstream/requests")).text);
  expect(log.at(-1)).toMatchObject({ status: 403, rule, reason: expect.stringMatching(/^[\x20-\x7e]+$/) });
}
