import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { expect, it, onTestFinished } from "vitest";
import { type StatusNotification, toInboxMessage } from "../../src/index.js";

function notification(PaymentStatus: "Open" | "Cancelled", extra = ""): StatusNotification {
  const payment = { CommonPaymentData: { PaymentId: "170600", PaymentStatus } };
  return {
    payment,
    rawBody: Buffer.from(JSON.stringify(payment) + extra),
    requestId: "r1",
    messageCreateDateTime: "2024-02-07T07:21:56.25Z",
  };
}

it("is one message for each status of a payment, in order", async () => {
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const accept = (each: StatusNotification) => inbox.accept(toInboxMessage(each, new Date()));
  expect(await accept(notification("Open"))).toBe("accepted");
  expect(await accept(notification("Open"))).toBe("duplicate");
  expect(await accept(notification("Cancelled"))).toBe("accepted");
  expect(await accept(notification("Cancelled", " "))).toBe("conflicting");

  const stop = new AbortController();
  const seen: unknown[] = [];
  await inbox.process(
    ({ event }) => {
      seen.push([event.partitionKey, event.key, event.isConflicting, event.headers.messagecreatedatetime]);
      if (seen.length === 3) stop.abort();
    },
    { signal: stop.signal },
  );
  const time = "2024-02-07T07:21:56.25Z";
  expect(seen).toEqual([
    ["170600", "170600 Open", false, time],
    ["170600", "170600 Cancelled", false, time],
    ["170600", "170600 Cancelled", true, time],
  ]);
});
