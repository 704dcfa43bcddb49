import { html } from "hono/html";
import type { Html } from "../../layout.js";
import type { Order } from "../../orders/order.js";
import type { Product } from "../catalogue.js";
import { formatEuro } from "../money.js";
import { paidNotice } from "./basket.js";

/** @param paid the order that the basket was emptied for. */
export function productsPage(products: readonly Product[], paid: Order | undefined): Html {
  return html`
<h1>Things for a day by the water</h1>
${paidNotice(paid)}
<ul class="products">
${products.map(
  ({ sku, name, about, cents }) => html`
<li class="card">
<img src="/static/${sku}.svg" alt="" width="240" height="160">
<h2>${name}</h2>
<p>${about}</p>
<p class="price">${formatEuro(cents)}</p>
<form method="post" action="/basket/add">
<input type="hidden" name="sku" value="${sku}">
<button>Add to basket<span class="unseen"> ${name}</span></button>
</form>
</li>`,
)}
</ul>`;
}
