import type { Page } from "playwright-core";
import type { HighStreet } from "./high-street.js";

/** Where a shop is. */
interface Shop {
  readonly shop: { readonly shop: URL };
}

/** Puts a tin of tea into the basket and goes to the checkout. */
export async function goToCheckout(page: Page, { shop }: Shop): Promise<void> {
  await page.goto(shop.shop.href);
  await page.getByRole("button", { name: "Add to basket Loose-leaf tea" }).click();
  await page.getByRole("link", { name: "Go to checkout" }).click();
}

/** The same, and on to the bank. */
export async function goToBank(page: Page, street: Shop): Promise<void> {
  await goToCheckout(page, street);
  await page.getByRole("button", { name: /with iDEAL$/ }).click();
  await page.getByRole("button", { name: "Approve" }).waitFor();
}

export async function decide(page: Page, decision: "Approve" | "Cancel" | "Let it expire"): Promise<void> {
  await page.getByRole("button", { name: decision }).click();
  await page.waitForURL(/\/orders\/[0-9a-f]{32}$/);
}

/** What an order's page says. */
export async function stateOf(page: Page): Promise<string> {
  return (await page.getByRole("status").getByRole("heading").textContent()) ?? "";
}

/** The facts below it, by their names. */
export async function factOf(page: Page, name: string): Promise<string> {
  return (await page.locator(`dt:text-is("${name}") + dd`).textContent()) ?? "";
}

/** What became of each request that reached the sandbox to make a payment. */
export async function paymentRequests({ sandbox }: HighStreet): Promise<readonly number[]> {
  const answer = await fetch(new URL("/worldline/requests", sandbox.urls.control));
  const requests = (await answer.json()) as { method: string; target: string; status: number }[];
  return requests
    .filter(({ method, target }) => method === "POST" && target.endsWith("/payments"))
    .map(({ status }) => status);
}

/** Has the payment of an order's page end at the bank, with nobody there to come back. */
export async function endPayment({ sandbox }: HighStreet, paymentId: string, status: string): Promise<void> {
  const url = new URL(`/worldline/payments/${paymentId}/status`, sandbox.urls.control);
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ status }) });
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}: ${await answer.text()}`);
}
