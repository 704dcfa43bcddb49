import { parseReturnUrl } from "@countersign/worldline";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { html } from "hono/html";
import { type Html, layout } from "../layout.js";
import { isPaidFor, isSettled, type Order } from "../orders/order.js";
import type { OrderStore } from "../orders/order-store.js";
import type { Cashier } from "../payments/cashier.js";
import { protectPages } from "../protection.js";
import { staticFiles } from "../static-files.js";
import { formatBasket, parseBasket, totalCents, withQuantity } from "./basket.js";
import { catalogue, shippingCents } from "./catalogue.js";
import type { CheckoutForm, CheckoutForms } from "./checkout-form.js";
import { basketPage } from "./pages/basket.js";
import { type Bank, checkoutPage } from "./pages/checkout.js";
import { orderPage, receiptPage } from "./pages/order.js";
import { productsPage } from "./pages/products.js";
import { createVisitors } from "./visitor.js";

/** What the shop's pages are made of. */
export interface ShopSettings {
  /** Where browsers find the shop. */
  readonly publicUrl: URL;
  readonly orders: OrderStore;
  readonly cashier: Cashier;
  readonly forms: CheckoutForms;
  /** The banks to choose from; none where they cannot be had. */
  readonly banks: () => Promise<readonly Bank[]>;
  readonly onError: (error: unknown) => void;
}

const site = "Harbour Goods";

