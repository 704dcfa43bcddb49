import { describe, expect, it } from "vitest";
import { createOperatorApp } from "../../../src/operator/operator-app.js";
import { draft, openLedger } from "../../support/orders.js";

function openOffice(password?: string) {
  const { orders, messages, now } = openLedger();
  const order = orders.place(draft());
  orders.linkPayment(order.id, { paymentId: "141110", bankUrl: undefined });
  orders.observe(order.id, "creation", "Open");
  messages.add({
    orderId: order.id,
    at: now(),
    direction: "received",
    title: "200 to GET /payments/141110/status",
    signed: "digest: SHA-256=<b>",
    header: 'Signature: keyId="A"',
    isVerified: true,
    verdict: "Digest and signature verified with the service's certificate.",
    body: '{"Name":"<script>alert(1)</script>"}',
  });
  return { app: createOperatorApp({ orders, messages, password }), orders, order };
}

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
});

describe("the office", () => {
  it("lists orders, and shows what is behind one, as text", async () => {
    const { app, order } = openOffice();
    const list = await (await app.request("http://127.0.0.1/")).text();
    expect(list).toMatch(/<a href="\/orders\/1">1<\/a>/);
    expect(list).toContain("<code>Open</code>");
    const page = await (await app.request("http://127.0.0.1/orders/1")).text();
    expect(page).toContain(order.id);
    expect(page).toContain("digest: SHA-256=&lt;b&gt;");
    expect(page).toContain("Signature: keyId=&quot;A&quot;");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toContain("<script");
  });

  it("says where two ends of a payment contradict one another", async () => {
    const { app, orders, order } = openOffice();
    orders.observe(order.id, "status", "Expired");
    orders.observe(order.id, "notification", "SettlementCompleted");
    expect(await (await app.request("http://localhost/")).text()).toContain("contradicted: look at it");
    expect(await (await app.request("http://localhost/orders/1")).text()).toContain("cannot both be true");
  });

  it.each(["127.0.0.1:8081", "localhost", "[::1]:8081"])("is open to this machine as %s", async (host) => {
    expect((await openOffice().app.request(`http://${host}/`)).status).toBe(200);
  });

  it.each(["rebound.example", "127.0.0.1.evil.example", "192.0.2.1"])("is shut to %s", async (host) => {
    const { app } = openOffice();
    expect((await app.request(`http://${host}/`)).status).toBe(403);
    expect((await app.request(`http://${host}/orders/1`)).status).toBe(403);
  });

  it("is open to the password alone where there is one", async () => {
    const { app } = openOffice("correct horse");
    const ask = (headers: Record<string, string>) => app.request("http://192.0.2.1/orders/1", { headers });
    expect((await ask(basic("operator", "correct horse"))).status).toBe(200);
    expect((await ask(basic("operator", "wrong"))).status).toBe(401);
    expect((await ask(basic("root", "correct horse"))).status).toBe(401);
    expect((await ask({})).status).toBe(401);
  });

  it("changes nothing, runs no script, and is in no cache", async () => {
    const { app } = openOffice();
    expect((await app.request("http://127.0.0.1/orders/1", { method: "POST" })).status).toBe(404);
    const { headers } = await app.request("http://127.0.0.1/orders/1");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("knows no order that there is not", async () => {
    expect((await openOffice().app.request("http://127.0.0.1/orders/2")).status).toBe(404);
  });
});
