import { describe, expect, it } from "vitest";
import type {
  PaymentInitiationRequest,
  PaymentName,
  PaymentStatus,
  WaitForFinalStatusOptions,
} from "../../../../src/index.js";
import { answer, connect, created, now, payment, pisPath } from "../../../support/open-banking.js";

const statusIs = (PaymentStatus: PaymentStatus, more: object = {}) =>
  answer({ CommonPaymentData: { PaymentStatus, PaymentId: "0170600", ...more } });

describe("payments", () => {
  it("are asked for by their id, or by one of ours", async () => {
    const { client, sent } = await connect();
    for (const name of ["0170600", { reference: "order/5" }, { endToEndId: "E2E-1" }])
      await client.payments.status(name);
    expect(sent.map(({ path }) => path)).toEqual(
      ["/0170600", "/reforder%2F5", "/e2eE2E-1"].map((id) => pisPath(`/payments${id}/status`)),
    );
  });

  it.each<[string, PaymentName, object]>([
    ["id", "0170601", {}],
    ["reference", { reference: "order-5" }, { InitiatingPartyReferenceId: "order-6" }],
    ["end-to-end id", { endToEndId: "E2E-1" }, { EndToEndId: "E2E-2" }],
    ["reference, as in the path", "reforder-5", { InitiatingPartyReferenceId: "order-6" }],
    ["end-to-end id, as in the path", "e2eE2E-1", { EndToEndId: "E2E-2" }],
  ])("are not believed of another payment, by its %s, though it is signed", async (_name, name, told) => {
    const { client } = await connect(() => statusIs("SettlementCompleted", told));
    const expected = {
      name: "UnverifiedMessageError",
      code: "ERR_WORLDLINE_OTHER_PAYMENT",
      message: "The answer is about another payment than the one in question, so it is not believed.",
    };
    await expect(client.payments.status(name)).rejects.toMatchObject(expected);
    await expect(client.payments.waitForFinalStatus(name)).rejects.toMatchObject(expected);
    const [found] = await client.payments.recover([{ payment: name, knownStatus: "Open" }]);
    expect(found).toMatchObject({ state: "failed", isNews: false, error: expected });
    expect(found).not.toHaveProperty("answer");
  });

  it.each<[string, PaymentName, object]>([
    ["reference", { reference: "order-5" }, { InitiatingPartyReferenceId: "order-5" }],
    ["end-to-end id", { endToEndId: "E2E-1" }, { EndToEndId: "E2E-1" }],
    ["reference, as in the path", "reforder-5", { InitiatingPartyReferenceId: "order-5" }],
    ["id that begins like a path's", "ref-77", { PaymentId: "ref-77", InitiatingPartyReferenceId: "5" }],
  ])("are believed where they tell the same %s", async (_name, name, told) => {
    const { client } = await connect(() => statusIs("Open", told));
    expect(await client.payments.status(name)).toMatchObject({ data: { CommonPaymentData: told } });
  });

  it("are cancelled, with an answer or without one", async () => {
    const cancelled = { CommonPaymentData: { PaymentStatus: "Cancelled", PaymentId: "1" } };
    const { client, sent } = await connect((_, count) =>
      count === 1
        ? Response.json(cancelled)
        : count === 2
          ? new Response(null, { status: 204 })
          : Response.json({ Code: "137" }, { status: 405 }),
    );
    expect(await client.payments.cancel("1")).toMatchObject({ status: 200, data: cancelled });
    expect(await client.payments.cancel({ reference: "r" })).toMatchObject({ status: 204, data: undefined });
    await expect(client.payments.cancel("1")).rejects.toMatchObject({ status: 405, worldlineCode: "137" });
    expect(sent.map(({ request, path }) => [request.method, path])).toEqual([
      ["DELETE", pisPath("/payments/1")],
      ["DELETE", pisPath("/payments/refr")],
      ["DELETE", pisPath("/payments/1")],
    ]);
  });

  it("are confirmed", async () => {
    const { client, sent } = await connect(() => Response.json({}));
    await client.payments.confirm("1");
    await client.payments.confirm("1", { PsuData: { AspspPsuId: "p" } });
    expect(sent[0]?.path).toBe(pisPath("/payments/1/confirmation"));
    expect(sent.map(({ body }) => String(body))).toEqual(["{}", '{"PsuData":{"AspspPsuId":"p"}}']);
  });

  it("may be fast checkouts that remember the payer", async () => {
    const { client, sent } = await connect(() => answer(created, 201));
    const checkout: PaymentInitiationRequest = {
      ...payment,
      CommonPaymentData: {
        ...payment.CommonPaymentData,
        Amount: { Amount: "10.00", AmountBreakdown: { OrderAmount: "7.55", ShippingCost: "2.45" } },
      },
      IDEALPayments: {
        FlowType: "FastCheckout",
        UseDebtorToken: true,
        DebtorTokenCallbackUrl: "https://us.example/v3",
        ExpectedCheckoutData: { DebtorContactDetails: { Email: true }, ShippingAddress: true },
      },
    };
    const headers = { PsuId: "9bfe1c8d", HttpHeaderUserAgent: "Mozilla/5.0" };
    await client.payments.create(checkout, { headers });
    expect(JSON.parse(String(sent[0]?.body)).IDEALPayments).toEqual(checkout.IDEALPayments);
    expect(sent[0]?.request.headers.get("psuid")).toBe("9bfe1c8d");
  });
});

