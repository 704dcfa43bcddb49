import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "./support/openssl.js";
import { Receiver } from "./support/receiver.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { type Answer, call, form, formType } from "./support/wire.js";
import { createParty, idealPayment, message, type Party, requestTokenV1 } from "./support/worldline.js";
import { checkNotification } from "./support/worldline-schemas.js";

let box: TestSandbox;
let folder: string;
let party: Party;
let token: string;
let receiver: Receiver;

beforeAll(async () => {
  folder = await temporaryFolder();
  box = await testSandbox();
  receiver = await Receiver.open(folder);
  party = await createParty(box, folder, { id: "000021", client: "CookieShop" });
  token = String((await requestTokenV1(box, party)).json.access_token);
  const { worldline } = box.sandbox;
  worldline.setNotifications(party.subscription, { authentication: { bearerToken: "t" }, ca: receiver.ca });
});

beforeEach(() => {
  receiver.received.length = 0;
});

const returnUrl = "https://shop.example/back?order=7";

async function pay(
  body: object,
  headers: Record<string, string | undefined> = {},
): Promise<{ id: string; page: string }> {
  const answer = await message(box, party, token, "/payments", {
    method: "POST",
    body: JSON.stringify(body),
    replace: {
      initiatingpartyreturnurl: returnUrl,
      initiatingpartynotificationurl: `${receiver.url}/hook/v3`,
      ...headers,
    },
  });
  expect([answer.rule, answer.status]).toEqual([undefined, 201]);
  const { CommonPaymentData, Links } = answer.json as Record<string, Record<string, never>>;
  return {
    id: String(CommonPaymentData?.PaymentId),
    page: String((Links?.RedirectUrl as { Href?: string } | undefined)?.Href),
  };
}

function decide(page: string, fields: Record<string, string>): Promise<Answer> {
  return call(page, { method: "POST", headers: formType, body: form(fields), ca: box.ca });
}

async function statusOf(id: string): Promise<Record<string, unknown>> {
  const answer = await message(box, party, token, `/payments/${id}/status`);
  expect(answer.status).toBe(200);
  return answer.json.CommonPaymentData as Record<string, unknown>;
}

/** What was told about a payment; the page's decision has been delivered by then. */
async function told(id: string): Promise<unknown[]> {
  await box.sandbox.worldline.notifications(AbortSignal.timeout(10_000));
  return receiver.received
    .map(({ url, body }) => {
      checkNotification(url, body);
      return JSON.parse(body.toString()).CommonPaymentData;
    })
    .filter((each) => each?.PaymentId === id)
    .map((each) => each.PaymentStatus);
}

