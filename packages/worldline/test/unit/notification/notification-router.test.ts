import { type MemoryTx, unsafeCreateMemoryInbox, type WebhookInbox } from "@countersign/delivery";
import { expect, it, onTestFinished, vi } from "vitest";
import {
  createNotificationRouter,
  type NotificationRouter,
  parseNotification,
  toInboxMessage,
} from "../../../src/index.js";
import { exampleNotification } from "../../../src/testing/index.js";

const consent = { ConsentId: "c", ConsentStatus: "Open" };

/** An inbox with these notifications, which the router works on until the test ends. */
async function work(
  router: NotificationRouter<MemoryTx>,
  payloads: readonly object[],
): Promise<WebhookInbox> {
  const inbox = unsafeCreateMemoryInbox({ maxAttempts: 1, onError: () => {} });
  onTestFinished(() => inbox.close());
  for (const payload of payloads) {
    const rawBody = Buffer.from(JSON.stringify(payload));
    const envelope = { rawBody, requestId: "r", messageCreateDateTime: "t", signature: undefined };
    await inbox.accept(toInboxMessage({ ...parseNotification(rawBody), ...envelope }, new Date()));
  }
  void inbox.process(router.handle);
  return inbox;
}

it("hands each notification to the handler of its type, with the delivery", async () => {
  const seen: unknown[] = [];
  const router = createNotificationRouter<MemoryTx>()
    .on("status", ({ payload }, { key }) => void seen.push([payload.CommonPaymentData.PaymentStatus, key]))
    .on("debtorToken", ({ payload }) => void seen.push(payload.DebtorToken))
    .otherwise(({ payload }) => void seen.push(payload));
  const inbox = await work(router, [
    exampleNotification("status"),
    exampleNotification("debtorToken"),
    consent,
  ]);
  await vi.waitFor(async () => expect(await inbox.stats()).toMatchObject({ waiting: 0 }), {
    timeout: 30_000,
  });
  expect(seen).toHaveLength(3);
  expect(seen).toEqual(
    expect.arrayContaining([
      ["SettlementCompleted", "status 170600 SettlementCompleted"],
      exampleNotification("debtorToken").DebtorToken,
      consent,
    ]),
  );
});

it("keeps what nobody handles as a dead letter", async () => {
  const inbox = await work(createNotificationRouter<MemoryTx>(), [exampleNotification("status")]);
  const deadLetters = await vi.waitUntil(
    async () => {
      const found = await inbox.deadLetters();
      return found.length > 0 && found;
    },
    { timeout: 30_000 },
  );
  expect(deadLetters).toMatchObject([
    {
      message: { type: "status" },
      reason: expect.stringContaining("No handler takes notifications of the type status"),
    },
  ]);
});

it("refuses two handlers of a type, and types that there are not", () => {
  const router = createNotificationRouter().on("status", () => {});
  expect(() => router.on("status", () => {})).toThrow(/have a handler already/);
  expect(() => router.on("unknown" as "status", () => {})).toThrow(/goes to otherwise/);
});
