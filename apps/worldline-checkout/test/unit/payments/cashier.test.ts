import { ApiConnectionError } from "@countersign/auth";
import {
  InvalidRequestError,
  type OpenPayment,
  PaymentOutcomeUnknownError,
  type RecoveredPayment,
  WorldlineApiError,
} from "@countersign/worldline";
import { describe, expect, it } from "vitest";
import { type CashierSettings, createCashier } from "../../../src/payments/cashier.js";
import { draft, openLedger } from "../../support/orders.js";

type Payments = CashierSettings["payments"];

/** A cashier over a Worldline that does what the test says. */
function openTill({
  create,
  recover,
}: {
  create?: () => Promise<unknown>;
  recover?: (payment: OpenPayment) => Partial<RecoveredPayment>;
}) {
  const ledger = openLedger();
  const created: Parameters<Payments["create"]>[] = [];
  const asked: OpenPayment["payment"][] = [];
  const errors: unknown[] = [];
  const payments = {
    async create(...args: Parameters<Payments["create"]>) {
      created.push(args);
      return await (create ?? (async () => answer({ PaymentStatus: "Open", PaymentId: "141110" })))();
    },
    async recover(open: Iterable<OpenPayment>, options: Parameters<Payments["recover"]>[1]) {
      for (const each of open) {
        asked.push(each.payment);
        const found = { ...each, isNews: false, state: "open" as const, ...recover?.(each) };
        await options?.onPayment?.(found);
      }
      return [];
    },
  } as unknown as Payments;
  const cashier = createCashier({
    orders: ledger.orders,
    payments,
    notificationUrl: new URL("https://shop.example/v3"),
    returnUrl: ({ id }) => new URL(`https://shop.example/orders/${id}/return`),
    now: ledger.now,
    onError: (error) => errors.push(error),
  });
  return { ...ledger, cashier, created, asked, errors };
}

function answer(payment: object, href = "https://bank.example/pay") {
  return { data: { CommonPaymentData: payment, Links: { RedirectUrl: { Href: href } } } };
}

const unknown = () =>
  Promise.reject(new PaymentOutcomeUnknownError({ requestId: "1", reference: "1", cause: undefined }));
const refusal = (status: number, code: string) =>
  new WorldlineApiError({
    ...{ status, body: { Code: code }, rawBody: new Uint8Array(), verified: true },
    ...{
      method: "POST",
      url: "https://worldline.example/payments",
      requestId: "1",
      correlationId: undefined,
    },
  });

