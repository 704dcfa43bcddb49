import type { ServerResponse } from "node:http";
import { certificateRequest, rsaKey, sign } from "./openssl.js";
import type { Received, Receiver } from "./receiver.js";
import type { TestSandbox } from "./sandbox.js";
import { type Answer, call } from "./wire.js";

/** What an institution signs and authenticates with: a key file of openssl's making, and the token made for it. */
export interface Profile {
  readonly key: string;
  readonly token: string;
}

/** @param portal the path of the institution's portal in the control API */
export async function createProfile(
  box: TestSandbox,
  folder: string,
  portal = "/clearbank",
): Promise<Profile> {
  const key = await rsaKey(folder, `profile-${portal.replaceAll("/", "-")}`);
  const csr = await certificateRequest(key, "institution");
  const created = await box.control("POST", `${portal}/tokens`, { csr, name: "test" });
  if (created.status !== 201) throw new Error(created.text);
  return { key, token: String(created.json.token) };
}

let counter = 0;

/** A request with the headers that it needs; each can be replaced, or left out with undefined. */
export async function send(
  box: TestSandbox,
  profile: Profile,
  method: string,
  path: string,
  { body, headers = {} }: { body?: string; headers?: Record<string, string | undefined> } = {},
): Promise<Answer> {
  counter += 1;
  const all: Record<string, string | undefined> = {
    Authorization: `Bearer ${profile.token}`,
    ...(method !== "GET" && { "X-Request-Id": `request-${counter}` }),
    ...(body !== undefined && {
      "Content-Type": "application/json",
      // Which node leaves out for DELETE.
      "Content-Length": String(Buffer.byteLength(body)),
      DigitalSignature: await sign(profile.key, body),
    }),
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return call(`${box.urls.clearbank}${path}`, {
    method,
    headers: sent as Record<string, string>,
    ...(body !== undefined && { body }),
    ca: box.ca,
  });
}

export function nonceOf({ body }: Received): string {
  return /"Nonce":(\d+)\}$/.exec(body.toString())?.[1] ?? "";
}

/** Acknowledges every webhook as it has to be, or with another status. */
export function acknowledgeWith(
  receiver: Receiver,
  key: string,
  statusOf: (received: Received) => number = () => 200,
): void {
  receiver.respond = async (received: Received, response: ServerResponse) => {
    const body = `{"Nonce":${nonceOf(received)}}`;
    const headers = { "Content-Type": "application/json", DigitalSignature: await sign(key, body) };
    response.writeHead(statusOf(received), headers).end(body);
  };
}
