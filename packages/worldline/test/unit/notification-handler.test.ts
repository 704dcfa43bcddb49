import { createHash, sign } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import {
  createSelfSignedCertificate,
  generateKeyPair,
  importSigner,
  thumbprint,
  thumbprintResolver,
} from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import { createNotificationHandler, type StatusNotification, verifyServiceMessage } from "../../src/index.js";

const now = new Date("2026-03-01T12:00:00Z");
let privateKey: string;
let certificate: string;

beforeAll(async () => {
  ({ privateKey } = await generateKeyPair());
  certificate = await createSelfSignedCertificate({
    signer: await importSigner(privateKey),
    subject: "CN=service",
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2028-01-01T00:00:00Z"),
  });
});

const body =
  '{"PaymentProductUsed":"IDEAL","CommonPaymentData":{"PaymentStatus":"Expired","PaymentId":"141110"}}';
const time = "2026-03-01T13:00:00.111+01:00";

function notify(text = body, headers: Record<string, string> = {}, sent: string = text): Request {
  const digest = `SHA-256=${createHash("sha256").update(text).digest("base64")}`;
  const base = `messagecreatedatetime: ${time}\nx-request-id: n-1\ndigest: ${digest}`;
  const signature = sign("sha256", Buffer.from(base), privateKey).toString("base64");
  return new Request("https://us.example/v3/notification/status", {
    method: "POST",
    body: sent,
    headers: {
      authorization: "Bearer right",
      "x-request-id": "n-1",
      messagecreatedatetime: time,
      digest,
      signature: `keyId="${thumbprint(certificate, "SHA-1")}",algorithm="rsa-sha256",headers="messagecreatedatetime x-request-id digest",signature="${signature}"`,
      ...headers,
    },
  });
}

async function listen(accept: (notification: StatusNotification) => void | Promise<void> = () => {}) {
  const refused: unknown[] = [];
  const handle = await createNotificationHandler({
    bearerTokens: ["left", "right"],
    serviceCertificates: [certificate],
    accept,
    onRefused: (error) => refused.push(error),
    maxBodyBytes: 1000,
    now: () => now,
  });
  return { handle, refused };
}

it("keeps a notification of the service's and answers 204", async () => {
  const kept: StatusNotification[] = [];
  const { handle } = await listen((notification) => void kept.push(notification));
  const response = await handle(notify());
  expect([response.status, await response.text()]).toEqual([204, ""]);
  expect(kept).toMatchObject([{ payment: JSON.parse(body), requestId: "n-1", messageCreateDateTime: time }]);
});

it("answers 500 where it could not be kept", async () => {
  const { handle, refused } = await listen(() => Promise.reject(new Error("disk full")));
  expect((await handle(notify())).status).toBe(500);
  expect(refused).toHaveLength(1);
});

it.each<[string, () => Request, number, string]>([
  ["no bearer token", () => notify(body, { authorization: "" }), 401, "ERR_BEARER_TOKEN_MISSING"],
  [
    "a wrong bearer token",
    () => notify(body, { authorization: "Bearer wrong" }),
    401,
    "ERR_BEARER_TOKEN_WRONG",
  ],
  ["no signature", () => notify(body, { signature: "" }), 401, "ERR_SIGNATURE_MISSING"],
  [
    "another body",
    () => notify(body, {}, body.replace("Expired", "SettlementCompleted")),
    401,
    "ERR_DIGEST_MISMATCH",
  ],
  ["another id", () => notify(body, { "x-request-id": "n-2" }), 401, "ERR_SIGNATURE_INVALID"],
  ["a body that is no payment", () => notify("{}"), 400, "ERR_WORLDLINE_MALFORMED"],
  ["a body that is no JSON", () => notify("hello"), 400, "ERR_WORLDLINE_MALFORMED"],
  ["a body that is too long", () => notify("x".repeat(1001)), 413, "ERR_REQUEST_TOO_LARGE"],
])("refuses %s without a word, and reports it", async (_name, request, status, code) => {
  const accepted: StatusNotification[] = [];
  const { handle, refused } = await listen((notification) => void accepted.push(notification));
  const response = await handle(request());
  expect([response.status, await response.text(), accepted]).toEqual([status, "", []]);
  expect(refused).toMatchObject([{ code }]);
});

it("says which method to use", async () => {
  expect((await (await listen()).handle(new Request("https://us.example"))).status).toBe(405);
});

interface Vector {
  readonly name: string;
  readonly kind: "request" | "response" | "notification";
  readonly signedFields: [string, string][];
  readonly headersParamAsPrinted: string;
  readonly keyIdAsPrinted: string;
  readonly algorithmAsPrinted: string;
  readonly signatureBase64: string;
  readonly body: string | null;
  readonly bodyMatchesDigest: boolean | null;
}

const file = new URL("../../../../../shared/vectors/worldline-signatures.json", import.meta.url);
const isThere = existsSync(file);

describe.skipIf(!isThere)(
  "messages of the real service (need the folder shared/vectors beside the project)",
  () => {
    const { vectors, certificates } = (
      isThere ? JSON.parse(readFileSync(file, "utf8")) : { vectors: [], certificates: {} }
    ) as { readonly vectors: readonly Vector[]; readonly certificates: Record<string, string> };

    /** The message as it was received: what is printed of it and, where none is printed, an empty body. */
    async function receive({ body, signedFields, ...printed }: Vector, altered = body ?? "") {
      const headers = new Headers(signedFields);
      headers.set(
        "signature",
        `keyId="${printed.keyIdAsPrinted}",algorithm="${printed.algorithmAsPrinted}",headers="${printed.headersParamAsPrinted}",signature="${printed.signatureBase64}"`,
      );
      const resolveKey = await thumbprintResolver(Object.values(certificates));
      return await verifyServiceMessage(headers, Buffer.from(altered), resolveKey, now);
    }

    const fromService = vectors.filter(({ kind }) => kind !== "request");
    const whole = fromService.filter(({ bodyMatchesDigest }) => bodyMatchesDigest);

    it("are there, some with their bodies", () => expect([fromService.length, whole.length]).toEqual([4, 2]));

    it.each(whole.map((each) => [each.name, each] as const))("are verified: %s", async (_name, vector) => {
      await expect(receive(vector)).resolves.toMatchObject({ usedFallback: false });
      await expect(receive(vector, `${vector.body}\n`)).rejects.toMatchObject({
        code: "ERR_DIGEST_MISMATCH",
      });
    });

    const bodiless = fromService.filter(({ body }) => body === null);
    it.each(bodiless.map((each) => [each.name, each] as const))(
      "without the body that was signed get as far as the digest: %s",
      async (_name, vector) => {
        await expect(receive(vector)).rejects.toMatchObject({ code: "ERR_DIGEST_MISMATCH" });
      },
    );
  },
);
