import { html } from "hono/html";
import { type Html, time } from "../../layout.js";
import type { SignedMessage } from "../../messages/message-store.js";
import { isContradictory, type Observation, type Order } from "../../orders/order.js";
import { formatEuro } from "../../shop/money.js";

export function orderMessagesPage(
  order: Order,
  observations: readonly Observation[],
  messages: readonly SignedMessage[],
): Html {
  return html`
<h1>Order ${order.number}: <code>${order.status}</code></h1>
${isContradictory(observations) ? html`<p class="notice">Worldline said two things that cannot both be true. Ask there before anything is sent.</p>` : ""}
<dl class="facts">
<dt>Payment</dt><dd>${order.paymentId ?? "not known yet"}</dd>
<dt>Our reference</dt><dd><code>${order.id}</code></dd>
<dt>Flow</dt><dd>${order.flow}${order.bank ? `, bank ${order.bank}` : ""}</dd>
<dt>Amount</dt><dd>${formatEuro(order.goodsCents + order.shippingCents)}</dd>
<dt>Ordered</dt><dd>${time(order.createdAt)}</dd>
</dl>
<h2>What was said of the payment</h2>
<ol>
${observations.map(({ source, status, at }) => html`<li>${time(at)}, ${source}: <code>${status}</code></li>`)}
</ol>
<h2>Messages</h2>
${messages.map(messageCard)}`;
}

function messageCard(message: SignedMessage): Html {
  const { title, at, direction, signed, header, isVerified, verdict, body } = message;
  return html`
<article class="message">
<h3>${direction === "sent" ? "Sent" : "Received"}: ${title}</h3>
<p>${time(at)}</p>
<p class="verdict ${isVerified ? "good" : "bad"}">${verdict}</p>
${signed === undefined ? "" : html`<h4>String signed</h4><pre>${signed}</pre>`}
${header === undefined ? "" : html`<h4>Header</h4><pre>${header}</pre>`}
${body === "" ? "" : html`<details><summary>Body</summary><pre>${body}</pre></details>`}
</article>`;
}
