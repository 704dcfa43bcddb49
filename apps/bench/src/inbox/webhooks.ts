import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";

/** What the listener and the load generator know. */
export interface BankKeys {
  /** ClearBank's, RSA-4096. */
  readonly bankPublicKey: string;
  /** Ours, RSA-2048: it signs acknowledgements. */
  readonly ownPrivateKey: string;
}

/** A webhook as it goes over the wire, but for its path, which tells the rounds apart. */
export interface SignedWebhook {
  readonly body: Buffer;
  readonly signature: string;
}

/** So many webhooks of 1 kB, each signed with a key of 4096 bits. */
export function makeWebhooks(count: number): BankKeys & { readonly webhooks: readonly SignedWebhook[] } {
  const [bank, own] = [4096, 2048].map((modulusLength) =>
    generateKeyPairSync("rsa", {
      modulusLength,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    }),
  ) as [{ publicKey: string; privateKey: string }, { publicKey: string; privateKey: string }];
  const webhooks = Array.from({ length: count }, (_, index) => {
    const payload = { TransactionId: randomUUID(), Status: "Settled", Reference: "x".repeat(860) };
    const body = Buffer.from(
      JSON.stringify({
        Type: "TransactionSettled",
        Version: 6,
        Payload: payload,
        Nonce: 1_000_000_000 + index,
      }),
    );
    return { body, signature: createSign("sha256").update(body).sign(bank.privateKey, "base64") };
  });
  return { bankPublicKey: bank.publicKey, ownPrivateKey: own.privateKey, webhooks };
}