describe("starting a payment", () => {
  it("asks Worldline for it under the order's own id, and keeps where it is paid", async () => {
    const { cashier, orders, created } = openTill({});
    const order = await cashier.start(orders.place(draft({ bank: "PLDRNL2U" })));
    expect(order).toMatchObject({ status: "Open", paymentId: "141110", bankUrl: "https://bank.example/pay" });
    const [payment, options] = created[0] ?? [];
    expect(payment?.CommonPaymentData).toMatchObject({
      InitiatingPartyReferenceId: order.id,
      Amount: { Amount: "8.75", Currency: "EUR" },
      RemittanceInformation: "Order 1 at Harbour Goods",
      DebtorInformation: { Agent: "PLDRNL2U" },
    });
    expect(options).toEqual({
      requestId: order.id,
      notificationUrl: new URL("https://shop.example/v3"),
      returnUrl: new URL(`https://shop.example/orders/${order.id}/return`),
    });
  });

  it("gives fast checkout the sum in its parts, and no bank", async () => {
    const { cashier, orders, created } = openTill({});
    await cashier.start(orders.place(draft({ flow: "FastCheckout", shippingCents: 495, bank: "PLDRNL2U" })));
    const { CommonPaymentData, IDEALPayments } = created[0]?.[0] ?? {};
    expect(CommonPaymentData?.Amount).toMatchObject({
      Amount: "13.70",
      AmountBreakdown: { OrderAmount: "8.75", ShippingCost: "4.95" },
    });
    expect(CommonPaymentData).not.toHaveProperty("DebtorInformation");
    expect(IDEALPayments).toMatchObject({
      FlowType: "FastCheckout",
      ExpectedCheckoutData: { ShippingAddress: true },
    });
  });

  it("is done once for two who ask at the same time, and for one who asks again", async () => {
    const { cashier, orders, created } = openTill({});
    const order = orders.place(draft());
    const both = await Promise.all([cashier.start(order), cashier.start(order)]);
    expect(await cashier.start(both[0])).toEqual(both[1]);
    expect(created).toHaveLength(1);
  });

  it("leaves open what nobody knows, and is done again under the same id", async () => {
    let isUp = false;
    const create = () =>
      isUp ? Promise.resolve(answer({ PaymentStatus: "Open", PaymentId: "1" })) : unknown();
    const { cashier, orders, created, errors } = openTill({ create });
    const order = await cashier.start(orders.place(draft()));
    expect(order).toMatchObject({ status: "New", paymentId: undefined });
    expect(errors).toEqual([expect.objectContaining({ code: "ERR_WORLDLINE_PAYMENT_OUTCOME_UNKNOWN" })]);
    isUp = true;
    expect(await cashier.start(order)).toMatchObject({ status: "Open", paymentId: "1" });
    expect(created.map(([, options]) => options?.requestId)).toEqual([order.id, order.id]);
  });

  it.each([
    ["Worldline refuses it", refusal(400, "002")],
    ["the request breaks a rule", new InvalidRequestError([{ path: "Amount", rule: "is needed" }])],
  ])("is refused where %s", async (_what, error) => {
    const { cashier, orders, errors } = openTill({ create: () => Promise.reject(error) });
    expect(await cashier.start(orders.place(draft()))).toMatchObject({ status: "Refused" });
    expect(errors).toEqual([error]);
  });

  it.each([
    ["another request holds the payment", refusal(409, "159")],
    ["there is no connection", new ApiConnectionError("ERR_API_CONNECTION", "No connection.", {} as never)],
  ])("is not refused where %s", async (_what, error) => {
    const { cashier, orders, errors } = openTill({ create: () => Promise.reject(error) });
    expect(await cashier.start(orders.place(draft()))).toMatchObject({ status: "New" });
    expect(errors).toEqual([error]);
  });

  it("is not refused for what a later attempt is refused for: the first may have made a payment", async () => {
    const answers = [unknown, () => Promise.reject(refusal(401, ""))];
    const { cashier, orders } = openTill({ create: async () => await answers.shift()?.() });
    const order = await cashier.start(orders.place(draft()));
    expect(await cashier.start(order)).toMatchObject({ status: "New" });
    expect(answers).toEqual([]);
  });

  it("does not say that there is no payment where keeping it fails", async () => {
    const { cashier, orders } = openTill({});
    const first = await cashier.start(orders.place(draft()));
    const second = orders.place(draft({ basket: "mug*1" }));
    // The same id for two payments, which the orders do not take.
    await expect(cashier.start(second)).rejects.toThrow("UNIQUE");
    expect(orders.find(second.id)?.status).toBe("New");
    expect(orders.find(first.id)?.status).toBe("Open");
  });

  it.each(["http://bank.example/pay", "javascript:alert(1)", "not a URL"])(
    "sends nobody to %s",
    async (href) => {
      const create = async () => answer({ PaymentStatus: "Open", PaymentId: "1" }, href);
      const { cashier, orders } = openTill({ create });
      expect(await cashier.start(orders.place(draft()))).toMatchObject({
        status: "Open",
        bankUrl: undefined,
      });
    },
  );
});

