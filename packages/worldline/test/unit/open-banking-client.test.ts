import { createHash, createPublicKey, sign, verify } from "node:crypto";
import {
  createSelfSignedCertificate,
  generateKeyPair,
  importSigner,
  thumbprint,
} from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import {
  createWorldlineOpenBankingClient,
  type PaymentInitiationRequest,
  type TokenV1,
  type TokenV2,
  type WorldlineOpenBankingClient,
} from "../../src/index.js";

const now = new Date("2026-03-01T12:00:00.250Z");

async function makeIdentity(commonName: string) {
  const { privateKey, publicKey } = await generateKeyPair();
  const signer = await importSigner(privateKey);
  const certificate = await createSelfSignedCertificate({
    signer,
    subject: [{ type: "CN", value: commonName }],
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2028-01-01T00:00:00Z"),
  });
  return { privateKey, publicKey, signer, certificate };
}

let us: Awaited<ReturnType<typeof makeIdentity>>;
let service: Awaited<ReturnType<typeof makeIdentity>>;

beforeAll(async () => {
  [us, service] = await Promise.all([makeIdentity("us"), makeIdentity("service")]);
});

/** An answer signed as the service signs: MessageCreateDateTime, X-Request-ID, Digest. */
function answer(
  body: unknown,
  status = 200,
  altered: { body?: string; headers?: Record<string, string> } = {},
): Response {
  const text = JSON.stringify(body);
  const headers = {
    MessageCreateDateTime: "2024-02-07T07:21:56.25Z",
    "X-Request-ID": "service-1",
    Digest: `SHA-256=${createHash("sha256").update(text).digest("base64")}`,
  };
  const base = `messagecreatedatetime: ${headers.MessageCreateDateTime}\nx-request-id: ${headers["X-Request-ID"]}\ndigest: ${headers.Digest}`;
  const signature = sign("sha256", Buffer.from(base), service.privateKey).toString("base64");
  const keyId = thumbprint(service.certificate, "SHA-1");
  const Signature = `keyId="${keyId}",algorithm="rsa-sha256",headers="messagecreatedatetime x-request-id digest",signature="${signature}"`;
  return new Response(altered.body ?? text, {
    status,
    headers: { ...headers, Signature, ...altered.headers },
  });
}

const created = { CommonPaymentData: { PaymentStatus: "Open", PaymentId: "170600" }, Links: {} };
const payment: PaymentInitiationRequest = {
  PaymentProduct: ["IDEAL"],
  CommonPaymentData: { Amount: { Amount: "1.00" }, RemittanceInformation: "Cookie" },
};

interface Sent {
  readonly request: Request;
  readonly body: Uint8Array;
}

async function connect(
  respond: () => Response = () => answer(created),
  token: TokenV1 | TokenV2 = { version: 1, app: "IDEAL", client: "Worldline" },
  subId?: string,
): Promise<{ client: WorldlineOpenBankingClient; sent: Sent[]; signed: string[] }> {
  const sent: Sent[] = [];
  const signed: string[] = [];
  const client = await createWorldlineOpenBankingClient({
    baseUrl: new URL("https://worldline.example"),
    initiatingPartyId: "000081",
    ...(subId !== undefined && { subId }),
    token,
    signing: { signer: us.signer, certificate: us.certificate, algorithm: "SHA256withRSA" },
    serviceCertificates: [us.certificate, service.certificate],
    now: () => now,
    random: () => 0,
    newRequestId: () => "request-1",
    onSigned: (base) => signed.push(base),
    fetch: async (input, init) => {
      const request = new Request(input as Request, init);
      sent.push({ request, body: new Uint8Array(await request.arrayBuffer()) });
      return request.url.endsWith("/token")
        ? Response.json({ access_token: "t", token_type: "Bearer", expires_in: 300, scope: "PIS,IDEAL" })
        : respond();
    },
  });
  return { client, sent, signed };
}

/** The parameters of a signature header, read without our own parser. */
function parametersOf(header: string | null): Record<string, string> {
  return Object.fromEntries(
    Array.from((header ?? "").matchAll(/(\w+)="([^"]*)"/g), ([, name, value]) => [name, value]),
  );
}