/** The shop: products, basket, checkout, and an order's page and receipt. It works without JavaScript. */
export function createShopApp(settings: ShopSettings): Hono {
  const { publicUrl, orders, cashier, forms, banks, onError } = settings;
  const isHttps = publicUrl.protocol === "https:";
  const visitors = createVisitors(isHttps);
  const app = new Hono();

  const page = (c: Context, title: string, main: Html, status: 200 | 400 | 403 | 404 | 500 = 200) => {
    const count = visitors.basket(c).reduce((sum, { quantity }) => sum + quantity, 0);
    const navigation = [
      { href: "/", label: "Products" },
      { href: "/basket", label: count === 0 ? "Basket" : `Basket (${count})` },
    ];
    return c.html(layout({ title, site, navigation, path: c.req.path }, main), status);
  };
  const apologise = (c: Context, status: 400 | 403 | 404 | 500, heading: string, text: string) =>
    page(c, heading, html`<h1>${heading}</h1><p>${text}</p><p><a href="/">To the shop</a></p>`, status);
  const noOrder = (c: Context) =>
    apologise(c, 404, "There is no such order", "Perhaps a part of the address is missing.");
  const orderOf = (c: Context) => orders.find(c.req.param("id") ?? "");
  const unpaid = (c: Context) => orders.unpaid(visitors.session(c));

  app.use(protectPages(["https:"], isHttps));
  // A proxy in front may have spoken TLS: it is the shop's own address that counts, not the request's.
  app.use(csrf({ origin: publicUrl.origin }));
  app.use(bodyLimit({ maxSize: 16 * 1024 }));
  app.route("/static", staticFiles());

  app.get("/", (c) => {
    const paid = forgetPaid(c);
    return page(c, "Products", productsPage(catalogue, paid));
  });

  app.get("/basket", (c) => {
    const paid = forgetPaid(c);
    return page(c, "Basket", basketPage(visitors.basket(c), unpaid(c), paid));
  });

  app.post("/basket/:change{add|set}", async (c) => {
    const { sku, quantity } = await c.req.parseBody();
    const product = catalogue.find((each) => each.sku === sku);
    if (product === undefined) return apologise(c, 400, "We do not sell that", "Choose one of our products.");
    const basket = visitors.basket(c);
    const isAdded = c.req.param("change") === "add";
    const had = basket.find((line) => line.product === product)?.quantity ?? 0;
    const wanted = isAdded ? had + 1 : Number(/^\d{1,3}$/.exec(String(quantity))?.[0] ?? had);
    visitors.keepBasket(c, withQuantity(basket, product, wanted));
    return c.redirect("/basket", 303);
  });

  app.get("/checkout", async (c) => {
    const lines = visitors.basket(c);
    if (lines.length === 0 || isPaidAlready(c)) return c.redirect("/basket", 303);
    const session = visitors.session(c);
    const basket = formatBasket(lines);
    const standard = forms.make(session, "Standard", basket);
    const fast = forms.make(session, "FastCheckout", basket);
    const choice = { lines, banks: await banks(), standard, fast, unpaid: unpaid(c) };
    return page(c, "Checkout", checkoutPage(choice));
  });

  app.post("/checkout", async (c) => {
    const fields = await c.req.parseBody();
    const session = visitors.session(c);
    const form = forms.read(session, fields);
    if (form === undefined || parseBasket(form.basket).length === 0) {
      const text = "It was not made for this browser, or too long ago. Nothing was ordered.";
      return apologise(c, 403, "This form does not hold any more", text);
    }
    const last = orderedLast(c);
    // Before money is asked for again, Worldline says whether it was paid a moment ago.
    if (last) await cashier.ask(last);
    if (isPaidAlready(c)) return c.redirect("/basket", 303);
    const placed = orders.place(draft(session, form, fields.bank));
    visitors.keepOrdered(c, placed.id);
    const order = await cashier.start(placed);
    return c.redirect(order.status === "Open" && order.bankUrl ? order.bankUrl : pathOf(order), 303);
  });

  app.get("/orders/:id", async (c) => {
    const found = orderOf(c);
    if (found === undefined) return noOrder(c);
    const order = await cashier.ask(found);
    forgetBasket(c, order);
    return page(c, `Order ${order.number}`, orderPage(order, orders.observations(order.id)));
  });

  app.get("/orders/:id/return", (c) => {
    const order = orderOf(c);
    if (order === undefined) return noOrder(c);
    // Whoever comes back says which payment it was. That is no news of it: the order's own page asks.
    const named = parseReturnUrl(c.req.url);
    if (named !== undefined && named.paymentId !== order.paymentId) {
      onError(new Error(`Somebody came back to order ${order.number} from another payment than its own.`));
    }
    return c.redirect(pathOf(order), 303);
  });

  app.get("/orders/:id/bank", (c) => {
    const order = orderOf(c);
    if (order === undefined) return noOrder(c);
    const isPayable = order.bankUrl !== undefined && !isSettled(order.status);
    return c.redirect(isPayable ? (order.bankUrl as string) : pathOf(order), 303);
  });

  app.get("/orders/:id/receipt", (c) => {
    const order = orderOf(c);
    if (order === undefined) return noOrder(c);
    if (!isPaidFor(order)) return c.redirect(pathOf(order), 303);
    const paid = orders.observations(order.id).find(isPaidFor);
    return page(c, `Receipt for order ${order.number}`, receiptPage(order, paid?.at ?? order.createdAt));
  });

  app.notFound((c) => apologise(c, 404, "There is no such page", "Perhaps it has moved."));
  app.onError((error, c) => {
    if ("getResponse" in error) return (error as { getResponse: () => Response }).getResponse();
    onError(error);
    return apologise(c, 500, "Something went wrong", "It is our fault. Please look again in a minute.");
  });

  function draft(session: string, { checkout, flow, basket }: CheckoutForm, bank: unknown) {
    const lines = parseBasket(basket);
    return {
      checkout,
      session,
      flow,
      basket,
      bank: typeof bank === "string" && /^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/.test(bank) ? bank : undefined,
      lines: lines.map(({ product: { name, cents }, quantity }) => ({ name, quantity, cents })),
      goodsCents: totalCents(lines),
      shippingCents: flow === "FastCheckout" ? shippingCents : 0,
    };
  }

  /** The order that the basket as it is was last made of, by this visitor. */
  function orderedLast(c: Context): Order | undefined {
    const order = orders.find(visitors.ordered(c) ?? "");
    if (order === undefined || order.session !== visitors.session(c)) return undefined;
    return order.basket === formatBasket(visitors.basket(c)) ? order : undefined;
  }

  function isPaidAlready(c: Context): boolean {
    const order = orderedLast(c);
    return order !== undefined && isPaidFor(order);
  }

  /** Empties the basket of somebody who paid and came back by another way than the order's page: what was paid. */
  function forgetPaid(c: Context): Order | undefined {
    const order = orderedLast(c);
    if (order === undefined || !isPaidFor(order)) return undefined;
    forgetBasket(c, order);
    return order;
  }

  function forgetBasket(c: Context, order: Order): void {
    if (!isPaidFor(order) || visitors.session(c) !== order.session) return;
    if (visitors.ordered(c) === order.id) visitors.keepOrdered(c, undefined);
    if (formatBasket(visitors.basket(c)) === order.basket) visitors.keepBasket(c, []);
  }

  return app;
}

function pathOf({ id }: Order): string {
  return `/orders/${id}`;
}
