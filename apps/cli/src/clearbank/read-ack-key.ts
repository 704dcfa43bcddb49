import { encodePem, importVerifier, parseCertificateRequest, type Verifier } from "@countersign/crypto-core";
import type { Arguments } from "../command.js";
import { about } from "../errors.js";
import type { Io } from "../io.js";

/** The key that --ack-key names: of a public key, a certificate, or the certificate request that a profile has. */
export async function readAckKey(args: Arguments, io: Io): Promise<Verifier | undefined> {
  const file = args.optional("ack-key");
  if (file === undefined) return undefined;
  const bytes = await io.read(file);
  return await about(file, () => {
    const isRequest = Buffer.from(bytes).includes("CERTIFICATE REQUEST-----");
    return importVerifier(
      isRequest ? encodePem("PUBLIC KEY", parseCertificateRequest(bytes).publicKey) : bytes,
    );
  });
}
