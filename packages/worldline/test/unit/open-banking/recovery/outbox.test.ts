import { unsafeCreateMemoryOutbox } from "@countersign/delivery";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type PaymentInitiationRequest,
  toOutboxRequest,
  type WorldlineOutboxSettings,
  worldlineOutboxHandlers,
} from "../../../../src/index.js";
import { answer, connect, created, payment, pisPath } from "../../../support/open-banking.js";

const surroundings = {
  notificationUrl: new URL("https://us.example/v3"),
  returnUrl: new URL("https://us.example/return"),
  headers: { Locale: "nl", UseAuthorisationLandingPages: true },
};
const request = toOutboxRequest({ requestId: "r1", payment, ...surroundings });
const refused = (Code: string, status: number) => answer({ Code }, status);
const own = { CommonPaymentData: { ...created.CommonPaymentData, InitiatingPartyReferenceId: "r1" } };
const ofAnother = {
  CommonPaymentData: { ...created.CommonPaymentData, InitiatingPartyReferenceId: "r2" },
};

/** Sends a payment by an outbox until it is decided what became of it. */
async function run(
  posts: readonly (() => Response | Promise<Response>)[],
  status: () => Response = () => answer(created),
  settings: Pick<WorldlineOutboxSettings, "reconcile"> = {},
) {
  let count = 0;
  const { client, sent } = await connect(({ request: { method } }) => {
    if (method === "GET") return status();
    count += 1;
    return posts[count - 1]?.() ?? expect.fail("sent too often");
  });
  const outbox = unsafeCreateMemoryOutbox({
    windowMs: 60_000,
    retryBaseMs: 1,
    retryMaxMs: 1,
    pollIntervalMs: 10,
    onError: () => {},
  });
  onTestFinished(() => outbox.close());
  await outbox.prepare(request);
  const kept: unknown[] = [];
  const handlers = worldlineOutboxHandlers({
    worldline: client,
    onPayment: (each, { requestId }) => void kept.push([requestId, each.CommonPaymentData.PaymentId]),
    ...settings,
  });
  void outbox.process(handlers);
  const ends = ["accepted", "refused", "reconciled"];
  await vi.waitFor(async () => expect(ends).toContain((await outbox.find("r1"))?.state), {
    timeout: 30_000,
    interval: 5,
  });
  const entry = await outbox.find("r1");
  return {
    states: entry?.history.map(({ state }) => state),
    evidence: entry?.history.at(-1)?.evidence,
    sent,
    kept,
  };
}

describe("a payment in an outbox", () => {
  it("is kept with its reference, its bytes and its headers, and without credentials", () => {
    expect(request.requestId).toBe("r1");
    expect(JSON.parse(Buffer.from(request.body).toString())).toEqual({
      ...payment,
      CommonPaymentData: { InitiatingPartyReferenceId: "r1", ...payment.CommonPaymentData },
    });
    expect(request.headers).toEqual({
      Locale: "nl",
      UseAuthorisationLandingPages: "true",
      InitiatingPartyNotificationUrl: "https://us.example/v3",
      InitiatingPartyReturnUrl: "https://us.example/return",
    });
  });

  it("is not kept where it keeps not the rules", () => {
    const wrong: PaymentInitiationRequest = {
      PaymentProduct: ["IDEAL"],
      CommonPaymentData: { Amount: { Amount: "1.00" } },
    };
    expect(() => toOutboxRequest({ requestId: "r1", payment: wrong })).toThrow("is mandatory for iDEAL");
    expect(() => toOutboxRequest({ requestId: "x".repeat(37), payment })).toThrow(
      "requestId must be 1 to 36",
    );
  });

  it("is sent as it was kept", async () => {
    const { states, evidence, sent, kept } = await run([() => answer(own, 201)]);
    expect(states).toEqual(["prepared", "sending", "accepted"]);
    expect(evidence).toEqual({ status: 201, correlationId: "service-1" });
    expect(kept).toEqual([["r1", "0170600"]]);
    expect(sent[0]?.body.equals(Buffer.from(request.body))).toBe(true);
    const names = ["x-request-id", "locale", "initiatingpartynotificationurl", "initiatingpartyreturnurl"];
    expect(names.map((name) => sent[0]?.request.headers.get(name))).toEqual([
      "r1",
      "nl",
      "https://us.example/v3",
      "https://us.example/return",
    ]);
  });

  it("is refused by a refusal of its first sending", async () => {
    const { states, kept } = await run([() => refused("002", 400)]);
    expect(states).toEqual(["prepared", "sending", "refused"]);
    expect(kept).toEqual([]);
  });

  it.each([
    ["a lost answer", () => Promise.reject(new TypeError("fetch failed"))],
    ["5xx", () => new Response(null, { status: 503 })],
    ["a web page with a status of 400", () => new Response("<html>", { status: 400 })],
    ["an answer that is not signed", () => Response.json(created)],
    ["an answer that is no payment", () => answer({}, 201)],
    ["an answer about another payment", () => answer(ofAnother, 201)],
  ])("is sent again after %s; a duplicate is found by its reference", async (_name, first) => {
    const { states, evidence, sent, kept } = await run([first, () => refused("008", 400)]);
    expect(states).toEqual(["prepared", "sending", "unknown", "sending", "unknown", "reconciled"]);
    expect(evidence).toEqual({ outcome: "accepted", status: 200, correlationId: "service-1" });
    expect(sent.map(({ path }) => path)).toEqual([
      ...Array(2).fill(pisPath("/payments")),
      pisPath("/payments/refr1/status"),
    ]);
    expect(kept).toEqual([["r1", "0170600"]]);
  });

  it("is not reconciled by the status of another", async () => {
    let asked = 0;
    const { evidence, kept } = await run(
      [() => new Response(null, { status: 503 }), () => refused("008", 400)],
      () => {
        asked += 1;
        return answer(
          asked === 1 ? { CommonPaymentData: { ...ofAnother.CommonPaymentData, PaymentId: "9" } } : created,
        );
      },
    );
    expect(asked).toBe(2);
    expect(evidence).toMatchObject({ outcome: "accepted" });
    expect(kept).toEqual([["r1", "0170600"]]);
  });

  it("that the service does not know is asked for again, unless somebody decides", async () => {
    let asked = 0;
    const { states, evidence } = await run(
      [() => new Response(null, { status: 503 }), () => refused("008", 400)],
      () => {
        asked += 1;
        return refused("110", 404);
      },
      { reconcile: async () => (asked < 3 ? undefined : { outcome: "absent" }) },
    );
    expect(states?.at(-1)).toBe("reconciled");
    expect(evidence).toMatchObject({ outcome: "absent" });
    expect(asked).toBe(3);
  });
});
