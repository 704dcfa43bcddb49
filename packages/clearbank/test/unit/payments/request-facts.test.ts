import { describe, expect, it } from "vitest";
import { answerFacts, sentFacts, writeJson } from "../../../src/index.js";
import { batch, items } from "./events.js";

const requestId = "r1";
const sentAt = new Date("2026-03-02T10:00:00Z");

describe("sentFacts", () => {
  it("names each payment of a batch once, from the value or from its bytes", () => {
    const expected = ["E2E-1", "E2E-2"].map((endToEndIdentification) => ({
      kind: "sent",
      endToEndIdentification,
      requestId,
      at: "2026-03-02T10:00:00.000Z",
    }));
    const body = batch("E2E-1", "E2E-2", "E2E-1");
    expect(sentFacts({ requestId, body }, sentAt)).toEqual(expected);
    const bytes = new TextEncoder().encode(writeJson(body));
    expect(sentFacts({ requestId, body: bytes }, sentAt)).toEqual(expected);
  });

  it("finds the id of a CHAPS payment, and none where there is none", () => {
    const chaps = { instructionIdentification: "I-1", endToEndIdentification: "E2E-1" };
    expect(sentFacts({ requestId, body: chaps }, sentAt)).toMatchObject([
      { endToEndIdentification: "E2E-1" },
    ]);
    for (const body of [{ paymentReturnInstruction: { TransactionId: "t" } }, null, "text", undefined]) {
      expect(sentFacts({ requestId, body }, sentAt)).toEqual([]);
    }
  });
});

describe("answerFacts", () => {
  const body = batch("E2E-1", "E2E-2");
  const facts = (status: number, data?: unknown) => answerFacts({ requestId, body }, { status, data });
  const accepted = (endToEndIdentification: string) => ({
    kind: "accepted",
    endToEndIdentification,
    requestId,
  });
  const refused = (endToEndIdentification: string, ...reasons: string[]) => ({
    kind: "refused",
    endToEndIdentification,
    requestId,
    reasons,
  });

  it("takes an item of a 202 for refused with any word but Accepted", () => {
    for (const word of ["InsufficientFunds", "Rejected", "accepted", "SomethingNew"]) {
      expect(facts(202, items({ "E2E-1": "Accepted", "E2E-2": word }))).toEqual([
        accepted("E2E-1"),
        refused("E2E-2", word),
      ]);
    }
  });

  it("leaves open what the items do not name", () => {
    expect(facts(202, items({ "E2E-1": "Accepted" }))).toEqual([accepted("E2E-1")]);
    expect(facts(202, { transactions: [null, {}, { response: "Accepted" }] })).toEqual([]);
    const wordless = { transactions: [{ endToEndIdentification: "E2E-1" }] };
    expect(facts(202, wordless)).toEqual([{ kind: "refused", endToEndIdentification: "E2E-1", requestId }]);
  });

  it("reads the items of a 400, where all failed", () => {
    expect(facts(400, items({ "E2E-1": "InvalidAccount", "E2E-2": "Rejected" }))).toEqual([
      refused("E2E-1", "InvalidAccount"),
      refused("E2E-2", "Rejected"),
    ]);
    expect(facts(400, items({ "E2E-2": "Rejected" }))).toEqual([
      refused("E2E-2", "Rejected"),
      refused("E2E-1", "HTTP 400"),
    ]);
  });

  it("goes by the status where there are no items", () => {
    expect(facts(202, { paymentId: "p" })).toEqual([accepted("E2E-1"), accepted("E2E-2")]);
    expect(facts(202)).toEqual([accepted("E2E-1"), accepted("E2E-2")]);
    expect(facts(404)).toEqual([refused("E2E-1", "HTTP 404"), refused("E2E-2", "HTTP 404")]);
    expect(facts(422, { title: "Invalid" })).toEqual([
      refused("E2E-1", "Invalid"),
      refused("E2E-2", "Invalid"),
    ]);
  });

  it.each([302, 401, 403, 408, 409, 423, 429, 500, 503])("learns nothing from a %d", (status) => {
    expect(facts(status, items({ "E2E-1": "Accepted" }))).toEqual([]);
  });
});
