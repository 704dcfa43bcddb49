import { join } from "node:path";
import { checkAcknowledgement, exampleWebhook, signTestWebhook } from "@countersign/clearbank/testing";
import { generateKeyPair, importSigner, importVerifier } from "@countersign/crypto-core";
import { openSqliteInbox } from "@countersign/delivery/sqlite";
import { createWorldlineOpenBankingClient } from "@countersign/worldline";
import { expect, vi } from "vitest";
import { copyStore } from "../support/copy-store.js";
import type { Guide } from "../support/guide-place.js";
import { makeIdentity } from "../support/identities.js";
import { untilListening } from "../support/until-listening.js";

export const webhooks: Guide = {
  "webhooks.mts": {
    needs: "sqlite",
    async run({ folder, port, write, start }) {
      const [bank, ours] = [await generateKeyPair(), await generateKeyPair()];
      await write("clearbank-public-key.pem", bank.publicKey);
      await write("profile/clearbank-1.key", ours.privateKey);
      const program = start();
      const verifier = await importVerifier(ours.publicKey);
      const signer = await importSigner(bank.privateKey);
      const post = async (type: string, changes: Readonly<Record<string, string>> = {}) => {
        const { body, headers } = await signTestWebhook({ type, nonce: "8553416320", signer });
        const init = { method: "POST", body, headers: { ...headers, ...changes } };
        return fetch(`http://127.0.0.1:${port}/`, init);
      };
      const response = await vi.waitFor(() => post("TransactionSettled"), { timeout: 30_000 });
      await checkAcknowledgement(response, { nonce: "8553416320", verifier });
      await checkAcknowledgement(await post("TransactionSettled"), { nonce: "8553416320", verifier });
      const { TransactionId, Amount } = exampleWebhook("TransactionSettled").payload;
      await untilRows(join(folder, "webhooks.sqlite"), "SELECT * FROM settled", [
        { id: TransactionId, amount: Amount },
      ]);
      await checkAcknowledgement(await post("FITestEvent"), { nonce: "8553416320", verifier });
      await program.until("not dealt with: FITestEvent version 1");
      expect((await post("FITestEvent", { digitalsignature: "AAAA" })).ok).toBe(false);
      await program.until("refused: signature");
    },
  },
  "notifications.mts": {
    needs: "sqlite",
    async run({ sandbox, folder, port, write, start }) {
      const [us, listener] = [await makeIdentity("CN=us"), await makeIdentity("CN=listener")];
      const initiatingPartyId = "002881";
      const token = { version: 1, app: "IDEAL", client: "Worldline" } as const;
      const back = sandbox.worldline;
      const { id } = back.createSubscription({
        initiatingPartyId,
        client: token.client,
        services: ["IDEAL"],
      });
      back.uploadCertificate(id, us.certificate);
      const bearerToken = "token-of-the-test";
      back.setNotifications(id, { authentication: { bearerToken }, ca: listener.certificate });
      await write("service.pem", back.certificate());
      await write("listener.pem", listener.certificate);
      await write("listener.key", listener.key);
      start({ env: { NOTIFICATION_TOKEN: bearerToken } });
      await untilListening(port);

      const worldline = await createWorldlineOpenBankingClient({
        environment: new URL(sandbox.urls.worldline),
        ca: sandbox.ca,
        initiatingPartyId,
        token,
        signing: { signer: await importSigner(us.key), certificate: us.certificate },
        serviceCertificates: [back.certificate()],
      });
      const { data } = await worldline.payments.create(
        {
          PaymentProduct: ["IDEAL"],
          CommonPaymentData: {
            Amount: { Amount: "10.00" },
            RemittanceInformation: "Cookie",
            RemittanceInformationStructured: { Reference: "iDEALpurchase21" },
          },
        },
        {
          notificationUrl: new URL(`https://127.0.0.1:${port}/v3`),
          returnUrl: new URL("https://shop.example/return"),
        },
      );
      await worldline.close();
      const payment = data.CommonPaymentData.PaymentId;
      back.setPaymentStatus(payment, "SettlementCompleted");
      const [sent] = await back.notifications(AbortSignal.timeout(10_000));
      expect(sent).toMatchObject({ paymentId: payment, delivered: true });
      await untilRows(join(folder, "shop.sqlite"), "SELECT * FROM told", [
        { payment, status: "SettlementCompleted" },
      ]);
    },
  },
  "dead-letters.mts": {
    needs: "sqlite",
    async run({ folder, start }) {
      const file = join(folder, "webhooks.sqlite");
      const before = await openSqliteInbox({ file, maxAttempts: 1, onError: () => {} });
      await before.accept({
        source: "clearbank",
        type: "TransactionSettled",
        version: "6",
        key: "1",
        body: Buffer.from("{}"),
        receivedAt: new Date(),
      });
      const stop = new AbortController();
      const processed = before.process(
        () => {
          throw new Error("no such account");
        },
        { signal: stop.signal },
      );
      await vi.waitFor(async () => expect((await before.stats()).deadLetters).toBe(1), { timeout: 30_000 });
      stop.abort();
      await processed;
      await before.close();

      expect(await start().ended()).toBe("TransactionSettled Error: no such account\n");
      const after = await openSqliteInbox({ file });
      expect(await after.stats()).toMatchObject({ waiting: 1, deadLetters: 0 });
      await after.close();
    },
  },
};

/** Waits until a query of an inbox gives these rows. */
async function untilRows(file: string, sql: string, rows: readonly object[]): Promise<void> {
  await vi.waitFor(
    async () => {
      const inbox = await openSqliteInbox({ file: await copyStore(file) });
      expect(await inbox.query(sql).finally(inbox.close)).toEqual(rows);
    },
    { timeout: 30_000, interval: 200 },
  );
}
