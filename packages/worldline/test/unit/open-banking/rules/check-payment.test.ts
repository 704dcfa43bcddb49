import { describe, expect, it } from "vitest";
import {
  checkPayment,
  type InvalidRequestError,
  type PaymentInitiationRequest,
  type PaymentSurroundings,
} from "../../../../src/index.js";
import { payment } from "../../../support/open-banking.js";

type Data = PaymentInitiationRequest["CommonPaymentData"];

function violations(given: PaymentInitiationRequest, surroundings?: PaymentSurroundings): string[] {
  try {
    checkPayment(given, surroundings);
    return [];
  } catch (error) {
    return (error as InvalidRequestError).violations.map(({ path, rule }) => `${path} ${rule}`);
  }
}

const data = (more: object): PaymentInitiationRequest => ({
  ...payment,
  CommonPaymentData: { ...payment.CommonPaymentData, ...more } as Data,
});
const amount = (more: object) => data({ Amount: { Amount: "10.00", ...more } });
const fast = (
  breakdown: object | undefined,
  ideal: object = { ExpectedCheckoutData: { BillingAddress: true } },
  more = {},
) => ({
  ...data({ Amount: { Amount: "10.00", ...(breakdown && { AmountBreakdown: breakdown }) }, ...more }),
  IDEALPayments: { FlowType: "FastCheckout" as const, ...ideal },
});
const halves = { OrderAmount: "7.55", ShippingCost: "2.45" };
const sct: PaymentInitiationRequest = { CommonPaymentData: { Amount: { Amount: "1.00" } } };

describe("a payment that keeps all rules", () => {
  it.each<[string, PaymentInitiationRequest]>([
    ["the least for iDEAL", payment],
    ["the least for PSD2", sct],
    ["fast checkout", fast(halves)],
    [
      "fast checkout whose parts have other noughts",
      fast({ OrderAmount: "9.99999", ShippingCost: "0.00001" }),
    ],
    [
      "parts whose sum a double would lose",
      fast(undefined, undefined, {
        Amount: {
          Amount: "9999999999999.99999",
          AmountBreakdown: { OrderAmount: "9999999999999.99998", ShippingCost: "0.00001" },
        },
      }),
    ],
    ["the smallest amount", amount({ Amount: "0.00001" })],
    ["fast checkout without shipping cost", fast({ OrderAmount: "10.00", ShippingCost: "0.00" })],
    ["the largest amount", amount({ Amount: "9999999999999.99999" })],
    ["35 characters, whatever their encoding", data({ RemittanceInformation: "😀".repeat(35) })],
    [
      "140 characters for PSD2",
      { CommonPaymentData: { ...sct.CommonPaymentData, RemittanceInformation: "x".repeat(140) } },
    ],
    ["QR with a period", data({ TransactionType: "QR", ExpirationPeriod: 60 })],
    ["a period of an hour", data({ ExpirationPeriod: 3600 })],
    ["several products of PSD2", { ...sct, PaymentProduct: ["PSD2-SCT", "PSD2-SCT-Inst"] }],
    ["a debtor token without PsuId", { ...payment, IDEALPayments: { UseDebtorToken: true } }],
  ])("passes: %s", (_name, given) => {
    expect(violations(given)).toEqual([]);
  });
});