describe("asking after a payment", () => {
  const settled = (PaymentId: string): Partial<RecoveredPayment> => ({
    state: "final",
    answer: {
      data: {
        CommonPaymentData: {
          PaymentStatus: "SettlementCompleted",
          PaymentId,
          DebtorInformation: { Name: "E. Dijkstra" },
        },
      },
    } as never,
  });

  it("keeps the status, and who paid", async () => {
    const { cashier, orders, asked } = openTill({ recover: () => settled("141110") });
    const order = await cashier.start(orders.place(draft()));
    expect(await cashier.ask(order)).toMatchObject({
      status: "SettlementCompleted",
      debtor: { name: "E. Dijkstra", address: [] },
    });
    expect(asked).toEqual(["141110"]);
  });

  it("asks no more where it has ended", async () => {
    const { cashier, orders, asked } = openTill({ recover: () => settled("141110") });
    const order = await cashier.ask(await cashier.start(orders.place(draft())));
    await cashier.ask(order);
    expect(asked).toHaveLength(1);
  });

  it("asks by our reference while the payment's id is not known, and keeps that", async () => {
    const { cashier, orders, asked } = openTill({ create: unknown, recover: () => settled("7") });
    const order = await cashier.start(orders.place(draft()));
    expect(await cashier.ask(order)).toMatchObject({ status: "SettlementCompleted", paymentId: "7" });
    expect(asked).toEqual([{ reference: order.id }]);
  });

  it("takes a payment for refused that Worldline does not know two minutes later, and not before", async () => {
    const absent = { state: "absent", error: refusal(404, "110") } as const;
    const { cashier, orders, wait } = openTill({ create: unknown, recover: () => absent });
    const order = await cashier.start(orders.place(draft()));
    expect((await cashier.ask(order)).status).toBe("New");
    wait(121);
    expect((await cashier.ask(order)).status).toBe("Refused");
  });

  it("counts the two minutes from the last attempt", async () => {
    const absent = { state: "absent", error: refusal(404, "110") } as const;
    const { cashier, orders, wait } = openTill({ create: unknown, recover: () => absent });
    const order = await cashier.start(orders.place(draft()));
    wait(100);
    await cashier.start(order);
    wait(100);
    expect((await cashier.ask(order)).status).toBe("New");
    wait(21);
    expect((await cashier.ask(order)).status).toBe("Refused");
  });

  it("asks by our reference after one that was refused, and finds its payment", async () => {
    let found: Partial<RecoveredPayment> = { state: "absent", error: refusal(404, "110") };
    const create = () => Promise.reject(refusal(400, "002"));
    const { cashier, orders, asked, errors } = openTill({ create, recover: () => found });
    const order = await cashier.start(orders.place(draft()));
    expect((await cashier.ask(order)).status).toBe("Refused");
    expect(errors).toHaveLength(1);
    found = settled("7");
    expect(await cashier.ask(order)).toMatchObject({ status: "SettlementCompleted", paymentId: "7" });
    expect(asked).toEqual([{ reference: order.id }, { reference: order.id }]);
  });

  it("waits for the answer that tells where it is paid", async () => {
    let answerIt = (_answer: unknown) => {};
    const create = () =>
      new Promise((resolve) => {
        answerIt = resolve;
      });
    const { cashier, orders, asked } = openTill({ create });
    const order = orders.place(draft());
    const started = cashier.start(order);
    await cashier.ask(order);
    expect(asked).toEqual([]);
    answerIt(answer({ PaymentStatus: "Open", PaymentId: "1" }));
    expect(await started).toMatchObject({ bankUrl: "https://bank.example/pay" });
  });

  it("never takes one for refused whose id is known", async () => {
    const absent = { state: "absent", error: refusal(404, "110") } as const;
    const { cashier, orders, wait, errors } = openTill({ recover: () => absent });
    const order = await cashier.start(orders.place(draft()));
    wait(3600);
    expect((await cashier.ask(order)).status).toBe("Open");
    expect(errors).toEqual([absent.error]);
  });

  it("shows what was known where Worldline does not answer", async () => {
    const down = new Error("down");
    const recover = () => {
      throw down;
    };
    const { cashier, orders, errors } = openTill({ recover });
    const order = await cashier.start(orders.place(draft()));
    expect(await cashier.ask(order)).toEqual(order);
    expect(errors).toEqual([down]);
  });

  it("sweeps what is due, and puts it off even where that fails", async () => {
    const recover = () => {
      throw new Error("down");
    };
    const { cashier, orders, asked, wait } = openTill({ recover });
    await cashier.start(orders.place(draft()));
    await cashier.sweep();
    expect(asked).toEqual([]);
    wait(15);
    await cashier.sweep();
    await cashier.sweep();
    expect(asked).toEqual(["141110"]);
  });

  it("puts off none that a sweep which failed did not come to", async () => {
    const recover = () => {
      throw new Error("down");
    };
    const { cashier, orders, asked, wait } = openTill({ create: unknown, recover });
    const first = await cashier.start(orders.place(draft()));
    const second = await cashier.start(orders.place(draft({ basket: "mug*1" })));
    wait(15);
    await cashier.sweep();
    expect([first, second].map(({ id }) => orders.find(id)?.checks)).toEqual([1, 0]);
    await cashier.sweep();
    expect(asked).toEqual([{ reference: first.id }, { reference: second.id }]);
  });
});
