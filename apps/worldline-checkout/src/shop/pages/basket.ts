import { html } from "hono/html";
import type { Html } from "../../layout.js";
import type { Order } from "../../orders/order.js";
import { type BasketLine, mostOfOne, totalCents } from "../basket.js";
import { formatEuro } from "../money.js";

/** @param paid the order that the basket was emptied for. */
export function basketPage(
  lines: readonly BasketLine[],
  unpaid: readonly Order[],
  paid: Order | undefined,
): Html {
  return html`
<h1>Your basket</h1>
${paidNotice(paid)}
${unpaidNotice(unpaid)}
${
  lines.length === 0
    ? html`<p>There is nothing in it yet. <a href="/">Look around</a>.</p>`
    : html`
<ul class="lines">
${lines.map(
  ({ product: { sku, name, cents }, quantity }) => html`
<li>
<span class="what">${name}<small>${formatEuro(cents)} each</small></span>
<form method="post" action="/basket/set">
<input type="hidden" name="sku" value="${sku}">
<label for="quantity-${sku}">Quantity<span class="unseen"> of ${name}</span></label>
<input id="quantity-${sku}" name="quantity" type="number" inputmode="numeric" min="0" max="${mostOfOne}" required value="${quantity}">
<button class="quiet">Update<span class="unseen"> ${name}</span></button>
</form>
<span class="sum">${formatEuro(cents * quantity)}</span>
</li>`,
)}
</ul>
<p class="total">Total <strong>${formatEuro(totalCents(lines))}</strong></p>
<p><a class="button" href="/checkout">Go to checkout</a></p>`
}`;
}

/** Why the basket is empty now. */
export function paidNotice(paid: Order | undefined): Html | "" {
  if (paid === undefined) return "";
  return html`
<aside class="notice" aria-label="Paid order">
<p>Order ${paid.number} is paid. <a href="/orders/${paid.id}/receipt">See your receipt</a></p>
</aside>`;
}

/** A closed bank page is no lost order. */
export function unpaidNotice(unpaid: readonly Order[]): Html | "" {
  if (unpaid.length === 0) return "";
  return html`
<aside class="notice" aria-label="Unpaid orders">
<p>You have an order that is not paid yet:</p>
<ul>
${unpaid.map(({ id, number }) => html`<li><a href="/orders/${id}">Order ${number}</a></li>`)}
</ul>
</aside>`;
}