describe("refunds", () => {
  it("are created by the patched schema, asked for and confirmed", async () => {
    const refund = { RefundId: "5", RefundStatus: "Open" };
    const { client, sent } = await connect(() => Response.json({ CommonPaymentData: refund }));
    const body = {
      CommonPaymentData: {
        InitiatingPartyReferenceId: "refund-1",
        Refunds: [{ PaymentId: "0170600", Amount: { Amount: "1.00" } }],
      },
    };
    expect((await client.refunds.create(body, { confirm: true })).data.CommonPaymentData.RefundId).toBe("5");
    await client.refunds.status("5");
    await client.refunds.confirm("5");
    expect(JSON.parse(String(sent[0]?.body))).toEqual(body);
    expect(sent.map(({ request, path }) => `${request.method} ${path}`)).toEqual([
      `POST ${pisPath("/refunds?confirm=true")}`,
      `GET ${pisPath("/refunds/5/status")}`,
      `POST ${pisPath("/refunds/5/confirmation")}`,
    ]);
  });

  it("are sent once, whatever comes back", async () => {
    const { client, sent } = await connect(() => new Response(null, { status: 503 }));
    const body = { CommonPaymentData: { InitiatingPartyReferenceId: "r", Refunds: [] } };
    await expect(client.refunds.create(body)).rejects.toMatchObject({ status: 503 });
    expect(sent).toHaveLength(1);
  });
});

describe("the directory of banks", () => {
  it("is asked for by service and country", async () => {
    const directory = {
      Service: "PIS",
      Groups: [],
      ASPSP: [{ AspspId: "20101", Name: [{ Label: "A", Language: "en" }] }],
    };
    const { client, sent } = await connect(() => Response.json(directory));
    expect((await client.banks.list({ service: "PIS", country: "NL", allDetails: true })).data).toEqual(
      directory,
    );
    expect(sent[0]?.path).toBe(
      "/xs2a/routingservice/services/directory/v3/aspsps?country=NL&allDetails=true",
    );
    expect(sent[0]?.request.headers.get("service")).toBe("PIS");
    expect(sent[0]?.request.headers.has("signature")).toBe(false);
  });
});