describe("the bank page", () => {
  it("shows what is to be paid, and is a form that needs no script", async () => {
    const { id, page } = await pay(
      idealPayment("12.50", { common: { RemittanceInformation: "<b>Cookies & milk</b>" } }),
    );
    expect(page).toMatch(new RegExp(`^${box.urls.worldline}/bank/[0-9a-f]{32}$`));
    const { status, headers, text } = await call(page, { ca: box.ca });
    expect([status, headers["content-type"], headers["cache-control"]]).toEqual([
      200,
      "text/html; charset=utf-8",
      "no-store",
    ]);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers.signature).toBeUndefined();
    expect(text).toContain("EUR 12.50");
    expect(text).toContain(id);
    expect(text).toContain("&lt;b&gt;Cookies &amp; milk&lt;/b&gt;");
    expect(text).toContain('<html lang="en">');
    expect(text).not.toContain("<script");
    expect(text.match(/<button name="decision" value="(approve|cancel|expire)"/g)).toHaveLength(3);
    expect(text).toContain("Polder Bank");
    expect(text).not.toContain("Sleeping Bank");
  });

  it.each([
    ["approve", "SettlementCompleted"],
    ["cancel", "Cancelled"],
    ["expire", "Expired"],
  ])("sends the payer back after %s, and tells the merchant", async (decision, expected) => {
    const { id, page } = await pay(idealPayment("1.00"));
    expect((await statusOf(id)).PaymentStatus).toBe("Open");
    const answer = await decide(page, { decision, bank: "20101" });
    const scope = encodeURIComponent(Buffer.from(`IDEAL:${id}`).toString("base64"));
    expect([answer.status, answer.headers.location]).toEqual([303, `${returnUrl}&scope=${scope}`]);
    const { PaymentStatus, DebtorInformation } = await statusOf(id);
    expect(PaymentStatus).toBe(expected);
    expect(await told(id)).toEqual([expected]);
    if (decision === "approve") expect(DebtorInformation).toMatchObject({ Agent: "PLDRNL2UXXX" });
    else expect(DebtorInformation).toBeUndefined();
  });

  it("decides once: a second click and another choice change nothing, and lead to the same place", async () => {
    const { id, page } = await pay(idealPayment("9.99"));
    const [first, second] = [
      await decide(page, { decision: "approve" }),
      await decide(page, { decision: "cancel" }),
    ];
    expect(second.headers.location).toBe(first.headers.location);
    expect((await statusOf(id)).PaymentStatus).toBe("SettlementCompleted");
    expect(await told(id)).toEqual(["SettlementCompleted"]);
    const { text } = await call(page, { ca: box.ca });
    expect(text).toContain("SettlementCompleted");
    expect(text).toContain("https://shop.example/back?order=7&amp;scope=");
    expect(text).not.toContain("<form");
  });

  it("stays where it is when there is no return URL, and takes the subscription's", async () => {
    const { page } = await pay(idealPayment("9.99"), { initiatingpartyreturnurl: undefined });
    expect((await decide(page, { decision: "cancel" })).headers.location).toBe(new URL(page).pathname);
    expect((await call(page, { ca: box.ca })).text).toContain("You can close this page");
    box.sandbox.worldline.changeSubscription(party.subscription, {
      returnUrl: "https://shop.example/default",
    });
    const next = await pay(idealPayment("9.99"), { initiatingpartyreturnurl: undefined });
    expect((await decide(next.page, { decision: "cancel" })).headers.location).toMatch(
      /^https:\/\/shop\.example\/default\?scope=/,
    );
  });

  it("takes no other decision and no other bank, at no other address", async () => {
    const { id, page } = await pay(idealPayment("9.99"));
    const wrong: [string, Record<string, string>, number, string][] = [
      [page, { decision: "steal" }, 400, "worldline.bank-page.decision"],
      [page, {}, 400, "worldline.bank-page.decision"],
      [page, { decision: "approve", bank: "20103" }, 400, "worldline.bank-page.decision"],
      [page.replace(/.{32}$/, "0".repeat(32)), { decision: "approve" }, 404, "worldline.bank-page.unknown"],
    ];
    for (const [url, fields, status, rule] of wrong) {
      const answer = await decide(url, fields);
      expectRefusal(answer, status, rule);
      expect(answer.text).toContain("<h1>This is not possible</h1>");
    }
    expectRefusal(await call(page, { method: "DELETE", ca: box.ca }), 400, "worldline.bank-page.decision");
    expect((await statusOf(id)).PaymentStatus).toBe("Open");
  });

  it("refuses return addresses that are none", async () => {
    const long = `https://shop.example/${"x".repeat(4000)}`;
    const plain = ["http://shop.example/back", "http://localhost.example/back"];
    for (const url of ["/back", "javascript:alert(1)", long, ...plain]) {
      const body = JSON.stringify(idealPayment("1.00"));
      const replace = { initiatingpartyreturnurl: url };
      const answer = await message(box, party, token, "/payments", { method: "POST", body, replace });
      expectRefusal(answer, 400, "worldline.payment.return-url");
    }
  });

  it("takes plain http on this machine", async () => {
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"]) {
      await pay(idealPayment("1.00"), { initiatingpartyreturnurl: `http://${host}/back` });
    }
  });
});

