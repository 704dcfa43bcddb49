import { describe, expect, test } from "vitest";
import { fpsPayments } from "../../../src/api/fps-payments.js";
import type { OverseasPaymentRequest } from "../../../src/api/objects/overseas-payment.js";
import { type PaymentsResult, paymentResult, paymentsResult } from "../../../src/api/payment-results.js";
import { payments } from "../../../src/api/payments.js";
import { recordingCall } from "./recording-call.js";

const item = (endToEndIdentification: string, response: string) => ({ endToEndIdentification, response });
const paid = item("E2E-1", "Accepted");
const refused = item("E2E-2", "InsufficientFunds");

describe("a batch", () => {
  test("is accepted if every payment is", () => {
    const accepted = [paid, item("E2E-3", "Accepted")];
    expect(paymentsResult(accepted)).toEqual({ outcome: "accepted", accepted });
  });

  test("is partly accepted as soon as one payment is not, and names both kinds", () => {
    expect(paymentsResult([paid, refused])).toEqual({
      outcome: "partlyAccepted",
      accepted: [paid],
      rejected: [refused],
    });
  });

  test.each(["AcceptedLater", "accepted", "", "Rejected"])("counts the word %j as a rejection", (word) => {
    const other = item("E2E-2", word);
    expect(paymentsResult([paid, other])).toMatchObject({ outcome: "partlyAccepted", rejected: [other] });
  });

  test("counts a payment without a word as a rejection", () => {
    const wordless = { endToEndIdentification: "E2E-2" } as ReturnType<typeof item>;
    expect(paymentsResult([paid, wordless])).toMatchObject({ rejected: [wordless] });
  });

  test("of which nothing is accepted has no accepted payments to show", () => {
    expect(paymentsResult([refused])).toEqual({ outcome: "noneAccepted", rejected: [refused] });
  });

  test.each([[], null, undefined])(
    "of which the answer names no payment (%j) is not called accepted",
    (none) => {
      expect(paymentsResult(none)).toEqual({ outcome: "unstated" });
    },
  );

  test("does not let the type pass over the rejected ones", () => {
    const result: PaymentsResult = paymentsResult([paid, refused]);
    // @ts-expect-error the accepted ones are there only after a look at the outcome
    expect(result.accepted).toEqual([paid]);
    // @ts-expect-error and so are all others
    expect(result.transactions).toBeUndefined();
    if (result.outcome === "partlyAccepted") expect(result.rejected[0].response).toBe("InsufficientFunds");
    expect.assertions(3);
  });
});

describe("a single payment", () => {
  test("is accepted by the word, and by no other", () => {
    expect(paymentResult(paid)).toEqual({ outcome: "accepted", transaction: paid });
    expect(paymentResult(refused)).toEqual({ outcome: "rejected", transaction: refused });
    expect(paymentResult(item("E2E-1", "Unheard"))).toMatchObject({ outcome: "rejected" });
  });

  test.each([null, undefined])("that the answer does not name (%j) is not called accepted", (none) => {
    expect(paymentResult(none)).toEqual({ outcome: "unstated" });
  });
});

describe("the methods", () => {
  const batch = { paymentInstructions: [] };

  test.each([
    ["payments.fps.send", (call: Parameters<typeof payments>[0]) => payments(call).fps.send(batch)],
    ["payments.sendV1", (call: Parameters<typeof payments>[0]) => payments(call).sendV1("CHAPS", batch)],
  ])("%s sorts the answer's items, and keeps its ids and links", async (_name, send) => {
    const { call } = recordingCall({ transactions: [paid, refused], halLinks: [] });
    const { data, correlationId, link } = await send(call);
    expect(data).toMatchObject({ outcome: "partlyAccepted", accepted: [paid], rejected: [refused] });
    expect(correlationId).toBe("their-id");
    expect(link("self")).toBe("/self");
  });

  test("sort the answer to a payment from overseas", async () => {
    const { call } = recordingCall({ transaction: refused });
    const { data } = await fpsPayments(call).sendFromOverseas({} as OverseasPaymentRequest);
    expect(data).toEqual({ outcome: "rejected", transaction: refused });
  });

  test("do not fail on a 202 without content: the payments may be on their way", async () => {
    const { call } = recordingCall(undefined, undefined, undefined);
    expect((await fpsPayments(call).send(batch)).data.outcome).toBe("unstated");
    expect((await payments(call).sendV1("FPS", batch)).data.outcome).toBe("unstated");
    const overseas = await fpsPayments(call).sendFromOverseas({} as OverseasPaymentRequest);
    expect(overseas.data.outcome).toBe("unstated");
  });
});
