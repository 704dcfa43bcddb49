import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hasBrowser, launchBrowser, newVisitor } from "../support/browser.js";
import { type HighStreet, openHighStreet } from "../support/high-street.js";
import { decide, factOf, goToBank } from "../support/shopper.js";

/** What the office shows of a message. */
interface Shown {
  readonly title: string;
  readonly verdict: string;
  readonly signed: string;
  readonly header: string;
  readonly body: string;
}

describe.runIf(hasBrowser)("what the office shows of an order", () => {
  let browser: Browser;
  let street: HighStreet;
  let shown: readonly Shown[];
  const folder = mkdtempSync(join(tmpdir(), "worldline-checkout-openssl-"));

  beforeAll(async () => {
    browser = await launchBrowser();
    street = await openHighStreet();
    const { page } = await newVisitor(browser);
    // So that the order's page has to ask.
    street.gate.set("hold");
    await goToBank(page, street);
    await decide(page, "Approve");
    street.gate.set("open");
    await vi.waitFor(
      async () => {
        await page.reload();
        expect(await factOf(page, "Worldline, by itself")).toContain("SettlementCompleted");
      },
      { timeout: 20_000, interval: 200 },
    );
    await page.goto(new URL("/orders/1", street.shop.office).href);
    const texts = (selector: string) => page.locator(`.message ${selector}`).allTextContents();
    const [titles, verdicts, bodies] = [await texts("h3"), await texts(".verdict"), page.locator(".message")];
    const pres = await texts("h4 + pre");
    shown = await Promise.all(
      titles.map(async (title, index) => ({
        title,
        verdict: verdicts[index] ?? "",
        signed: pres[2 * index] ?? "",
        header: pres[2 * index + 1] ?? "",
        body: (await bodies.nth(index).locator("details pre").allTextContents()).join(""),
      })),
    );
  });
  afterAll(async () => {
    await browser.close();
    await street.close();
    rmSync(folder, { recursive: true });
  });

  it("is every message, in order", () => {
    const paths = shown.map(({ title }) => title.replace(/\d{4,}/, "ID"));
    expect(paths.slice(0, 2)).toEqual(["Sent: POST /payments", "Received: 201 to POST /payments"]);
    expect(paths.slice(2).sort()).toEqual([
      "Received: 200 to GET /payments/ID/status",
      "Received: Notification of a status",
      "Sent: GET /payments/ID/status",
    ]);
  });

  it("verifies with openssl, by the certificate of who sent it, and not when a character is changed", () => {
    for (const { title, signed, header } of shown) {
      const certificate = title.startsWith("Sent")
        ? street.connection.signing.certificate
        : (street.connection.serviceCertificates[0] ?? "");
      const [, signature = ""] = /signature="([^"]+)"/.exec(header) ?? [];
      expect([title, opensslVerify(certificate, signed, signature)]).toEqual([title, true]);
      expect([title, opensslVerify(certificate, `${signed}x`, signature)]).toEqual([title, false]);
    }
  });

  it("has bodies that the signed Digest is of", () => {
    for (const { title, signed, body } of shown) {
      const digest = execFileSync("openssl", ["dgst", "-sha256", "-binary"], { input: body });
      expect([title, /^digest: SHA-256=(.+)$/m.exec(signed)?.[1]]).toEqual([
        title,
        digest.toString("base64"),
      ]);
    }
  });

  it("says of each what came of looking at it", () => {
    for (const { title, verdict } of shown) {
      const expected = title.startsWith("Sent") ? /^Signed with our key\.$/ : /Digest and signature verified/;
      expect([title, verdict]).toEqual([title, expect.stringMatching(expected)]);
    }
  });

  function opensslVerify(certificate: string, text: string, signature: string): boolean {
    const [key, signatureFile] = [join(folder, "key.pem"), join(folder, "signature")];
    writeFileSync(key, execFileSync("openssl", ["x509", "-pubkey", "-noout"], { input: certificate }));
    writeFileSync(signatureFile, Buffer.from(signature, "base64"));
    try {
      execFileSync("openssl", ["dgst", "-sha256", "-verify", key, "-signature", signatureFile], {
        input: text,
        stdio: "pipe",
      });
      return true;
    } catch {
      return false;
    }
  }
});
