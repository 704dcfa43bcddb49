import {
  type CertificateRequest,
  encodePem,
  importVerifier,
  KeyError,
  type KeyErrorCode,
  type Signer,
} from "@countersign/crypto-core";
import { CliError } from "../errors.js";
import type { Finding, FindingCode } from "./finding.js";

/** Whether a signer is the one that the certificate request was made with: same public key, and it signs so. */
export async function checkSigner(signer: Signer, request: CertificateRequest): Promise<Finding[]> {
  if (!signer.publicKey || Buffer.compare(signer.publicKey, request.publicKey) !== 0) {
    return [
      {
        code: "key-mismatch",
        message: "The key is not the one that the certificate request was made with.",
        remedy:
          "Put the key beside the request that it belongs to. ClearBank checks signatures with the key of the request behind the token: any other leads to a 400 about DigitalSignature, and to x-retry-reason Non-repudiation.",
      },
    ];
  }
  const sample = new TextEncoder().encode("countersign: does this key sign?");
  const verifier = await importVerifier(encodePem("PUBLIC KEY", request.publicKey));
  try {
    await verifier.verify(sample, await signer.sign(sample));
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      {
        code: "signer-wrong-signature",
        message: `The signer names the right public key, but what it signs does not verify with that: ${why}`,
        remedy:
          "Look at which private key the signer uses, and at its algorithm: RSASSA-PKCS1-v1_5 with SHA-256 over the message, hashed once.",
      },
    ];
  }
}

const keyProblems: Readonly<Record<KeyErrorCode, readonly [FindingCode, remedy: string]>> = {
  ERR_KEY_PASSPHRASE_MISSING: ["key-encrypted", "Give --passphrase-env NAME or --passphrase-file FILE."],
  ERR_KEY_PASSPHRASE_WRONG: ["key-passphrase", "Look at what --passphrase-env or --passphrase-file names."],
  ERR_KEY_MISSING: ["key-unreadable", "Put the private key there, in PKCS#8 (BEGIN PRIVATE KEY)."],
  ERR_KEY_UNREADABLE: ["key-unreadable", "Put the private key there, in PKCS#8 (BEGIN PRIVATE KEY)."],
  ERR_KEY_TYPE: ["key-type", "Make an RSA key and its request."],
  ERR_KEY_TOO_SMALL: ["key-size", "Make a key of 2048 bits or more, and its request."],
};

/** What is wrong with a file that should hold the key; other errors are thrown on. */
export function explainKeyError(file: string, error: unknown): Finding {
  if (error instanceof CliError && error.code === "ERR_FILE_MISSING") {
    return { code: "key-missing", message: error.message, remedy: "Put the private key there." };
  }
  // The file's name was put before the message, which made it an error of the general kind.
  const cause = error instanceof Error && error.cause instanceof KeyError ? error.cause : error;
  if (!(cause instanceof KeyError)) throw error;
  const [code, remedy] = keyProblems[cause.code];
  return { code, message: `${file}: ${cause.message}`, remedy };
}
