import { createPublicKey, verify } from "node:crypto";
import { inFlight } from "./measure.js";
import { withSoftHsmSigner } from "./softhsm.js";

/**
 * Many signatures in SoftHSM, 64 in flight, each verified. A fault in native code ends the process: the last line
 * is there only where nothing crashed.
 */
const count = Number(process.argv[2] ?? 100_000);
await withSoftHsmSigner(async (signer) => {
  const key = createPublicKey({ key: Buffer.from(signer.publicKey), format: "der", type: "spki" });
  let done = 0;
  let wrong = 0;
  const start = performance.now();
  const signOne = async () => {
    const message = Buffer.from(`message ${done}`);
    done += 1;
    if (done % 10_000 === 0) console.log(`${done} of ${count}`);
    if (!verify("sha256", message, key, await signer.sign(message))) wrong += 1;
  };
  await inFlight(signOne, count, 64);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${count} signatures, each verified: ${wrong} wrong, ${seconds} s, no crash`);
  if (wrong > 0) process.exitCode = 1;
});
