import { createPublicKey, sign, verify } from "node:crypto";
import { generateKeyPair, importSigner, importVerifier } from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type ClearBankWebhook, createWebhookHandler } from "../../../src/index.js";

let bank: { privateKey: string; publicKey: string };
let ours: { privateKey: string; publicKey: string };

beforeAll(async () => {
  [bank, ours] = await Promise.all([generateKeyPair(), generateKeyPair()]);
});

const body = '{"Type":"TransactionSettled","Version":6,"Payload":{"Amount":13.0},"Nonce":9007199254740993}';

function deliver(text: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Request {
  const bytes = Buffer.from(text as string);
  const digitalsignature = sign("sha256", bytes, bank.privateKey).toString("base64");
  return new Request("https://us.example/webhook", {
    method: "POST",
    body: bytes,
    headers: { digitalsignature, "x-request-id": "r-1", "x-delivery-attempt": "2", ...headers },
  });
}

async function listen(accept: (webhook: ClearBankWebhook) => void | Promise<void> = () => {}) {
  const refused: unknown[] = [];
  const handle = createWebhookHandler({
    verifier: await importVerifier(bank.publicKey),
    signer: await importSigner(ours.privateKey),
    accept,
    onRefused: (error) => refused.push(error),
    maxBodyBytes: 1000,
  });
  return { handle, refused };
}

describe("a webhook of ClearBank's", () => {
  it("is kept, then acknowledged with the signed digits of its nonce", async () => {
    const kept: ClearBankWebhook[] = [];
    const { handle } = await listen((webhook) => void kept.push(webhook));
    const response = await handle(deliver(body));
    const answer = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(200);
    expect(answer.toString()).toBe('{"Nonce":9007199254740993}');
    const signature = Buffer.from(response.headers.get("digitalsignature") ?? "", "base64");
    expect(verify("sha256", answer, createPublicKey(ours.publicKey), signature)).toBe(true);
    expect(kept).toMatchObject([
      {
        type: "TransactionSettled",
        version: 6,
        payload: { Amount: 13 },
        requestId: "r-1",
        deliveryAttempt: 2,
      },
    ]);
    expect(Buffer.from(kept[0]?.rawBody ?? []).toString()).toBe(body);
  });

  it("is not acknowledged where it could not be kept", async () => {
    const full = new Error("disk full");
    const { handle, refused } = await listen(() => Promise.reject(full));
    const response = await handle(deliver(body));
    expect([response.status, await response.text(), refused]).toEqual([500, "", [full]]);
  });
});

describe("anything else", () => {
  it.each<[string, () => Request, number, string]>([
    [
      "an unsigned one",
      () => new Request("https://us.example", { method: "POST", body }),
      401,
      "ERR_SIGNATURE_MISSING",
    ],
    [
      "one whose signature is no base64",
      () => deliver(body, { digitalsignature: "a-b_" }),
      401,
      "ERR_SIGNATURE_MALFORMED",
    ],
    [
      "one that was parsed and serialised again on its way",
      () => new Request(deliver(body), { body: JSON.stringify(JSON.parse(body)) }),
      401,
      "ERR_SIGNATURE_INVALID",
    ],
    [
      "one signed by somebody else",
      () =>
        deliver(body, {
          digitalsignature: sign("sha256", Buffer.from(body), ours.privateKey).toString("base64"),
        }),
      401,
      "ERR_SIGNATURE_INVALID",
    ],
    ["one that is no JSON", () => deliver("hello"), 400, "ERR_WEBHOOK_MALFORMED"],
    [
      "one without a nonce",
      () => deliver('{"Type":"x","Version":1,"Payload":{"Nonce":1}}'),
      400,
      "ERR_WEBHOOK_MALFORMED",
    ],
    ["one that is null", () => deliver("null"), 400, "ERR_WEBHOOK_MALFORMED"],
    ["one that is too long", () => deliver("x".repeat(1001)), 413, "ERR_REQUEST_TOO_LARGE"],
  ])("is refused without a word, and reported: %s", async (_name, request, status, code) => {
    const accepted: ClearBankWebhook[] = [];
    const { handle, refused } = await listen((webhook) => void accepted.push(webhook));
    const response = await handle(request());
    expect([response.status, await response.text(), accepted]).toEqual([status, "", []]);
    expect(refused).toMatchObject([{ code }]);
  });

  it("is told which method to use", async () => {
    const response = await (await listen()).handle(new Request("https://us.example"));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
