import {
  type ClearBankWebhook,
  createClearBankClient,
  createClearBankWebhookHandler,
  DuplicateRequestError,
} from "@countersign/clearbank";
import {
  createCertificateRequest,
  generateKeyPair,
  importSigner,
  importVerifier,
} from "@countersign/crypto-core";
import { listen } from "./listener.js";
import { expectArrival, refusalOf, type Stage } from "./stage.js";

/** ClearBank from nothing to an acknowledged webhook; gives a curl command that works against the sandbox. */
export async function runClearBank({
  step,
  portal,
  urls,
  ca,
  writeFile,
  closeLater,
  now,
}: Stage): Promise<string> {
  const { privateKey, signer } = await step(
    "Make a 2048-bit key and a PKCS#10 request for a certificate",
    async (show) => {
      const { privateKey } = await generateKeyPair();
      const signer = await importSigner(privateKey);
      show("key", "RSA, 2048 bits, PKCS#8");
      return { privateKey, signer };
    },
  );

  const token = await step("Portal: hand in the request, receive an API token", async (show) => {
    const csr = await createCertificateRequest({ signer, subject: "CN=demo,O=Countersign Demo,C=GB" });
    show("sent", csr);
    const { token, expiresAt } = await portal.post<{ token: string; expiresAt: string }>(
      "/clearbank/tokens",
      {
        csr,
        name: "demo",
      },
    );
    show("received", `an API token, shown once, valid until ${expiresAt}`);
    return token;
  });

  const client = createClearBankClient({ environment: urls.clearbank, credentials: { token, signer }, ca });
  closeLater(client);

  await step("GET /v1/Test: does the token work?", async (show) => {
    const { status, correlationId } = await client.test.get();
    show("received", `${status}, X-Correlation-Id ${correlationId}`);
  });

  const arrival = expectArrival<ClearBankWebhook>();
  await step("Start a listener and register it in the portal for FITestEvent", async (show) => {
    const verifier = await importVerifier(await portal.getText("/clearbank/public-key"));
    const handle = createClearBankWebhookHandler({
      verifier,
      signer,
      // Nothing is kept: a listener that lasts has an inbox of @countersign/delivery here.
      inbox: { accept: async () => "accepted" },
      onOutcome: (outcome) => {
        if (outcome.outcome !== "refused") arrival.resolve(outcome.webhook);
      },
    });
    const listener = closeLater(await listen(handle, now()));
    await portal.put("/clearbank/webhooks/FITestEvent", { url: listener.url.href, ca: listener.certificate });
    show("listening", `${listener.url.href} with a self-signed certificate`);
  });

  const requestId = await step("POST /v1/Test: signed, with an X-Request-Id", async (show) => {
    const body = new TextEncoder().encode('{ "body": "hello world!" }');
    show("signed", `the ${body.length} bytes of the body: ${new TextDecoder().decode(body)}`);
    const { status, data, requestId, correlationId } = await client.test.post(body);
    show("sent", `POST /v1/Test, DigitalSignature, X-Request-Id ${requestId}`);
    show("received", `${status} ${JSON.stringify(data)}, X-Correlation-Id ${correlationId}`);
    return requestId;
  });

  await step("Receive the FITestEvent webhook and verify it", async (show) => {
    const { type, version, payload, nonce } = await arrival.wait("webhook");
    show("received", `${type} version ${version}, Payload ${JSON.stringify(payload)}`);
    show("nonce", `${nonce}, copied as digits`);
  });

  await step("Answer with the signed nonce; ClearBank confirms the acknowledgement", async (show) => {
    const deliveries = await portal.get<
      { type: string; status?: number; acknowledged: boolean | null; reason?: string }[]
    >("/clearbank/deliveries?wait=10");
    const delivery = deliveries.at(-1);
    show("confirmed", `attempt answered ${delivery?.status}, acknowledged: ${delivery?.acknowledged}`);
    if (delivery?.acknowledged !== true)
      throw new Error(`The acknowledgement was refused: ${delivery?.reason ?? "no delivery"}`);
  });

  await step("Send the same X-Request-Id again: ClearBank says that it is a duplicate", async (show) => {
    const error = await refusalOf(client.test.post("hello again", { ...(requestId && { requestId }) }));
    if (!(error instanceof DuplicateRequestError)) throw error;
    show("received", error.message);
  });

  const headers = await writeFile("clearbank.headers", `Authorization: Bearer ${token}\n`);
  const key = await writeFile("clearbank.key", privateKey);
  const bundle = await writeFile("ca.pem", ca);
  return [
    `BODY='{ "body": "hello world!" }'; curl --cacert ${bundle} -H @${headers} -H "X-Request-Id: $(date +%s%N)" \\`,
    `  -H "DigitalSignature: $(printf %s "$BODY" | openssl dgst -sha256 -sign ${key} | openssl base64 -A)" \\`,
    `  -H 'Content-Type: application/json' -d "$BODY" ${new URL("/v1/Test", urls.clearbank).href}`,
  ].join("\n");
}
