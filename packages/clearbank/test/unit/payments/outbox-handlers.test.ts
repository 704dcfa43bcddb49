import { type Outbox, type OutboxHandlers, unsafeCreateMemoryOutbox } from "@countersign/delivery";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  clearBankOutboxHandlers,
  type PaymentTracker,
  toOutboxRequest,
  trackPayments,
  webhookFacts,
} from "../../../src/index.js";
import { connect, page, type Received, transaction } from "./bank.js";
import { assessmentFailed, batch, items, settled } from "./events.js";

const body = batch("E2E-1", "E2E-2");
const allAccepted = items({ "E2E-1": "Accepted", "E2E-2": "Accepted" });

/** Sends the batch by an outbox until it is decided what became of it. */
async function run(
  answer: (received: Received, count: number) => Response | Promise<Response>,
  {
    payments = trackPayments(),
    reconcile,
  }: { payments?: PaymentTracker; reconcile?: NonNullable<OutboxHandlers["reconcile"]> } = {},
) {
  let posts = 0;
  const { clearbank, received } = await connect((each) => {
    if (each.method === "POST") posts += 1;
    return answer(each, posts);
  });
  const errors: unknown[] = [];
  const outbox = unsafeCreateMemoryOutbox({
    windowMs: 23 * 60 * 60_000,
    retryBaseMs: 1,
    retryMaxMs: 1,
    pollIntervalMs: 10,
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => outbox.close());
  const request = toOutboxRequest({ requestId: "r1", path: "/v3/payments/fps", body });
  await outbox.prepare(request);
  const handlers = clearBankOutboxHandlers({ clearbank, outbox, payments, ...(reconcile && { reconcile }) });
  void outbox.process(handlers);
  await vi.waitFor(async () => expect(await isEnded(outbox)).toBe(true), { timeout: 30_000, interval: 5 });
  const entry = await outbox.find("r1");
  return {
    states: entry?.history.map(({ state }) => state),
    evidence: entry?.history.at(-1)?.evidence,
    statuses: ["E2E-1", "E2E-2"].map((id) => payments.state(id)?.status),
    payments,
    sent: received.filter(({ method }) => method === "POST"),
    asked: received.filter(({ method }) => method === "GET"),
    bytes: Buffer.from(request.body).toString(),
    errors,
  };
}

async function isEnded(outbox: Outbox): Promise<boolean> {
  return ["accepted", "refused", "reconciled"].includes((await outbox.find("r1"))?.state ?? "");
}

const accepted = () => Response.json(allAccepted, { status: 202, headers: { "x-correlation-id": "c1" } });
const failing = (status: number) => new Response("", { status });
const notExpected = () => Promise.reject(new Error("not expected"));

describe("clearBankOutboxHandlers", () => {
  it("sends the stored bytes under the stored id, once", async () => {
    const { states, evidence, statuses, sent, bytes } = await run(accepted);
    expect(states).toEqual(["prepared", "sending", "accepted"]);
    expect(evidence).toEqual({ status: 202, correlationId: "c1" });
    expect(statuses).toEqual(["accepted", "accepted"]);
    expect(sent).toMatchObject([{ requestId: "r1", body: bytes, url: { pathname: "/v3/payments/fps" } }]);
  });

  it("keeps the refused item of an accepted batch", async () => {
    const mixed = items({ "E2E-1": "Accepted", "E2E-2": "InsufficientFunds" });
    const { states, statuses, payments } = await run(() => Response.json(mixed, { status: 202 }));
    expect(states).toEqual(["prepared", "sending", "accepted"]);
    expect(statuses).toEqual(["accepted", "refused"]);
    expect(payments.state("E2E-2")?.reasons).toEqual(["InsufficientFunds"]);
  });

  it("is refused where all items are, with each one's word", async () => {
    const none = items({ "E2E-1": "InvalidAccount", "E2E-2": "Rejected" });
    const { states, evidence, statuses, payments, sent } = await run(() =>
      Response.json(none, { status: 400 }),
    );
    expect(states).toEqual(["prepared", "sending", "refused"]);
    expect(evidence).toEqual({ status: 400 });
    expect(statuses).toEqual(["refused", "refused"]);
    expect(payments.state("E2E-1")?.reasons).toEqual(["InvalidAccount"]);
    expect(sent).toHaveLength(1);
  });

  it.each([400, 404, 422])("is refused by a %d", async (status) => {
    const { states, statuses } = await run(() => failing(status));
    expect(states).toEqual(["prepared", "sending", "refused"]);
    expect(statuses).toEqual(["refused", "refused"]);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ["a 500", () => failing(500)],
    ["a 503", () => failing(503)],
    ["a 429", () => failing(429)],
    ["a 401, as of a token that has expired", () => failing(401)],
    ["a 403, likewise", () => failing(403)],
    ["a 408", () => failing(408)],
    ["a 423", () => failing(423)],
    ["a lost connection", () => Promise.reject(new TypeError("terminated"))],
    [
      "a 202 that is no JSON",
      () => new Response("<html>", { status: 202, headers: { "content-type": "text/html" } }),
    ],
    [
      "a gateway's page",
      () => new Response("<html>", { status: 403, headers: { "content-type": "text/html" } }),
    ],
    [
      "a redirection",
      () => new Response(null, { status: 302, headers: { location: "https://other.example" } }),
    ],
  ])("sends the same again after %s", async (_, answer) => {
    const { states, statuses, sent, payments } = await run((_received, count) =>
      count < 3 ? answer() : accepted(),
    );
    const again = ["sending", "unknown"];
    expect(states).toEqual(["prepared", ...again, ...again, "sending", "accepted"]);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(statuses).toEqual(["accepted", "accepted"]);
    expect(payments.state("E2E-1")?.facts.map(({ kind }) => kind)).toEqual(["sent", "accepted"]);
  });

  it("sends nothing again after a 409, and finds the payments in ClearBank's list", async () => {
    const { states, evidence, statuses, sent, asked } = await run(({ method, url }, count) => {
      if (method === "POST") return failing(count === 1 ? 500 : 409);
      const { endToEndIdentifier = "", pageNumber } = Object.fromEntries(url.searchParams);
      return pageNumber === "1" && endToEndIdentifier === "E2E-2"
        ? page(transaction("E2E-2", "ACSC"))
        : page();
    });
    expect(states).toEqual(["prepared", "sending", "unknown", "sending", "unknown", "reconciled"]);
    expect(evidence).toEqual({ outcome: "accepted" });
    expect(statuses).toEqual(["sent", "settled"]);
    expect(sent).toHaveLength(2);
    expect(asked.length).toBeGreaterThan(0);
  });

  it.each([
    ["settled", settled("E2E-1")],
    ["failed its assessment", assessmentFailed("E2E-1", "Account closed")],
    ["was known before", assessmentFailed("E2E-1", "Duplicate transaction has been detected")],
  ])("believes a webhook that says that a payment %s, and does not ask", async (_, event) => {
    const payments = trackPayments();
    const { states, asked } = await run(
      async (_received, count) => {
        if (count === 1) await payments.add(webhookFacts(event));
        return failing(count === 1 ? 500 : 409);
      },
      { payments },
    );
    expect(states?.at(-1)).toBe("reconciled");
    expect(asked).toEqual([]);
  });

  it("leaves to the caller what nothing shows, and takes nothing for absent by itself", async () => {
    const given: unknown[] = [];
    let times = 0;
    const { states, evidence, statuses } = await run(
      ({ method }) => (method === "POST" ? failing(409) : page()),
      {
        async reconcile({ request, state }, { signal }) {
          given.push([request.requestId, state, signal.aborted]);
          times += 1;
          return times < 3 ? undefined : { outcome: "absent" };
        },
      },
    );
    expect(given).toEqual(Array.from({ length: 3 }, () => ["r1", "unknown", false]));
    expect(states).toEqual(["prepared", "sending", "unknown", "reconciled"]);
    expect(evidence).toEqual({ outcome: "absent" });
    expect(statuses).toEqual(["sent", "sent"]);
  });

  it("asks again where ClearBank could not be asked", async () => {
    let asked = 0;
    const { states, errors } = await run(
      ({ method, url }) => {
        if (method === "POST") return failing(409);
        asked += 1;
        if (asked <= 4) return failing(503);
        return url.searchParams.get("pageNumber") === "1" ? page(transaction("E2E-1", "PDNG")) : page();
      },
      { reconcile: notExpected },
    );
    expect(states?.at(-1)).toBe("reconciled");
    expect(errors).toContainEqual(expect.objectContaining({ status: 503 }));
  });

  it("doubts a refusal of what was sent before", async () => {
    const { states, evidence, statuses, payments } = await run(
      ({ method }, count) => {
        if (method === "GET") return page();
        return count === 1 ? failing(500) : Response.json(items({ "E2E-1": "Rejected" }), { status: 400 });
      },
      { reconcile: async () => ({ outcome: "absent" }) },
    );
    expect(states).toEqual(["prepared", "sending", "unknown", "sending", "unknown", "reconciled"]);
    expect(evidence).toEqual({ outcome: "absent" });
    expect(statuses).toEqual(["unknown", "unknown"]);
    expect(payments.state("E2E-1")?.reasons).toEqual(["Rejected"]);
  });

  it("sends nothing before it is kept that it will be sent", async () => {
    let isFull = true;
    const payments = trackPayments({
      async keep() {
        if (isFull) throw new Error("disk full");
      },
    });
    const { states, sent } = await run(accepted, {
      payments: {
        ...payments,
        add: (facts) => {
          const added = payments.add(facts);
          isFull = false;
          return added;
        },
      },
    });
    expect(states).toEqual(["prepared", "sending", "unknown", "sending", "accepted"]);
    expect(sent).toHaveLength(1);
  });
});