describe("payments.waitForFinalStatus", () => {
  /** A service whose clock goes on while we sleep. */
  async function wait(
    respond: (count: number) => Response | Promise<Response>,
    options: WaitForFinalStatusOptions = {},
  ) {
    let at = now.getTime();
    const slept: number[] = [];
    const { client, sent } = await connect((_, count) => respond(count), { now: () => new Date(at) });
    const outcome = await client.payments
      .waitForFinalStatus("0170600", {
        sleep: async (delayMs) => {
          slept.push(delayMs);
          at += delayMs;
        },
        ...options,
      })
      .catch((error: unknown) => error);
    return { outcome, slept, asked: sent.length };
  }

  it("asks less and less often until the payment has ended", async () => {
    const heard: string[] = [];
    const { outcome, slept } = await wait((count) => statusIs(count < 8 ? "Open" : "SettlementCompleted"), {
      onStatus: ({ data }) => heard.push(data.CommonPaymentData.PaymentStatus),
    });
    expect(outcome).toMatchObject({ data: { CommonPaymentData: { PaymentStatus: "SettlementCompleted" } } });
    expect(slept).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(heard).toEqual([...Array(7).fill("Open"), "SettlementCompleted"]);
  });

  it.each(["Cancelled", "Expired", "Error"] as const)("ends with %s too", async (status) => {
    expect((await wait(() => statusIs(status))).outcome).toMatchObject({
      data: { CommonPaymentData: { PaymentStatus: status } },
    });
  });

  it("ends with the payment's time, which the answers tell, after a last question", async () => {
    const ExpiryDateTimestamp = new Date(now.getTime() + 10_000).toISOString();
    const { outcome, slept } = await wait(() => statusIs("Pending", { ExpiryDateTimestamp }), {
      graceMs: 5000,
    });
    expect(outcome).toMatchObject({ code: "ERR_WORLDLINE_PAYMENT_NOT_FINAL", status: "Pending" });
    expect(slept).toEqual([2000, 4000, 8000, 1000]);
  });

  it("takes iDEAL's twenty minutes, or those that are given, where they do not tell", async () => {
    const sum = ({ slept }: { slept: number[] }) => slept.reduce((a, b) => a + b, 0);
    expect(sum(await wait(() => statusIs("Open")))).toBe(1_260_000);
    const expiresAt = new Date(now.getTime() + 60_000);
    expect(
      sum(
        await wait(() => statusIs("Open", { ExpiryDateTimestamp: "2030-01-01T00:00:00Z" }), {
          expiresAt,
          graceMs: 0,
        }),
      ),
    ).toBe(60_000);
  });

  it("asks over what passes, and says what it was in the end", async () => {
    const passes = await wait((count) =>
      count < 3 ? new Response(null, { status: 503 }) : statusIs("Cancelled"),
    );
    expect(passes.asked).toBe(3);
    const stays = await wait(() => Promise.reject(new TypeError("fetch failed")));
    expect(stays.outcome).toMatchObject({
      code: "ERR_WORLDLINE_PAYMENT_NOT_FINAL",
      status: undefined,
      cause: { code: "ERR_API_CONNECTION" },
    });
  });

  it.each([
    ["a refusal", () => Response.json({ Code: "110" }, { status: 404 }), { worldlineCode: "110" }],
    ["an answer that is not signed", () => Response.json(created), { code: "ERR_WORLDLINE_UNSIGNED" }],
  ])("ends with %s", async (_name, respond, expected) => {
    const { outcome, asked } = await wait(respond);
    expect(outcome).toMatchObject(expected);
    expect(asked).toBe(1);
  });

  it("ends with the caller's signal, in the middle of a pause too", async () => {
    const controller = new AbortController();
    const { client } = await connect(() => statusIs("Open"));
    const waiting = client.payments.waitForFinalStatus("0170600", {
      signal: controller.signal,
      onStatus: () => controller.abort(new Error("the payer left")),
    });
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    await expect(
      client.payments.waitForFinalStatus("0170600", { signal: controller.signal }),
    ).rejects.toThrow("the payer left");
  });
});

