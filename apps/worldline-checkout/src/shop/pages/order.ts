import { html } from "hono/html";
import { type Html, time } from "../../layout.js";
import { describeStatus } from "../../orders/describe-status.js";
import { isOutOfReach, isPaidFor, isSettled, type Observation, type Order } from "../../orders/order.js";
import { formatEuro } from "../money.js";

/** What a payment's state is known from. */
export function orderPage(order: Order, observations: readonly Observation[]): Html {
  const { tone, heading, text } = describeStatus(order);
  const isPaid = isPaidFor(order);
  const isInVain = isOutOfReach(order) || (isSettled(order.status) && !isPaid);
  return html`
<p class="crumb">Order ${order.number}</p>
<div class="state ${tone}" role="status">
<h1>${heading}</h1>
<p>${text}</p>
</div>
<p class="actions">
${isPaid ? html`<a class="button" href="/orders/${order.id}/receipt">See your receipt</a>` : ""}
${order.status === "Open" && order.bankUrl ? html`<a class="button" href="/orders/${order.id}/bank">Go on at your bank</a>` : ""}
${isSettled(order.status) ? "" : html`<a class="button quiet" href="/orders/${order.id}">Look again</a>`}
${isInVain ? html`<a class="button" href="/basket">Back to your basket</a>` : ""}
</p>
<h2>What we know, and from whom</h2>
<dl class="facts">
<dt>Worldline, when we asked</dt>
<dd>${observed(observations, "status", "not asked yet")}</dd>
<dt>Worldline, by itself</dt>
<dd>${observed(observations, "notification", "nothing yet")}</dd>
<dt>Amount</dt>
<dd>${formatEuro(order.goodsCents + order.shippingCents)}</dd>
</dl>`;
}

function observed(
  all: readonly Observation[],
  source: Observation["source"],
  otherwise: string,
): Html | string {
  const last = all.filter((each) => each.source === source).at(-1);
  return last ? html`<code>${last.status}</code>, ${time(last.at)}` : otherwise;
}

export function receiptPage(order: Order, paidAt: Date): Html {
  const { number, debtor, goodsCents, shippingCents, flow, paymentId } = order;
  return html`
<h1>Receipt</h1>
<dl class="facts">
<dt>Order</dt><dd>${number}</dd>
<dt>Paid</dt><dd>${time(paidAt)}</dd>
<dt>With</dt><dd>iDEAL, payment ${paymentId}</dd>
${debtor?.name ? html`<dt>By</dt><dd>${debtor.name}</dd>` : ""}
<dt>${flow === "FastCheckout" ? "Sent to" : "Collected at"}</dt>
<dd>${flow === "FastCheckout" ? address(debtor?.address ?? []) : "Harbour Goods, at the counter"}</dd>
</dl>
<table>
<caption class="unseen">What you bought</caption>
<thead><tr><th scope="col">What</th><th scope="col">How many</th><th scope="col">Amount</th></tr></thead>
<tbody>
${order.lines.map(
  ({ name, quantity, cents }) =>
    html`<tr><th scope="row">${name}</th><td>${quantity}</td><td>${formatEuro(cents * quantity)}</td></tr>`,
)}
${shippingCents > 0 ? html`<tr><th scope="row">Sending</th><td></td><td>${formatEuro(shippingCents)}</td></tr>` : ""}
</tbody>
<tfoot><tr><th scope="row">Total</th><td></td><td><strong>${formatEuro(goodsCents + shippingCents)}</strong></td></tr></tfoot>
</table>`;
}

function address(lines: readonly string[]): Html | string {
  if (lines.length === 0) return "your bank gave us no address: we write to you";
  return html`${lines.map((line) => html`${line}<br>`)}`;
}
