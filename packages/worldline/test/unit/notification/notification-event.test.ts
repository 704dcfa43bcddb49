import { describe, expect, it } from "vitest";
import { NotificationError, parseNotification } from "../../../src/index.js";
import { exampleNotification } from "../../../src/testing/index.js";

const parse = (value: unknown) => parseNotification(Buffer.from(JSON.stringify(value)));

describe("parseNotification", () => {
  it.each(["status", "debtorToken"] as const)("reads a notification of the type %s", (type) => {
    expect(parse(exampleNotification(type))).toEqual({ type, payload: exampleNotification(type) });
  });

  it("reads a status that is not known yet as a status", () => {
    const payment = { CommonPaymentData: { PaymentId: "1", PaymentStatus: "Teleported" } };
    expect(parse(payment)).toEqual({ type: "status", payload: payment });
  });

  it("keeps the digits of a rate", () => {
    const rate = '{"AmountRelatedDetails":{"ExchangeRateInformation":{"ExchangeRate":0.70}}}';
    const body = `{"CommonPaymentData":{"PaymentId":"1","PaymentStatus":"Open",${rate.slice(1, -1)}}}`;
    expect(parseNotification(Buffer.from(body))).toMatchObject({
      payload: {
        CommonPaymentData: { AmountRelatedDetails: { ExchangeRateInformation: { ExchangeRate: "0.70" } } },
      },
    });
  });

  it("reads a debtor token without the members that may be absent", () => {
    expect(parse({ DebtorToken: "t" })).toEqual({ type: "debtorToken", payload: { DebtorToken: "t" } });
  });

  it.each([
    ["nothing", {}],
    ["a consent", { ConsentId: "c", ConsentStatus: "Open" }],
    ["a payment without its id", { CommonPaymentData: { PaymentStatus: "Open" } }],
    ["a payment without its status", { CommonPaymentData: { PaymentId: "1" } }],
    ["a payment whose id is a number", { CommonPaymentData: { PaymentId: 1, PaymentStatus: "Open" } }],
    ["a payment whose id is empty", { CommonPaymentData: { PaymentId: "", PaymentStatus: "Open" } }],
    ["an empty debtor token", { DebtorToken: "" }],
  ])("calls %s unknown", (_name, payload) => {
    expect(parse(payload)).toEqual({ type: "unknown", payload });
  });

  it.each([
    ["no JSON", Buffer.from("{")],
    ["a list", Buffer.from("[]")],
    ["null", Buffer.from("null")],
    ["no UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    ["nothing at all", Buffer.alloc(0)],
  ])("refuses %s, and quotes nothing of it", (_name, body) => {
    let error: unknown;
    try {
      parseNotification(body);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(NotificationError);
    expect(error).toMatchObject({
      code: "ERR_NOTIFICATION_MALFORMED",
      message: "The notification's body is no JSON object in UTF-8.",
    });
    // The parser's own error has the beginning of the body in it.
    expect((error as Error).cause).toBeUndefined();
  });
});
