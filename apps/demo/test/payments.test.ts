// A payment's life, from the outbox to its last webhook, over real TLS.
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@countersign/auth";
import {
  clearBankOutboxHandlers,
  createClearBankClient,
  createClearBankWebhookHandler,
  parseEvent,
  reconcilePayments,
  toOutboxRequest,
  trackPayments,
  webhookFacts,
} from "@countersign/clearbank";
import {
  createCertificateRequest,
  createSelfSignedCertificate,
  generateKeyPair,
  importSigner,
  importVerifier,
} from "@countersign/crypto-core";
import { unsafeCreateMemoryInbox, unsafeCreateMemoryOutbox } from "@countersign/delivery";
import { startSandbox } from "@countersign/sandbox";
import { expect, it, onTestFinished, vi } from "vitest";

const types = [
  "TransactionSettled",
  "TransactionRejected",
  "OutboundHeldTransaction",
  "PaymentMessageAssesmentFailed",
];

async function setUp() {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const { privateKey } = await generateKeyPair();
  const signer = await importSigner(privateKey);
  const csr = await createCertificateRequest({ signer, subject: "CN=payments" });
  const { token } = await sandbox.clearbank.generateToken({ csr, name: "payments" });
  const clearbank = createClearBankClient({
    environment: new URL(sandbox.urls.clearbank),
    credentials: { token, signer },
    ca: sandbox.ca,
    retry: { methods: ["get"] },
  });
  onTestFinished(() => clearbank.close());

  const payments = trackPayments();
  const inbox = unsafeCreateMemoryInbox({ retryBaseMs: 1, retryMaxMs: 10, pollIntervalMs: 10 });
  onTestFinished(() => inbox.close());
  void inbox.process(async ({ event }) => {
    await payments.add(webhookFacts(parseEvent(event.body)));
  });

  const verifier = await importVerifier(sandbox.clearbank.publicKey());
  const now = new Date();
  const certificate = await createSelfSignedCertificate({
    signer,
    subject: "CN=localhost",
    notBefore: now,
    notAfter: new Date(now.getTime() + 24 * 3600 * 1000),
    subjectAltNames: ["DNS:localhost", "IP:127.0.0.1"],
  });
  const server = createServer(
    { key: privateKey, cert: certificate },
    toNodeHandler(createClearBankWebhookHandler({ verifier, signer, inbox })),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  for (const type of types) sandbox.clearbank.registerWebhook({ type, url, ca: certificate });

  const outbox = unsafeCreateMemoryOutbox({
    windowMs: 23 * 60 * 60_000,
    retryBaseMs: 1,
    retryMaxMs: 10,
    pollIntervalMs: 10,
    onError: () => {},
  });
  onTestFinished(() => outbox.close());
  const start = () => void outbox.process(clearBankOutboxHandlers({ clearbank, outbox, payments }));

  const { data } = await clearbank.request<{ accounts: { iban: string }[] }>("GET", "/v3/Accounts");
  const [from, within] = data.accounts.map(({ iban }) => iban) as [string, string];
  return { sandbox, clearbank, payments, outbox, start, from, within };
}

const outside = "GB33BUKB20201555555555";

interface Transfer {
  readonly id: string;
  readonly from?: string;
  readonly to?: string;
  readonly amount?: string;
  readonly name?: string;
}

function batch(debtor: string, transfers: readonly Transfer[]): unknown {
  return {
    paymentInstructions: transfers.map(
      ({ id, from = debtor, to = outside, amount = "12.30", name = "Jane Doe" }) => ({
        debtor: { address: "1 High Street, London" },
        paymentInstructionIdentification: `P-${id}`,
        paymentTypeCode: "SIP",
        debtorAccount: { identification: { iban: from } },
        creditTransfers: [
          {
            paymentIdentification: { instructionIdentification: `I-${id}`, endToEndIdentification: id },
            amount: { currency: "GBP", instructedAmount: amount },
            creditor: { name },
            creditorAccount: { identification: { iban: to } },
            remittanceInformation: { structured: { creditorReferenceInformation: { reference: id } } },
          },
        ],
      }),
    ),
  };
}

const path = "/v3/payments/fps";
const wait = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 20 });

const orders = [
  { order: "fifo" },
  { order: "reversed" },
  { order: "shuffled", seed: "1" },
  { order: "shuffled", seed: "2" },
] as const;

