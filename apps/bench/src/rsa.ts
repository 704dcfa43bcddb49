import { monitorEventLoopDelay } from "node:perf_hooks";
import { generateKeyPair, importSigner, importVerifier } from "@countersign/crypto-core";
import { inFlight, measure, median } from "./measure.js";
import { opensslRsaSpeed } from "./openssl.js";
import { format, heading, target } from "./report.js";

/** RSA-2048 against openssl on every core, and what it does to the event loop. */
export async function benchRsa(): Promise<void> {
  heading("RSA-2048, against `openssl speed -multi <cores>`");
  const { privateKey, publicKey } = await generateKeyPair();
  const signer = await importSigner(privateKey);
  const verifier = await importVerifier(publicKey);
  const message = new TextEncoder().encode("x".repeat(300));
  const signature = await signer.sign(message);

  const rows = new Map<string, number[]>();
  const peers = { sign: [] as number[], verify: [] as number[] };
  for (let round = 0; round < 5; round += 1) {
    const openssl = opensslRsaSpeed();
    peers.sign.push(openssl.sign);
    peers.verify.push(openssl.verify);
    const speeds = await measure(
      [1, 64].flatMap((width) => [
        {
          name: `sign, ${width} in flight`,
          run: (n: number) => inFlight(() => signer.sign(message), n, width),
        },
        {
          name: `verify, ${width} in flight`,
          run: (n: number) => inFlight(() => verifier.verify(message, signature), n, width),
        },
      ]),
      3,
    );
    for (const { name, median: speed } of speeds) {
      rows.set(name, [
        ...(rows.get(name) ?? []),
        speed / (name.startsWith("sign") ? openssl.sign : openssl.verify),
      ]);
    }
  }
  console.log(
    `openssl: ${format(median(peers.sign))} signatures, ${format(median(peers.verify))} verifications per second`,
  );
  console.log("\n| | ratio to openssl |\n|---|---|");
  for (const [name, ratios] of rows) console.log(`| ${name} | ${median(ratios).toFixed(2)} |`);
  target("64 signatures in flight", median(rows.get("sign, 64 in flight") ?? []), { atLeast: 0.88 });

  const delay = monitorEventLoopDelay({ resolution: 1 });
  await inFlight(() => signer.sign(message), 1000, 64);
  delay.enable();
  await inFlight(() => signer.sign(message), 20_000, 64);
  delay.disable();
  // The histogram counts the timer's own millisecond.
  target("event-loop delay meanwhile, p99", delay.percentile(99) / 1e6 - 1, { atMost: 5 }, " ms");
}
