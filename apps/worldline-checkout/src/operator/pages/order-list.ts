import { html } from "hono/html";
import { type Html, time } from "../../layout.js";
import { isContradictory, type Observation, type Order } from "../../orders/order.js";
import { formatEuro } from "../../shop/money.js";

/** An order as the list shows it. */
export interface OrderRow {
  readonly order: Order;
  readonly observations: readonly Observation[];
  readonly messageCount: number;
}

export function orderListPage(rows: readonly OrderRow[]): Html {
  if (rows.length === 0) return html`<h1>Orders</h1><p>There are none yet.</p>`;
  return html`
<h1>Orders</h1>
<div class="scroll" tabindex="0" role="region" aria-label="Orders">
<table>
<caption class="unseen">The newest first</caption>
<thead>
<tr><th scope="col">Order</th><th scope="col">When</th><th scope="col">Amount</th><th scope="col">State</th><th scope="col">Known from</th><th scope="col">Messages</th></tr>
</thead>
<tbody>
${rows.map(orderRow)}
</tbody>
</table>
</div>`;
}

function orderRow({ order, observations, messageCount }: OrderRow): Html {
  const { number, createdAt, goodsCents, shippingCents, status } = order;
  const sources = observations.filter((each) => each.status === status).map(({ source }) => source);
  return html`
<tr>
<th scope="row"><a href="/orders/${number}">${number}</a></th>
<td>${time(createdAt)}</td>
<td>${formatEuro(goodsCents + shippingCents)}</td>
<td><code>${status}</code>${isContradictory(observations) ? html` <strong>contradicted: look at it</strong>` : ""}</td>
<td>${[...new Set(sources)].join(", ")}</td>
<td>${messageCount}</td>
</tr>`;
}
