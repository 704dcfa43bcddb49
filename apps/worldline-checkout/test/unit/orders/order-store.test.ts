import { describe, expect, it } from "vitest";
import { isContradictory } from "../../../src/orders/order.js";
import { draft, openLedger } from "../../support/orders.js";

describe("placing an order", () => {
  it("keeps what was ordered", () => {
    const { orders, now } = openLedger();
    const wanted = draft({ bank: "PLDRNL2U" });
    const order = orders.place(wanted);
    expect(order).toMatchObject({
      ...wanted,
      number: 1,
      status: "New",
      createdAt: now(),
      paymentId: undefined,
    });
    expect(order.id).toMatch(/^[0-9a-f]{32}$/);
    expect(orders.find(order.id)).toEqual(order);
    expect(orders.findByNumber(1)).toEqual(order);
  });

  it("makes one order of a form that comes twice, even after it was paid", () => {
    const { orders } = openLedger();
    const form = draft();
    const { id } = orders.place(form);
    orders.observe(id, "creation", "SettlementCompleted");
    expect(orders.place(form)).toMatchObject({ id, status: "SettlementCompleted" });
    expect(orders.list(10)).toHaveLength(1);
  });

  it("gives back the order that waits for its payment where another form asks for the same", () => {
    const { orders } = openLedger();
    const { id } = orders.place(draft());
    expect(orders.place(draft()).id).toBe(id);
    orders.linkPayment(id, { paymentId: "1", bankUrl: "https://bank.example/pay" });
    orders.observe(id, "creation", "Open");
    expect(orders.place(draft()).id).toBe(id);
  });

  it.each(["Authorised", "Pending", "SettlementInProcess"] as const)(
    "gives back the order whose payment is %s",
    (status) => {
      const { orders } = openLedger();
      const { id } = orders.place(draft());
      orders.linkPayment(id, { paymentId: "1", bankUrl: undefined });
      orders.observe(id, "status", status);
      expect(orders.place(draft()).id).toBe(id);
      expect(orders.place(draft({ bank: "SBXBNL2A" })).id).toBe(id);
      expect(orders.place(draft({ basket: "tea*2" })).id).not.toBe(id);
    },
  );

  it("makes another one where nobody knows any more where the first is paid", () => {
    const { orders } = openLedger();
    const { id } = orders.place(draft());
    orders.linkPayment(id, { paymentId: "1", bankUrl: undefined });
    orders.observe(id, "status", "Open");
    expect(orders.place(draft()).id).not.toBe(id);
  });

  it.each([
    ["another visitor", { session: "f".repeat(32) }],
    ["another basket", { basket: "tea*2", goodsCents: 1750 }],
    ["another price", { goodsCents: 900 }],
    ["another bank", { bank: "SBXBNL2A" }],
    ["fast checkout", { flow: "FastCheckout", shippingCents: 495 }],
  ] as const)("makes another order for %s", (_what, changes) => {
    const { orders } = openLedger();
    const { id } = orders.place(draft());
    expect(orders.place(draft(changes)).id).not.toBe(id);
  });

  it.each(["SettlementCompleted", "Cancelled", "Expired"] as const)(
    "makes another one after one is %s",
    (status) => {
      const { orders } = openLedger();
      const { id } = orders.place(draft());
      orders.observe(id, "creation", "Open");
      orders.observe(id, "status", status);
      expect(orders.place(draft()).id).not.toBe(id);
    },
  );
});

describe("what is said of a payment", () => {
  it("changes the order's status, whoever says it first", () => {
    const { orders } = openLedger();
    const { id } = orders.place(draft());
    orders.observe(id, "creation", "Open");
    orders.observe(id, "notification", "SettlementCompleted");
    expect(orders.find(id)?.status).toBe("SettlementCompleted");
  });

  it("does not where it is older news, and is written down all the same", () => {
    const { orders } = openLedger();
    const { id } = orders.place(draft());
    orders.observe(id, "notification", "SettlementCompleted");
    orders.observe(id, "status", "Open");
    expect(orders.find(id)?.status).toBe("SettlementCompleted");
    const observations = orders.observations(id);
    expect(observations.map(({ status }) => status)).toEqual(["SettlementCompleted", "Open"]);
    expect(isContradictory(observations)).toBe(false);
  });

  it("is shown as a contradiction where it ends in two ways, of which the first stays", () => {
    const { orders } = openLedger();
    const { id } = orders.place(draft());
    orders.observe(id, "status", "Expired");
    orders.observe(id, "notification", "SettlementCompleted");
    expect(orders.find(id)?.status).toBe("Expired");
    expect(isContradictory(orders.observations(id))).toBe(true);
  });

  it("is one observation where the same is said again, at the later time", () => {
    const { orders, now, wait } = openLedger();
    const { id } = orders.place(draft());
    orders.observe(id, "status", "Open");
    wait(10);
    orders.observe(id, "status", "Open");
    expect(orders.observations(id)).toEqual([{ source: "status", status: "Open", at: now() }]);
  });

  it("ends a refusal where there is a payment after all", () => {
    const { orders } = openLedger();
    const { id } = orders.place(draft());
    orders.refuse(id);
    orders.observe(id, "notification", "SettlementCompleted");
    expect(orders.find(id)?.status).toBe("SettlementCompleted");
  });

  it("is refused of an order that there is not", () => {
    expect(() => openLedger().orders.observe("none", "status", "Open")).toThrow("There is no order none.");
  });
});

describe("orders that are due", () => {
  it("are due after 15 seconds, then less and less often, up to every five minutes", () => {
    const { orders, wait } = openLedger();
    const { id } = orders.place(draft());
    const waits: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      let seconds = 0;
      for (; orders.due().length === 0; seconds += 5) wait(5);
      waits.push(seconds);
      orders.postpone(id);
    }
    expect(waits).toEqual([15, 15, 30, 60, 120, 240, 300]);
  });

  it("are none once the payment has ended", () => {
    const { orders, wait } = openLedger();
    const { id } = orders.place(draft());
    orders.observe(id, "notification", "Cancelled");
    wait(24 * 60 * 60);
    expect(orders.due()).toEqual([]);
  });
});
