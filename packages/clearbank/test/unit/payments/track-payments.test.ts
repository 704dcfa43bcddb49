import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerFacts,
  type PaymentFact,
  type PaymentState,
  sentFacts,
  trackPayments,
  webhookFacts,
} from "../../../src/index.js";
import { assessmentFailed, batch, held, items, rejected, returned, settled } from "./events.js";

const sentAt = new Date("2026-03-02T10:00:00Z");

/** A batch of three, as it goes: one settles, one is rejected in the answer, one fails its assessment. */
const body = batch("E2E-1", "E2E-2", "E2E-3");
const answer = items({ "E2E-1": "Accepted", "E2E-2": "InsufficientFunds", "E2E-3": "Accepted" });
const life: readonly (readonly PaymentFact[])[] = [
  sentFacts({ requestId: "r1", body }, sentAt),
  answerFacts({ requestId: "r1", body }, { status: 202, data: answer }),
  webhookFacts(held("E2E-1")),
  webhookFacts(settled("E2E-1")),
  webhookFacts(assessmentFailed("E2E-3", "Account closed")),
  webhookFacts(returned({ of: "FPID-E2E-1" })),
];

async function learn(lessons: readonly (readonly PaymentFact[])[]): Promise<readonly PaymentState[]> {
  const payments = trackPayments();
  for (const facts of lessons) await payments.add(facts);
  expect(payments.unmatched()).toEqual([]);
  return payments.states().toSorted((a, b) => (a.endToEndIdentification < b.endToEndIdentification ? -1 : 1));
}

describe("trackPayments", () => {
  it("joins a batch of three into one state each", async () => {
    expect(await learn(life.slice(0, 5))).toMatchObject([
      { endToEndIdentification: "E2E-1", status: "settled", sentAt },
      { endToEndIdentification: "E2E-2", status: "refused", reasons: ["InsufficientFunds"] },
      { endToEndIdentification: "E2E-3", status: "assessmentFailed", reasons: ["Account closed"] },
    ]);
  });

  it("comes to the same in every order, and each twice", async () => {
    const expected = await learn(life);
    expect(expected.map(({ status }) => status)).toEqual(["returned", "refused", "assessmentFailed"]);
    const orders = permutations(life);
    expect(orders).toHaveLength(720);
    for (const order of orders) {
      expect(await learn(order.flatMap((facts) => [facts, facts]))).toEqual(expected);
    }
  });

  it("comes to the same whatever is repeated, and whenever", async () => {
    const expected = await learn(life);
    const lessons = fc
      .array(fc.constantFrom(...life), { maxLength: 12 })
      .map((more) => [...life, ...more])
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    await fc.assert(
      fc.asyncProperty(lessons, async (shuffled) => {
        expect(await learn(shuffled)).toEqual(expected);
      }),
    );
  });

  it("surfaces what contradicts itself, in either order", async () => {
    const lessons = [webhookFacts(settled("E2E-1")), webhookFacts(rejected("E2E-1", "AC04"))];
    for (const order of [lessons, lessons.toReversed()]) {
      expect(await learn(order)).toMatchObject([
        { status: "conflicting", reasons: ["AC04", "Held and declined"] },
      ]);
    }
  });

  it("tells which payments changed, and nothing where nothing is new", async () => {
    const payments = trackPayments();
    expect(await payments.add(life[1] ?? [])).toMatchObject([
      { endToEndIdentification: "E2E-1", status: "accepted" },
      { endToEndIdentification: "E2E-2", status: "refused" },
      { endToEndIdentification: "E2E-3", status: "accepted" },
    ]);
    expect(await payments.add(webhookFacts(settled("E2E-1")))).toMatchObject([{ status: "settled" }]);
    expect(await payments.add(webhookFacts(settled("E2E-1")))).toEqual([]);
    expect(await payments.add(webhookFacts(returned({ of: "FPID-E2E-1" })))).toMatchObject([
      { endToEndIdentification: "E2E-1", status: "returned", reasons: ["AC04"] },
    ]);
    expect(payments.state("E2E-9")).toBeUndefined();
  });

  it("joins a return by its own end-to-end id where it names no payment of the scheme's", async () => {
    const payments = trackPayments();
    await payments.add(webhookFacts(settled("E2E-1")));
    await payments.add(webhookFacts(returned({ id: "E2E-1" })));
    expect(payments.state("E2E-1")?.status).toBe("returned");
  });

  it("goes by the scheme's id where the two ids of a return name two payments", async () => {
    const payments = trackPayments();
    await payments.add(
      [settled("E2E-1"), settled("E2E-2"), returned({ of: "FPID-E2E-2", id: "E2E-1" })].flatMap(webhookFacts),
    );
    expect([payments.state("E2E-1")?.status, payments.state("E2E-2")?.status]).toEqual([
      "settled",
      "returned",
    ]);
  });

  it("keeps a return apart until its payment is known", async () => {
    const payments = trackPayments();
    const facts = webhookFacts(returned({ of: "FPID-E2E-1" }));
    expect(await payments.add(facts)).toEqual([]);
    expect(payments.unmatched()).toEqual(facts);
    expect(payments.states()).toEqual([]);
    await payments.add(webhookFacts(settled("E2E-1")));
    expect(payments.unmatched()).toEqual([]);
    expect(payments.state("E2E-1")?.status).toBe("returned");
  });

  it("shows a return that names nothing at all", async () => {
    const payments = trackPayments();
    await payments.add(webhookFacts(returned({ id: "" })));
    expect(payments.unmatched()).toHaveLength(1);
  });

  it("lists what is not decided and was sent before a time, or at an unknown one", async () => {
    const payments = trackPayments();
    for (const facts of life.slice(0, 5)) await payments.add(facts);
    const later = new Date(sentAt.getTime() + 60_000);
    await payments.add(sentFacts({ requestId: "r2", body: batch("E2E-4") }, sentAt));
    await payments.add(sentFacts({ requestId: "r3", body: batch("E2E-5") }, later));
    await payments.add(webhookFacts(held("E2E-6")));
    await payments.add([settled("E2E-7"), rejected("E2E-7", "AC04")].flatMap(webhookFacts));
    const open = payments.unresolved(later).map(({ endToEndIdentification: id, status }) => [id, status]);
    expect(open).toEqual([
      ["E2E-4", "sent"],
      ["E2E-6", "held"],
    ]);
  });

  it("keeps each new fact before it counts, and starts from what was kept", async () => {
    const kept: string[] = [];
    const payments = trackPayments({
      async keep(facts) {
        expect(payments.states()).toEqual([]);
        kept.push(...facts.map((fact) => JSON.stringify(fact)));
      },
    });
    await payments.add([...life, ...life].flat());
    await payments.add(life.flat());
    expect(kept).toHaveLength(new Set(kept).size);
    const again = trackPayments({ known: kept.map((json) => JSON.parse(json) as PaymentFact) });
    expect(again.states()).toEqual(payments.states());
    expect(await again.add(life.flat())).toEqual([]);
  });

  it("does not know what could not be kept", async () => {
    const payments = trackPayments({ keep: () => Promise.reject(new Error("disk full")) });
    await expect(payments.add(webhookFacts(settled("E2E-1")))).rejects.toThrow("disk full");
    expect(payments.state("E2E-1")).toBeUndefined();
  });
});

function permutations<Item>(of: readonly Item[]): readonly (readonly Item[])[] {
  if (of.length === 0) return [[]];
  return of.flatMap((item, index) => permutations(of.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