it.each(orders)(
  "a batch of three: one settles, one is rejected, one fails its assessment; webhooks come twice, %o",
  async (order) => {
    const { sandbox, payments, outbox, start, from, within: empty } = await setUp();
    sandbox.setSwitch("clearbank.insufficientFunds", "assessment");
    sandbox.clearbank.setDeliveryMode({ ...order, copies: 2, hold: true });
    const body = batch(from, [
      { id: "E2E-1", amount: "999999.30" },
      { id: "E2E-2", amount: "1000000.01" },
      { id: "E2E-3", from: empty },
    ]);
    await outbox.prepare(toOutboxRequest({ requestId: "batch-1", path, body }));
    start();
    await wait(async () => expect((await outbox.find("batch-1"))?.state).toBe("accepted"));
    const statuses = () => ["E2E-1", "E2E-2", "E2E-3"].map((id) => payments.state(id)?.status);
    expect(statuses()).toEqual(["accepted", "refused", "accepted"]);
    await sandbox.clearbank.releaseDeliveries();
    await wait(() => expect(statuses()).toEqual(["settled", "refused", "assessmentFailed"]));
    expect(payments.state("E2E-3")?.reasons).toEqual(["Insufficient Funds"]);
    expect(payments.state("E2E-1")?.facts.find(({ kind }) => kind === "settled")?.amount).toBe("999999.30");
  },
);

it("a payment that is processed though the answer was a 500 is made once, whichever way we are told", async () => {
  for (const notice of ["response", "webhook"]) {
    const { sandbox, payments, outbox, start, from } = await setUp();
    sandbox.setSwitch("clearbank.duplicateNotice", notice);
    sandbox.clearbank.faults.add({ fault: "500-processed", on: { method: "POST", path } });
    await outbox.prepare(
      toOutboxRequest({ requestId: "batch-1", path, body: batch(from, [{ id: "E2E-1" }]) }),
    );
    start();
    await wait(async () =>
      expect(["accepted", "reconciled"]).toContain((await outbox.find("batch-1"))?.state),
    );
    await wait(() => expect(payments.state("E2E-1")?.status).toBe("settled"));
  }
});

it("a held payment is released or declined, and a transfer within the bank is one payment", async () => {
  const { sandbox, payments, outbox, start, from, within } = await setUp();
  const held = "6a41a29eafcf455493";
  const transfers = [
    { id: "E2E-1", name: held },
    { id: "E2E-2", name: held },
    { id: "E2E-3", to: within },
  ];
  await outbox.prepare(toOutboxRequest({ requestId: "batch-1", path, body: batch(from, transfers) }));
  start();
  const statuses = () => transfers.map(({ id }) => payments.state(id)?.status);
  await wait(() => expect(statuses()).toEqual(["held", "held", "settled"]));
  const [first, second] = sandbox.clearbank.held();
  sandbox.clearbank.releaseHeld(first?.transactionId ?? "");
  sandbox.clearbank.declineHeld(second?.transactionId ?? "");
  await wait(() => expect(statuses()).toEqual(["settled", "rejected", "settled"]));
  expect(payments.state("E2E-2")?.reasons).toContain("HOPRJ");
});

it("a payment whose webhook never comes is found in the list", async () => {
  const { sandbox, clearbank, payments, outbox, start, from } = await setUp();
  sandbox.clearbank.setDeliveryMode({ hold: true });
  await outbox.prepare(toOutboxRequest({ requestId: "batch-1", path, body: batch(from, [{ id: "E2E-1" }]) }));
  start();
  await wait(() => expect(payments.state("E2E-1")?.status).toBe("accepted"));
  const sentBefore = new Date(Date.now() + 1000);
  expect(await reconcilePayments({ clearbank, payments, sentBefore })).toEqual([]);
  expect(payments.state("E2E-1")?.status).toBe("settled");
  await sandbox.clearbank.releaseDeliveries();
  await sandbox.clearbank.expectAcknowledged({ type: "TransactionSettled" });
  await wait(() =>
    expect(payments.state("E2E-1")?.facts.filter(({ kind }) => kind === "settled")).toHaveLength(2),
  );
  expect(payments.state("E2E-1")?.status).toBe("settled");
});

it("a batch whose answer was lost is found in the list, and not sent again", async () => {
  const { sandbox, payments, outbox, start, from } = await setUp();
  sandbox.clearbank.setDeliveryMode({ hold: true });
  sandbox.clearbank.faults.add({ fault: "drop-processed", on: { method: "POST", path } });
  await outbox.prepare(toOutboxRequest({ requestId: "batch-1", path, body: batch(from, [{ id: "E2E-1" }]) }));
  start();
  await wait(async () => expect((await outbox.find("batch-1"))?.state).toBe("reconciled"));
  expect(payments.state("E2E-1")?.status).toBe("settled");
});
