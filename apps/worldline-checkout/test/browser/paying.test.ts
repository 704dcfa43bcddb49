import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasBrowser, launchBrowser, newVisitor, picture } from "../support/browser.js";
import { type HighStreet, openHighStreet } from "../support/high-street.js";
import {
  decide,
  endPayment,
  factOf,
  goToBank,
  goToCheckout,
  paymentRequests,
  stateOf,
} from "../support/shopper.js";

describe.runIf(hasBrowser)("paying", () => {
  let browser: Browser;
  let street: HighStreet;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    street = await openHighStreet();
    ({ context, page } = await newVisitor(browser));
  });
  afterEach(async () => {
    await context.close();
    await street.close();
  });

  /** Looks at the order's page until it says so. */
  const saysSoon = async (name: string, text: string) =>
    await expect
      .poll(
        async () => {
          await page.reload();
          return await factOf(page, name);
        },
        { timeout: 20_000 },
      )
      .toContain(text);
  const asked = "Worldline, when we asked";
  const told = "Worldline, by itself";

  it("goes from basket to receipt when the payer approves", async () => {
    await page.goto(street.shop.shop.href);
    await page.getByRole("button", { name: "Add to basket Enamel mug" }).click();
    await page.getByLabel("Quantity of Enamel mug").fill("2");
    await page.getByRole("button", { name: "Update Enamel mug" }).click();
    await page.getByRole("link", { name: "Go to checkout" }).click();
    await page.getByLabel("Your bank").selectOption("Polder Bank");
    await page.getByRole("button", { name: "Pay €25.00 with iDEAL" }).click();
    await page.getByRole("heading", { name: "Pay EUR 25.00" }).waitFor();
    expect(await page.getByLabel("Polder Bank").isChecked()).toBe(true);
    await picture(page, "approve-1-bank");
    await decide(page, "Approve");
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    await picture(page, "approve-2-paid");
    expect(await page.getByRole("link", { name: "Basket", exact: true }).count()).toBe(1);
    await page.getByRole("link", { name: "See your receipt" }).click();
    expect(await page.getByRole("row").allTextContents()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/Enamel mug\s*2\s*€25\.00/),
        expect.stringMatching(/Total\s*€25\.00/),
      ]),
    );
    expect(await factOf(page, "By")).toBe("Edsger Wybe Dijkstra - Callback");
    await picture(page, "approve-3-receipt");
  });

  it("has it sent to the address that the bank gives, with fast checkout", async () => {
    await goToCheckout(page, street);
    await page.getByRole("button", { name: "Pay €13.70 with fast checkout" }).click();
    await page.getByText("The shop asks for").waitFor();
    await picture(page, "fast-checkout-1-bank");
    await decide(page, "Approve");
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    await page.getByRole("link", { name: "See your receipt" }).click();
    expect(await factOf(page, "Sent to")).toMatch(/\d{4} ?[A-Z]{2}/);
    await picture(page, "fast-checkout-2-receipt");
  });

  it("keeps the basket when the payer cancels, and lets them order again", async () => {
    await goToBank(page, street);
    await decide(page, "Cancel");
    expect(await stateOf(page)).toBe("You cancelled the payment");
    await picture(page, "cancel");
    const first = page.url();
    await page.getByRole("link", { name: "Back to your basket" }).click();
    await page.getByRole("link", { name: "Go to checkout" }).click();
    await page.getByRole("button", { name: /with iDEAL$/ }).click();
    await decide(page, "Approve");
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    expect(page.url()).not.toBe(first);
    expect(await paymentRequests(street)).toEqual([201, 201]);
  });

  it("says so when the payment expires, and shows no receipt", async () => {
    await goToBank(page, street);
    await decide(page, "Let it expire");
    expect(await stateOf(page)).toBe("The payment has expired");
    await picture(page, "expire");
    const order = page.url();
    await page.goto(`${order}/receipt`);
    expect(page.url()).toBe(order);
  });

  it("finds the order again when the bank's page was closed", async () => {
    await goToBank(page, street);
    await page.close();
    page = await context.newPage();
    await page.goto(new URL("/basket", street.shop.shop).href);
    await picture(page, "bank-closed-1-basket");
    await page.getByRole("complementary", { name: "Unpaid orders" }).getByRole("link").click();
    expect(await stateOf(page)).toBe("Not paid yet");
    await picture(page, "bank-closed-2-order");
    await page.getByRole("link", { name: "Go on at your bank" }).click();
    await decide(page, "Approve");
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    expect(await paymentRequests(street)).toEqual([201]);
  });

  it("has nothing left to pay when the bank's page was closed after it was paid", async () => {
    await goToBank(page, street);
    const paymentId = await factOf(page, "Payment");
    await endPayment(street, paymentId, "SettlementCompleted");
    await page.goto(street.shop.office.href);
    await expect
      .poll(async () => {
        await page.reload();
        return await page.locator("tbody").textContent();
      })
      .toContain("SettlementCompleted");
    await page.goto(new URL("/checkout", street.shop.shop).href);
    expect(new URL(page.url()).pathname).toBe("/basket");
    await page.getByText("There is nothing in it yet.").waitFor();
    await picture(page, "bank-closed-after-paying");
    await page.getByRole("complementary", { name: "Paid order" }).getByRole("link").click();
    await page.getByRole("heading", { name: "Receipt" }).waitFor();
    expect(await paymentRequests(street)).toEqual([201]);
  });

  it("makes no second payment when the payer goes back from the bank and pays again", async () => {
    await goToBank(page, street);
    const bank = page.url();
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe("/checkout");
    await page.getByRole("button", { name: /with iDEAL$/ }).click();
    await page.getByRole("button", { name: "Approve" }).waitFor();
    expect(page.url()).toBe(bank);
    expect(await paymentRequests(street)).toEqual([201]);
  });

  it("has nothing left to pay when the payer goes back after it is paid", async () => {
    await goToBank(page, street);
    await decide(page, "Approve");
    await page.goBack();
    await page.getByRole("heading", { name: "This payment is over" }).waitFor();
    await page.goBack();
    await page.getByText("There is nothing in it yet.").waitFor();
    await picture(page, "back-button");
    expect(await paymentRequests(street)).toEqual([201]);
  });

  it("makes one payment of a double click", async () => {
    await goToCheckout(page, street);
    await page.getByRole("button", { name: /with iDEAL$/ }).dblclick({ noWaitAfter: true });
    await page.getByRole("button", { name: "Approve" }).waitFor();
    await picture(page, "double-click");
    await decide(page, "Approve");
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    expect(await paymentRequests(street)).toEqual([201]);
    await page.goto(street.shop.office.href);
    expect(await page.locator("tbody tr").count()).toBe(1);
  });

  it("knows it from the notification before the payer returns, and then asks no more", async () => {
    await goToBank(page, street);
    const paymentId = await factOf(page, "Payment");
    await endPayment(street, paymentId, "SettlementCompleted");
    const office = await context.newPage();
    await office.goto(street.shop.office.href);
    await expect
      .poll(async () => {
        await office.reload();
        return await office.locator("tbody").textContent();
      })
      .toContain("SettlementCompleted");
    // The bank has nothing to decide any more, and leads back.
    await page.reload();
    await page.getByRole("link", { name: "Back to the shop" }).click();
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    expect(await factOf(page, told)).toContain("SettlementCompleted");
    expect(await factOf(page, asked)).toBe("not asked yet");
    await picture(page, "notification-before-return");
  });

  it("knows it from the status when the payer returns before the notification", async () => {
    street.gate.set("hold");
    await goToBank(page, street);
    await decide(page, "Approve");
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    expect(await factOf(page, asked)).toContain("SettlementCompleted");
    expect(await factOf(page, told)).toBe("nothing yet");
    await picture(page, "notification-after-return-1");
    street.gate.set("open");
    await saysSoon(told, "SettlementCompleted");
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    await picture(page, "notification-after-return-2");
  });

  it("finds out by itself when the notification is lost and nobody returns", async () => {
    street.gate.set("lose");
    await goToBank(page, street);
    const paymentId = await factOf(page, "Payment");
    await endPayment(street, paymentId, "SettlementCompleted");
    await expect.poll(() => street.gate.arrivals()).toBe(1);
    await page.goto(street.shop.office.href);
    expect(await page.locator("tbody").textContent()).toContain("Open");
    street.wait(60);
    await expect
      .poll(async () => {
        await page.reload();
        return await page.locator("tbody").textContent();
      })
      .toMatch(/SettlementCompleted\s*status/);
    await picture(page, "notification-lost");
  });
});
