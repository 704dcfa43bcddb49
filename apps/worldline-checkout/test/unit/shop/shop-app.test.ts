import { describe, expect, it } from "vitest";
import type { Order } from "../../../src/orders/order.js";
import { createCheckoutForms } from "../../../src/shop/checkout-form.js";
import { createShopApp } from "../../../src/shop/shop-app.js";
import { draft, openLedger } from "../../support/orders.js";

const visitor = "0123456789abcdef0123456789abcdef";

/** A shop without Worldline: payments are begun, and that is all. */
function openApp({ publicUrl = "http://127.0.0.1", bankUrl = "https://bank.example/pay" } = {}) {
  const ledger = openLedger();
  const { orders } = ledger;
  const forms = createCheckoutForms(new Uint8Array(32).fill(1));
  const errors: unknown[] = [];
  const started: string[] = [];
  // What Worldline says once it is asked.
  const said = new Map<string, "SettlementCompleted">();
  const app = createShopApp({
    publicUrl: new URL(publicUrl),
    orders,
    cashier: {
      async start(order: Order) {
        if (order.status !== "New") return order;
        started.push(order.id);
        orders.linkPayment(order.id, { paymentId: "141110", bankUrl });
        orders.observe(order.id, "creation", "Open");
        return orders.find(order.id) as Order;
      },
      async ask(order) {
        const status = said.get(order.id);
        if (status) orders.observe(order.id, "status", status);
        return orders.find(order.id) as Order;
      },
      sweep: async () => {},
    },
    forms,
    banks: async () => [{ bic: "PLDRNL2U", name: 'Polder <b>"Bank"</b>' }],
    onError: (error) => errors.push(error),
  });
  const origin = new URL(publicUrl).origin;
  const headers = (more: Record<string, string> = {}) => ({
    cookie: `visitor=${visitor}; basket=tea*1`,
    ...more,
  });
  const get = (path: string, more?: Record<string, string>) =>
    app.request(`${origin}${path}`, { headers: headers(more) });
  const post = (path: string, fields: object, more: Record<string, string> = { origin }) =>
    app.request(`${origin}${path}`, {
      method: "POST",
      headers: headers(more),
      body: new URLSearchParams(Object.entries(fields)),
    });
  const form = (basket = "tea*1") => ({ ...forms.make(visitor, "Standard", basket) });
  return { ...ledger, app, get, post, form, errors, started, said };
}

/** A shop whose visitor has ordered what is in the basket, and what the browser sends from then on. */
async function openAfterOrder() {
  const shop = openApp();
  const answer = await shop.post("/checkout", shop.form());
  const id = shop.started[0] as string;
  expect(answer.headers.get("set-cookie")).toBe(
    `ordered=${id}; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax`,
  );
  const cookie = `visitor=${visitor}; basket=tea*1; ordered=${id}`;
  return { ...shop, id, cookie };
}

