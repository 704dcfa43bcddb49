import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";
import { startSandbox } from "@countersign/sandbox";
import { temporaryFolder } from "@countersign/service/testing";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { program as description } from "../../src/program.js";
import { createLocalTls } from "../../src/sandbox/local-tls.js";
import { hasBrowser, launchBrowser, newVisitor } from "../support/browser.js";
import { freePort } from "../support/free-port.js";
import { openGate } from "../support/gate.js";
import { runShop, startShop } from "../support/program.js";
import { decide, goToBank, stateOf } from "../support/shopper.js";

describe("the program", () => {
  it("tells its version and its settings", () => {
    const cwd = temporaryFolder();
    expect(runShop(cwd, ["--version"])).toEqual({
      status: 0,
      stdout: `${description.version}\n`,
      stderr: "",
    });
    expect(runShop(cwd, ["--help"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("--operator-host, COUNTERSIGN_OPERATOR_HOST, operatorHost (127.0.0.1)"),
    });
  });

  it.each([
    [["--nonsense"], {}, "--nonsense"],
    [["--config", "absent.json"], {}, "absent.json cannot be read (ENOENT)"],
    [["--operator-host", "0.0.0.0"], {}, "operatorPassword is missing"],
    [[], { COUNTERSIGN_ENVIRONMENT: "test" }, "keyFile is missing"],
  ] as const)("ends with 2 and a line that says why: %j %j", (args, env, line) => {
    const result = runShop(temporaryFolder(), args, env);
    expect(result).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining(line) });
    expect(result.stderr).toMatch(/^(worldline-checkout: .*\n)+$/);
  });
});

describe.runIf(hasBrowser)("the running program", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it("takes a payment against a sandbox of its own, and leaves nothing behind", async () => {
    const cwd = temporaryFolder({});
    const temporary = join(cwd, "tmp");
    mkdirSync(temporary);
    const program = await startShop(cwd, { TMPDIR: temporary });
    expect(readdirSync(temporary)).toHaveLength(1);
    const { context, page } = await newVisitor(browser);
    await goToBank(page, { shop: program });
    const bank = page.url();
    await decide(page, "Approve");
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    await page.goto(program.office.href);
    expect(await page.locator("tbody").textContent()).toContain("SettlementCompleted");
    await context.close();
    program.signal("SIGTERM");
    expect(await program.ended).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(cwd)).toEqual(["tmp"]);
    await expect(fetch(bank)).rejects.toThrow();
  });

  it("takes one in the test environment, and knows it again after it was killed", async () => {
    const merchant = await openAccount();
    const gates = { shop: await freePort(), notifications: await freePort() };
    const tls = await createLocalTls(new Date());
    const [shopGate, notificationGate] = [
      await openGate(tls, gates.shop),
      await openGate(tls, gates.notifications),
    ];
    onTestFinished(async () => {
      await shopGate.close();
      await notificationGate.close();
    });
    await merchant.setNotifications(tls.cert);
    const settings = {
      environment: "test",
      port: gates.shop,
      notificationPort: gates.notifications,
      publicUrl: shopGate.url.href,
      notificationUrl: new URL("/v3", notificationGate.url).href,
      acquirer: "rabobank",
      baseUrl: merchant.sandbox.urls.worldline,
      initiatingPartyId: "002881",
      keyFile: "private.key",
      certificateFile: "certificate.pem",
      serviceCertificateFiles: ["service.pem"],
    };
    const cwd = temporaryFolder({ ...merchant.files, "worldline-checkout.json": JSON.stringify(settings) });
    const env = {
      NODE_EXTRA_CA_CERTS: join(cwd, "ca.pem"),
      COUNTERSIGN_NOTIFICATION_TOKEN: merchant.token,
      COUNTERSIGN_PORT: String(gates.shop),
      COUNTERSIGN_NOTIFICATION_PORT: String(gates.notifications),
    };
    const first = await startShop(cwd, env);
    const { context, page } = await newVisitor(browser);
    await goToBank(page, { shop: first });
    expect(page.url()).toContain(merchant.sandbox.urls.worldline);
    first.signal("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");
    // Nobody is there to hear the notification, nor when the payer comes back.
    await page.getByRole("button", { name: "Approve" }).click();
    const second = await startShop(cwd, env);
    await page.goto(new URL("/basket", second.shop).href);
    await page.getByRole("complementary", { name: "Unpaid orders" }).getByRole("link").click();
    expect(await stateOf(page)).toBe("Paid. Thank you!");
    await page.goto(new URL("/orders/1", second.office).href);
    expect(await page.locator(".message h3").allTextContents()).toEqual(
      expect.arrayContaining(["Sent: POST /payments", "Received: 201 to POST /payments"]),
    );
    expect(second.output()).not.toContain(merchant.token);
    await context.close();
    second.signal("SIGINT");
    expect(await second.ended).toBe(0);
  });
});

/** A merchant at a sandbox, with the files that one has: as the README says. */
async function openAccount() {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(new URL(path, sandbox.urls.control), {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return await answer.text();
  };
  const { privateKey } = await generateKeyPair();
  const now = new Date();
  const certificate = await createSelfSignedCertificate({
    signer: await importSigner(privateKey),
    subject: "CN=shop",
    notBefore: now,
    notAfter: new Date(now.getTime() + 365 * 24 * 60 * 60_000),
  });
  const subscription = {
    initiatingPartyId: "002881",
    client: "RaboiDEAL",
    tenant: "RaboiDEAL",
    services: ["IDEAL", "PIS"],
  };
  const { id } = JSON.parse(await ask("POST", "/worldline/subscriptions", subscription));
  await ask("POST", `/worldline/subscriptions/${id}/certificates`, { certificate });
  const token = "token-of-the-back-office";
  return {
    sandbox,
    token,
    setNotifications: (ca: string) =>
      ask("PUT", `/worldline/subscriptions/${id}/notifications`, { bearerToken: token, ca }),
    files: {
      "private.key": privateKey,
      "certificate.pem": certificate,
      "service.pem": await ask("GET", "/worldline/certificate"),
      "ca.pem": sandbox.ca,
    },
  };
}
