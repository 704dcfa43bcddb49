import { inFlight, measure, ratio } from "./measure.js";
import { heading, table, target } from "./report.js";
import { withSoftHsmSigner } from "./softhsm.js";

/** Signatures in an HSM, one and several in flight. */
export async function benchPkcs11(): Promise<void> {
  heading("PKCS#11 with SoftHSM2, RSA-2048");
  const message = new TextEncoder().encode("x".repeat(300));
  await withSoftHsmSigner(async (signer) => {
    const speeds = await measure(
      [1, 4, 64].map((width) => ({
        name: `${width} in flight`,
        run: (count: number) => inFlight(() => signer.sign(message), count, width),
      })),
    );
    const [alone, , many] = speeds as [(typeof speeds)[number], unknown, (typeof speeds)[number]];
    table(speeds, alone);
    target("64 in flight to one", ratio(many, alone), { atLeast: 1.5 });
  });
}
