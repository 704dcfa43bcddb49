import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaymentFact, PaymentStatus } from "../../../src/index.js";
import { paymentState } from "../../../src/payments/payment-state.js";

type Short = PaymentFact["kind"] | Omit<PaymentFact, "endToEndIdentification">;

/** The state of a payment of which these are the facts; a kind alone stands for a fact without details. */
function stateOf(...facts: readonly Short[]) {
  const all = facts.map((fact) => ({
    ...(typeof fact === "string" ? { kind: fact } : fact),
    endToEndIdentification: "E2E-1",
  }));
  return paymentState("E2E-1", all);
}

const sent = (requestId: string): Short => ({ kind: "sent", requestId, at: "2026-03-02T10:00:00.000Z" });
const refused = (requestId: string): Short => ({ kind: "refused", requestId, reasons: ["InvalidAccount"] });
const accepted = (requestId: string): Short => ({ kind: "accepted", requestId });
const doubted = (requestId: string): Short => ({ kind: "refusedOnRepeat", requestId, reasons: ["Rejected"] });
const settled = (transactionId: string): Short => ({ kind: "settled", transactionId });

describe("paymentState", () => {
  it.each<[PaymentStatus, Short[]]>([
    ["unknown", []],
    ["sent", [sent("r1")]],
    ["accepted", [sent("r1"), accepted("r1")]],
    ["accepted", ["accepted"]],
    ["held", [accepted("r1"), "held"]],
    ["settled", [accepted("r1"), "held", settled("t1")]],
    ["settled", [settled("t1")]],
    ["returned", ["settled", "returned"]],
    ["returned", ["returned"]],
    ["rejected", [accepted("r1"), "held", "rejected"]],
    ["assessmentFailed", [accepted("r1"), "assessmentFailed"]],
    ["validationFailed", [accepted("r1"), "validationFailed"]],
    ["rejected", ["rejected", "assessmentFailed"]],
    ["rejected", [sent("r1"), refused("r1"), "rejected"]],
  ])("is %s", (status, facts) => {
    expect(stateOf(...facts).status).toBe(status);
  });

  it.each<[PaymentStatus, string, Short[]]>([
    ["refused", "the only request", [sent("r1"), refused("r1")]],
    ["refused", "every request", [sent("r1"), refused("r1"), sent("r2"), refused("r2")]],
    ["sent", "an earlier request", [sent("r1"), refused("r1"), sent("r2")]],
    ["accepted", "an earlier request", [refused("r1"), accepted("r2")]],
    ["settled", "an earlier request", [sent("r1"), refused("r1"), sent("r2"), settled("t1")]],
    ["unknown", "a repeated sending", [sent("r1"), doubted("r1")]],
    ["accepted", "a repeated sending", [sent("r1"), doubted("r1"), "accepted"]],
    ["settled", "a repeated sending", [sent("r1"), doubted("r1"), settled("t1")]],
  ])("is %s where %s was refused", (status, _, facts) => {
    expect(stateOf(...facts).status).toBe(status);
  });

  it.each<[string, Short[]]>([
    ["settled and rejected", ["settled", "rejected"]],
    ["settled and failed", ["settled", "assessmentFailed"]],
    ["returned and failed", ["returned", "validationFailed"]],
    ["refused and settled", [sent("r1"), refused("r1"), "settled"]],
    ["refused and accepted in one answer", [sent("r1"), refused("r1"), accepted("r1")]],
    ["refused and held", [sent("r1"), refused("r1"), "held"]],
    ["refused and known from before", [sent("r1"), refused("r1"), "duplicate"]],
    ["settled twice", [settled("t1"), settled("t2")]],
    ["settled twice and returned", [settled("t1"), settled("t2"), "returned"]],
  ])("is conflicting where it was %s", (_, facts) => {
    expect(stateOf(...facts).status).toBe("conflicting");
  });

  it("takes one transaction for one, however its id is written", () => {
    const id = "d9162680-7d35-4994-8e38-fa80716899a2";
    expect(stateOf(settled(id), settled(id.toUpperCase()), settled(id.replaceAll("-", ""))).status).toBe(
      "settled",
    );
  });

  it("is not decided by a notice of a duplicate", () => {
    expect(stateOf(sent("r1"), "duplicate").status).toBe("sent");
    expect(stateOf("duplicate").status).toBe("unknown");
    expect(stateOf(sent("r1"), "duplicate", "settled").status).toBe("settled");
  });

  it("gives the reasons of its own status, and all of a conflict", () => {
    const why = (kind: PaymentFact["kind"], reason: string): Short => ({ kind, reasons: [reason] });
    expect(stateOf(why("held", "screening"), why("rejected", "HOPRJ"), why("refused", "no")).reasons).toEqual(
      ["no", "HOPRJ"],
    );
    expect(stateOf(doubted("r1"), why("settled", "x")).reasons).toEqual(["x"]);
    expect(stateOf(sent("r1"), doubted("r1"), why("duplicate", "known")).reasons).toEqual(["Rejected"]);
    expect(stateOf(why("settled", "yes"), why("rejected", "no")).reasons).toEqual(["yes", "no"]);
    expect(
      stateOf(why("rejected", "HOPRJ"), { ...(why("rejected", "HOPRJ") as object), at: "t" } as Short)
        .reasons,
    ).toEqual(["HOPRJ"]);
  });

  it("was sent when it was sent first", () => {
    const at = (time: string, requestId: string): Short => ({ kind: "sent", requestId, at: time });
    const state = stateOf(at("2026-03-02T12:00:00.000Z", "a"), at("2026-03-02T10:00:00.000Z", "b"));
    expect(state.sentAt).toEqual(new Date("2026-03-02T10:00:00Z"));
    expect(stateOf("settled").sentAt).toBeUndefined();
  });

  it("depends on the set of facts alone", () => {
    const kinds = ["sent", "refused", "refusedOnRepeat", "duplicate", "accepted", "held", "settled"] as const;
    const ends = ["returned", "rejected", "assessmentFailed", "validationFailed"] as const;
    const fact = fc.record(
      {
        kind: fc.constantFrom(...kinds, ...ends),
        requestId: fc.constantFrom("r1", "r2"),
        transactionId: fc.constantFrom("t1", "t2"),
        reasons: fc.constantFrom(["a"], ["b"]),
        at: fc.constantFrom("2026-03-02T10:00:00.000Z", "2026-03-02T11:00:00.000Z"),
      },
      { requiredKeys: ["kind"] },
    ) as fc.Arbitrary<PaymentFact>;
    const learnt = fc
      .array(fact, { maxLength: 8 })
      .chain((facts) =>
        fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: 0 })),
      );
    fc.assert(
      fc.property(learnt, ([facts, other]) => {
        const again = [...other, ...facts].map((each) => reordered(each));
        expect(paymentState("E2E-1", again)).toEqual(paymentState("E2E-1", facts));
      }),
      { numRuns: 500 },
    );
  });
});

/** The same fact, as a database may give it back. */
function reordered(fact: PaymentFact): PaymentFact {
  return Object.fromEntries(Object.entries(fact).reverse()) as unknown as PaymentFact;
}
