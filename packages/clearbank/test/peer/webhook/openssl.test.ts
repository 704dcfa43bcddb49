import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importSigner, importVerifier } from "@countersign/crypto-core";
import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { createClearBankWebhookHandler } from "../../../src/index.js";
import { signTestWebhook } from "../../../src/testing/index.js";

const folder = mkdtempSync(join(tmpdir(), "countersign-webhook-"));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync("openssl", args, { encoding: "utf8", stdio: "pipe" });

/** ClearBank's own key has 4096 bits. */
beforeAll(() => {
  for (const [name, bits] of [
    ["bank", 4096],
    ["ours", 2048],
  ]) {
    openssl(
      "genpkey",
      "-algorithm",
      "RSA",
      "-pkeyopt",
      `rsa_keygen_bits:${bits}`,
      "-out",
      path(`${name}.key`),
    );
    openssl("pkey", "-in", path(`${name}.key`), "-pubout", "-out", path(`${name}.pem`));
  }
});

const read = (name: string) => readFileSync(path(name), "utf8");

function verify(key: string, bytes: Uint8Array, signature: string): string {
  writeFileSync(path("bytes"), bytes);
  writeFileSync(path("signature"), Buffer.from(signature, "base64"));
  return openssl(
    "dgst",
    "-sha256",
    "-verify",
    path(`${key}.pem`),
    "-signature",
    path("signature"),
    path("bytes"),
  );
}

it("openssl signs a webhook and confirms its acknowledgement", async () => {
  const body = Buffer.from(
    '{"Type":"TransactionSettled","Version":6,"Payload":{"Amount":13.0,"Reference":"Miete März"},"Nonce":8553416320}',
  );
  writeFileSync(path("body"), body);
  openssl("dgst", "-sha256", "-sign", path("bank.key"), "-out", path("signed"), path("body"));
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const handle = createClearBankWebhookHandler({
    verifier: await importVerifier(read("bank.pem")),
    signer: await importSigner(read("ours.key")),
    inbox,
  });
  const deliver = async (sent: Uint8Array<ArrayBuffer>) => {
    const headers = { digitalsignature: readFileSync(path("signed")).toString("base64") };
    return await handle(new Request("https://us.example", { method: "POST", body: sent, headers }));
  };

  const response = await deliver(Uint8Array.from(body));
  const answer = Buffer.from(await response.arrayBuffer());
  const signature = response.headers.get("digitalsignature") ?? "";
  expect([response.status, answer.toString()]).toEqual([200, '{"Nonce":8553416320}']);
  expect(verify("ours", answer, signature)).toBe("Verified OK\n");
  expect(() => verify("ours", Buffer.from('{"Nonce":8553416321}'), signature)).toThrow("Command failed");

  const changed = await deliver(Uint8Array.from(Buffer.from(body.toString().replace("13.0", "13"))));
  expect([changed.status, await changed.text()]).toEqual([401, ""]);
});

it("openssl confirms the signature of a test webhook", async () => {
  const signer = await importSigner(read("bank.key"));
  const { body, headers } = await signTestWebhook({ type: "TransactionSettled", signer });
  const signature = headers.digitalsignature ?? "";
  expect(verify("bank", body, signature)).toBe("Verified OK\n");
  expect(() => verify("bank", body.subarray(1), signature)).toThrow("Command failed");
});