describe("the checkout", () => {
  it("sends the browser on to the bank", async () => {
    const { post, form, orders } = openApp();
    const answer = await post("/checkout", { ...form(), bank: "PLDRNL2U" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "https://bank.example/pay"]);
    expect(orders.list(1)[0]).toMatchObject({ bank: "PLDRNL2U", goodsCents: 875, session: visitor });
  });

  it("leads to the order, and makes no payment, where the form's order is over", async () => {
    const { post, form, orders, started } = openApp();
    const twice = form();
    await post("/checkout", twice);
    const id = started[0] as string;
    orders.observe(id, "notification", "SettlementCompleted");
    const answer = await post("/checkout", twice);
    expect(answer.headers.get("location")).toBe(`/orders/${id}`);
    expect(started).toHaveLength(1);
  });

  it.each([
    ["of another site's", { origin: "https://evil.example" }],
    ["of nobody's", {}],
    ["of a sandboxed frame", { origin: "null", "sec-fetch-site": "cross-site" }],
  ])("refuses a form %s, and orders nothing", async (_what, headers) => {
    const { post, form, orders } = openApp();
    const answer = await post("/checkout", form(), headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(orders.list(1)).toEqual([]);
  });

  it("refuses a form that was altered, or made for another visitor, and orders nothing", async () => {
    const { post, form, orders } = openApp();
    expect((await post("/checkout", { ...form(), basket: "tea*2" })).status).toBe(403);
    const cookie = `visitor=${"f".repeat(32)}`;
    expect((await post("/checkout", form(), { origin: "http://127.0.0.1", cookie })).status).toBe(403);
    expect(orders.list(1)).toEqual([]);
  });

  it("takes a form over 16 KiB for too large", async () => {
    const { post, form } = openApp();
    expect((await post("/checkout", { ...form(), bank: "x".repeat(17 * 1024) })).status).toBe(413);
  });

  it("takes no bank whose BIC is none", async () => {
    const { post, form, orders } = openApp();
    await post("/checkout", { ...form(), bank: "javascript:alert(1)" });
    expect(orders.list(1)[0]?.bank).toBeUndefined();
  });

  it("shows banks' names as text", async () => {
    const { get } = openApp();
    const page = await (await get("/checkout")).text();
    expect(page).toContain("Polder &lt;b&gt;&quot;Bank&quot;&lt;/b&gt;");
    expect(page).not.toContain("<b>");
  });
});

describe("coming back to the shop", () => {
  it.each(["/", "/basket"])("finds the basket empty once it is paid, and told why: %s", async (path) => {
    const { get, orders, id, cookie } = await openAfterOrder();
    const before = await get(path, { cookie });
    expect(before.headers.get("set-cookie")).toBeNull();
    expect(await before.text()).not.toContain("is paid");
    orders.observe(id, "notification", "SettlementCompleted");
    const after = await get(path, { cookie });
    expect(after.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^ordered=; Max-Age=0/),
      expect.stringMatching(/^basket=; Max-Age=0/),
    ]);
    const page = await after.text();
    expect(page).toContain(`Order 1 is paid. <a href="/orders/${id}/receipt">`);
    expect(page).not.toContain("Basket (");
  });

  it("leads from the checkout to the basket, and makes no second payment", async () => {
    const { get, post, form, orders, id, cookie, started } = await openAfterOrder();
    orders.observe(id, "notification", "SettlementCompleted");
    const page = await get("/checkout", { cookie });
    const sent = await post("/checkout", form(), { origin: "http://127.0.0.1", cookie });
    for (const { status, headers } of [page, sent])
      expect([status, headers.get("location"), headers.get("set-cookie")]).toEqual([303, "/basket", null]);
    expect(started).toEqual([id]);
  });

  it("has Worldline asked before another payment for the same", async () => {
    const { post, form, said, id, cookie, started } = await openAfterOrder();
    said.set(id, "SettlementCompleted");
    const other = { ...form(), bank: "PLDRNL2U" };
    const answer = await post("/checkout", other, { origin: "http://127.0.0.1", cookie });
    expect(answer.headers.get("location")).toBe("/basket");
    expect(started).toEqual([id]);
  });

  it.each([
    ["has something else in it", "mug*1", visitor],
    ["is another visitor's", "tea*1", "f".repeat(32)],
  ])("leaves a basket alone that %s", async (_what, basket, session) => {
    const { get, orders, id } = await openAfterOrder();
    orders.observe(id, "notification", "SettlementCompleted");
    const answer = await get("/basket", { cookie: `visitor=${session}; basket=${basket}; ordered=${id}` });
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(await answer.text()).not.toContain("is paid");
  });

  it("takes the same for a new order after the order's page has said that the first is paid", async () => {
    const { get, orders, id } = await openAfterOrder();
    orders.observe(id, "notification", "SettlementCompleted");
    const cookie = `visitor=${visitor}; basket=mug*1; ordered=${id}`;
    const { headers } = await get(`/orders/${id}`, { cookie });
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^ordered=; Max-Age=0/)]);
  });
});

describe("coming back from the bank", () => {
  const scope = (text: string) => Buffer.from(text).toString("base64");

  it("leads to the order's page, without the parameter", async () => {
    const { get, post, form, started, errors } = openApp();
    await post("/checkout", form());
    const answer = await get(`/orders/${started[0]}/return?scope=${scope("IDEAL:141110")}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/orders/${started[0]}`]);
    expect(errors).toEqual([]);
  });

  it.each([
    ["another payment", `?scope=${scope("IDEAL:999999")}`],
    ["a page elsewhere", "?scope=https://evil.example&returnUrl=https://evil.example"],
    ["nothing", ""],
  ])("leads nowhere else where the address names %s", async (_what, query) => {
    const { get, post, form, started, orders } = openApp();
    await post("/checkout", form());
    const answer = await get(`/orders/${started[0]}/return${query}`);
    expect(answer.headers.get("location")).toBe(`/orders/${started[0]}`);
    expect(orders.find(started[0] as string)?.status).toBe("Open");
  });

  it("tells the operator of another payment than the order's", async () => {
    const { get, post, form, started, errors } = openApp();
    await post("/checkout", form());
    await get(`/orders/${started[0]}/return?scope=${scope("IDEAL:999999")}`);
    expect(errors).toEqual([new Error("Somebody came back to order 1 from another payment than its own.")]);
  });

  it.each(["", "/return", "/bank", "/receipt"])(
    "knows no order by an id that was guessed: /orders/…%s",
    async (rest) => {
      const { get, orders } = openApp();
      orders.place(draft());
      expect((await get(`/orders/${"0".repeat(32)}${rest}`)).status).toBe(404);
      expect((await get(`/orders/1${rest}`)).status).toBe(404);
    },
  );
});

