import { html } from "hono/html";
import type { SandboxContext } from "../context.js";
import type { Exchange, Reply } from "../wire/exchange.js";
import { requireDistinctFields } from "../wire/form.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { bankById, banks } from "./banks.js";
import { checkoutDataInWords } from "./checkout-data.js";
import * as rules from "./payment-rules.js";
import type { Payments } from "./payments.js";
import type { Payment } from "./state.js";
import type { Subscriptions } from "./subscriptions.js";

const pagePath = /^\/bank\/([0-9a-f]{32})$/;

/** Where the payer is sent: a bank that leaves the decision to whoever looks at it. */
export class BankPage {
  readonly #payments: Payments;
  readonly #subscriptions: Subscriptions;
  readonly #now: SandboxContext["now"];

  constructor({ now }: SandboxContext, payments: Payments, subscriptions: Subscriptions) {
    this.#now = now;
    this.#payments = payments;
    this.#subscriptions = subscriptions;
  }

  handle(exchange: Exchange): Reply {
    const payment = this.#payments.byPage(pagePath.exec(exchange.path)?.[1] ?? "");
    if (payment === undefined) throw new Refusal(rules.bankPage, "No payment has this page.");
    if (exchange.method === "GET" || exchange.method === "HEAD") {
      return payment.status === "Open" ? this.#question(payment) : outcomePage(payment);
    }
    if (exchange.method !== "POST") {
      throw new Refusal(rules.bankDecision, `Expected GET or POST, got ${exchange.method}.`);
    }
    const fields = requireDistinctFields(exchange, {
      contentType: rules.bankDecision,
      repeated: rules.bankDecision,
    });
    // A second click, or the back button and another choice, changes nothing any more.
    if (payment.status === "Open") this.#decide(payment, fields.get("decision"), fields.get("bank"));
    const location = returnAddress(payment) ?? exchange.path;
    return { status: 303, headers: { Location: location, "Cache-Control": "no-store" }, body: "" };
  }

  #decide(payment: Payment, decision: string | undefined, bankId: string | undefined): void {
    if (bankId !== undefined && bankById(bankId)?.isActive !== true) {
      throw new Refusal(rules.bankDecision, `No bank of the list has the id ${quoted(bankId)}.`);
    }
    switch (decision) {
      case "approve":
        this.#payments.approve(payment, bankId);
        break;
      case "cancel":
        this.#payments.setStatus(payment, "Cancelled");
        break;
      case "expire":
        this.#payments.setStatus(payment, "Expired");
        break;
      default:
        throw new Refusal(
          rules.bankDecision,
          `Expected the decision approve, cancel or expire, got ${quoted(decision ?? "")}.`,
        );
    }
  }

  #question(payment: Payment): Reply {
    const shop = this.#subscriptions.byId(payment.subscriptionId)?.client ?? "";
    const minutes = Math.max(1, Math.round((Date.parse(payment.expiresAt) - this.#now().getTime()) / 60_000));
    const shared = payment.expectedCheckoutData ? checkoutDataInWords(payment.expectedCheckoutData) : [];
    const money = `${payment.currency} ${payment.amount}`;
    return page(
      200,
      `Pay ${money}`,
      html`<h1>Pay ${money}</h1>
        <dl>
          <div><dt>To</dt><dd>${shop}</dd></div>
          ${payment.description ? html`<div><dt>For</dt><dd>${payment.description}</dd></div>` : ""}
          <div><dt>Payment</dt><dd>${payment.id}</dd></div>
          <div><dt>Time left</dt><dd>${minutes} min</dd></div>
        </dl>
        <form method="post">
          <fieldset>
            <legend>Your bank</legend>
            ${banks.filter(({ isActive }) => isActive).map((bank) => bankChoice(bank, payment.bankId))}
          </fieldset>
          ${
            shared.length > 0
              ? html`<section aria-labelledby="shared">
                  <h2 id="shared">The shop asks for</h2>
                  <ul>${shared.map((each) => html`<li>${each}</li>`)}</ul>
                </section>`
              : ""
          }
          ${payment.debtorTokenUrl ? html`<p>Your bank will be remembered for your next order.</p>` : ""}
          <p class="buttons">
            <button name="decision" value="approve" class="main">Approve</button>
            <button name="decision" value="cancel">Cancel</button>
            <button name="decision" value="expire">Let it expire</button>
          </p>
        </form>`,
    );
  }
}

type Html = ReturnType<typeof html>;

function bankChoice({ id, name }: (typeof banks)[number], chosen: string | undefined): Html {
  const isChosen = id === (chosen ?? banks[0]?.id);
  return html`<label><input type="radio" name="bank" value="${id}" ${isChosen ? "checked" : ""}> ${name}</label>`;
}

function outcomePage(payment: Payment): Reply {
  const back = returnAddress(payment);
  return page(
    200,
    `Payment ${payment.status}`,
    html`<h1>This payment is over</h1>
      <p>Payment ${payment.id} over ${payment.currency} ${payment.amount}: <strong>${payment.status}</strong>.</p>
      ${back ? html`<p><a href="${back}">Back to the shop</a></p>` : html`<p>You can close this page.</p>`}`,
  );
}

/** What the payer sees when there is nothing to decide. */
export function bankRefusalPage(status: number, reason: string): Reply {
  return page(status, "Not possible", html`<h1>This is not possible</h1><p>${reason}</p>`);
}

/** The merchant's return URL, with the service and the payment as its `scope`. */
export function returnAddress({ returnUrl, service, id }: Payment): string | undefined {
  if (returnUrl === undefined) return undefined;
  const url = new URL(returnUrl);
  url.searchParams.append("scope", Buffer.from(`${service}:${id}`).toString("base64"));
  return url.href;
}

const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0; background: Canvas; color: CanvasText; }
  main { max-width: 30rem; margin: 0 auto; padding: 1.5rem 1rem; }
  h1 { font-size: 1.75rem; margin: 0 0 1rem; }
  h2 { font-size: 1rem; margin: 0; }
  dl div { display: flex; gap: 1rem; }
  dt { width: 6rem; }
  dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
  fieldset { border: 1px solid; border-radius: .5rem; margin: 1rem 0; }
  label { display: block; padding: .5rem 0; }
  .buttons { display: flex; flex-wrap: wrap; gap: .75rem; }
  button { font: inherit; padding: .75rem 1.25rem; border: 2px solid; border-radius: .5rem; background: Canvas; color: CanvasText; cursor: pointer; }
  button.main { background: #0b5d3b; border-color: #0b5d3b; color: #fff; }
  :focus-visible { outline: 3px solid #d98c00; outline-offset: 2px; }
`;

function page(status: number, title: string, content: Html): Reply {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title} - Sandbox bank</title>
        <link rel="icon" href="data:,">
        <style>${style}</style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`;
  return {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      // No form-action: browsers apply it to the redirect to the shop as well.
      "Content-Security-Policy":
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
    body: String(document),
  };
}
