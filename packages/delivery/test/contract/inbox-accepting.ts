import { expect, it, onTestFinished } from "vitest";
import { createInbox } from "../../src/inbox/create-inbox.js";
import type { Delivery, InboxMessage, WebhookInbox } from "../../src/index.js";
import { expectCode } from "../support/expect-error.js";
import { message } from "../support/message.js";
import { until } from "../support/promise.js";
import type { OpenInbox } from "./inbox-harness.js";

/** What is stored, and what is a duplicate: the same on every engine. */
export function acceptingContract<Tx>(openInbox: OpenInbox<Tx>): void {
  async function open(): Promise<WebhookInbox<Tx>> {
    const inbox = createInbox((await openInbox()).engine, {});
    onTestFinished(() => inbox.close());
    return inbox;
  }

  it("gives a handler what was accepted, byte for byte", async () => {
    const inbox = await open();
    const given = message("\0 ключ \u{1f511} \ud800", {
      type: "Ünusual\0",
      version: "",
      partitionKey: "\0",
      body: Uint8Array.from({ length: 256 }, (_, index) => index),
      headers: { "x-request-id": "1", "x-odd": "\u0000" },
    });
    await expect(inbox.accept(given)).resolves.toBe("accepted");
    const [delivery] = await deliver(inbox, 1);
    const { id, body, ...event } = delivery?.event ?? ({} as Delivery<Tx>["event"]);
    const { body: givenBody, ...rest } = given;
    expect(id).toMatch(/^\d+$/);
    expect(Buffer.from(body)).toEqual(Buffer.from(givenBody));
    expect(event).toEqual({ ...rest, isConflicting: false });
    expect(delivery).toMatchObject({ key: given.key, attempt: 1 });
  });

  it("gives an empty body, and no partition key or headers where there were none", async () => {
    const inbox = await open();
    await inbox.accept(message("a", { body: new Uint8Array() }));
    const [delivery] = await deliver(inbox, 1);
    expect(delivery?.event.body).toHaveLength(0);
    expect(delivery?.event.headers).toEqual({});
    expect(delivery?.event.partitionKey).toBeUndefined();
  });

  it("keeps its own copy of what was accepted", async () => {
    const inbox = await open();
    const body = Buffer.from("before");
    await inbox.accept(message("a", { body }));
    body.fill("x");
    const [delivery] = await deliver(inbox, 1);
    expect(Buffer.from(delivery?.event.body ?? []).toString()).toBe("before");
  });

  it("acknowledges a duplicate again, and delivers it once: waiting, settled or in one batch", async () => {
    const inbox = await open();
    const results = await Promise.all([1, 2, 3].map(() => inbox.accept(message("a"))));
    expect(results).toEqual(["accepted", "duplicate", "duplicate"]);
    await expect(inbox.accept(message("a"))).resolves.toBe("duplicate");
    await expect(deliver(inbox, 1)).resolves.toHaveLength(1);
    await expect(inbox.accept(message("a"))).resolves.toBe("duplicate");
    await expect(inbox.stats()).resolves.toMatchObject({ waiting: 0 });
  });

  it("delivers and flags other bytes under a known key: waiting, settled or in one batch", async () => {
    const inbox = await open();
    const other = (text: string) => message("a", { body: Buffer.from(text) });
    const results = await Promise.all([other("1"), other("2"), other("1")].map((each) => inbox.accept(each)));
    expect(results).toEqual(["accepted", "conflicting", "duplicate"]);
    await expect(inbox.accept(other("3"))).resolves.toBe("conflicting");
    const deliveries = await deliver(inbox, 3);
    expect(deliveries.map(({ event }) => [Buffer.from(event.body).toString(), event.isConflicting])).toEqual([
      ["1", false],
      ["2", true],
      ["3", true],
    ]);
    await expect(inbox.accept(other("4"))).resolves.toBe("conflicting");
  });

  it("compares the content where it is told apart from the body", async () => {
    const inbox = await open();
    const content = Buffer.from("payload");
    const each = (nonce: string) => message("a", { body: Buffer.from(`payload ${nonce}`), content });
    await expect(inbox.accept(each("1"))).resolves.toBe("accepted");
    await expect(inbox.accept(each("2"))).resolves.toBe("duplicate");
  });

  it("keeps the keys of sources apart", async () => {
    const inbox = await open();
    await expect(inbox.accept(message("a"))).resolves.toBe("accepted");
    await expect(inbox.accept(message("a", { source: "other" }))).resolves.toBe("accepted");
  });

  it("stores a body that is larger than what is committed at once", async () => {
    const inbox = await open();
    const bodies = [1, 2, 3].map((byte) => Buffer.alloc(5 * 1024 * 1024, byte));
    await Promise.all(bodies.map((body, index) => inbox.accept(message(`${index}`, { body }))));
    const deliveries = await deliver(inbox, 3);
    expect(
      deliveries.map(({ event }) => Buffer.compare(event.body, bodies[Number(event.key)] as Buffer)),
    ).toEqual([0, 0, 0]);
  });

  it("delivers each of many that arrive at once exactly once", async () => {
    const inbox = await open();
    const keys = Array.from({ length: 500 }, (_, index) => String(index));
    await Promise.all(keys.map((key) => inbox.accept(message(key))));
    const deliveries = await deliver(inbox, keys.length, 20);
    expect(deliveries.map(({ key }) => key).sort()).toEqual(keys.sort());
  });

  it("refuses what is no message, and stores nothing of it", async () => {
    const inbox = await open();
    const wrong: [Partial<Record<keyof InboxMessage, unknown>>, RegExp][] = [
      [{ key: undefined }, /key must be text/],
      [{ version: 1 }, /version must be text/],
      [{ partitionKey: 1 }, /partitionKey must be text/],
      [{ body: "text" }, /body must be the bytes/],
      [{ content: "text" }, /body must be the bytes/],
      [{ receivedAt: new Date(Number.NaN) }, /receivedAt must be a valid Date/],
      [{ receivedAt: 1 }, /receivedAt must be a valid Date/],
    ];
    for (const [fields, text] of wrong) {
      const promise = inbox.accept(message("a", fields as Partial<InboxMessage>));
      await expect(promise).rejects.toThrow(TypeError);
      await expect(promise).rejects.toThrow(text);
    }
    await expect(inbox.stats()).resolves.toMatchObject({ waiting: 0 });
  });

  it("accepts nothing for a caller that has given up, nor once closed", async () => {
    const inbox = await open();
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(inbox.accept(message("a"), { signal })).rejects.toThrow("too late");
    await expect(inbox.stats()).resolves.toEqual({
      waiting: 0,
      deadLetters: 0,
      oldestReceivedAt: undefined,
    });
    await inbox.close();
    await expectCode("ERR_DELIVERY_CLOSED", /closed/, () => inbox.accept(message("a")));
  });

  it("says how much waits, and since when", async () => {
    const inbox = await open();
    await inbox.accept(message("a", { receivedAt: new Date(5_000), partitionKey: "p" }));
    await inbox.accept(message("b", { receivedAt: new Date(6_000), partitionKey: "p" }));
    await inbox.accept(message("c", { receivedAt: new Date(7_000) }));
    await expect(inbox.stats()).resolves.toEqual({
      waiting: 3,
      deadLetters: 0,
      oldestReceivedAt: new Date(5_000),
    });
  });
}

/** Processes until so many deliveries were settled. */
async function deliver<Tx>(inbox: WebhookInbox<Tx>, count: number, concurrency = 1): Promise<Delivery<Tx>[]> {
  const deliveries: Delivery<Tx>[] = [];
  const stop = new AbortController();
  const done = inbox.process((delivery) => void deliveries.push(delivery), {
    concurrency,
    signal: stop.signal,
  });
  await until(() => deliveries.length >= count);
  stop.abort();
  await done;
  return deliveries;
}
