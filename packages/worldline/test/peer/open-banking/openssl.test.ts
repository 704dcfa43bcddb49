import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect, parametersOf, payment, us } from "../../support/open-banking.js";

const run = promisify(execFile);

/** What openssl, given the certificate that was uploaded, says of a signature. */
async function openssl(base: string, signature: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  await writeFile(at("us.crt"), us.certificate);
  await writeFile(at("base"), base, "latin1");
  await writeFile(at("signature"), Buffer.from(signature, "base64"));
  const { stdout: publicKey } = await run("openssl", ["x509", "-in", at("us.crt"), "-pubkey", "-noout"]);
  await writeFile(at("us.pub"), publicKey);
  const verify = ["dgst", "-sha256", "-verify", at("us.pub"), "-signature", at("signature"), at("base")];
  const { stdout } = await run("openssl", verify).catch((error: { stdout: string }) => error);
  return stdout.trim();
}

const isInstalled = spawnSync("openssl", ["version"]).error === undefined;

describe.runIf(isInstalled || process.env.CI)("openssl (needs apt-get install openssl)", () => {
  it("verifies what a client signs: the token's request, a payment, a question", async () => {
    const { client, sent, tokenRequests, signed } = await connect();
    await client.payments.create(payment);
    await client.payments.status("0170600");
    const headers = [
      tokenRequests[0]?.request.headers.get("authorization"),
      ...sent.map(({ request }) => request.headers.get("signature")),
    ];
    expect(signed).toHaveLength(3);
    for (const [index, base] of signed.entries()) {
      const { signature = "" } = parametersOf(headers[index] ?? null);
      expect(await openssl(base, signature)).toBe("Verified OK");
      expect(await openssl(`${base}\n`, signature)).toBe("Verification failure");
    }
  });

  it("names the certificate as we do, and hashes a body as we do", async () => {
    const folder = await mkdtemp(join(tmpdir(), "countersign-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { client, sent } = await connect();
    await client.payments.create(payment);
    const [{ request, body } = expect.fail()] = sent;
    await writeFile(join(folder, "us.crt"), us.certificate);
    await writeFile(join(folder, "body"), body);
    const { stdout } = await run("openssl", [
      "x509",
      "-in",
      join(folder, "us.crt"),
      "-fingerprint",
      "-sha1",
      "-noout",
    ]);
    const { keyId } = parametersOf(request.headers.get("signature"));
    expect(stdout.trim().split("=")[1]?.replaceAll(":", "")).toBe(keyId);
    const hash = await run("openssl", ["dgst", "-sha256", "-binary", join(folder, "body")], {
      encoding: "buffer",
    });
    expect(request.headers.get("digest")).toBe(`SHA-256=${hash.stdout.toString("base64")}`);
  });
});
