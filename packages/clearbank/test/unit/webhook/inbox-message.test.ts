import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { describe, expect, it, onTestFinished } from "vitest";
import { toInboxMessage } from "../../../src/index.js";

const receivedAt = new Date("2026-03-01T12:00:00Z");

function webhook(type: string, payload: unknown, nonce: string, version = 1) {
  const rawBody = Buffer.from(
    `{"Type":"${type}","Version":${version},"Payload":${JSON.stringify(payload)},"Nonce":${nonce}}`,
  );
  return { type, version, payload, rawBody, digitalSignature: "c2ln", requestId: "r1" };
}

async function keyOf(each: ReturnType<typeof webhook>): Promise<string> {
  return (await toInboxMessage(each, receivedAt)).key;
}

it("is the bytes as received, with their type and version", async () => {
  const settled = webhook("TransactionSettled", { TransactionId: "t1", Status: "Settled" }, "1", 6);
  expect(await toInboxMessage(settled, receivedAt)).toMatchObject({
    source: "clearbank",
    type: "TransactionSettled",
    version: "6",
    key: "TransactionSettled 6 t1 Settled",
    body: settled.rawBody,
    headers: { digitalsignature: "c2ln", "x-request-id": "r1" },
    receivedAt,
  });
});

describe("the key", () => {
  it.each<[string, number, unknown, string]>([
    ["TransactionRejected", 2, { TransactionId: "t", Status: "Rejected" }, "t Rejected"],
    ["InboundHeldTransaction", 1, { EndToEndTransactionId: "e", TimestampCreated: "2026" }, "e 2026"],
    ["OutboundHeldTransaction", 1, { EndToEndTransactionId: "e", TimestampCreated: "2026" }, "e 2026"],
    ["VirtualAccountCreated", 2, { VirtualAccountId: "v" }, "v"],
    ["VirtualAccountCreated", 3, { VirtualAccountId: "v", AccountId: "a" }, "v"],
    [
      "PaymentMessageAssesmentFailed",
      1,
      { MessageId: "m", AssesmentFailure: [{ EndToEndId: "e1" }, { EndToEndId: "e2" }] },
      "m e1 e2",
    ],
    [
      "PaymentMessageAssesmentFailed",
      1,
      { MessageId: "m", AssessmentFailure: [{ EndToEndId: "e1" }] },
      "m e1",
    ],
    [
      "PaymentMessageValidationFailed",
      1,
      { MessageId: "m", ValidationFailure: [{ EndToEndId: "e1" }] },
      "m e1",
    ],
  ])("of %s version %i is the ids that tell its messages apart", async (type, version, payload, ids) => {
    expect(await keyOf(webhook(type, payload, "1", version))).toBe(`${type} ${version} ${ids}`);
  });

  it.each([
    ["a type of which no ids are known", "ChequePaid", { TransactionSetId: "t" }],
    ["a type that is not known", "Payments.OnTheMoon", "Test"],
    ["a payload that lacks them", "AccountCreated", {}],
    ["a payload that lacks one of them", "InboundHeldTransaction", { EndToEndTransactionId: "e" }],
    [
      "a payload with an empty list of them",
      "PaymentMessageAssesmentFailed",
      { MessageId: "m", AssesmentFailure: [] },
    ],
    ["a payload with a number for one", "AccountCreated", { AccountId: 5 }],
  ])("of %s is a hash of all but the nonce", async (_name, type, payload) => {
    const key = await keyOf(webhook(type, payload, "1"));
    expect(key).toMatch(new RegExp(`^${type} 1 [A-Za-z0-9+/]{43}=$`));
    expect(await keyOf(webhook(type, payload, "8553416320"))).toBe(key);
    expect(await keyOf(webhook(type, { other: payload }, "1"))).not.toBe(key);
    expect(await keyOf(webhook(type, payload, "1", 9))).not.toBe(key);
  });
});

it("is known again whatever its nonce, and flagged where something else is another", async () => {
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const deliver = async (payload: unknown, nonce: string) =>
    await inbox.accept(await toInboxMessage(webhook("TransactionSettled", payload, nonce, 6), receivedAt));
  const payload = { TransactionId: "t1", Status: "Settled", Amount: 1, Nonce: 5 };
  expect(await deliver(payload, "1")).toBe("accepted");
  expect(await deliver(payload, "2")).toBe("duplicate");
  expect(await deliver({ ...payload, Amount: 2 }, "3")).toBe("conflicting");
});

it("is never a duplicate where it is a test", async () => {
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const test = webhook("FITestEvent", "Test", "1");
  const deliver = async (requestId: string | undefined, at: Date) =>
    await inbox.accept(await toInboxMessage({ ...test, requestId }, at));
  const later = new Date(receivedAt.getTime() + 1);
  expect(await deliver("a", receivedAt)).toBe("accepted");
  expect(await deliver("b", receivedAt)).toBe("accepted");
  expect(await deliver("b", later)).toBe("accepted");
  expect(await deliver(undefined, receivedAt)).toBe("accepted");
});
