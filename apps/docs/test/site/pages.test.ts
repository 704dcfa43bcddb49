import { existsSync, mkdirSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveSite } from "../support/site.js";

const executablePath = "/usr/bin/chromium";
const hasBrowser = existsSync(executablePath);
if (!hasBrowser) console.warn("Skipped: the site in a browser. Install chromium.");

const devices = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
const looked = [
  "",
  "start/clearbank.html",
  "start/clearstream.html",
  "start/worldline-open-banking.html",
  "start/worldline-issuing.html",
  "guides/webhooks.html",
  "guides/hsm-and-kms.html",
  "guides/certificate-renewal.html",
  "guides/proxies.html",
  "guides/errors-and-retries.html",
  "guides/testing.html",
  "troubleshooting/",
  "troubleshooting/keys-and-signatures.html",
  "troubleshooting/connections.html",
  "troubleshooting/delivery.html",
  "troubleshooting/clearbank.html",
  "troubleshooting/clearstream.html",
  "troubleshooting/worldline.html",
  "troubleshooting/programs.html",
  "documents/packages/clearbank/",
  "documents/packages/worldline/notifications.html",
  "documents/apps/cli/clearstream.html",
  "documents/apps/sandbox/control-api.html",
  "documents/sources/worldline-open-banking.html",
  "documents/security.html",
  "reference/@countersign/auth.html",
];
const pictures = new URL("../../.reports/screenshots/", import.meta.url).pathname;

describe.runIf(hasBrowser)("the site in a browser", () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveSite>>;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    site = await serveSite();
    browser = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-background-networking"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** A page, and the addresses elsewhere that it asked for. */
  async function open(viewport: {
    width: number;
    height: number;
  }): Promise<{ page: Page; elsewhere: string[] }> {
    const page = await browser.newPage({ viewport });
    page.setDefaultTimeout(30_000);
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== site.url.origin) elsewhere.push(request.url());
    });
    return { page, elsewhere };
  }

  it.each(Object.entries(devices))(
    "fits a %s, and asks nobody else for anything",
    async (device, viewport) => {
      const { page, elsewhere } = await open(viewport);
      const tooWide: string[] = [];
      for (const path of looked) {
        await page.goto(new URL(path, site.url).href);
        const width = await page.evaluate("document.documentElement.scrollWidth");
        if (Number(width) > viewport.width) tooWide.push(`${path}: ${width}`);
        const name = path.replace(/\.html$/, "").replaceAll(/[@/]/g, "-") || "index";
        // Tables of sentences and the reference are as long as books.
        const fullPage = device === "desktop" && !/^(?:documents|reference)\//.test(path);
        await page.screenshot({ path: `${pictures}${device}-${name}.png`, fullPage });
      }
      await page.close();
      expect(tooWide).toEqual([]);
      expect(elsewhere).toEqual([]);
    },
  );

  it.each([
    ["ERR_SIGNER_PIN_LOCKED", "troubleshooting/keys-and-signatures.html#err-signer-pin-locked"],
    ["pinning a server's certificate", "troubleshooting/clearstream.html#err-credentials-ca-bundle"],
    ["x-retry-reason", "troubleshooting/clearbank.html#x-retry-reason"],
  ])("finds %s without a network", async (words, place) => {
    const { page, elsewhere } = await open(devices.desktop);
    await page.goto(site.url.href);
    await page
      .getByRole("button", { name: /search/i })
      .first()
      .click();
    await page.getByRole("searchbox").fill(words);
    await page.locator(`.results a[href$="${place}"]`).first().click();
    await page.waitForURL(`**/${place}`);
    await page.close();
    expect(elsewhere).toEqual([]);
  });
});
