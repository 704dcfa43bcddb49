import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { expect, it, onTestFinished } from "vitest";
import { type ClearBankWebhook, toInboxMessage } from "../../../src/index.js";

const receivedAt = new Date("2026-03-01T12:00:00Z");

function webhook(type: string, payload: unknown, nonce: string): ClearBankWebhook {
  const rawBody = Buffer.from(
    `{"Type":"${type}","Version":1,"Payload":${JSON.stringify(payload)},"Nonce":${nonce}}`,
  );
  return { type, version: 1, payload, nonce, rawBody, requestId: undefined, deliveryAttempt: undefined };
}

it("has the key of the ids that tell messages of its type apart", async () => {
  const settled = webhook("TransactionSettled", { TransactionId: "t1", Status: "Settled", Amount: 1 }, "1");
  expect(await toInboxMessage(settled, receivedAt)).toMatchObject({
    source: "clearbank",
    type: "TransactionSettled",
    version: "1",
    key: "TransactionSettled 1 t1 Settled",
    body: settled.rawBody,
    receivedAt,
  });
});

it.each([
  ["a type of which no ids are known", "FITestEvent", "Test"],
  ["a payload that lacks them", "TransactionSettled", {}],
])("of %s has the key of all but the nonce", async (_name, type, payload) => {
  const keyOf = async (each: ClearBankWebhook) => (await toInboxMessage(each, receivedAt)).key;
  const key = await keyOf(webhook(type, payload, "1"));
  expect(await keyOf(webhook(type, payload, "8553416320"))).toBe(key);
  expect(await keyOf(webhook(type, { other: payload }, "1"))).not.toBe(key);
});

it("is known again whatever its nonce, and flagged where something else is another", async () => {
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const deliver = async (payload: unknown, nonce: string) =>
    await inbox.accept(await toInboxMessage(webhook("TransactionSettled", payload, nonce), receivedAt));
  const payload = { TransactionId: "t1", Status: "Settled", Amount: 1, Nonce: 5 };
  expect(await deliver(payload, "1")).toBe("accepted");
  expect(await deliver(payload, "2")).toBe("duplicate");
  expect(await deliver({ ...payload, Amount: 2 }, "3")).toBe("conflicting");
});