describe("a payer who never comes back", () => {
  it("leaves a payment that expires at its time, 20 minutes where nothing is said", async () => {
    const own = await testSandbox();
    const user = await createParty(own, folder, { id: "1" });
    const bearer = String((await requestTokenV1(own, user)).json.access_token);
    const create = async (common: object) => {
      const body = JSON.stringify(idealPayment("1.00", { common }));
      const answer = await message(own, user, bearer, "/payments", { method: "POST", body });
      return String((answer.json.CommonPaymentData as Record<string, unknown>).PaymentId);
    };
    const ids = [
      await create({ TransactionType: "Instore" }),
      await create({}),
      await create({ ExpirationPeriod: 3600 }),
    ];
    const statuses = () => {
      const payments = own.sandbox.worldline.payments();
      return ids.map((id) => payments.find((each) => each.id === id)?.status);
    };
    await own.sandbox.advanceClock(100);
    expect(statuses()).toEqual(["Open", "Open", "Open"]);
    await own.sandbox.advanceClock(30);
    expect(statuses()).toEqual(["Expired", "Open", "Open"]);
    await own.sandbox.advanceClock(1100);
    expect(statuses()).toEqual(["Expired", "Expired", "Open"]);
    await own.sandbox.advanceClock(2400);
    expect(statuses()).toEqual(["Expired", "Expired", "Expired"]);
  });
});

describe("fast checkout", () => {
  const fast = (ideal: object, amount: object = {}) => ({
    ...idealPayment("12.00", {
      common: {
        Amount: {
          Amount: "12.00",
          AmountBreakdown: { OrderAmount: "10.05", ShippingCost: "1.95" },
          ...amount,
        },
      },
    }),
    IDEALPayments: { FlowType: "FastCheckout", ...ideal },
  });

  it("shows the payer what the shop asks for, and gives it to the shop once it is paid", async () => {
    const { id, page } = await pay(
      fast({ ExpectedCheckoutData: { DebtorContactDetails: { Email: true }, ShippingAddress: true } }),
    );
    const { text } = await call(page, { ca: box.ca });
    expect(text).toContain("E-mail: edsger@example.org");
    expect(text).toContain("Shipping address: ");
    expect(text).not.toContain("Phone: ");
    await decide(page, { decision: "approve" });
    const { DebtorInformation } = await statusOf(id);
    expect(DebtorInformation).toMatchObject({
      ContactDetails: { Email: "edsger@example.org" },
      ShippingAddress: { PostCode: "5612AZ", TownName: "Eindhoven" },
    });
    expect(DebtorInformation).not.toHaveProperty("BillingAddress");
    expect(DebtorInformation).not.toHaveProperty("ContactDetails.PhoneNumber");
  });

  it("needs a breakdown that adds up, to the last decimal, and something to ask for", async () => {
    const asked = { ExpectedCheckoutData: { ShippingAddress: true } };
    const cases: [object, string, string][] = [
      [fast({}), "worldline.payment.conditional", "ExpectedCheckoutData"],
      [
        fast({ ExpectedCheckoutData: { ShippingAddress: false } }),
        "worldline.payment.conditional",
        "ExpectedCheckoutData",
      ],
      [fast(asked, { AmountBreakdown: undefined }), "worldline.payment.conditional", "AmountBreakdown"],
      [
        fast(asked, { AmountBreakdown: { OrderAmount: "10.05", ShippingCost: "1.94999" } }),
        "worldline.payment.schema",
        "add up",
      ],
      [fast({ FlowType: "Standard" }), "worldline.payment.schema", "FastCheckout only"],
    ];
    for (const [body, rule, property] of cases) {
      const answer = await message(box, party, token, "/payments", {
        method: "POST",
        body: JSON.stringify(body),
      });
      expectRefusal(answer, 400, rule);
      expect(answer.json.Details).toContain(property);
    }
  });
});

