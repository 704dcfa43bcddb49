import { sign } from "node:crypto";
import { generateKeyPair, importVerifier, SignatureError, type Verifier } from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import { verifyWebhook } from "../../../src/index.js";

let bank: { privateKey: string; publicKey: string };
let verifier: Verifier;
let other: Verifier;

beforeAll(async () => {
  const [pair, otherPair] = await Promise.all([generateKeyPair(), generateKeyPair()]);
  bank = pair;
  [verifier, other] = await Promise.all([
    importVerifier(pair.publicKey),
    importVerifier(otherPair.publicKey),
  ]);
});

const body = Buffer.from(
  '{"Type":"TransactionSettled","Version":6,"Payload":{"Amount":13.0,"TimestampSettled":"2026-03-01T12:00:56.7366698Z"},"Nonce":9007199254740993}',
);

function signed(bytes: Uint8Array = body, headers: Record<string, string> = {}): Headers {
  return new Headers({
    digitalsignature: sign("sha256", bytes, bank.privateKey).toString("base64"),
    ...headers,
  });
}

describe("a webhook with the right signature", () => {
  it("is read without losing a digit, with what its headers say", async () => {
    const headers = signed(body, {
      "x-request-id": "f0309d95-4f68-4ecd-9c8d-b2d08d9fedd8",
      "x-delivery-attempt": "2",
      "x-retry-reason": "Non-repudiation",
    });
    expect(await verifyWebhook(body, headers, verifier)).toEqual({
      isKnown: true,
      type: "TransactionSettled",
      version: 6,
      payload: { Amount: "13.0", TimestampSettled: "2026-03-01T12:00:56.7366698Z" },
      nonce: "9007199254740993",
      rawBody: body,
      digitalSignature: headers.get("digitalsignature"),
      requestId: "f0309d95-4f68-4ecd-9c8d-b2d08d9fedd8",
      deliveryAttempt: 2,
      retryReason: "Non-repudiation",
    });
  });

  it("has the delivery attempt that it says, of a day's worth", async () => {
    const headers = signed(body, { "x-delivery-attempt": "96" });
    expect((await verifyWebhook(body, headers, verifier)).deliveryAttempt).toBe(96);
  });

  it.each(["0", "-1", "1.5", "two", "1, 2", ""])(
    "has no delivery attempt where it says %j",
    async (attempt) => {
      const headers = signed(body, { "x-delivery-attempt": attempt });
      expect((await verifyWebhook(body, headers, verifier)).deliveryAttempt).toBeUndefined();
    },
  );

  it("may be of any of several keys", async () => {
    for (const verifiers of [
      [other, verifier],
      [verifier, other],
    ]) {
      expect(await verifyWebhook(body, signed(), verifiers)).toMatchObject({ type: "TransactionSettled" });
    }
  });
});

describe("anything else is refused", () => {
  it.each<[string, Headers | (() => Headers), string, string]>([
    ["without a signature", new Headers(), "ERR_SIGNATURE_MISSING", "no DigitalSignature header"],
    [
      "with a signature in another base64",
      new Headers({ digitalsignature: "a-b_" }),
      "ERR_SIGNATURE_MALFORMED",
      "not standard base64",
    ],
    [
      "with two signatures, of which one is right",
      () => {
        const headers = signed();
        headers.append("digitalsignature", headers.get("digitalsignature") ?? "");
        return headers;
      },
      "ERR_SIGNATURE_MALFORMED",
      "not standard base64",
    ],
    ["with the signature of another body", () => signed(Buffer.from("x")), "ERR_SIGNATURE_INVALID", ""],
  ])("%s", async (_name, headers, code, message) => {
    const given = typeof headers === "function" ? headers() : headers;
    const refused = expect(verifyWebhook(body, given, verifier)).rejects;
    await refused.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it("with a signature of none of several keys", async () => {
    const refused = expect(verifyWebhook(body, signed(), [other, other])).rejects;
    await refused.toMatchObject({ code: "ERR_SIGNATURE_INVALID" });
  });

  it("where there is no key to verify with", async () => {
    await expect(verifyWebhook(body, signed(), [])).rejects.toThrow(
      new TypeError("verifyWebhook needs at least one verifier: ClearBank's public key."),
    );
  });

  it("where a verifier fails for another reason, whatever the next one says", async () => {
    const lost = new Error("the HSM is gone");
    const broken: Verifier = { ...verifier, verify: () => Promise.reject(lost) };
    await expect(verifyWebhook(body, signed(), [broken, verifier])).rejects.toBe(lost);
  });

  it("where a verifier refuses the signature for another reason than that it is another key's", async () => {
    const unfit = new SignatureError("ERR_SIGNATURE_MALFORMED", "too long");
    const first: Verifier = { ...verifier, verify: () => Promise.reject(unfit) };
    await expect(verifyWebhook(body, signed(), [first, verifier])).rejects.toBe(unfit);
  });

  it("where there is no nonce, which it says", async () => {
    const bytes = Buffer.from('{"Type":"a","Version":1,"Payload":{}}');
    await expect(verifyWebhook(bytes, signed(bytes), verifier)).rejects.toThrow(
      "The webhook's body lacks a Nonce that is one whole number.",
    );
  });

  it.each([
    ["that was parsed and written again on its way", JSON.stringify(JSON.parse(body.toString()))],
    ["with a line feed at its end", `${body}\n`],
    ["with a byte order mark", `\uFEFF${body}`],
  ])("%s", async (_name, text) => {
    const refused = expect(verifyWebhook(Buffer.from(text), signed(), verifier)).rejects;
    await refused.toMatchObject({ code: "ERR_SIGNATURE_INVALID" });
  });

  it.each([
    ["that is no JSON", "hello"],
    ["that is empty", ""],
    ["that is no UTF-8", Buffer.from('{"Type":"a\xff","Version":1,"Nonce":1}', "latin1")],
    ["that is a list", '[{"Type":"a","Version":1,"Nonce":1}]'],
    ["that is null", "null"],
    ["without a type", '{"Version":1,"Payload":{},"Nonce":1}'],
    ["with an empty type", '{"Type":"","Version":1,"Payload":{},"Nonce":1}'],
    ["with a version that is text", '{"Type":"a","Version":"1","Payload":{},"Nonce":1}'],
    ["with half a version", '{"Type":"a","Version":1.5,"Payload":{},"Nonce":1}'],
    ["without a nonce", '{"Type":"a","Version":1,"Payload":{"Nonce":1}}'],
    ["with two nonces", '{"Type":"a","Version":1,"Payload":{},"Nonce":1,"\\u004eonce":1}'],
    [
      "with a member that says two things",
      '{"Type":"a","Version":1,"Payload":{"Amount":1,"Amount":2},"Nonce":1}',
    ],
  ])("rightly signed, and %s", async (_name, text) => {
    const bytes = Buffer.from(text as string);
    const refused = expect(verifyWebhook(bytes, signed(bytes), verifier)).rejects;
    await refused.toMatchObject({
      code: "ERR_WEBHOOK_MALFORMED",
      message: expect.not.stringContaining("Amount"),
    });
  });
});
