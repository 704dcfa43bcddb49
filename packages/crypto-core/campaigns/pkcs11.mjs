// Many signatures in SoftHSM: how fast, and whether the process lives. Longer than a test should take; run it after
// a change of src/pkcs11 or a new version of pkcs11js:
//
//   pnpm --filter @countersign/crypto-core build
//   pnpm --filter @countersign/crypto-core campaign:pkcs11 [count, 100000 by default] [module]
//
// A fault in native code ends the process: the last line is there only where nothing crashed.
import { spawnSync } from "node:child_process";
import { createPublicKey, verify } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { openPkcs11Token } from "@countersign/crypto-core/pkcs11";

const count = Number(process.argv[2] ?? 100_000);
const module = process.argv[3] ?? "/usr/lib/softhsm/libsofthsm2.so";
const folder = mkdtempSync(join(tmpdir(), "countersign-campaign-"));
try {
  mkdirSync(join(folder, "tokens"));
  writeFileSync(
    join(folder, "softhsm2.conf"),
    `directories.tokendir = ${folder}/tokens\nlog.level = ERROR\n`,
  );
  process.env.SOFTHSM2_CONF = join(folder, "softhsm2.conf");
  const initialise = ["--init-token", "--free", "--label", "campaign", "--pin", "1234", "--so-pin", "1234"];
  const { status, stderr } = spawnSync("softhsm2-util", initialise);
  if (status !== 0) throw new Error(`softhsm2-util (apt-get install softhsm2): ${stderr}`);
  const token = await openPkcs11Token({ module, tokenLabel: "campaign", pin: "1234" });
  const signer = await token.generateKeyPair({ keyLabel: "campaign" });
  await compareRates(signer);
  await signAndVerify(signer);
  await token.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Rounds take turns, so that whatever else the machine does falls on all alike. */
async function compareRates(signer) {
  const rates = new Map([1, 4, 64].map((inFlight) => [inFlight, []]));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (let round = 0; round < 7; round += 1) {
    for (const [inFlight, measured] of rates) {
      if (inFlight === 64) delay.enable();
      const started = performance.now();
      await signMany(1500, inFlight, (index) => signer.sign(Buffer.from(`round ${round}, ${index}`)));
      measured.push(1500 / ((performance.now() - started) / 1000));
      delay.disable();
    }
  }
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const alone = median(rates.get(1));
  for (const [inFlight, measured] of rates) {
    const rate = median(measured);
    console.log(
      `${inFlight} in flight: ${Math.round(rate)} signatures/s, ${(rate / alone).toFixed(2)} times 1 in flight`,
    );
  }
  console.log(`event loop delay at 64 in flight, p99: ${(delay.percentile(99) / 1e6).toFixed(2)} ms`);
}

async function signAndVerify(signer) {
  const key = createPublicKey({ key: Buffer.from(signer.publicKey), format: "der", type: "spki" });
  const started = performance.now();
  let wrong = 0;
  await signMany(count, 64, async (index) => {
    const message = Buffer.from(`message ${index}`);
    if (!verify("sha256", message, key, await signer.sign(message))) wrong += 1;
  });
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${count} signatures at 64 in flight, each verified: ${wrong} wrong, ${seconds.toFixed(1)} s, no crash`,
  );
  if (wrong > 0) process.exitCode = 1;
}

async function signMany(total, inFlight, sign) {
  let next = 0;
  const worker = async () => {
    while (next < total) await sign(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}