describe("a debtor token", () => {
  it("is sent after a payment that asked for it, and the payer's bank is remembered", async () => {
    const ideal = { UseDebtorToken: true, DebtorTokenCallbackUrl: `${receiver.url}/callback/v3` };
    const payer = { psuid: "payer-1", httpheaderuseragent: "test" };
    const preferences = () => message(box, party, token, "/preferences/payer-1");
    expectRefusal(await preferences(), 404, "worldline.preferences.unknown");
    const { id, page } = await pay(idealPayment("3.33", { root: { IDEALPayments: ideal } }), payer);
    expect((await call(page, { ca: box.ca })).text).toContain("remembered");
    await decide(page, { decision: "approve", bank: "20101" });
    await told(id);
    const callback = receiver.received.find(({ url }) => url === "/callback/v3/notification/debtorToken");
    expect(JSON.parse(String(callback?.body))).toEqual({
      PsuId: "payer-1",
      PaymentId: id,
      DebtorToken: expect.stringMatching(/^[\w-]{32}$/),
    });
    expect(callback?.headers.signature).toContain('headers="messagecreatedatetime x-request-id digest"');
    expect((await preferences()).json).toEqual({
      AspspName: "Polder Bank",
      AspspLogoUrl: "https://worldline.com",
      DebtorAccountIdentification: "NL44RABO******6789",
    });
    const chosen = async (headers: Record<string, string>) => {
      const next = await pay(idealPayment("3.33", { root: { IDEALPayments: ideal } }), headers);
      return /value="(\d+)" checked/.exec((await call(next.page, { ca: box.ca })).text)?.[1];
    };
    expect(await chosen(payer)).toBe("20101");
    expect(await chosen({ ...payer, psuid: "payer-2" })).toBe("20100");
  });

  it("is not sent for a payment that was cancelled, or did not ask", async () => {
    const url = `${receiver.url}/callback/v3`;
    for (const [use, decision] of [
      [true, "cancel"],
      [false, "approve"],
    ] as const) {
      const ideal = { UseDebtorToken: use, DebtorTokenCallbackUrl: url };
      const { id, page } = await pay(idealPayment("3.33", { root: { IDEALPayments: ideal } }));
      await decide(page, { decision });
      expect(await told(id)).toHaveLength(1);
    }
    expect(receiver.received.filter((each) => each.url.endsWith("debtorToken"))).toEqual([]);
  });

  it("needs an address that ends in /v3, and the payer's browser for a payer who is known", async () => {
    const send = (root: object, replace: Record<string, string>) =>
      message(box, party, token, "/payments", {
        method: "POST",
        body: JSON.stringify(idealPayment("3.33", { root })),
        replace,
      });
    for (const url of ["https://shop.example/v2", "http://shop.example/v3"]) {
      const root = { IDEALPayments: { UseDebtorToken: true, DebtorTokenCallbackUrl: url } };
      expectRefusal(await send(root, {}), 400, "worldline.payment.debtor-token-url");
    }
    const answer = await send({ IDEALPayments: { UseDebtorToken: true } }, { psuid: "payer-1" });
    expectRefusal(answer, 400, "worldline.payment.conditional");
    expect([answer.json.Code, answer.json.Details]).toEqual([
      "133",
      expect.stringContaining("HttpHeaderUserAgent"),
    ]);
  });

  it("is sent for 8.00 alone where amounts decide", async () => {
    await box.withSwitch("worldline.payer", "amounts", async () => {
      const ideal = { UseDebtorToken: true, DebtorTokenCallbackUrl: `${receiver.url}/callback/v3` };
      const { id, page } = await pay(idealPayment("8.00", { root: { IDEALPayments: ideal } }));
      expect(page).toBe("https://worldline.com");
      await expect
        .poll(() => receiver.received.map(({ url }) => url))
        .toEqual(["/callback/v3/notification/debtorToken"]);
      expect((await statusOf(id)).PaymentStatus).toBe("Open");
    });
  });
});