describe("a payment that does not keep a rule", () => {
  it.each<[string, PaymentInitiationRequest, string]>([
    [
      "IDEAL mixed with others",
      { ...payment, PaymentProduct: ["IDEAL", "PSD2-SCT"] },
      "PaymentProduct must hold IDEAL alone",
    ],
    ["iDEAL's part without the product", { ...sct, IDEALPayments: {} }, "PaymentProduct must be IDEAL"],
    ["no body", {} as PaymentInitiationRequest, "CommonPaymentData is missing"],
    ["no amount", { CommonPaymentData: {} as Data }, "CommonPaymentData.Amount is missing"],
    ["no amount within", amount({ Amount: undefined }), "CommonPaymentData.Amount.Amount must be text"],
    ["an amount that is a number", amount({ Amount: 10 }), "CommonPaymentData.Amount.Amount must be text"],
    ["an amount without a point", amount({ Amount: "10" }), "CommonPaymentData.Amount.Amount must be text"],
    ["a negative amount", amount({ Amount: "-1.00" }), "CommonPaymentData.Amount.Amount must be text"],
    [
      "an amount with a line break",
      amount({ Amount: "1.00\n" }),
      "CommonPaymentData.Amount.Amount must be text",
    ],
    [
      "an amount of nothing",
      amount({ Amount: "0.00" }),
      "CommonPaymentData.Amount.Amount must be above zero",
    ],
    ["nothing with more noughts", amount({ Amount: "000.00000" }), "must be above zero"],
    ["a bad bound", amount({ MaximumAmount: "1,00" }), "CommonPaymentData.Amount.MaximumAmount must be text"],
    [
      "another currency",
      amount({ Currency: "USD" }),
      "CommonPaymentData.Amount.Currency must be EUR for iDEAL",
    ],
    [
      "no description",
      data({ RemittanceInformation: undefined }),
      "CommonPaymentData.RemittanceInformation is mandatory for iDEAL",
    ],
    [
      "36 characters",
      data({ RemittanceInformation: "x".repeat(36) }),
      "must be at most 35 characters for iDEAL",
    ],
    ["no characters", data({ RemittanceInformation: "" }), "must be 1 to 140 characters"],
    [
      "no reference",
      data({ RemittanceInformationStructured: undefined }),
      "Reference is mandatory for iDEAL",
    ],
    [
      "a reference with a dash",
      data({ RemittanceInformationStructured: { Reference: "a-1" } }),
      "must be 1 to 35 letters and digits",
    ],
    [
      "a reference of 36",
      data({ RemittanceInformationStructured: { Reference: "1".repeat(36) } }),
      "must be 1 to 35 letters",
    ],
    [
      "a reference of ours of 37",
      data({ InitiatingPartyReferenceId: "x".repeat(37) }),
      "must be 1 to 36 characters",
    ],
    ["an end-to-end id of 36", data({ EndToEndId: "x".repeat(36) }), "must be 1 to 35 characters"],
    ["59 seconds", data({ ExpirationPeriod: 59 }), "from 60 to 3600"],
    ["3601 seconds", data({ ExpirationPeriod: 3601 }), "from 60 to 3600"],
    ["half seconds", data({ ExpirationPeriod: 60.5 }), "must be a whole number of seconds"],
    [
      "QR without a period",
      data({ TransactionType: "QR" }),
      "ExpirationPeriod is mandatory for the TransactionType QR",
    ],
    ["fast checkout without parts", fast(undefined), "AmountBreakdown is mandatory for FastCheckout"],
    [
      "parts without fast checkout",
      amount({ AmountBreakdown: halves }),
      "AmountBreakdown is for FastCheckout only",
    ],
    [
      "parts that sum up otherwise",
      fast({ OrderAmount: "7.55", ShippingCost: "2.46" }),
      "AmountBreakdown must sum up",
    ],
    [
      "parts that differ by what a double loses",
      {
        ...fast(undefined),
        CommonPaymentData: {
          ...payment.CommonPaymentData,
          Amount: {
            Amount: "9999999999999.99999",
            AmountBreakdown: { OrderAmount: "9999999999999.99998", ShippingCost: "0.00002" },
          },
        },
      },
      "AmountBreakdown must sum up",
    ],
    ["half of the parts", fast({ OrderAmount: "10.00" }), "AmountBreakdown.ShippingCost must be text"],
    ["fast checkout that asks for nothing", fast(halves, {}), "must ask for at least one thing"],
    [
      "fast checkout that asks for nothing, at length",
      fast(halves, {
        ExpectedCheckoutData: { DebtorContactDetails: { Email: false }, ShippingAddress: false },
      }),
      "must ask for at least one thing",
    ],
    [
      "fast checkout with a bank",
      fast(halves, undefined, { DebtorInformation: { Agent: "ABNANL2A" } }),
      "Agent is for the standard flow only",
    ],
    [
      "a plain callback",
      { ...payment, IDEALPayments: { DebtorTokenCallbackUrl: "http://us.example/v3" } },
      "DebtorTokenCallbackUrl must begin with https:",
    ],
    [
      "a callback of no version",
      { ...payment, IDEALPayments: { DebtorTokenCallbackUrl: "https://us.example/v2" } },
      "must end in /v3",
    ],
    [
      "a callback that is none",
      { ...payment, IDEALPayments: { DebtorTokenCallbackUrl: "/v3" } },
      "must be a URL",
    ],
  ])("is refused: %s", (_name, given, expected) => {
    const found = violations(given);
    expect(found.join("; ")).toContain(expected);
    expect(found).toHaveLength(1);
  });

  it("is told all of them at once, without the values", () => {
    const given = data({
      Amount: { Amount: "secret" },
      RemittanceInformation: "y".repeat(141),
      ExpirationPeriod: 1,
    });
    expect(violations(given)).toHaveLength(4);
    expect(violations(given).join()).not.toMatch(/secret|yyy/);
  });
});

