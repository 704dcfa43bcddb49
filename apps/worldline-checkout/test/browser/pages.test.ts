import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  axeViolations,
  devices,
  hasBrowser,
  launchBrowser,
  newVisitor,
  picture,
} from "../support/browser.js";
import { type HighStreet, openHighStreet } from "../support/high-street.js";
import { decide, goToBank, goToCheckout, stateOf } from "../support/shopper.js";

describe.runIf(hasBrowser)("the pages", () => {
  let browser: Browser;
  let street: HighStreet;

  beforeAll(async () => {
    browser = await launchBrowser();
    street = await openHighStreet();
  });
  afterAll(async () => {
    await browser.close();
    await street.close();
  });

  /** Every page that there is, each in the state in which it shows most. */
  async function visitAll(page: Page, look: (name: string) => Promise<void>): Promise<void> {
    const { shop, office } = street.shop;
    await page.goto(shop.href);
    await look("products");
    await page.goto(new URL("/basket", shop).href);
    await look("basket-empty");
    await goToBank(page, street);
    await page.goto(new URL("/basket", shop).href);
    await look("basket");
    await page.getByRole("link", { name: "Go to checkout" }).click();
    await look("checkout");
    await page.goto(new URL("/basket", shop).href);
    await page.getByRole("complementary", { name: "Unpaid orders" }).getByRole("link").click();
    await look("order-open");
    await page.getByRole("link", { name: "Go on at your bank" }).click();
    await look("bank");
    await decide(page, "Cancel");
    await look("order-cancelled");
    await goToBank(page, street);
    await decide(page, "Approve");
    await look("order-paid");
    await page.getByRole("link", { name: "See your receipt" }).click();
    await look("receipt");
    await page.goto(new URL("/nowhere", shop).href);
    await look("not-found");
    await page.goto(office.href);
    await look("office-orders");
    await page.locator("tbody a").first().click();
    await page.locator("details").first().locator("summary").click();
    await look("office-order");
  }

  for (const [device, options] of Object.entries(devices)) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`pass axe and need no sideways scrolling on a ${device}, ${colorScheme}`, async () => {
        const { context, page } = await newVisitor(browser, { ...options, colorScheme });
        const found: string[] = [];
        await visitAll(page, async (name) => {
          await picture(page, `${name}-${device}-${colorScheme}`);
          const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
          if (overflow !== 0) found.push(`${name}: ${overflow} px too wide`);
          for (const violation of await axeViolations(page)) found.push(`${name}: ${violation}`);
        });
        await context.close();
        expect(found).toEqual([]);
      });
    }
  }

  it("fit a window 320 pixels wide", async () => {
    const { context, page } = await newVisitor(browser, { viewport: { width: 320, height: 640 } });
    const found: string[] = [];
    await visitAll(page, async (name) => {
      const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      if (overflow !== 0) found.push(`${name}: ${overflow} px too wide`);
    });
    await context.close();
    expect(found).toEqual([]);
  });

  it("work without JavaScript", async () => {
    const { context, page } = await newVisitor(browser, { javaScriptEnabled: false });
    await goToBank(page, street);
    await decide(page, "Approve");
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    await context.close();
  });

  it("take a payment by keyboard alone, with the focus always to be seen", async () => {
    const { context, page } = await newVisitor(browser);
    await page.goto(street.shop.shop.href);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    await tabTo(page, "Add to basket Enamel mug");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your basket" }).waitFor();
    await tabTo(page, "Go to checkout");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Checkout", exact: true }).waitFor();
    await tabTo(page, "Pay €12.50 with iDEAL");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Approve" }).waitFor();
    await tabTo(page, "Approve");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/orders\//);
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    await tabTo(page, "See your receipt");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Receipt" }).waitFor();
    await context.close();
  });

  it("load nothing from elsewhere, and run no script", async () => {
    const { context, page } = await newVisitor(browser);
    const requested: string[] = [];
    context.on("request", (request) => requested.push(new URL(request.url()).origin));
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await goToCheckout(page, street);
    expect(new Set(requested)).toEqual(new Set([street.shop.shop.origin]));
    expect(complaints).toEqual([]);
    expect(await page.locator("script, [style], [onclick]").count()).toBe(0);
    await context.close();
  });
});

/** Goes on with the Tab key until this has the focus; each stop on the way has to show that it has it. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    if (outline === "none") throw new Error(`The focus on "${await focused(page)}" is not to be seen.`);
    if ((await focused(page)) === name) return;
  }
  throw new Error(`The Tab key does not get to "${name}".`);
}

async function focused(page: Page): Promise<string> {
  const text = await page.evaluate("document.activeElement.textContent");
  return String(text).replace(/\s+/g, " ").trim();
}
