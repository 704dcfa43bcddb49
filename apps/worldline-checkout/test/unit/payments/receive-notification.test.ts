import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";
import type { StoredMessage } from "@countersign/delivery";
import { exampleNotification, signTestNotification } from "@countersign/worldline/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createReceiver } from "../../../src/payments/receive-notification.js";
import { draft, openLedger } from "../../support/orders.js";

const bearerToken = "token-of-the-test";
let service: Awaited<ReturnType<typeof makeService>>;
beforeAll(async () => {
  service = await makeService();
});

async function makeService() {
  const signer = await importSigner((await generateKeyPair()).privateKey);
  const [notBefore, notAfter] = [new Date("2026-01-01"), new Date("2027-01-01")];
  const certificate = await createSelfSignedCertificate({
    signer,
    subject: "CN=service",
    notBefore,
    notAfter,
  });
  return { signer, certificate };
}

/** A receiver, an order that waits for payment 141110, and notifications about it as the inbox has them. */
function openReceiver() {
  const ledger = openLedger();
  const order = ledger.orders.place(draft());
  ledger.orders.linkPayment(order.id, { paymentId: "141110", bankUrl: undefined });
  ledger.orders.observe(order.id, "creation", "Open");
  const asked: string[] = [];
  const receive = createReceiver({
    ...ledger,
    serviceCertificates: [service.certificate],
    async ask(order) {
      asked.push(order.id);
      return order;
    },
  });
  async function stored(
    PaymentStatus: string,
    PaymentId = "141110",
    reference?: string,
  ): Promise<StoredMessage> {
    const CommonPaymentData = {
      PaymentStatus,
      PaymentId,
      ...(reference !== undefined && { InitiatingPartyReferenceId: reference }),
      DebtorInformation: { Name: "E. Dijkstra", ShippingAddress: { Postcode: "1234 AB", TownName: "Urk" } },
    };
    const payload = { PaymentProductUsed: "IDEAL", CommonPaymentData };
    const { body, headers } = await signTestNotification({
      ...service,
      type: "status",
      payload,
      bearerToken,
    });
    const kept = Object.entries(headers).filter(([name]) => !/^(authorization|content-type)$/i.test(name));
    return {
      ...{ id: "1", source: "worldline", type: "status", version: "3", key: "1", isConflicting: false },
      body,
      headers: Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), value])),
      receivedAt: ledger.now(),
    };
  }
  return { ...ledger, order, receive, stored, asked };
}

describe("a notification out of the inbox", () => {
  it("changes the order, and is kept with what was signed", async () => {
    const { receive, stored, orders, messages, order, now, asked } = openReceiver();
    const event = await stored("SettlementCompleted");
    await receive({ event, key: "status 141110 SettlementCompleted" });
    expect(asked).toEqual([]);
    expect(orders.find(order.id)).toMatchObject({
      status: "SettlementCompleted",
      debtor: { name: "E. Dijkstra", address: ["1234 AB Urk"] },
    });
    expect(orders.observations(order.id).at(-1)).toEqual({
      source: "notification",
      status: "SettlementCompleted",
      at: now(),
    });
    const [message] = messages.ofOrder(order.id);
    expect(message).toMatchObject({
      direction: "received",
      isVerified: true,
      title: "Notification of a status",
    });
    expect(message?.signed).toMatch(/^messagecreatedatetime: .+\nx-request-id: .+\ndigest: SHA-256=.+$/);
    expect(message?.header).toBe(`Signature: ${event.headers.signature}`);
    expect(message?.body).toBe(new TextDecoder().decode(event.body));
  });

  it("counts once where it is handed out twice", async () => {
    const { receive, stored, orders, messages, order } = openReceiver();
    const event = await stored("SettlementCompleted");
    await receive({ event, key: "a" });
    await receive({ event, key: "a" });
    expect(messages.count(order.id)).toBe(1);
    expect(orders.observations(order.id)).toHaveLength(2);
  });

  it("waits in the inbox while no order has the payment", async () => {
    const { receive, stored, orders, messages, order } = openReceiver();
    const event = await stored("SettlementCompleted", "999999");
    await expect(receive({ event, key: "a" })).rejects.toThrow("No order has the payment 999999.");
    expect(messages.count(order.id)).toBe(0);
    expect(orders.find(order.id)?.status).toBe("Open");
  });

  it("finds an order that was taken for refused by our reference", async () => {
    const { receive, stored, orders, messages } = openReceiver();
    const { id } = orders.place(draft({ basket: "mug*1" }));
    const event = await stored("SettlementCompleted", "7", id);
    // Its payment may be being made: the answer to that tells where it is paid.
    await expect(receive({ event, key: "a" })).rejects.toThrow("No order has the payment 7.");
    orders.refuse(id);
    await receive({ event, key: "a" });
    expect(orders.find(id)).toMatchObject({ status: "SettlementCompleted", paymentId: "7" });
    expect(messages.count(id)).toBe(1);
  });

  it("is not taken for an order's that has another payment", async () => {
    const { receive, stored, orders, order } = openReceiver();
    orders.refuse(order.id);
    const event = await stored("SettlementCompleted", "7", order.id);
    await expect(receive({ event, key: "a" })).rejects.toThrow("No order has the payment 7.");
    expect(orders.find(order.id)).toMatchObject({ status: "Refused", paymentId: "141110" });
  });

  it("changes nothing where the inbox was tampered with", async () => {
    const { receive, stored, orders, order } = openReceiver();
    const event = await stored("Cancelled");
    const body = Buffer.from(
      new TextDecoder().decode(event.body).replace("Cancelled", "SettlementCompleted"),
    );
    await expect(receive({ event: { ...event, body }, key: "a" })).rejects.toMatchObject({
      code: "ERR_DIGEST_MISMATCH",
    });
    expect(orders.find(order.id)?.status).toBe("Open");
  });

  it("is not believed where the acquirer signs none, and has the status asked for", async () => {
    const { receive, stored, messages, orders, order, asked } = openReceiver();
    const event = { ...(await stored("SettlementCompleted")), headers: {} };
    await receive({ event, key: "a" });
    await receive({ event, key: "a" });
    expect(asked).toEqual([order.id]);
    expect(orders.find(order.id)?.status).toBe("Open");
    expect(messages.ofOrder(order.id)).toMatchObject([
      { verdict: expect.stringContaining("Not signed"), isVerified: false, signed: undefined },
    ]);
  });

  it("is dropped where it is a debtor token, which the shop asks for none of", async () => {
    const { receive, stored, messages, order } = openReceiver();
    const body = Buffer.from(JSON.stringify(exampleNotification("debtorToken")));
    await receive({ event: { ...(await stored("Open")), body }, key: "a" });
    expect(messages.count(order.id)).toBe(0);
  });
});
