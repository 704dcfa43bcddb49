import {
  type DeadLetter,
  type MemoryTx,
  unsafeCreateMemoryInbox,
  type WebhookInbox,
} from "@countersign/delivery";
import { expect, expectTypeOf, it, onTestFinished, vi } from "vitest";
import { createEventRouter, type EventRouter, type WebhookType } from "../../../src/index.js";

function openInbox(errors: unknown[] = []): WebhookInbox<MemoryTx> {
  const inbox = unsafeCreateMemoryInbox({
    maxAttempts: 2,
    retryBaseMs: 1,
    retryMaxMs: 1,
    pollIntervalMs: 5,
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => inbox.close());
  return inbox;
}

let messages = 0;

async function keep(inbox: WebhookInbox<MemoryTx>, type: string, version: number): Promise<void> {
  messages += 1;
  const body = Buffer.from(
    `{"Type":"${type}","Version":${version},"Payload":{"Amount":13.0,"Reference":"r"},"Nonce":1}`,
  );
  const receivedAt = new Date("2026-03-01T12:00:00Z");
  const key = `${messages}`;
  await inbox.accept({ source: "clearbank", type, version: `${version}`, key, body, receivedAt });
}

async function until<T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  return await vi.waitFor(
    async () => {
      const found = await find();
      if (found === undefined) throw new Error("not yet");
      return found;
    },
    { timeout: 30_000 },
  );
}

it("hands an event to the handler of its type, with its delivery", async () => {
  const inbox = openInbox();
  const seen: unknown[] = [];
  const router = createEventRouter<MemoryTx>()
    .on("TransactionSettled", ({ version, payload }, { attempt, key, tx }) => {
      expectTypeOf(version).toEqualTypeOf<6>();
      expectTypeOf(tx).toEqualTypeOf<MemoryTx>();
      seen.push(["settled", payload.Amount, attempt, key]);
    })
    .on("VirtualAccountCreated", ({ version }) => void seen.push(["account", version]))
    .otherwise((event) => void seen.push(["otherwise", event.isKnown, event.type, event.version]));
  await keep(inbox, "TransactionSettled", 6);
  await keep(inbox, "VirtualAccountCreated", 2);
  await keep(inbox, "VirtualAccountCreated", 3);
  await keep(inbox, "TransactionSettled", 7);
  await keep(inbox, "Payments.OnTheMoon", 1);
  await keep(inbox, "ChequePaid", 1);
  void inbox.process(router.handle, { concurrency: 1 });
  await until(() => (seen.length === 6 ? true : undefined));
  expect(seen).toEqual([
    ["settled", "13.0", 1, expect.stringMatching(/^\d+$/)],
    ["account", 2],
    ["account", 3],
    ["otherwise", false, "TransactionSettled", 7],
    ["otherwise", false, "Payments.OnTheMoon", 1],
    ["otherwise", true, "ChequePaid", 1],
  ]);
});

async function deadLetterOf(
  router: EventRouter<MemoryTx>,
  inbox: WebhookInbox<MemoryTx>,
): Promise<DeadLetter> {
  void inbox.process(router.handle);
  return await until(async () => (await inbox.deadLetters())[0]);
}

it("keeps an event that nobody handles as a dead letter, to be replayed", async () => {
  const errors: unknown[] = [];
  const inbox = openInbox(errors);
  await keep(inbox, "ChequePaid", 1);
  const router = createEventRouter<MemoryTx>().on("TransactionSettled", () => {});
  const letter = await deadLetterOf(router, inbox);
  expect(letter.reason).toBe(
    "WebhookError: No handler takes webhooks of type ChequePaid version 1: add one with on or otherwise, and replay the dead letter.",
  );
  expect(errors).toMatchObject([{ code: "ERR_WEBHOOK_UNHANDLED" }, { code: "ERR_WEBHOOK_UNHANDLED" }]);
  const replayed: string[] = [];
  router.on("ChequePaid", ({ type }) => void replayed.push(type));
  await inbox.replay(letter.message.id);
  expect(await until(() => replayed[0])).toBe("ChequePaid");
});

it("passes on what a handler rejects with", async () => {
  const inbox = openInbox();
  await keep(inbox, "ChequePaid", 1);
  const router = createEventRouter<MemoryTx>().on("ChequePaid", () => Promise.reject(new Error("no ledger")));
  expect((await deadLetterOf(router, inbox)).reason).toBe("Error: no ledger");
});

it("refuses a second handler for a type, and one for a type that does not exist", () => {
  const router = createEventRouter().on("ChequePaid", () => {});
  expect(() => router.on("ChequePaid", () => {})).toThrow(
    new TypeError('Webhooks of type "ChequePaid" have a handler already.'),
  );
  for (const type of ["ChequePayed", "constructor"]) {
    expect(() => router.on(type as WebhookType, () => {})).toThrow(
      new TypeError(`No type of webhook is called "${type}" here: events of unknown types go to otherwise.`),
    );
  }
});
