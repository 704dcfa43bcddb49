import { createHash, randomUUID, sign, verify, X509Certificate } from "node:crypto";
import {
  createSelfSignedCertificate,
  generateKeyPair,
  importSigner,
  type Signer,
  thumbprint,
  untilAborted,
} from "@countersign/crypto-core";
import {
  createWorldlineOpenBankingClient,
  type PaymentInitiationRequest,
  type TokenV1,
  type TokenV2,
  type WorldlineMessage,
  type WorldlineOpenBankingClient,
  type WorldlineOpenBankingClientSettings,
} from "../../src/index.js";
import { createService, type TestService } from "./service.js";

export const now: Date = new Date("2026-03-01T12:00:00.250Z");
export const tokenV1: TokenV1 = { version: 1, app: "IDEAL", client: "Worldline" };

/** Our key and certificate. */
export interface Merchant {
  readonly signer: Signer;
  readonly certificate: string;
}

async function createMerchant(): Promise<Merchant> {
  const signer = await importSigner((await generateKeyPair()).privateKey);
  const certificate = await createSelfSignedCertificate({
    signer,
    subject: "CN=us",
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2028-01-01T00:00:00Z"),
  });
  return { signer, certificate };
}

/** Who talks with whom; made once, as keys take their time. */
export const us: Merchant = await createMerchant();
export const service: TestService = await createService();

export const payment: PaymentInitiationRequest = {
  PaymentProduct: ["IDEAL"],
  CommonPaymentData: {
    Amount: { Amount: "1.00" },
    RemittanceInformation: "Cookie",
    RemittanceInformationStructured: { Reference: "iDEALpurchase21" },
  },
};

export const created = {
  CommonPaymentData: { PaymentStatus: "Open", PaymentId: "0170600" },
  Links: { RedirectUrl: { Href: "https://bank.example/pay" } },
};

export function digestOf(body: string | Uint8Array): string {
  return `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
}

/** What of a signed answer is otherwise than it should be. */
export interface Altered {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Which headers are signed and listed, in order. */
  readonly covered?: readonly string[];
  readonly by?: TestService;
}

/** An answer signed as the service signs: MessageCreateDateTime, X-Request-ID, Digest. */
export function answer(body: unknown, status = 200, altered: Altered = {}): Response {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const by = altered.by ?? service;
  const headers: Record<string, string> = {
    messagecreatedatetime: "2026-03-01T11:59:59.25Z",
    "x-request-id": "service-1",
    digest: digestOf(text),
    "content-type": "application/json",
  };
  const covered = altered.covered ?? ["messagecreatedatetime", "x-request-id", "digest"];
  const base = covered.map((name) => `${name}: ${headers[name]}`).join("\n");
  const signature = sign("sha256", Buffer.from(base), by.privateKey).toString("base64");
  const keyId = thumbprint(by.certificate, "SHA-1");
  headers.signature = `keyId="${keyId}",algorithm="rsa-sha256",headers="${covered.join(" ")}",signature="${signature}"`;
  const sent = altered.body ?? text;
  return new Response(sent === "" ? null : sent, { status, headers: { ...headers, ...altered.headers } });
}

/** A request as it left. */
export interface Sent {
  readonly request: Request;
  readonly path: string;
  readonly body: Buffer;
}

/** A client, and what it sent. */
export interface Connection {
  readonly client: WorldlineOpenBankingClient;
  /** All but token requests. */
  readonly sent: readonly Sent[];
  readonly tokenRequests: readonly Sent[];
  readonly signed: readonly string[];
  readonly messages: readonly WorldlineMessage[];
}

/** A client of a service that answers as told; the count is that of requests other than for tokens, from 1. */
export async function connect(
  respond: (sent: Sent, count: number) => Response | Promise<Response> = () => answer(created),
  settings: Partial<WorldlineOpenBankingClientSettings> & {
    readonly token?: TokenV1 | TokenV2;
    readonly respondToken?: (sent: Sent, count: number) => Response;
  } = {},
): Promise<Connection> {
  const sent: Sent[] = [];
  const tokenRequests: Sent[] = [];
  const signed: string[] = [];
  const messages: WorldlineMessage[] = [];
  const { respondToken = () => token(), ...rest } = settings;
  const client = await createWorldlineOpenBankingClient({
    environment: new URL("https://worldline.example"),
    initiatingPartyId: "000081",
    token: tokenV1,
    signing: { ...us, algorithm: "SHA256withRSA" },
    serviceCertificates: [service.certificate],
    now: () => now,
    random: () => 0,
    newRequestId: () => "request-1",
    onSigned: (base) => signed.push(base),
    onMessage: (message) => messages.push(message),
    fetch: async (input, init) => {
      const request = new Request(input as Request, init);
      const { pathname, search } = new URL(request.url);
      const each = { request, path: pathname + search, body: Buffer.from(await request.arrayBuffer()) };
      const isToken = /\/(?:token|revoke)$/.test(pathname);
      const list = isToken ? tokenRequests : sent;
      list.push(each);
      if (isToken) return respondToken(each, list.length);
      return await untilAborted(Promise.resolve(respond(each, list.length)), request.signal);
    },
    ...rest,
  });
  return { client, sent, tokenRequests, signed, messages };
}

export function token(value: string = randomUUID(), seconds = 3600): Response {
  return Response.json({
    access_token: value,
    token_type: "Bearer",
    expires_in: seconds,
    scope: "PIS,IDEAL",
  });
}

/** The parameters of a signature header, read without our own parser. */
export function parametersOf(header: string | null): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from((header ?? "").matchAll(/(\w+)="([^"]*)"/g), ([, name, value]) => [name, value]),
  );
}

/** Whether a signature is ours, by Node's own crypto. */
export function isOurs(base: string, signature = ""): boolean {
  const { publicKey } = new X509Certificate(us.certificate);
  return verify("sha256", Buffer.from(base), publicKey, Buffer.from(signature, "base64"));
}

/** The pieces of a path below the payment API. */
export function pisPath(path: string): string {
  return `/xs2a/routingservice/services/ob/pis/v3${path}`;
}
