import { describe, expect, expectTypeOf, it } from "vitest";
import { type ClearBankEvent, type Decimal, type EventOf, parseEvent } from "../../../src/index.js";
import { exampleWebhook } from "../../../src/testing/index.js";

function parse(type: string, version: unknown, payload: unknown = {}): ClearBankEvent {
  const body = { Type: type, Version: version, Payload: payload, Nonce: 1 };
  return parseEvent(new TextEncoder().encode(JSON.stringify(body)));
}

describe("the name of a type", () => {
  it.each([
    ["TransactionSettled", 6, "TransactionSettled"],
    ["BacsMandateInitiated", 2, "BacsMandateInitiated"],
    ["BacsMandateInitiatedV2", 2, "BacsMandateInitiated"],
    ["BacsDirectDebitIndemnityClaimReceivedEventV3", 3, "BacsDirectDebitIndemnityClaimReceived"],
    ["PaymentMessageAssesmentFailed", 1, "PaymentMessageAssesmentFailed"],
    ["PaymentMessageAssessmentFailed", 1, "PaymentMessageAssesmentFailed"],
    ["OuboundHeldTransaction", 1, "OutboundHeldTransaction"],
    ["Target2.PaymentReturn.Inbound.Completed", 1, "Target2.PaymentReturn.Inbound.Completed"],
  ])("%s version %i is %s", (type, version, name) => {
    expect(parse(type, version)).toEqual({ isKnown: true, type: name, version, payload: {} });
  });

  it.each([
    ["a type that is not known", "Payments.OnTheMoon", 1],
    ["one that ends in a version", "Payments.OnTheMoonV2", 2],
    ["a version that is not known", "TransactionSettled", 7],
    ["a version before the first", "TransactionSettled", 0],
    ["another case", "transactionSettled", 6],
    ["what every object has", "constructor", 1],
    ["what every object inherits", "__proto__", 1],
  ])("of %s is left as it is, and the event not known", (_name, type, version) => {
    const payload = { Amount: "1" };
    expect(parse(type, version, payload)).toEqual({ isKnown: false, type, version, payload });
  });
});

it.each([null, "text", 5, ["a"]])(
  "whose payload is %j is not known, since its type says otherwise",
  (payload) => {
    expect(parse("TransactionSettled", 6, payload)).toMatchObject({ isKnown: false, payload });
  },
);

it.each(["Test", { FieldName: "test" }, null])(
  "of the type FITestEvent may have any payload: %j",
  (payload) => {
    expect(parse("FITestEvent", 1, payload)).toEqual({
      isKnown: true,
      type: "FITestEvent",
      version: 1,
      payload,
    });
  },
);

it("keeps the digits of amounts", () => {
  const body =
    '{"Type":"TransactionSettled","Version":6,"Payload":{"Amount":2000000.00,"Account":{"Balance":0.10}}}';
  expect(parseEvent(new TextEncoder().encode(body)).payload).toEqual({
    Amount: "2000000.00",
    Account: { Balance: "0.10" },
  });
});

it.each([
  "",
  "{",
  "[]",
  "1",
  '"text"',
  '{"Version":1}',
  '{"Type":1,"Version":1}',
  '{"Type":"a","Version":"1"}',
])("is refused where the body is %s", (body) => {
  expect(() => parseEvent(new TextEncoder().encode(body))).toThrow(
    expect.objectContaining({ name: "WebhookError", code: "ERR_WEBHOOK_MALFORMED" }),
  );
});

it("has a payload of the type that its name and version stand for", () => {
  const event = parse("TransactionSettled", 6, exampleWebhook("TransactionSettled").payload);
  if (event.isKnown && event.type === "TransactionSettled") {
    expectTypeOf(event.version).toEqualTypeOf<6>();
    expectTypeOf(event.payload.Amount).toEqualTypeOf<Decimal>();
    expectTypeOf(event.payload.Account.Balance).toEqualTypeOf<Decimal | null | undefined>();
    expectTypeOf(event.payload.SupplementaryData).toEqualTypeOf<
      readonly { readonly Name: string; readonly Value: string }[] | null | undefined
    >();
    expectTypeOf(event.payload.IsReturn).toEqualTypeOf<boolean>();
  }
  if (event.isKnown && event.type === "VirtualAccountCreated") {
    expectTypeOf(event.version).toEqualTypeOf<2 | 3>();
    if (event.version === 3) expectTypeOf(event.payload.AccountIdentifier.Iban).toEqualTypeOf<string>();
    else expectTypeOf(event.payload.VirtualAccountIdentifiers.IBAN).toEqualTypeOf<string>();
  }
  if (!event.isKnown) expectTypeOf(event.payload).toBeUnknown();
  expectTypeOf<EventOf<"FITestEvent">["payload"]>().toBeUnknown();
  expectTypeOf<
    EventOf<"Sepa.Ct.InboundPayment.Completed">["payload"]["Debtor"]["Name"]
  >().toEqualTypeOf<string>();
  expect(event.isKnown).toBe(true);
});