function isOurs(base: string, signature = ""): boolean {
  return verify("sha256", Buffer.from(base), createPublicKey(us.publicKey), Buffer.from(signature, "base64"));
}

describe("tokens", () => {
  it("of version 1 are asked for with a signature over app, client, id and date", async () => {
    const { client, sent } = await connect(undefined, undefined, "5");
    await client.getToken();
    const { request, body } = sent[0] as Sent;
    expect(new URL(request.url).pathname).toBe("/xs2a/routingservice/services/authorize/token");
    expect(Buffer.from(body).toString()).toBe("grant_type=client_credentials");
    expect(request.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    const authorization = request.headers.get("authorization");
    expect(authorization).toMatch(/^Signature /);
    const { keyId, algorithm, headers, signature } = parametersOf(authorization);
    expect({ keyId, algorithm, headers }).toEqual({
      keyId: thumbprint(us.certificate, "SHA-1"),
      algorithm: "SHA256withRSA",
      headers: "app client id date",
    });
    expect(["app", "client", "id", "date"].map((name) => request.headers.get(name))).toEqual([
      "IDEAL",
      "Worldline",
      "000081:5",
      "2026-03-01T12:00:00.250Z",
    ]);
    expect(
      isOurs("app: IDEAL\nclient: Worldline\nid: 000081:5\ndate: 2026-03-01T12:00:00.250Z", signature),
    ).toBe(true);
  });

  const v2 = { version: 2, realm: "merchant-clients", tenant: "Worldline", scope: ["AIS", "PIS"] } as const;

  it("of version 2 are asked for with a secret", async () => {
    const { client, sent } = await connect(undefined, {
      ...v2,
      authentication: { method: "secret", clientSecret: "s&" },
    });
    expect((await client.getToken()).scope).toEqual(["PIS", "IDEAL"]);
    const { request, body } = sent[0] as Sent;
    expect(new URL(request.url).pathname).toBe("/auth/realms/merchant-clients/protocol/openid-connect/token");
    expect(Object.fromEntries(new URLSearchParams(Buffer.from(body).toString()))).toEqual({
      grant_type: "client_credentials",
      client_id: "Worldline-000081",
      client_secret: "s&",
      scope: "AIS PIS",
    });
  });

  it.each(["headers", "body"] as const)(
    "of version 2 are asked for with a certificate, in the %s",
    async (sentAs) => {
      const { client, sent } = await connect(undefined, {
        ...v2,
        authentication: { method: "certificate", sentAs },
      });
      await client.getToken();
      const { request, body } = sent[0] as Sent;
      const form = new URLSearchParams(Buffer.from(body).toString());
      const field = (name: string) => (sentAs === "headers" ? request.headers.get(name) : form.get(name));
      const carried = field(sentAs === "headers" ? "authorization" : "signature");
      const { headers, signature } = parametersOf(carried);
      expect([carried?.startsWith("Signature "), headers, form.get("grant_type"), form.get("scope")]).toEqual(
        [true, "client_id date", "client_credentials", "AIS PIS"],
      );
      expect(isOurs(`client_id: ${field("client_id")}\ndate: ${field("date")}`, signature)).toBe(true);
    },
  );
});

describe("requests", () => {
  it("are signed over digest, id, time and target, in the order of the documentation", async () => {
    const { client, sent, signed } = await connect();
    const url = new URL("https://us.example/v3");
    await client.payments.create(payment, { notificationUrl: url, returnUrl: url });
    const { request, body } = sent[1] as Sent;
    const { headers, signature } = parametersOf(request.headers.get("signature"));
    const digest = `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
    const base = `digest: ${digest}\nx-request-id: request-1\nmessagecreatedatetime: 2026-03-01T12:00:00.250Z\n(request-target): post /xs2a/routingservice/services/ob/pis/v3/payments`;
    expect(headers).toBe("digest x-request-id messagecreatedatetime (request-target)");
    expect(isOurs(base, signature)).toBe(true);
    expect(signed.at(-1)).toBe(base);
    expect(JSON.parse(Buffer.from(body).toString())).toEqual(payment);
    expect(request.headers.get("digest")).toBe(digest);
    expect(request.headers.get("authorization")).toBe("Bearer t");
    expect(request.headers.get("initiatingpartynotificationurl")).toBe(url.href);
  });

  it("without a body are signed over the digest of nothing", async () => {
    const { client, sent, signed } = await connect();
    await client.payments.status("a/b");
    expect(sent[1]?.request.url).toBe(
      "https://worldline.example/xs2a/routingservice/services/ob/pis/v3/payments/a%2Fb/status",
    );
    expect(signed.at(-1)).toContain("digest: SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    expect(signed.at(-1)).toMatch(/\(request-target\): get \S+\/payments\/a%2Fb\/status$/);
    expect(sent[1]?.request.headers.get("content-type")).toBeNull();
  });
});

describe("answers", () => {
  it("are believed where Digest and Signature are the service's", async () => {
    const { client } = await connect(() => answer(created, 201));
    expect(await client.payments.create(payment)).toEqual({
      status: 201,
      data: created,
      requestId: "request-1",
      correlationId: "service-1",
    });
  });

  it.each<[string, () => Response, string]>([
    ["unsigned", () => Response.json(created), "ERR_WORLDLINE_UNSIGNED"],
    [
      "altered",
      () => answer(created, 200, { body: JSON.stringify({ ...created, x: 1 }) }),
      "ERR_DIGEST_MISMATCH",
    ],
    [
      "re-dated",
      () => answer(created, 200, { headers: { MessageCreateDateTime: "2024-02-07T07:21:56.250Z" } }),
      "ERR_SIGNATURE_INVALID",
    ],
    [
      "signed by a stranger",
      () =>
        answer(created, 200, {
          headers: {
            Signature: 'keyId="00",signature="AA==",headers="digest x-request-id messagecreatedatetime"',
          },
        }),
      "ERR_SIGNATURE_KEY_UNKNOWN",
    ],
    [
      "signed over too little",
      () =>
        answer(created, 200, {
          headers: {
            Signature: `keyId="${thumbprint(service.certificate, "SHA-1")}",signature="AA==",headers="x-request-id"`,
          },
        }),
      "ERR_SIGNATURE_HEADER_NOT_COVERED",
    ],
  ])("are refused where they are %s", async (_name, respond, code) => {
    const { client } = await connect(respond);
    await expect(client.payments.status("1")).rejects.toMatchObject({ code });
  });

  it("that say that the token has ended are asked for once more with another token", async () => {
    const expired = { Code: "017", Message: "access token expired" };
    const { client, sent } = await connect(() => answer(expired, 403));
    await expect(client.payments.status("1")).rejects.toMatchObject({ worldlineCode: "017" });
    // The token that comes back is the same one: asking with it again would be of no use.
    const paths = sent.map(({ request }) => new URL(request.url).pathname.split("/").at(-1));
    expect(paths).toEqual(["token", "status", "token"]);
  });

  it("that refuse say why, and whether they were signed", async () => {
    const refusal = { Code: "154", Message: "invalid digest", Details: "of the body" };
    const signed = await connect(() => answer(refusal, 401));
    await expect(signed.client.payments.status("1")).rejects.toMatchObject({
      name: "WorldlineApiError",
      status: 401,
      worldlineCode: "154",
      detail: "invalid digest: of the body",
      verified: true,
      requestId: "request-1",
      correlationId: "service-1",
    });
    const unsigned = await connect(() =>
      Response.json({ code: "012", message: "bad gateway" }, { status: 502 }),
    );
    await expect(unsigned.client.payments.status("1")).rejects.toMatchObject({
      worldlineCode: "012",
      verified: false,
      isRetryable: true,
    });
    const page = await connect(() => new Response("<html>Error 502", { status: 502 }));
    await expect(page.client.payments.status("1")).rejects.toMatchObject({
      code: "ERR_API_HTML",
      status: 502,
      body: "<html>Error 502",
    });
  });
});
