import { describe, expect, it } from "vitest";
import { reconcilePayments, sentFacts, trackPayments, webhookFacts } from "../../../src/index.js";
import { connect, page, type Received, transaction } from "./bank.js";
import { batch, held, settled } from "./events.js";

const sentAt = new Date("2026-03-02T10:00:00Z");
const sentBefore = new Date("2026-03-02T11:00:00Z");

async function sent(...ids: readonly string[]) {
  const payments = trackPayments();
  await payments.add(sentFacts({ requestId: "r1", body: batch(...ids) }, sentAt));
  return payments;
}

type Row = ReturnType<typeof transaction>;

/** The rows that a bank shows on the first page, and an empty page after that. */
const rows =
  (...shown: readonly Row[]) =>
  ({ url }: Received) =>
    url.searchParams.get("pageNumber") === "1" ? page(...shown) : page();

describe("reconcilePayments", () => {
  it("asks for what is not decided, by its end-to-end id and from the day before it was sent", async () => {
    const payments = await sent("E2E 1/+", "E2E-2");
    await payments.add(webhookFacts(settled("E2E-2")));
    const { clearbank, received } = await connect(rows(transaction("E2E 1/+", "ACSC")));
    expect(await reconcilePayments({ clearbank, payments, sentBefore })).toEqual([]);
    expect(payments.state("E2E 1/+")).toMatchObject({
      status: "settled",
      facts: [{ kind: "sent" }, { kind: "settled", transactionId: "t-E2E 1/+", amount: "17.5" }],
    });
    expect(received.map(({ method, url }) => [method, url.pathname, ...url.searchParams])).toEqual(
      ["1", "2"].map((pageNumber) => [
        "GET",
        "/v2/Transactions",
        ["endToEndIdentifier", "E2E 1/+"],
        ["startDateTime", "2026-03-01T10:00:00.000Z"],
        ["pageNumber", pageNumber],
      ]),
    );
  });

  it("asks without a time where it is not known when the payment was sent", async () => {
    const payments = trackPayments();
    await payments.add(webhookFacts(held("E2E-1")));
    const { clearbank, received } = await connect(rows());
    await reconcilePayments({ clearbank, payments, sentBefore });
    expect(received[0]?.url.searchParams.has("startDateTime")).toBe(false);
  });

  it.each([
    ["ACSC", "settled"],
    ["RJCT", "rejected"],
    ["ACSP", "accepted"],
    ["PDNG", "accepted"],
    ["NEWS", "accepted"],
  ])("takes %s for %s", async (code, status) => {
    const payments = await sent("E2E-1");
    const { clearbank } = await connect(rows(transaction("E2E-1", code)));
    const open = await reconcilePayments({ clearbank, payments, sentBefore });
    expect(payments.state("E2E-1")?.status).toBe(status);
    expect(open).toHaveLength(status === "accepted" ? 1 : 0);
  });

  it.each<[string, Row[]]>([
    ["nothing", []],
    ["the credit side", [transaction("E2E-1", "ACSC", { debitCreditCode: "CRDT" })]],
    ["another payment, as a bank that does not filter", [transaction("E2E-10", "ACSC")]],
    ["rows that are none", [null as never, "text" as never]],
  ])("concludes nothing from %s", async (_, shown) => {
    const payments = await sent("E2E-1");
    const { clearbank } = await connect(rows(...shown));
    expect(await reconcilePayments({ clearbank, payments, sentBefore })).toMatchObject([{ status: "sent" }]);
    expect(payments.states()).toHaveLength(1);
  });

  it("surfaces a payment that was made twice", async () => {
    const payments = await sent("E2E-1");
    const twice = ["t1", "t2"].map((transactionId) => transaction("E2E-1", "ACSC", { transactionId }));
    const { clearbank } = await connect(({ url }) => {
      const row = twice[Number(url.searchParams.get("pageNumber")) - 1];
      return row ? page(row) : page();
    });
    await reconcilePayments({ clearbank, payments, sentBefore });
    expect(payments.state("E2E-1")?.status).toBe("conflicting");
  });

  it("leaves alone what was sent too lately, and asks for nothing then", async () => {
    const payments = await sent("E2E-1");
    const { clearbank, received } = await connect(rows());
    expect(await reconcilePayments({ clearbank, payments, sentBefore: sentAt })).toEqual([]);
    expect(received).toEqual([]);
  });

  it("keeps what it found before it failed", async () => {
    const payments = await sent("E2E-1", "E2E-2");
    const { clearbank } = await connect((each) => {
      if (each.url.searchParams.get("endToEndIdentifier") === "E2E-2")
        return new Response("", { status: 503 });
      return rows(transaction("E2E-1", "ACSC"))(each);
    });
    await expect(reconcilePayments({ clearbank, payments, sentBefore })).rejects.toMatchObject({
      status: 503,
    });
    expect(payments.state("E2E-1")?.status).toBe("settled");
    expect(payments.state("E2E-2")?.status).toBe("sent");
  });

  it("stops when it is told to", async () => {
    const payments = await sent("E2E-1");
    const { clearbank } = await connect(rows());
    const signal = AbortSignal.abort(new Error("shutting down"));
    await expect(reconcilePayments({ clearbank, payments, sentBefore, signal })).rejects.toThrow(
      "shutting down",
    );
  });
});
