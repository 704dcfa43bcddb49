import { createHash } from "node:crypto";
import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { expect, it, onTestFinished } from "vitest";
import { parseNotification, toInboxMessage, type WorldlineNotification } from "../../../src/index.js";

const at = new Date("2026-03-01T12:00:00Z");
const time = "2024-02-07T07:21:56.25Z";
const signature = {
  keyId: "3EBEF6033C00730D9C6DA05165A3CAA1F31036FB",
  header: 'keyId="3EBEF6033C00730D9C6DA05165A3CAA1F31036FB",signature="AA=="',
  signatureBase: `messagecreatedatetime: ${time}\nx-request-id: r1\ndigest: SHA-256=abc`,
  usedFallback: false,
};

function notification(payload: object, extra = ""): WorldlineNotification {
  const rawBody = Buffer.from(JSON.stringify(payload) + extra);
  return { ...parseNotification(rawBody), rawBody, requestId: "r1", messageCreateDateTime: time, signature };
}

const status = (PaymentStatus: string, extra = "") =>
  notification({ CommonPaymentData: { PaymentId: "170600", PaymentStatus } }, extra);
const debtorToken = (DebtorToken: string, PaymentId?: string) =>
  notification({ DebtorToken, ...(PaymentId && { PaymentId }) });
const sha256 = (text: string) => createHash("sha256").update(text).digest("base64");

it("is one message for each status of a payment, in order", async () => {
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const accept = (each: WorldlineNotification) => inbox.accept(toInboxMessage(each, at));
  expect(await accept(status("Open"))).toBe("accepted");
  expect(await accept(status("Open"))).toBe("duplicate");
  expect(await accept(status("Cancelled"))).toBe("accepted");
  expect(await accept(status("Cancelled", " "))).toBe("conflicting");

  const stop = new AbortController();
  const seen: unknown[] = [];
  await inbox.process(
    ({ event }) => {
      seen.push([event.partitionKey, event.key, event.isConflicting]);
      if (seen.length === 3) stop.abort();
    },
    { signal: stop.signal },
  );
  expect(seen).toEqual([
    ["170600", "status 170600 Open", false],
    ["170600", "status 170600 Cancelled", false],
    ["170600", "status 170600 Cancelled", true],
  ]);
});

it("knows a debtor token by its hash, and keeps it with its payment", () => {
  const message = toInboxMessage(debtorToken("secret-token", "170600"), at);
  expect(message).toMatchObject({
    source: "worldline",
    type: "debtorToken",
    version: "3",
    key: `debtorToken ${sha256("secret-token")}`,
    partitionKey: "170600",
    receivedAt: at,
  });
  expect(toInboxMessage(debtorToken("secret-token"), at)).toMatchObject({ key: message.key });
  expect(toInboxMessage(debtorToken("secret-token"), at)).not.toHaveProperty("partitionKey");
  expect(toInboxMessage(debtorToken("other-token"), at).key).not.toBe(message.key);
});

it("knows what is unknown by all of its body", () => {
  const consent = notification({ ConsentId: "c" });
  expect(toInboxMessage(consent, at)).toMatchObject({
    type: "unknown",
    key: `unknown ${sha256('{"ConsentId":"c"}')}`,
  });
});

it("keeps the proof, and not the bearer token", () => {
  expect(toInboxMessage(status("Open"), at).headers).toEqual({
    "x-request-id": "r1",
    messagecreatedatetime: time,
    digest: "SHA-256=abc",
    signature: signature.header,
  });
  const bare = {
    ...status("Open"),
    requestId: undefined,
    messageCreateDateTime: undefined,
    signature: undefined,
  };
  expect(toInboxMessage(bare, at).headers).toEqual({});
});
