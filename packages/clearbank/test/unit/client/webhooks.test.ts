import { generateKeyPair, importSigner, importVerifier } from "@countersign/crypto-core";
import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { expect, it, onTestFinished } from "vitest";
import { checkAcknowledgement, signTestWebhook } from "../../../src/testing/index.js";
import { connect } from "../../support/connect.js";
import { createCredentials } from "../../support/credentials.js";

async function setUp() {
  const bank = await generateKeyPair();
  const { body, headers } = await signTestWebhook({
    type: "FITestEvent",
    signer: await importSigner(bank.privateKey),
    nonce: "5",
  });
  const verifier = await importVerifier(bank.publicKey);
  return {
    verifier,
    body,
    headers,
    request: () => new Request("https://us.example", { method: "POST", body, headers }),
  };
}

it("verifies with the client's verifier, and acknowledges with the credentials of the moment", async () => {
  const { verifier, body, headers, request } = await setUp();
  const [old, next] = await Promise.all([createCredentials("old"), createCredentials("next")]);
  let current = old;
  const { client } = connect({ credentials: () => current, verifier });
  expect(await client.webhooks.verify(body, new Headers(headers))).toMatchObject({ type: "FITestEvent" });

  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const handle = client.webhooks.createHandler({ inbox });
  for (const credentials of [old, next]) {
    current = credentials;
    const ours = await importVerifier(credentials.publicKey);
    await checkAcknowledgement(await handle(request()), { nonce: "5", verifier: ours });
  }
});

it("needs a verifier", async () => {
  const { body, headers } = await setUp();
  const { client } = connect({ credentials: await createCredentials("t") });
  const error = new TypeError(
    "the client needs verifier for webhooks: ClearBank's public key, from the portal",
  );
  await expect(client.webhooks.verify(body, new Headers(headers))).rejects.toEqual(error);
  expect(() => client.webhooks.createHandler({ inbox: unsafeCreateMemoryInbox() })).toThrow(error);
});
