import { describe, expect, it } from "vitest";
import { webhookFacts } from "../../../src/index.js";
import { assessmentFailed, held, rejected, returned, settled, validationFailed } from "./events.js";

describe("webhookFacts", () => {
  it("reads what settled, with the amount's own digits", () => {
    expect(webhookFacts(settled("E2E-1"))).toEqual([
      {
        kind: "settled",
        endToEndIdentification: "E2E-1",
        at: "2026-03-02T10:03:00.9640001Z",
        transactionId: "d9162680-7d35-4994-8e38-fa80716899a2",
        schemeId: "FPID-E2E-1",
        amount: "17.50",
      },
    ]);
  });

  it.each([
    ["the credit side of a transfer within ClearBank", { DebitCreditCode: "Credit", Scheme: "Transfer" }],
    ["a direct debit", { Scheme: "Bacs" }],
    ["a return that we sent", { IsReturn: true }],
    ["no end-to-end id", { EndToEndTransactionId: undefined }],
    ["an empty end-to-end id", { EndToEndTransactionId: "" }],
  ])("takes %s for no payment of ours", (_, members) => {
    expect(webhookFacts(settled("E2E-1", members))).toEqual([]);
  });

  it("reads a rejection with its code and its words", () => {
    expect(webhookFacts(rejected("E2E-1", "HOPRJ"))).toEqual([
      {
        kind: "rejected",
        endToEndIdentification: "E2E-1",
        at: "2026-03-02T11:00:00Z",
        transactionId: "073dca79-13b8-4bf2-963b-148957caffe9",
        reasons: ["HOPRJ", "Held and declined"],
      },
    ]);
  });

  it.each([
    ["credit", { DebitCreditCode: "Credit" }],
    ["return", { IsReturn: true }],
  ])("takes a rejected %s for no payment of ours", (_, members) => {
    expect(webhookFacts(rejected("E2E-1", "HOPRJ", members))).toEqual([]);
  });

  it("reads what is held", () => {
    expect(webhookFacts(held("E2E-1"))).toEqual([
      { kind: "held", endToEndIdentification: "E2E-1", at: "2026-03-02T10:02:00Z" },
    ]);
    expect(webhookFacts({ type: "OutboundHeldTransaction", payload: {} })).toEqual([]);
  });

  it.each([
    ["PaymentMessageAssesmentFailed", "AssesmentFailure"],
    ["PaymentMessageAssessmentFailed", "AssessmentFailure"],
    ["PaymentMessageAssesmentFailed", "AssessmentFailure"],
  ])("reads %s with %s", (type, member) => {
    const failures = [{ EndToEndId: "E2E-1", Reasons: ["Insufficient Funds"] }];
    expect(webhookFacts({ type, payload: { MessageId: "m", [member]: failures } })).toEqual([
      { kind: "assessmentFailed", endToEndIdentification: "E2E-1", reasons: ["Insufficient Funds"] },
    ]);
  });

  it("reads each failure of a message, and one that is no list", () => {
    const two = [
      { EndToEndId: "E2E-1", Reasons: "Account closed" },
      { EndToEndId: "E2E-2", Reasons: [] },
    ];
    expect(
      webhookFacts({ type: "PaymentMessageAssesmentFailed", payload: { AssesmentFailure: two } }),
    ).toEqual([
      { kind: "assessmentFailed", endToEndIdentification: "E2E-1", reasons: ["Account closed"] },
      { kind: "assessmentFailed", endToEndIdentification: "E2E-2" },
    ]);
    const [one] = two;
    expect(
      webhookFacts({ type: "PaymentMessageAssesmentFailed", payload: { AssesmentFailure: one } }),
    ).toHaveLength(1);
  });

  it("reads a failed validation", () => {
    expect(webhookFacts(validationFailed("E2E-1"))).toEqual([
      {
        kind: "validationFailed",
        endToEndIdentification: "E2E-1",
        reasons: ["Creditor name contains invalid characters"],
      },
    ]);
  });

  it("does not take a duplicate for a failure of the payment", () => {
    expect(webhookFacts(assessmentFailed("E2E-1", "Duplicate transaction has been detected"))).toEqual([
      {
        kind: "duplicate",
        endToEndIdentification: "E2E-1",
        reasons: ["Duplicate transaction has been detected"],
      },
    ]);
  });

  it("reads a return by the scheme's id of what it returns", () => {
    expect(webhookFacts(returned({ of: "FPID-E2E-1" }))).toEqual([
      {
        kind: "returned",
        endToEndIdentification: "RETURN-9",
        at: "2026-03-03T09:00:00Z",
        transactionId: "1b1b9a30-1c0a-4d7d-9d6a-0c5d2c3f6b11",
        schemeId: "FPID-E2E-1",
        amount: "17.50",
        reasons: ["AC04"],
      },
    ]);
    expect(webhookFacts(returned({ isReturn: "True" }))).toMatchObject([{ kind: "returned" }]);
  });

  it.each([
    ["another type", "FITestEvent", "Test"],
    ["a name that every object has", "constructor", {}],
    ["no payload", "TransactionSettled", undefined],
    ["null", "TransactionRejected", null],
    ["text", "OutboundHeldTransaction", "text"],
    ["failures that are none", "PaymentMessageAssesmentFailed", { AssesmentFailure: [null, 1, "x", {}] }],
    ["no failures", "PaymentMessageValidationFailed", {}],
  ])("finds nothing in %s", (_, type, payload) => {
    expect(webhookFacts({ type, payload })).toEqual([]);
  });
});
