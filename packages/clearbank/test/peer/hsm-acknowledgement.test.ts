import { execFileSync } from "node:child_process";
import { sign } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodePem, generateKeyPair, importVerifier } from "@countersign/crypto-core";
import { openPkcs11Token } from "@countersign/crypto-core/pkcs11";
import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { createClearBankWebhookHandler } from "../../src/index.js";

const module = "/usr/lib/softhsm/libsofthsm2.so";
const missing = existsSync(module) ? await missingBinding() : "SoftHSM: apt-get install softhsm2";

async function missingBinding(): Promise<string | undefined> {
  const absent = { module: "/nonexistent", tokenLabel: "", pin: "" };
  const { code } = await openPkcs11Token(absent).catch((error) => error);
  return code === "ERR_SIGNER_BINDING_MISSING" ? "the compiled pkcs11js: pnpm -r build:native" : undefined;
}

const folder = mkdtempSync(join(tmpdir(), "countersign-hsm-"));
afterAll(() => rmSync(folder, { recursive: true }));

// In CI nothing is skipped: there the test fails with what is missing.
const title = `a key that never leaves its HSM${missing === undefined ? "" : ` (needs ${missing})`}`;
describe.skipIf(missing !== undefined && !process.env.CI)(title, () => {
  it("acknowledges a webhook, as openssl confirms", async () => {
    mkdirSync(join(folder, "tokens"));
    process.env.SOFTHSM2_CONF = join(folder, "softhsm2.conf");
    writeFileSync(
      process.env.SOFTHSM2_CONF,
      `directories.tokendir = ${join(folder, "tokens")}\nlog.level = ERROR\n`,
    );
    const initialise = ["--init-token", "--free", "--label", "bank", "--pin", "1234", "--so-pin", "1234"];
    execFileSync("softhsm2-util", initialise, { stdio: "pipe" });
    const token = await openPkcs11Token({ module, tokenLabel: "bank", pin: "1234" });
    const signer = await token.generateKeyPair({ keyLabel: "acknowledgements" });

    const bank = await generateKeyPair();
    const body = '{"Type":"FITestEvent","Version":1,"Payload":"test me","Nonce":8553416320}';
    const inbox = unsafeCreateMemoryInbox();
    onTestFinished(() => inbox.close());
    const verifier = await importVerifier(bank.publicKey);
    const handle = createClearBankWebhookHandler({ verifier, signer, inbox });
    const digitalsignature = sign("sha256", Buffer.from(body), bank.privateKey).toString("base64");
    const response = await handle(
      new Request("https://us.example/webhook", { method: "POST", body, headers: { digitalsignature } }),
    );
    await token.close();

    const file = (name: string, data: string | Uint8Array) => {
      writeFileSync(join(folder, name), data);
      return join(folder, name);
    };
    const answer = file("answer", Buffer.from(await response.arrayBuffer()));
    const signature = file(
      "signature",
      Buffer.from(response.headers.get("digitalsignature") ?? "", "base64"),
    );
    const key = file("key.pem", encodePem("PUBLIC KEY", signer.publicKey));
    const verify = ["dgst", "-sha256", "-verify", key, "-signature", signature, answer];
    expect(execFileSync("openssl", verify, { encoding: "utf8" })).toBe("Verified OK\n");
    expect(response.status).toBe(200);
    file("answer", '{"Nonce":8553416321}');
    expect(() => execFileSync("openssl", verify, { stdio: "pipe" })).toThrow(
      /Verification failure|Command failed/,
    );
  });
});
