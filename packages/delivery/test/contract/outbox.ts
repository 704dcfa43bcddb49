import { expect, it, onTestFinished } from "vitest";
import type { Outbox, OutboxHandlers, OutboxRequest, OutboxSettings } from "../../src/index.js";
import { createOutbox } from "../../src/outbox/create-outbox.js";
import type { OutboxEngine } from "../../src/outbox/engine.js";
import { expectCode } from "../support/expect-error.js";
import { gate, until } from "../support/promise.js";

/** An engine, and what a test must be able to do around it. */
export interface OutboxHarness {
  readonly engine: OutboxEngine;
  /** Lets time pass for the engine; a negative number sets its clock back. */
  readonly advance: (ms: number) => void | Promise<void>;
}

const hour = 60 * 60_000;

/** What every outbox does, whatever it stores in. */
export function outboxContract(openEngine: () => Promise<OutboxHarness>): void {
  async function open(settings: Partial<OutboxSettings> = {}) {
    const { engine, advance } = await openEngine();
    const errors: unknown[] = [];
    const create = () => {
      const outbox = createOutbox(engine, {
        windowMs: 23 * hour,
        retryBaseMs: 1,
        retryMaxMs: 1,
        pollIntervalMs: 10,
        onError: (error) => errors.push(error),
        ...settings,
      });
      onTestFinished(() => outbox.close());
      return outbox;
    };
    return { outbox: create(), engine, advance, errors, another: create };
  }

  /** Runs until the request has ended in one of the states, and gives its history. */
  async function run(outbox: Outbox, handlers: Partial<OutboxHandlers>, requestId = "r1") {
    const stop = new AbortController();
    const never = () => Promise.reject(new Error("not expected"));
    const all = { send: never, reconcile: never, ...handlers };
    const done = outbox.process(all, { signal: stop.signal });
    await until(async () =>
      ["accepted", "refused", "reconciled"].includes((await outbox.find(requestId))?.state ?? ""),
    );
    stop.abort();
    await done;
    const entry = await outbox.find(requestId);
    return entry?.history.map(({ state, evidence }) => ({ state, ...evidence }));
  }

  it("sends what was prepared, byte for byte, and keeps what was answered", async () => {
    const { outbox } = await open();
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    const given = { ...request("r1"), body, headers: { "x-b": "ü\0", "x-a": "1" } };
    await outbox.prepare(given);
    const sent: Required<OutboxRequest>[] = [];
    const history = await run(outbox, {
      async send(each) {
        sent.push(each);
        await expect(outbox.find("r1")).resolves.toMatchObject({ state: "sending" });
        return { state: "accepted", status: 202, correlationId: "c1" };
      },
    });
    expect(sent).toHaveLength(1);
    expect({ ...sent[0], body: Uint8Array.from(sent[0]?.body ?? []) }).toEqual(given);
    expect(history).toEqual([
      { state: "prepared" },
      { state: "sending" },
      { state: "accepted", status: 202, correlationId: "c1" },
    ]);
    await expect(outbox.stats()).resolves.toEqual({
      prepared: 0,
      sending: 0,
      unknown: 0,
      accepted: 1,
      refused: 0,
      reconciled: 0,
    });
  });

  it("dates each change", async () => {
    const { outbox } = await open();
    await outbox.prepare(request("r1"));
    await run(outbox, { send: async () => ({ state: "refused" }) });
    const { history = [] } = (await outbox.find("r1")) ?? {};
    const times = history.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.abs(Date.now() - (times[0] ?? 0))).toBeLessThan(60_000);
  });

  it("changes nothing where the same is prepared again, and refuses another under its id", async () => {
    const { outbox } = await open();
    await outbox.prepare({ ...request("r1"), headers: { a: "1", b: "2" } });
    await outbox.prepare({ ...request("r1"), headers: { b: "2", a: "1" } });
    for (const other of [{ body: Buffer.from("other") }, { target: "other" }, { headers: { a: "2" } }]) {
      await expectCode("ERR_DELIVERY_REQUEST_CONFLICT", /^Another request has the id r1/, () =>
        outbox.prepare({ ...request("r1"), headers: { a: "1", b: "2" }, ...other }),
      );
    }
    await expect(outbox.stats()).resolves.toMatchObject({ prepared: 1 });
    await expect(outbox.find("r2")).resolves.toBeUndefined();
  });

  it("refuses what is no request", async () => {
    const { outbox } = await open();
    const wrong: [object, RegExp][] = [
      [{ requestId: "" }, /requestId must be/],
      [{ requestId: "a b" }, /requestId must be/],
      [{ requestId: "a".repeat(256) }, /requestId must be/],
      [{ target: 1 }, /target must be text/],
      [{ body: "text" }, /body must be the bytes/],
    ];
    for (const [fields, text] of wrong) {
      const promise = outbox.prepare({ ...request("r1"), ...fields });
      await expect(promise).rejects.toThrow(TypeError);
      await expect(promise).rejects.toThrow(text);
    }
  });

  it("sends again with the same id and bytes where the outcome is unknown", async () => {
    const { outbox, errors } = await open();
    await outbox.prepare(request("r1"));
    const sent: string[] = [];
    const history = await run(outbox, {
      async send({ requestId, body }) {
        sent.push(`${requestId} ${Buffer.from(body)}`);
        if (sent.length < 3) throw Object.assign(new Error("timed out"), { correlationId: "c1" });
        return { state: "accepted" };
      },
    });
    expect(sent).toEqual(["r1 r1", "r1 r1", "r1 r1"]);
    expect(history?.map(({ state }) => state).join(" ")).toBe(
      "prepared sending unknown sending unknown sending accepted",
    );
    expect(history?.[2]).toEqual({ state: "unknown", reason: "Error: timed out", correlationId: "c1" });
    expect(errors.map(String)).toEqual(["Error: timed out", "Error: timed out"]);
  });

  it.each([
    ["an answer", async () => ({ state: "refused" as const, status: 400 })],
    ["an error of that kind", () => Promise.reject(failure(400, false))],
  ])("ends refused by %s to the first sending", async (_, send) => {
    const { outbox } = await open();
    await outbox.prepare(request("r1"));
    await expect(run(outbox, { send })).resolves.toEqual([
      { state: "prepared" },
      { state: "sending" },
      { state: "refused", status: 400 },
    ]);
  });

  it.each([503, 429])("sends again after %i", async (status) => {
    const { outbox } = await open();
    await outbox.prepare(request("r1"));
    let count = 0;
    const history = await run(outbox, {
      async send() {
        count += 1;
        if (count === 1) throw failure(status, true);
        return { state: "accepted" };
      },
    });
    expect(history?.[2]).toMatchObject({ state: "unknown", status });
    expect(history?.at(-1)).toEqual({ state: "accepted" });
  });

  it.each([
    ["refused after an unknown outcome", [failure(503, true), failure(403, false)]],
    ["told that the id is known", [failure(409, false)]],
  ])("reconciles, and sends no more, where it is %s", async (_, failures) => {
    const { outbox } = await open();
    await outbox.prepare(request("r1"));
    const left = [...failures];
    const asked: string[] = [];
    const history = await run(outbox, {
      send: () => Promise.reject(left.shift() ?? new Error("sent too often")),
      async reconcile({ request: { requestId }, state }) {
        asked.push(`${requestId} ${state}`);
        // Asked again where nobody knows yet, or the asking fails.
        if (asked.length === 1) return undefined;
        if (asked.length === 2) throw new Error("not now");
        return { outcome: "accepted", status: 200, correlationId: "c2" };
      },
    });
    expect(left).toEqual([]);
    expect(asked).toEqual(["r1 unknown", "r1 unknown", "r1 unknown"]);
    expect(history?.at(-2)).toMatchObject({ state: "unknown", mayResend: false });
    expect(history?.at(-1)).toEqual({
      state: "reconciled",
      outcome: "accepted",
      status: 200,
      correlationId: "c2",
    });
  });

  it("reconciles, and sends no more, once the window is over", async () => {
    const { outbox, advance } = await open();
    await outbox.prepare(request("r1"));
    let count = 0;
    const history = await run(outbox, {
      async send() {
        count += 1;
        await advance(count === 1 ? 22 * hour : hour);
        throw new Error("timed out");
      },
      reconcile: async () => ({ outcome: "absent" }),
    });
    expect(count).toBe(2);
    expect(history?.at(-1)).toEqual({ state: "reconciled", outcome: "absent" });
  });

  it("does not trust what is left of the window to a clock that was set back", async () => {
    const { outbox, advance } = await open();
    await outbox.prepare(request("r1"));
    let count = 0;
    const history = await run(outbox, {
      async send() {
        count += 1;
        // The sending is dated; what comes after it is dated an hour earlier.
        await advance(-hour);
        throw new Error("timed out");
      },
      reconcile: async () => ({ outcome: "absent" }),
    });
    expect(count).toBe(1);
    expect(history?.at(-1)).toEqual({ state: "reconciled", outcome: "absent" });
  });

  it("goes on after a crash while it was prepared, or was being sent", async () => {
    const { outbox, engine, advance, another } = await open({ leaseMs: 1000 });
    await outbox.prepare(request("r1"));
    const claimed = await engine.claim({ limit: 1, leaseMs: 1000, horizonMs: hour });
    await engine.record(claimed[0] as never, { state: "sending", evidence: {} }, 1000);
    await advance(2000);
    const next = another();
    const history = await run(next, { send: async () => ({ state: "accepted" }) });
    expect(history).toEqual([
      { state: "prepared" },
      { state: "sending" },
      { state: "unknown", reason: "The process ended while it was being sent." },
      { state: "sending" },
      { state: "accepted" },
    ]);
  });

  it("lets a former holder record nothing", async () => {
    const { outbox, advance, errors } = await open({ leaseMs: 300 });
    await outbox.prepare(request("r1"));
    const aborted = gate();
    let count = 0;
    const history = await run(outbox, {
      async send(_, { signal }) {
        count += 1;
        if (count > 1) return { state: "accepted" };
        // As a process that stood still for longer than its lease.
        await advance(10_000);
        await until(() => signal.aborted);
        aborted.open();
        return { state: "refused" };
      },
    });
    await aborted.opened;
    expect(history?.at(-1)).toEqual({ state: "accepted" });
    expect(history?.some(({ state }) => state === "refused")).toBe(false);
    await until(() => errors.length > 0);
    expect(errors).toMatchObject([{ code: "ERR_DELIVERY_LEASE_LOST" }]);
  });

  it("hands each request to one of two that share the store", async () => {
    const { outbox, another } = await open();
    const ids = Array.from({ length: 30 }, (_, index) => `r${index}`);
    await Promise.all(ids.map((id) => outbox.prepare(request(id))));
    const sent: string[] = [];
    const stop = new AbortController();
    const both = [outbox, another()].map((each) =>
      each.process(
        {
          async send({ requestId }) {
            sent.push(requestId);
            return { state: "accepted" };
          },
          reconcile: async () => undefined,
        },
        { signal: stop.signal, concurrency: 4 },
      ),
    );
    await until(async () => (await outbox.stats()).accepted === ids.length);
    stop.abort();
    await Promise.all(both);
    expect(sent.sort()).toEqual([...ids].sort());
  });

  it("does nothing once closed", async () => {
    const { outbox } = await open();
    await outbox.close();
    const handlers: OutboxHandlers = {
      send: async () => ({ state: "accepted" }),
      reconcile: async () => undefined,
    };
    const calls = [
      () => outbox.prepare(request("r1")),
      () => outbox.process(handlers),
      () => outbox.find("r1"),
      () => outbox.stats(),
    ];
    for (const call of calls) await expectCode("ERR_DELIVERY_CLOSED", /^The outbox is closed\.$/, call);
  });

  it("refuses settings that are no whole numbers greater than 0", async () => {
    const { engine } = await openEngine();
    for (const windowMs of [0, -1, 1.5, Number.NaN, undefined as never]) {
      expect(() => createOutbox(engine, { windowMs })).toThrow(
        new TypeError("windowMs must be a whole number greater than 0."),
      );
    }
  });
}

function request(requestId: string): OutboxRequest {
  return { requestId, target: "POST /payments", body: Buffer.from(requestId) };
}

function failure(status: number, isRetryable: boolean): Error {
  return Object.assign(new Error(`answered ${status}`), { status, isRetryable });
}
