import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Signer } from "@countersign/crypto-core";
import { openPkcs11Token } from "@countersign/crypto-core/pkcs11";

const module = "/usr/lib/softhsm/libsofthsm2.so";

/** Runs with a key in a SoftHSM token that is made for it and thrown away. */
export async function withSoftHsmSigner(use: (signer: Required<Signer>) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  try {
    mkdirSync(join(folder, "tokens"));
    process.env.SOFTHSM2_CONF = join(folder, "softhsm2.conf");
    writeFileSync(process.env.SOFTHSM2_CONF, `directories.tokendir = ${folder}/tokens\nlog.level = ERROR\n`);
    const initialise = ["--init-token", "--free", "--label", "bench", "--pin", "1234", "--so-pin", "1234"];
    const { status, error, stderr } = spawnSync("softhsm2-util", initialise);
    if (error) throw new Error("softhsm2-util is not there: apt-get install softhsm2");
    if (status !== 0) throw new Error(`softhsm2-util: ${stderr}`);
    const token = await openPkcs11Token({ module, tokenLabel: "bench", pin: "1234" });
    try {
      await use(await token.generateKeyPair({ keyLabel: "bench" }));
    } finally {
      await token.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
