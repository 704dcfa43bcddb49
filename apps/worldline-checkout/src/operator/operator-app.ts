import { Hono } from "hono";
import { html } from "hono/html";
import { type Html, layout } from "../layout.js";
import type { MessageStore } from "../messages/message-store.js";
import type { OrderStore } from "../orders/order-store.js";
import { protectPages } from "../protection.js";
import { staticFiles } from "../static-files.js";
import { guardOperator } from "./guard.js";
import { orderMessagesPage } from "./pages/messages.js";
import { type OrderRow, orderListPage } from "./pages/order-list.js";

/** What an operator sees. */
export interface OperatorSettings {
  readonly orders: OrderStore;
  readonly messages: MessageStore;
  /** Undefined where this machine alone can connect. */
  readonly password: string | undefined;
}

const navigation = [{ href: "/", label: "Orders" }];

/** The office: every order with the state of its payment, and every signed message behind it. It changes nothing. */
export function createOperatorApp({ orders, messages, password }: OperatorSettings): Hono {
  const app = new Hono();
  const page = (path: string, title: string, main: Html) =>
    layout({ title, site: "Harbour Goods, office", navigation, path }, main);

  app.use(protectPages([], false));
  app.use(guardOperator(password));
  app.route("/static", staticFiles());

  app.get("/", (c) => {
    const rows = orders.list(200).map(
      (order): OrderRow => ({
        order,
        observations: orders.observations(order.id),
        messageCount: messages.count(order.id),
      }),
    );
    return c.html(page(c.req.path, "Orders", orderListPage(rows)));
  });

  app.get("/orders/:number{[0-9]+}", (c) => {
    const order = orders.findByNumber(Number(c.req.param("number")));
    if (order === undefined) return c.notFound();
    const main = orderMessagesPage(order, orders.observations(order.id), messages.ofOrder(order.id));
    return c.html(page(c.req.path, `Order ${order.number}`, main));
  });

  app.notFound((c) => c.html(page(c.req.path, "Not found", html`<h1>There is no such page</h1>`), 404));
  return app;
}
