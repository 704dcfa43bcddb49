import { html } from "hono/html";
import type { Html } from "../../layout.js";
import type { Order } from "../../orders/order.js";
import { type BasketLine, totalCents } from "../basket.js";
import { shippingCents } from "../catalogue.js";
import type { CheckoutForm } from "../checkout-form.js";
import { formatEuro } from "../money.js";
import { unpaidNotice } from "./basket.js";

/** A bank that the payer can choose here. */
export interface Bank {
  readonly bic: string;
  readonly name: string;
}

export interface CheckoutPage {
  readonly lines: readonly BasketLine[];
  readonly banks: readonly Bank[];
  readonly standard: CheckoutForm;
  readonly fast: CheckoutForm;
  readonly unpaid: readonly Order[];
}

export function checkoutPage({ lines, banks, standard, fast, unpaid }: CheckoutPage): Html {
  const goods = totalCents(lines);
  return html`
<h1>Checkout</h1>
${unpaidNotice(unpaid)}
<ul class="lines">
${lines.map(
  ({ product, quantity }) => html`
<li><span class="what">${quantity} × ${product.name}</span><span class="sum">${formatEuro(product.cents * quantity)}</span></li>`,
)}
</ul>
<p class="total">Goods <strong>${formatEuro(goods)}</strong></p>
<div class="ways">
<section class="card" aria-labelledby="collect">
<h2 id="collect">Collect in the shop</h2>
<p>Ready within the hour, for nothing.</p>
<form method="post" action="/checkout">
${sealed(standard)}
<label for="bank">Your bank</label>
<select id="bank" name="bank">
<option value="">Choose later, at iDEAL</option>
${banks.map(({ bic, name }) => html`<option value="${bic}">${name}</option>`)}
</select>
<button>Pay ${formatEuro(goods)} with iDEAL</button>
</form>
</section>
<section class="card" aria-labelledby="send">
<h2 id="send">Have it sent: fast checkout</h2>
<p>Nothing to fill in. Your bank gives us your name, e-mail and address once you agree. Sending costs ${formatEuro(shippingCents)}.</p>
<form method="post" action="/checkout">
${sealed(fast)}
<button>Pay ${formatEuro(goods + shippingCents)} with fast checkout</button>
</form>
</section>
</div>`;
}

function sealed(form: CheckoutForm): Html {
  return html`${Object.entries(form).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}`;
}