describe("an order's page", () => {
  it("empties the basket once that is paid, and not before", async () => {
    const { get, post, form, orders, started } = openApp();
    await post("/checkout", form());
    const path = `/orders/${started[0]}`;
    expect((await get(path)).headers.get("set-cookie")).toBeNull();
    orders.observe(started[0] as string, "notification", "SettlementCompleted");
    expect((await get(path)).headers.get("set-cookie")).toMatch(/^basket=; Max-Age=0/);
  });

  it("leaves a basket alone that has something else in it by now", async () => {
    const { get, post, form, orders, started } = openApp();
    await post("/checkout", form("mug*1"));
    orders.observe(started[0] as string, "notification", "SettlementCompleted");
    expect((await get(`/orders/${started[0]}`)).headers.get("set-cookie")).toBeNull();
  });

  it("says so where nobody knows any more where it is paid, and leads to the basket", async () => {
    const { get, orders } = openApp();
    const { id } = orders.place(draft());
    orders.linkPayment(id, { paymentId: "1", bankUrl: undefined });
    orders.observe(id, "status", "Open");
    const page = await (await get(`/orders/${id}`)).text();
    expect(page).toContain("We cannot lead you to this payment any more");
    expect(page).toContain("Back to your basket");
    expect(page).not.toContain("waits for you");
  });

  it("leads to the bank as long as there is something to pay", async () => {
    const { get, post, form, orders, started } = openApp();
    await post("/checkout", form());
    const path = `/orders/${started[0]}/bank`;
    expect((await get(path)).headers.get("location")).toBe("https://bank.example/pay");
    orders.observe(started[0] as string, "notification", "Expired");
    expect((await get(path)).headers.get("location")).toBe(`/orders/${started[0]}`);
  });
});

describe("every page", () => {
  it("has the headers that keep scripts, frames and caches away", async () => {
    const { get } = openApp();
    for (const path of ["/", "/basket", "/checkout", "/nowhere"]) {
      const { headers } = await get(path);
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' https:; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(Object.fromEntries(headers)).toMatchObject({
        "cache-control": "no-store",
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
      });
      expect(headers.has("strict-transport-security")).toBe(false);
    }
  });

  it("keeps cookies to itself, and over TLS to TLS", async () => {
    const plain = await openApp().app.request("http://127.0.0.1/checkout", {
      headers: { cookie: "basket=tea*1" },
    });
    expect(plain.headers.get("set-cookie")).toMatch(
      /^visitor=[0-9a-f]{32}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const secure = await openApp({ publicUrl: "https://shop.example" }).app.request(
      "https://shop.example/basket",
    );
    expect(secure.headers.get("set-cookie")).toMatch(
      /^__Host-visitor=\w+; .*HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(secure.headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  it("believes behind a TLS proxy that the origin is the shop's own, whatever the request's scheme is", async () => {
    const { app } = openApp({ publicUrl: "https://shop.example" });
    const add = (origin: string) =>
      app.request("http://shop.example/basket/add", {
        method: "POST",
        headers: { origin },
        body: new URLSearchParams({ sku: "tea" }),
      });
    expect((await add("https://shop.example")).status).toBe(303);
    expect((await add("http://shop.example")).status).toBe(403);
  });
});

describe("the basket's page", () => {
  it.each([
    ["add", { sku: "tea" }, "tea*2"],
    ["set", { sku: "tea", quantity: "5" }, "tea*5"],
    ["set", { sku: "tea", quantity: "x" }, "tea*1"],
    ["set", { sku: "mug", quantity: "999" }, "mug*20.tea*1"],
  ])("%s of %o makes it %s", async (change, fields, expected) => {
    const { post } = openApp();
    const answer = await post(`/basket/${change}`, fields);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/basket"]);
    expect(decodeURIComponent(answer.headers.get("set-cookie") ?? "")).toContain(`basket=${expected};`);
  });

  it("knows no product that is not sold", async () => {
    expect((await openApp().post("/basket/add", { sku: "yacht" })).status).toBe(400);
  });
});