describe("what goes with a payment", () => {
  const https = (path: string) => new URL(path, "https://us.example");

  it.each<[string, PaymentSurroundings]>([
    ["a notification URL of a version", { notificationUrl: https("/a/v3"), returnUrl: https("/r") }],
    [
      "a whole one with its version",
      { notificationUrl: https("/a?b=c"), headers: { NotificationVersion: "v3" } },
    ],
    ["a return URL of an app", { returnUrl: new URL("shop://return") }],
    ["a return URL on this machine", { returnUrl: new URL("http://127.0.0.1:3000/return") }],
  ])("passes: %s", (_name, surroundings) => {
    expect(violations(payment, surroundings)).toEqual([]);
  });

  it.each<[string, PaymentSurroundings, string]>([
    [
      "plain http",
      { notificationUrl: new URL("http://us.example/v3") },
      "InitiatingPartyNotificationUrl must begin with https:",
    ],
    [
      "plain http on this machine",
      { notificationUrl: new URL("http://127.0.0.1/v3") },
      "must begin with https:",
    ],
    [
      "no version",
      { notificationUrl: https("/a") },
      "must end in /v2 or /v3, or be given with NotificationVersion",
    ],
    [
      "both versions",
      { notificationUrl: https("/v3"), headers: { NotificationVersion: "v3" } },
      "NotificationVersion must not be given",
    ],
    [
      "a version alone",
      { headers: { NotificationVersion: "v3" } },
      "NotificationVersion needs a notificationUrl",
    ],
    [
      "a password",
      { notificationUrl: new URL("https://a:b@us.example/v3") },
      "must have no user name, password or fragment",
    ],
    [
      "4001 characters",
      { returnUrl: https(`/${"x".repeat(4000)}`) },
      "InitiatingPartyReturnUrl must be 1 to 4000 characters",
    ],
    [
      "a plain return URL",
      { returnUrl: new URL("http://us.example/r") },
      "InitiatingPartyReturnUrl must not be plain http",
    ],
    [
      "a host that looks local",
      { returnUrl: new URL("http://localhost.example/r") },
      "must not be plain http",
    ],
    ["an empty header", { headers: { DeviceId: "" } }, "DeviceId must be 1 to 500 characters"],
    [
      "36 characters of an address",
      { headers: { PsuIpAddress: "1".repeat(36) } },
      "PsuIpAddress must be 1 to 35 characters",
    ],
    ["a header of two lines", { headers: { Locale: "nl\r\nX: y" } }, "Locale must be ASCII"],
  ])("is refused: %s", (_name, surroundings, expected) => {
    const found = violations(payment, surroundings);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it("tells the payer's browser where a token is used", () => {
    const ideal = (IDEALPayments: object) => ({ ...payment, IDEALPayments });
    for (const given of [ideal({ UseDebtorToken: true }), ideal({}), payment]) {
      expect(violations(given, { headers: { PsuId: "p" } })).toEqual([
        "HttpHeaderUserAgent is mandatory for iDEAL with PsuId, unless UseDebtorToken is false",
      ]);
      expect(violations(given, { headers: { PsuId: "p", HttpHeaderUserAgent: "Mozilla/5.0" } })).toEqual([]);
    }
    expect(violations(ideal({ UseDebtorToken: false }), { headers: { PsuId: "p" } })).toEqual([]);
    expect(violations(sct, { headers: { PsuId: "p" } })).toEqual([]);
  });
});
