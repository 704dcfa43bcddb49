import { SignatureError } from "@countersign/crypto-core";
import type { WorldlineMessage } from "@countersign/worldline";
import { describe, expect, it } from "vitest";
import { createExchangeRecorder } from "../../../src/messages/record-exchange.js";
import { draft, openLedger } from "../../support/orders.js";

const base = "https://worldline.example/xs2a/routingservice/services/ob/pis/v3";

function openRecorder() {
  const ledger = openLedger();
  const order = ledger.orders.place(draft());
  ledger.orders.linkPayment(order.id, { paymentId: "141110", bankUrl: undefined });
  const record = createExchangeRecorder(ledger);
  const message = (changes: Partial<WorldlineMessage>): WorldlineMessage => ({
    direction: "request",
    at: ledger.now(),
    method: "GET",
    url: `${base}/payments/141110/status`,
    status: undefined,
    requestId: "1",
    body: new Uint8Array(),
    headers: {},
    verification: "signed",
    signatureBase: "digest: SHA-256=47DE",
    signature: 'keyId="A"',
    usedFallback: false,
    ...changes,
  });
  return { ...ledger, order, record, message };
}

describe("a message of the client's", () => {
  it("is kept with the order that it was created for", () => {
    const { record, message, messages, order } = openRecorder();
    const body = Buffer.from('{"PaymentProduct":["IDEAL"]}');
    record(message({ method: "POST", url: `${base}/payments`, requestId: order.id, body }));
    expect(messages.ofOrder(order.id)).toEqual([
      {
        orderId: order.id,
        at: message({}).at,
        direction: "sent",
        title: "POST /payments",
        signed: "digest: SHA-256=47DE",
        header: 'Signature: keyId="A"',
        isVerified: true,
        verdict: "Signed with our key.",
        body: '{"PaymentProduct":["IDEAL"]}',
      },
    ]);
  });

  it.each(["141110", "ref"])("is kept with the order that it asks after: %s", (name) => {
    const { record, message, messages, order } = openRecorder();
    const id = name === "ref" ? `ref${order.id}` : name;
    record(
      message({
        url: `${base}/payments/${id}/status`,
        direction: "answer",
        status: 200,
        verification: "verified",
      }),
    );
    expect(messages.ofOrder(order.id)).toMatchObject([
      { direction: "received", title: `200 to GET /payments/${id}/status`, isVerified: true },
    ]);
  });

  it.each([
    [{ verification: "unsigned", signature: undefined, signatureBase: undefined }, "Not signed."],
    [
      { verification: "refused", error: new SignatureError("ERR_SIGNATURE_INVALID", "It does not verify.") },
      "Refused. ERR_SIGNATURE_INVALID It does not verify.",
    ],
  ] as const)("that does not verify is kept with why: %#", (changes, verdict) => {
    const { record, message, messages, order } = openRecorder();
    record(message({ direction: "answer", status: 200, ...changes }));
    expect(messages.ofOrder(order.id)).toMatchObject([{ isVerified: false, verdict }]);
  });

  it("says where the service signed something else than it lists", () => {
    const { record, message, messages, order } = openRecorder();
    record(message({ direction: "answer", status: 200, verification: "verified", usedFallback: true }));
    expect(messages.ofOrder(order.id)[0]?.verdict).toContain("not over those that it lists");
  });

  it("is not kept where it is about no order", () => {
    const { record, message, db } = openRecorder();
    record(message({ url: `${base}/payments/999999/status` }));
    record(message({ method: "POST", url: `${base}/payments` }));
    expect(db.prepare("SELECT count(*) FROM messages").pluck().get()).toBe(0);
  });
});
