import { existsSync, mkdirSync } from "node:fs";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const executablePath = "/usr/bin/chromium";

/** Whether there is a browser to test in: Debian's. */
export const hasBrowser: boolean = existsSync(executablePath);

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking"] });
}

export const devices = {
  phone: { viewport: { width: 360, height: 740 } },
  desktop: { viewport: { width: 1280, height: 800 } },
} as const;

/** A visitor who trusts the sandbox's certificates. */
export async function newVisitor(
  browser: Browser,
  options: NonNullable<Parameters<Browser["newContext"]>[0]> = devices.desktop,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  context.setDefaultTimeout(8_000);
  return { context, page: await context.newPage() };
}

const folder = new URL("../../.reports/screenshots/", import.meta.url).pathname;

/** Keeps a picture of the whole page, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
}

/** What axe finds wrong with a page, each with where. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
