import {
  generateKeyPair,
  importSigner,
  importVerifier,
  type Signer,
  type Verifier,
} from "@countersign/crypto-core";
import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { beforeAll, describe, expect, expectTypeOf, it, onTestFinished } from "vitest";
import {
  createClearBankWebhookHandler,
  type Decimal,
  verifyWebhook,
  type WebhookType,
} from "../../../src/index.js";
import {
  checkAcknowledgement,
  exampleWebhook,
  signTestWebhook,
  webhookTypeNames,
} from "../../../src/testing/index.js";

let signer: Signer;
let verifier: Verifier;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair();
  [signer, verifier] = await Promise.all([importSigner(privateKey), importVerifier(publicKey)]);
});

describe("a test webhook", () => {
  it("has ClearBank's form", async () => {
    const { body, headers } = await signTestWebhook({
      type: "FITestEvent",
      payload: "Test",
      nonce: "1125446983",
      signer,
    });
    expect(new TextDecoder().decode(body)).toBe(
      '{"Type":"FITestEvent","Version":1,"Payload":"Test","Nonce":1125446983}',
    );
    expect(headers).toEqual({
      "content-type": "application/json",
      digitalsignature: expect.stringMatching(/^[A-Za-z0-9+/]{342}==$/),
      "x-request-id": expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
      "x-delivery-attempt": "1",
    });
  });

  it("of each type is verified, known, and acknowledged", async () => {
    const inbox = unsafeCreateMemoryInbox();
    onTestFinished(() => inbox.close());
    const handle = createClearBankWebhookHandler({ verifier, signer, inbox });
    for (const type of webhookTypeNames) {
      const { body, headers } = await signTestWebhook({ type, signer });
      const webhook = await verifyWebhook(body, new Headers(headers), verifier);
      const { version, payload } = exampleWebhook(type);
      expect(webhook).toMatchObject({ isKnown: true, type, version, payload, nonce: "8553416320" });
      const response = await handle(new Request("https://us.example", { method: "POST", body, headers }));
      await checkAcknowledgement(response, { nonce: "8553416320", verifier });
    }
    expect(await inbox.stats()).toMatchObject({ waiting: webhookTypeNames.length });
  });

  it("can be any delivery of any message", async () => {
    const { body, headers } = await signTestWebhook({
      type: "Payments.OnTheMoon",
      version: 3,
      payload: { Amount: "13.0" },
      nonce: "9007199254740993",
      requestId: "r-1",
      deliveryAttempt: 7,
      retryReason: "Payload / Response Format",
      signer,
    });
    expect(new TextDecoder().decode(body)).toContain('"Payload":{"Amount":13.0}');
    expect(await verifyWebhook(body, new Headers(headers), verifier)).toMatchObject({
      isKnown: false,
      type: "Payments.OnTheMoon",
      version: 3,
      payload: { Amount: "13.0" },
      nonce: "9007199254740993",
      requestId: "r-1",
      deliveryAttempt: 7,
      retryReason: "Payload / Response Format",
    });
  });

  it("may have another payload, or be of an older version", async () => {
    const { body } = await signTestWebhook({
      type: "VirtualAccountCreated",
      version: 2,
      payload: {},
      signer,
    });
    expect(new TextDecoder().decode(body)).toBe(
      '{"Type":"VirtualAccountCreated","Version":2,"Payload":{},"Nonce":8553416320}',
    );
  });

  it("has the same id each time, and another one for another message", async () => {
    const idOf = async (nonce: string) =>
      (await signTestWebhook({ type: "ChequePaid", nonce, signer })).headers["x-request-id"];
    expect(await idOf("1")).toBe(await idOf("1"));
    expect(await idOf("1")).not.toBe(await idOf("2"));
  });

  it.each(["", "1.5", "-1", "1e3", "01", "one"])("has no nonce such as %j", async (nonce) => {
    await expect(signTestWebhook({ type: "ChequePaid", nonce, signer })).rejects.toThrow(
      new TypeError("The nonce must be the digits of one whole number."),
    );
  });

  it("of a type that is not known needs all of it", async () => {
    await expect(signTestWebhook({ type: "Payments.OnTheMoon", version: 1, signer })).rejects.toThrow(
      new TypeError('No type of webhook is called "Payments.OnTheMoon": give its version and payload.'),
    );
  });
});

describe("an example", () => {
  it("is the same each time, of the latest version", () => {
    const example = exampleWebhook("VirtualAccountCreated");
    expect(example).toEqual(exampleWebhook("VirtualAccountCreated"));
    expect(example.version).toBe(3);
    expect(example.payload).toMatchObject({
      AccountIdentifier: { Iban: expect.stringMatching(/^GB\d\dCLRB\d{14}$/) },
    });
    expectTypeOf(exampleWebhook("TransactionSettled").payload.Amount).toEqualTypeOf<Decimal>();
  });

  it("has IBANs whose check digits are right, and which agree with their BBAN", () => {
    const pairs = webhookTypeNames.flatMap((type) => accountsOf(exampleWebhook(type).payload));
    expect(pairs.length).toBeGreaterThan(30);
    for (const { iban, bban } of pairs) {
      expect(remainderOf(iban)).toBe(1n);
      if (bban !== undefined) expect(iban.slice(4)).toBe(bban);
    }
    expect(remainderOf("GB82WEST12345698765432")).toBe(1n);
  });

  it("has an amount with a nought at its end", () => {
    expect(exampleWebhook("TransactionSettled").payload.Amount).toMatch(/^[1-9]\d*\.\d0$/);
  });

  it("is of a type that is known", () => {
    for (const type of ["ChequePayed", "constructor"]) {
      expect(() => exampleWebhook(type as WebhookType)).toThrow(
        new TypeError(`No type of webhook is called "${type}".`),
      );
    }
    expect(webhookTypeNames).toContain("FITestEvent");
    expect([...webhookTypeNames].sort()).toEqual(webhookTypeNames);
  });
});

interface Account {
  readonly iban: string;
  readonly bban: string | undefined;
}

function accountsOf(value: unknown): readonly Account[] {
  if (typeof value !== "object" || value === null) return [];
  const { IBAN, Iban = IBAN, BBAN, Bban = BBAN } = value as Readonly<Record<string, string>>;
  const own = Iban === undefined ? [] : [{ iban: Iban, bban: Bban }];
  return [...own, ...Object.values(value).flatMap(accountsOf)];
}

/** ISO 13616: the first four characters to the end, letters as numbers, modulo 97. */
function remainderOf(iban: string): bigint {
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(
    /[A-Z]/g,
    (letter) => `${letter.charCodeAt(0) - 55}`,
  );
  return BigInt(digits) % 97n;
}
