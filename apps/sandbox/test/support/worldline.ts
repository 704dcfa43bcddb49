import { createHash, X509Certificate } from "node:crypto";
import { rsaKey, selfSigned, sign } from "./openssl.js";
import type { TestSandbox } from "./sandbox.js";
import { type Answer, call, type FormFields, form, formType } from "./wire.js";
import { checkPaymentAnswer, checkTokenAnswer } from "./worldline-schemas.js";

export const pis = "/xs2a/routingservice/services/ob/pis/v3";
export const authorize = "/xs2a/routingservice/services/authorize";
export const emptyDigest = "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

export interface Party {
  readonly subscription: string;
  readonly client: string;
  /** `433`, or `433:5`. */
  readonly id: string;
  readonly clientId: string;
  /** The file of the private key. */
  readonly key: string;
  readonly keyId: string;
}

/** What a merchant does in the back office before the first request. */
export async function createParty(
  box: TestSandbox,
  folder: string,
  settings: { id: string; subId?: string; client?: string; tenant?: string; services?: string[] },
): Promise<Party> {
  const { id, subId, client = "Worldline", tenant, services = ["IDEAL", "PIS"] } = settings;
  const created = await box.control("POST", "/worldline/subscriptions", {
    initiatingPartyId: id,
    ...(subId && { subId }),
    client,
    ...(tenant && { tenant }),
    services,
  });
  if (created.status !== 201) throw new Error(created.text);
  const key = await rsaKey(folder, `party-${client}-${id}-${subId ?? ""}`);
  const certificate = await selfSigned(key, 365);
  const subscription = String(created.json.id);
  const uploaded = await box.control("POST", `/worldline/subscriptions/${subscription}/certificates`, {
    certificate,
  });
  if (uploaded.status !== 201) throw new Error(uploaded.text);
  const merchant = `${tenant ?? client}-${id}`;
  const again = await box.control("POST", `/worldline/merchants/${merchant}/certificates`, { certificate });
  if (again.status !== 201) throw new Error(again.text);
  const keyId = new X509Certificate(certificate).fingerprint.replaceAll(":", "");
  if (uploaded.json.thumbprint !== keyId) throw new Error("another thumbprint");
  const party = subId ? `${id}:${subId}` : id;
  return { subscription, client, id: party, clientId: String(created.json.clientId), key, keyId };
}

export interface SignatureOptions {
  readonly key?: string;
  readonly keyId?: string;
  readonly algorithm?: string;
  readonly headers?: string;
}

/** A signature's parameters over `fields`, in the order of `headers`. */
export async function signature(
  party: Party,
  fields: Record<string, string>,
  {
    key = party.key,
    keyId = party.keyId,
    algorithm = "SHA256withRSA",
    headers = Object.keys(fields).join(" "),
  }: SignatureOptions = {},
): Promise<string> {
  const lines = headers.split(" ").map((name) => `${name}: ${fields[name]}`);
  const value = await sign(key, lines.join("\n"));
  return `keyId="${keyId}", algorithm="${algorithm}", headers="${headers}", signature="${value}"`;
}

export interface TokenV1Options extends SignatureOptions {
  readonly app?: string;
  readonly date?: string;
  readonly replace?: Record<string, string | undefined>;
  readonly rewrite?: (authorization: string) => string;
  readonly operation?: string;
  readonly body?: string;
}

/** Version 1: the four headers and their signature. */
export async function requestTokenV1(
  box: TestSandbox,
  party: Party,
  options: TokenV1Options = {},
): Promise<Answer> {
  const { app = "IDEAL", date = new Date().toISOString(), replace = {}, rewrite = (text) => text } = options;
  const fields = { app, client: party.client, id: party.id, date };
  const authorization = rewrite(`Signature ${await signature(party, fields, options)}`);
  const headers = {
    ...formType,
    App: app,
    Client: party.client,
    Id: party.id,
    Date: date,
    Authorization: authorization,
  };
  const answer = await call(`${box.urls.worldline}${authorize}${options.operation ?? "/token"}`, {
    method: "POST",
    headers: present({ ...headers, ...replace }),
    body: options.body ?? form({ grant_type: "client_credentials" }),
    ca: box.ca,
  });
  checkTokenAnswer(answer);
  return answer;
}

export function requestTokenV2(
  box: TestSandbox,
  fields: FormFields,
  headers: Record<string, string> = {},
  realm = "merchant-clients",
): Promise<Answer> {
  return call(`${box.urls.worldline}/auth/realms/${realm}/protocol/openid-connect/token`, {
    method: "POST",
    headers: { ...formType, ...headers },
    body: form(fields),
    ca: box.ca,
  });
}

export interface MessageOptions extends SignatureOptions {
  readonly method?: string;
  readonly body?: string;
  /** Header values to use instead; undefined leaves a header out. The signature covers the replaced values. */
  readonly replace?: Record<string, string | undefined>;
  /** Header values changed after signing. */
  readonly afterwards?: Record<string, string | undefined>;
  readonly sentBody?: string;
  /** What the path comes after: the payment service's base by default. */
  readonly base?: string;
}

let counter = 0;

/** A signed request to the payment service. */
export async function message(
  box: TestSandbox,
  party: Party,
  token: string,
  path: string,
  options: MessageOptions = {},
): Promise<Answer> {
  const { method = "GET", body = "", replace = {}, afterwards = {}, sentBody = body, base = pis } = options;
  counter += 1;
  const headers: Record<string, string | undefined> = {
    authorization: `Bearer ${token}`,
    digest: `SHA-256=${createHash("sha256").update(body).digest("base64")}`,
    "x-request-id": `message-${counter}`,
    messagecreatedatetime: new Date().toISOString(),
    ...(body !== "" && { "content-type": "application/json" }),
    ...replace,
  };
  const fields = present({
    digest: headers.digest,
    "x-request-id": headers["x-request-id"],
    messagecreatedatetime: headers.messagecreatedatetime,
    authorization: headers.authorization,
  });
  const target = `${method.toLowerCase()} ${base}${path}`;
  const order = "digest x-request-id messagecreatedatetime (request-target)";
  const signed = { ...fields, "(request-target)": target };
  headers.signature = await signature(party, signed, { headers: order, ...options });
  const answer = await call(`${box.urls.worldline}${base}${path}`, {
    method,
    headers: present({ ...headers, ...afterwards }),
    ...(sentBody !== "" && { body: sentBody }),
    ca: box.ca,
  });
  if (base === pis && answer.headers["sandbox-fault"] === undefined) checkPaymentAnswer(method, path, answer);
  return answer;
}

export function present(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}

/** The body of an iDEAL payment. */
export function idealPayment(
  amount: string,
  more: { root?: object; common?: object } = {},
): Record<string, unknown> {
  return {
    PaymentProduct: ["IDEAL"],
    CommonPaymentData: {
      Amount: { Type: "Fixed", Amount: amount, Currency: "EUR" },
      RemittanceInformation: "Cookie",
      RemittanceInformationStructured: { Reference: "iDEALpurchase21" },
      ...more.common,
    },
    ...more.root,
  };
}
