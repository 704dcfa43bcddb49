import { createPublicKey, verify } from "node:crypto";
import { generateKeyPair, importSigner } from "@countersign/crypto-core";
import type { ClearBankCredentials } from "../../src/index.js";

/** Credentials with a new key, and a check of its signatures by other means than made them. */
export interface TestCredentials extends ClearBankCredentials {
  readonly publicKey: string;
  isSigned(request: Request, message: Uint8Array | string): boolean;
}

export async function createCredentials(token: string): Promise<TestCredentials> {
  const pair = await generateKeyPair();
  const publicKey = createPublicKey(pair.publicKey);
  return {
    token,
    signer: await importSigner(pair.privateKey),
    publicKey: pair.publicKey,
    isSigned(request, message) {
      const signature = Buffer.from(request.headers.get("digitalsignature") ?? "", "base64");
      return verify("sha256", Buffer.from(message), publicKey, signature);
    },
  };
}