describe("payments.recover", () => {
  it("tells of each payment what became of it, and whether that is news", async () => {
    const { client, sent } = await connect(({ path }) => {
      if (path.includes("/refgone/")) return answer({ Code: "110" }, 404);
      if (path.includes("/odd/")) return answer({});
      return path.includes("/paid/")
        ? statusIs("SettlementCompleted", { PaymentId: "paid" })
        : statusIs("Open", { PaymentId: path.includes("/slow/") ? "slow" : "new" });
    });
    const told: unknown[] = [];
    const found = await client.payments.recover(
      [
        { payment: "paid", knownStatus: "Open" },
        { payment: "slow", knownStatus: "Open" },
        { payment: "new" },
        { payment: { reference: "gone" } },
        { payment: "odd" },
        { payment: "paid", knownStatus: "Cancelled" },
      ],
      { onPayment: async ({ payment: name, state, isNews }) => void told.push([name, state, isNews]) },
    );
    expect(told).toEqual([
      ["paid", "final", true],
      ["slow", "open", false],
      ["new", "open", true],
      [{ reference: "gone" }, "absent", false],
      ["odd", "failed", false],
      ["paid", "conflicting", false],
    ]);
    expect(found).toHaveLength(6);
    expect(found[0]?.answer?.data.CommonPaymentData.PaymentStatus).toBe("SettlementCompleted");
    expect(found[4]?.error).toMatchObject({ code: "ERR_WORLDLINE_MALFORMED" });
    expect(sent).toHaveLength(6);
  });

  it.each([
    ...["012", "016", "116", "152"].map(
      (Code) => [`is refused with ${Code}`, () => answer({ Code }, 502), { worldlineCode: Code }] as const,
    ),
    [
      "is answered with a wrong signature",
      () => answer(created, 200, { headers: { messagecreatedatetime: "2026-03-01T11:59:58Z" } }),
      { code: "ERR_SIGNATURE_INVALID" },
    ],
    [
      "is answered with another body",
      () => answer(created, 200, { body: "{}" }),
      { code: "ERR_DIGEST_MISMATCH" },
    ],
  ] as const)("goes on with the next payment where one %s", async (_name, first, error) => {
    const { client } = await connect((_, count) => (count === 1 ? first() : statusIs("Expired")));
    const found = await client.payments.recover([{ payment: "0170600" }, { payment: "0170600" }]);
    expect(found.map(({ state }) => state)).toEqual(["failed", "final"]);
    expect(found[0]).toMatchObject({ isNews: false, error });
  });

  it.each([
    [
      "cannot be reached",
      () => Promise.reject(new TypeError("fetch failed")),
      { code: "ERR_API_CONNECTION" },
    ],
    ["does not know us", () => answer({ Code: "021" }, 401), { worldlineCode: "021" }],
    ["does not sign", () => Response.json(created), { code: "ERR_WORLDLINE_UNSIGNED" }],
  ])("stops where the service %s, with what was found kept", async (_name, second, expected) => {
    const { client, sent } = await connect((_, count) => (count === 1 ? statusIs("Expired") : second()));
    const told: unknown[] = [];
    const open = Array(3).fill({ payment: "0170600" });
    await expect(
      client.payments.recover(open, { onPayment: ({ state }) => void told.push(state) }),
    ).rejects.toMatchObject(expected);
    expect(told).toEqual(["final"]);
    expect(sent).toHaveLength(2);
  });

  it("takes payments as they come, and stops where it is told to", async () => {
    async function* open() {
      yield { payment: "0170600" };
      yield { payment: "0170600" };
    }
    const controller = new AbortController();
    const { client, sent } = await connect(() => statusIs("Open"));
    const sweep = client.payments.recover(open(), {
      signal: controller.signal,
      onPayment: () => controller.abort(new Error("closing")),
    });
    await expect(sweep).rejects.toThrow("closing");
    expect(sent).toHaveLength(1);
  });
});
